"""The text of a made-up edition that uses every construct of the language."""

EDITION = """
id = "yunling-2030"
number = "云工信规〔2030〕7号"
title = "云岭省中小企业公共服务示范平台管理办法"
short = "云岭 2030"
issuer = "云岭省工业和信息化厅"
region = "53"
in_force = { from = 2024-01-01, to = 2028-12-31 }
recommendation_article = "第二十条"

[platform_name]
article = "第五条"
starts_with = ["云岭", "澜江"]
ends_with = ["平台", "中心"]
without = ["国家", "示范"]

[regions.capital]
label = "省会城市"
codes = ["5301"]

[regions.border]
label = "边境州市"
codes = ["5326", "5331"]

[report]
article = "第二十一条"
head_count = "either"
narrative = ["基本情况"]

[survey]
article = "第十二条"
at_least = 5
counts = ["very"]
satisfaction_at_least = 80

[choice_of_functions]
article = "第九条"
at_least = 2
at_most = 3

[[function]]
id = "information"
article = "第九条（一）"
label = "信息"

[[function]]
id = "training"
article = "第九条（二）"
label = "培训"

[[function]]
id = "law"
article = "第九条（三）"
label = "法律"

[[figure]]
name = "category"
label = "平台类别"
article = "第六条"
choices = ["服务企业类", "人才培训类"]

[[figure]]
name = "tier"
label = "申报星级"
article = "第七条"
choices = ["三星", "四星", "五星"]

[[figure]]
name = "subtype"
label = "专业方向"
article = "第七条"
choices = ["检验检测", "工业设计"]

[[figure]]
name = "sme_income_wan"
label = "来自中小企业的收入"
unit = "万元"
by_year = true
article = "第八条（一）"

[[figure]]
name = "training_person_times"
label = "年培训"
unit = "人次"
article = "第八条（二）"

[[figure]]
name = "full_time"
label = "专职人员"
unit = "人"
article = "第八条（六）"

[[figure]]
name = "insured_designers"
label = "缴纳社保的设计师"
unit = "人"
article = "第八条（六）"

[[figure]]
name = "laboratories"
label = "实验室"
unit = "个"
article = "第七条"

[[figure]]
name = "law_lectures"
label = "法律宣讲"
unit = "次"
function = "law"
article = "第九条（三）"

[[figure]]
name = "title_until"
label = "现有称号的有效期至"
day = true
article = "第十条（一）"

[[figure]]
name = "base_title"
label = "示范基地称号"
choices = ["没有", "持有"]
article = "第十条（二）"

[[figure]]
name = "related_body"
label = "关联单位本年度申报情况"
choices = ["没有关联单位", "关联单位未申报", "关联单位已申报"]
article = "第十条（三）"

[[figure]]
name = "revoked_on"
label = "被撤销称号的日期"
day = true
article = "第十条（四）"

[[material]]
id = "report"
article = "第二十一条（一）"
name = "申请报告"
short = "申请报告"

[[material]]
id = "licence"
article = "第二十一条（二）"
name = "营业执照"
short = "营业执照"
substitute = { name = "告知承诺书", article = "第二十二条" }

[[material]]
id = "tax"
article = "第二十一条（三）"
name = "完税证明"
short = "完税证明"
when = { legal_form = "enterprise" }

[[material]]
id = "awards"
article = "第二十一条（四）"
name = "获奖证书"
short = "获奖证书"
required = false

[[relaxation]]
id = "border"
article = "第十一条"
says = "边境州市的平台可适度放宽。"
when = { region = "border" }

[[condition]]
id = "scale"
article = "第八条（一）"
title = "服务规模"
says = "年服务中小企业60家以上，或来自中小企业的收入占营业收入的50%以上"
require = { any = [
  { figure = "firms_served", at_least = 60 },
  { ratio = ["sme_income_wan", "revenue_wan"], at_least = 50 },
] }
relaxable = "border"

[[condition]]
id = "category-scale"
article = "第八条（二）"
title = "分类规模"
says = "服务企业类年服务100家以上，人才培训类年培训1000人次以上"
require = { figure = "firms_served", at_least = 100 }

[[condition.instead]]
when = { category = "人才培训类" }
figure = "training_person_times"
at_least = 1000

[[condition]]
id = "titles"
article = "第八条（三）"
title = "职称比例"
says = "有中级及以上职称的人员不低于名单人数的30%"
require = { ratio = ["title_listed", "staff_listed"], at_least = 30 }

[[condition]]
id = "mean-revenue"
article = "第八条（四）"
title = "三年平均营业收入"
says = "近三年平均营业收入不低于200万元"
require = { mean = "revenue_wan", years = 3, at_least = 200 }

[[condition]]
id = "growth"
article = "第八条（五）"
title = "三年服务收入增长"
says = "近三年服务收入增长20%以上"
require = { growth = "service_revenue_wan", years = 3, at_least = 20 }

[[condition]]
id = "people"
article = "第八条（六）"
title = "专职人员"
says = "专职人员15人以上，其中缴纳社保的设计师不少于3人"
require = { all = [
  { figure = "full_time", at_least = 15, within = "staff_count" },
  { figure = "insured_designers", at_least = 3, within = "full_time" },
] }

[[condition]]
id = "degree-or-title"
article = "第八条（七）"
title = "学历或职称"
says = "大专及以上学历或中级及以上职称的人员3人以上"
require = { figure = "professionals_listed", at_least = 3 }

[[condition]]
id = "degree-and-title"
article = "第八条（八）"
title = "学历和职称"
says = "大专及以上学历和中级及以上职称兼有的人员2人以上"
require = { figure = "degree_and_title_listed", at_least = 2 }

[[condition]]
id = "assets"
article = "第八条（九）"
title = "资产总额"
says = "省会城市500万元，其他300万元，事业单位100万元"
require = { figure = "total_assets_wan", at_least = 300 }

[[condition.instead]]
when = { legal_form = ["public_institution", "society"] }
at_least = 100

[[condition.instead]]
when = { region = "capital" }
at_least = 500

[[condition]]
id = "stars"
article = "第七条"
title = "星级"
says = "三星2个实验室，四星4个，五星8个；工业设计方向不作要求"
require = { figure = "laboratories", at_least = 2 }

[[condition.instead]]
when = { subtype = "工业设计" }
judge = "设计能力是否与所报星级相当"

[[condition.instead]]
when = { tier = "四星" }
at_least = 4

[[condition.instead]]
when = { tier = "五星" }
at_least = 8

[[condition]]
id = "tax"
article = "第八条（十）"
title = "企业纳税"
says = "企业上年度纳税10万元以上"
require = { figure = "tax_wan", at_least = 10, when = { legal_form = "enterprise" } }
materials = ["tax"]

[[condition]]
id = "two-of-three"
article = "第八条（十一）"
title = "三项中至少两项"
says = "场地300平方米、设备20台、注册资本100万元，三项中至少满足两项"
require = { at_least = 2, of = [
  { figure = "premises_m2", at_least = 300 },
  { figure = "equipment_count", at_least = 20 },
  { figure = "capital_wan", at_least = 100 },
] }

[[condition]]
id = "satisfaction"
article = "第十二条"
title = "满意度"
says = "用户满意度80%以上"
require = { figure = "satisfaction_percent", at_least = 80 }

[[condition]]
id = "standard"
article = "第十三条"
title = "达到评价标准"
says = "达到评价标准"
require = { undefined = "附件3《评价标准》" }

[[condition]]
id = "still-valid"
article = "第十条（一）"
title = "称号在有效期内的不得申报"
says = "称号仍在有效期内的不得申报，有效期满当年可以申报"
require = { past = "title_until", or_same_year = true }

[[condition]]
id = "base"
article = "第十条（二）"
title = "持有示范基地称号的不得申报"
says = "持有示范基地称号的不得申报"
require = { chosen = "base_title", among = ["没有"] }

[[condition]]
id = "related"
article = "第十条（三）"
title = "关联单位不得同时申报"
says = "关联单位不得同时申报"
require = { chosen = "related_body", among = ["没有关联单位", "关联单位未申报"] }

[[condition]]
id = "ban"
article = "第十条（四）"
title = "被撤销称号的三年内不得申报"
says = "被撤销称号的三年内不得申报"
require = { past = "revoked_on", years = 3 }

[[condition]]
id = "information"
function = "information"
article = "第九条（一）"
title = "信息服务"
says = "信息服务"
require = { judge = "是否具有开放的信息服务系统" }

[[condition]]
id = "training"
function = "training"
article = "第九条（二）"
title = "培训服务"
says = "培训服务"
require = { figure = "training_person_times", at_least = 500 }

[[condition]]
id = "law"
function = "law"
article = "第九条（三）"
title = "法律服务"
says = "法律服务"
require = { figure = "law_lectures", at_least = 6 }

[[forbidden]]
what = "ranking"
article = "第三十条"
says = "不得排名"

[[stage]]
id = "review"
article = "第二十三条"
title = "评审"
says = "省工业和信息化厅组织评审"
who = "province"
leads_to = ["recognition"]

[[stage]]
id = "recognition"
article = "第二十四条"
title = "认定"
says = "公布名单"
who = "province"
terms = ["notice", "validity"]

[[term]]
id = "notice"
article = "第二十四条"
says = "公示7个工作日"
length = 7
unit = "working_day"
counts_from = "review"

[[term]]
id = "validity"
article = "第二十五条"
says = "有效期三年"
length = 3
unit = "year"
counts_from = "recognition"

[[duty]]
id = "summary"
article = "第二十六条"
says = "每年1月15日前报送总结"
who = "platform"
due = { month = 1, day = 15 }

[[duty]]
id = "changes"
article = "第二十七条"
says = "更名的，30日内报告"
who = "platform"
within = { length = 30, unit = "day", after = "更名" }

[[sanction]]
id = "fraud"
article = "第二十八条"
says = "弄虚作假的，撤销称号，三年内不得申报"
effect = "revoked"
bars_years = 3
"""
