"""Made-up rows for the samples of the working papers; no name in them is a real one."""

from __future__ import annotations

import hashlib

from desktop_app.printing.values import Row

_FIRMS = (
    "澜江宏远精密机械有限公司", "澜江市东湖电子科技有限公司", "桥山轴承制造有限责任公司", "云岭恒泰新材料股份有限公司",
    "澜江绿源食品有限公司", "桥山智联软件有限公司", "澜江市建业模具厂", "云岭德信物流有限公司",
    "澜江天成包装印刷有限公司", "桥山区金禾农机有限公司", "澜江博雅医疗器械有限公司", "云岭華盛纺织有限公司",
)  # fmt: skip
_PEOPLE = (
    "周明", "吴倩", "郑凯", "冯雪", "褚峰", "卫华", "蒋文", "沈青", "韩磊", "杨帆", "朱琳", "秦勇",
)  # fmt: skip
_TICKETS = sorted(hashlib.sha256(str(number).encode()).hexdigest() for number in range(60, 84))

SAMPLE_WITNESSES: tuple[Row, ...] = tuple({"witness": name} for name in ("刘明远", "赵倩"))
SAMPLE_ORDER: tuple[Row, ...] = tuple(
    {
        "order": f"样本 {place}" if place <= 12 else f"备 {place - 12}",
        "number": str(place * 37 % 126 + 1),
        "firm": _FIRMS[place % 12],
        "ticket": " ".join(_TICKETS[place - 1][at : at + 4] for at in range(0, 16, 4)),
    }
    for place in range(1, 25)
)
SAMPLE_REPLACED: tuple[Row, ...] = (
    {
        "out": "样本 7　澜江市建业模具厂",
        "into": "备 1　桥山五金有限公司",
        "why": "三次无人接听",
        "at": "2024-06-20 14:10",
    },
)
SAMPLE_INTERVIEWS: tuple[Row, ...] = (
    {
        "iv_line": "1 / 12", "iv_number": "38", "iv_firm": "澜江市东湖电子科技有限公司", "iv_contact": "吴倩",
        "iv_listed_phone": "13800000002", "iv_listed_service": "融资对接", "iv_method": "电话询问", "iv_person": "吴倩",
        "iv_post": "财务经理", "iv_phone": "13800000002", "iv_service": "融资对接、政策宣讲", "iv_grade": "很满意",
        "iv_asked": "2024-06-20", "iv_remark": "希望增加线上场次",
        "iv_attempts": "2024-06-19 15:02 无人接听\n2024-06-20 09:40 已接通",
    },
    {
        "iv_line": "2 / 12", "iv_number": "75", "iv_firm": "桥山轴承制造有限责任公司", "iv_contact": "郑凯",
        "iv_listed_phone": "13800000003", "iv_listed_service": "质量诊断", "iv_method": "", "iv_person": "",
        "iv_post": "", "iv_phone": "", "iv_service": "", "iv_grade": "", "iv_asked": "", "iv_remark": "",
        "iv_attempts": "",
    },
)  # fmt: skip
SAMPLE_LINES: tuple[Row, ...] = tuple(
    {
        "line": str(number),
        "firm": _FIRMS[number - 1],
        "method": "上门拜访" if number % 4 == 0 else "电话询问",
        "person": _PEOPLE[number - 1],
        "masked": f"138 **** {number:04}",
        "service": ("检验检测", "融资对接", "质量诊断", "管理培训")[number % 4],
        "result": "拒绝受访" if number == 12 else "基本满意" if number % 4 == 1 else "很满意",
    }
    for number in range(1, 13)
)
SAMPLE_PANEL: tuple[Row, ...] = tuple(
    {"name": name, "title": title, "unit": unit, "part": part, "signature": ""}
    for name, title, unit, part in (
        ("张堃", "教授级高级工程师", "云岭省工业信息研究院", "参加"),
        ("李喆", "研究员", "云岭省科技发展战略研究所", "参加"),
        ("王珺", "注册会计师", "云岭中衡会计师事务所（特殊普通合伙）", "参加"),
        ("赵䶮", "教授", "云岭大学管理学院", "参加"),
        ("陈䶮珺", "高级经济师", "澜江市质量技术协会", "回避：工作单位是申请单位的合作单位"),
    )
)
_MATERIALS = (
    ("第十七条（一）", "申请报告", "齐", "1", "86"), ("第十七条（二）", "营业执照", "齐", "1", "1"),
    ("第十七条（三）", "审计报告", "齐", "2", "42"), ("第十七条（四）", "场地证明", "不齐", "1", "6"),
    ("第十七条（五）", "服务佐证", "齐", "4", "58"), ("第十七条（六）", "认定文件", "齐", "1", "3"),
    ("第十七条（七）", "许可资质", "可不提供", "0", ""), ("第十七条（八）", "真实性声明", "齐", "1", "1"),
)  # fmt: skip
SAMPLE_RECEIVED: tuple[Row, ...] = tuple(
    {
        "article": article, "material": name, "files": files, "pages": pages,
        "received": "2024-06-18" if pages else "", "remark": "",
    }
    for article, name, _state, files, pages in _MATERIALS
)  # fmt: skip
SAMPLE_CHECKED: tuple[Row, ...] = tuple(
    {
        "article": article, "material": name, "state": state, "remark": "租赁合同缺日期" if state == "不齐" else "",
        "points": "在有效期内；名称、日期、数据与申请表一致",
    }
    for article, name, state, _files, _pages in _MATERIALS
)  # fmt: skip
SAMPLE_TO_DO: tuple[Row, ...] = (
    {"at": "1", "says": "占总资产比例写的是 41.2%，按设备价格和总资产应为 40.8%", "place": "申请表", "basis": "附件2"},
)
SAMPLE_SUPPLEMENT: tuple[Row, ...] = (
    {"at": "1", "says": "“场地证明”不齐：租赁合同缺日期", "place": "场地证明", "basis": "第十七条（四）"},
    {"at": "2", "says": "占总资产比例写的是 41.2%，按设备价格和总资产应为 40.8%", "place": "申请表", "basis": "附件2"},
)
SAMPLE_CONDITIONS: tuple[Row, ...] = (
    {"article": "第十二条（一）", "condition": "依法设立、独立法人，运营三年以上", "figure": "2014-04-24 至 2024-06-18",
     "threshold": "3 年以上", "verdict": "符合", "reason": "", "pages": "营业执照 第 1 页",
     "decided": "林晓岚 2024-06-19"},
    {"article": "第十二条（三）", "condition": "财务收支状况良好", "figure": "", "threshold": "", "verdict": "符合",
     "reason": "近两年均有盈利，审计为无保留意见", "pages": "审计报告 第 3 页、第 8 页",
     "decided": "林晓岚 2024-06-19"},
    {"article": "第十二条（四）", "condition": "年服务中小企业", "figure": "426 家", "threshold": "150 家以上",
     "verdict": "符合", "reason": "", "pages": "申请报告 第 12 页", "decided": ""},
)  # fmt: skip
SAMPLE_SEALED: tuple[Row, ...] = (
    {"register": "2024-046", "day": "2024-06-28", "paper": "2024-0001-推-01",
     "title": "国家中小企业公共服务示范平台推荐表", "platform": "桥山装备制造中小企业公共技术服务平台",
     "seal": "云岭省工业和信息化厅", "purpose": "向上级主管部门推荐示范平台",
     "copies": "2", "approved": "陈国栋", "keeper": "许文静", "note": ""},
)  # fmt: skip
SAMPLE_CONTENTS: tuple[Row, ...] = (
    *(
        {
            "at": str(at), "number": "", "by": "澜江市桥山中小企业公共服务中心有限公司", "title": name,
            "day": "2024-06-18", "pages": pages, "note": article,
        }
        for at, (article, name, _state, _files, pages) in enumerate((row for row in _MATERIALS if row[4]), 1)
    ),
    {"at": "8", "number": "2024-0001-推-01", "by": "云岭省工业和信息化厅",
     "title": "国家中小企业公共服务示范平台推荐表",
     "day": "2024-06-28", "pages": "5", "note": "已用印"},
)  # fmt: skip
