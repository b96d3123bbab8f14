"""What the journal's tables and columns are called where people read them, and how a kept value is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from desktop_app.records import kinds
from desktop_app.records.kinds import Kind
from desktop_app.rules import fields

TABLES: Mapping[str, str] = {
    "answer": "测评结果",
    "application": "申请表",
    "ban": "限制申报",
    "batch": "批次",
    "batch_document": "附送文件",
    "batch_elsewhere": "他处推荐",
    "batch_extension": "报送延期",
    "batch_member": "批次里的案卷",
    "batch_paper": "汇总表",
    "batch_seal_entry": "汇总表用印登记",
    "citation": "引用的依据",
    "contact_attempt": "联系记录",
    "declared_figure": "办法另要的数据",
    "dossier": "案卷",
    "draw": "抽样",
    "drawn_expert": "专家抽取次序",
    "drawn_firm": "抽取次序",
    "duty_done": "年度报送",
    "equipment": "设备清单",
    "expert": "专家库",
    "expert_declaration": "利害关系声明",
    "expert_draw": "抽取专家",
    "expert_frame": "专家抽取底册",
    "expert_refusal": "专家不能参加",
    "frame": "抽样底册",
    "frame_decision": "名单核查的处理",
    "frame_finding": "名单核查记录",
    "investor": "主要投资方",
    "keying_settlement": "录入差异",
    "material_check": "材料核对",
    "commitment_in_lieu": "告知承诺",
    "meeting": "评审会",
    "meeting_answer": "收回的评审包",
    "meeting_closing": "会议结束",
    "meeting_declaration": "回避声明",
    "meeting_dissent": "不同意见",
    "meeting_item": "议程",
    "meeting_item_closing": "结项",
    "meeting_marks": "评分内容",
    "meeting_member": "会议专家",
    "meeting_move": "议程进展",
    "meeting_opinion": "共同意见",
    "meeting_packet": "评审包",
    "meeting_pin": "席位口令",
    "meeting_pin_try": "口令核对",
    "meeting_recess": "休会",
    "meeting_score": "评分",
    "meeting_sign_in": "会议签到",
    "meeting_sitting": "会议场次",
    "narrative": "情况说明",
    "objection": "异议",
    "office": "推荐单位",
    "office_edition": "办法文件",
    "office_notice": "通知文件",
    "operating_year": "运营情况",
    "operator": "操作员",
    "opinion": "专家组评审意见",
    "paper": "打印件",
    "platform_change": "运营主体变更",
    "process_event": "后续进展",
    "process_withdrawal": "撤回的进展",
    "public_draw": "公开抽签",
    "recommendation": "推荐意见",
    "replacement": "替换样本",
    "scan": "扫描件",
    "seal_entry": "用印登记",
    "sealed_archive": "档案包",
    "seat": "专家组成员",
    "second_answer": "第二次录入",
    "served_firm": "服务企业名单",
    "service_line": "主要服务内容",
    "signature": "签名",
    "signed_scan": "签名扫描件",
    "staff_member": "人员名单",
    "verdict": "条件审查",
    "void_answer": "作废的评价",
    "withdrawn_declaration": "撤回的声明",
    "working_calendar": "工作日历",
}
SINGLE = frozenset({"application", "dossier", "office", "recommendation"})
"""Tables with one row for the dossier or office: a row needs no number."""
HIDDEN = frozenset(
    {"id", "dossier_id", "regulation_digest", "ink", "ink_hash", "record_hash", "content_hash", "ticket", "frame_hash"}
    | {"batch_id", "notice_digest"}
    | {"declaration_id", "expert_ids"}
    | {"meeting_id", "item_id", "sitting_id", "pin_id", "score_id", "packet_id", "item_ids", "commitment", "digest"}
    | {"salt", "pin_hash", "key", "sheet_text"}
    | {"frame_id", "draw_id", "scan_id", "paper_id", "expert_id", "opinion_id", "seat_id", "cover_sha256", "sha256"}
    | {"event_id"}
)
"""Links and hashes: in the entry's body, but of no use to a reader."""
COMMON: Mapping[str, str] = {
    "accepted_on": "受理日期", "active": "在用", "added_at": "添加时间", "added_by": "添加人",
    "advice": "推荐意见", "age": "年龄", "amount_wan": "金额（万元）",
    "approved_by": "批准人", "asked_by": "访问人", "asked_on": "访问日期", "attached_at": "添加时间",
    "attached_by": "添加人", "attempted_at": "联系时间", "attempted_by": "联系人", "bought": "购置时间",
    "complete": "是否齐全", "condition": "条件", "contact": "联系人", "content": "服务内容", "copies": "份数",
    "decided_at": "作出时间", "decided_by": "作出人", "decision": "结论", "detached_at": "移出时间",
    "digits": "随机数字", "digits_source": "数字来源", "drawn_at": "抽取时间", "drawn_by": "抽取人", "duty": "主管工作",
    "education": "学历", "field": "专业领域", "files": "文件数", "filed_on": "填报日期", "fingerprint": "档案包指纹",
    "firms": "企业数", "folder": "文件夹", "form": "表格", "frame": "页面范围", "frozen_at": "冻结时间",
    "frozen_by": "冻结人", "grade": "评价", "in_place": "换入次序", "influence": "影响和作用",
    "intake_finished_at": "完成录入时间", "journal_code": "日志码", "keeper": "监印人", "kind": "格式",
    "level": "单位类型", "made_at": "建立时间", "material": "材料条目", "method": "测评方法", "model": "规格型号",
    "name": "名称", "number": "编号", "opened_at": "立卷时间", "operator": "操作员", "out_place": "换出次序",
    "page": "页", "pages": "页数", "password_hash": "口令", "person": "被访人员", "phone": "联系电话", "place": "次序",
    "position": "序号", "post": "职务", "price_wan": "单价（万元）", "printed_at": "打印时间", "printed_by": "打印人",
    "purpose": "事由", "quantity": "数量", "reason": "理由", "recommended": "是否推荐", "recusal_reason": "回避原因",
    "recused": "回避", "region_code": "行政区划代码", "registered_at": "登记时间", "registered_by": "登记人",
    "regulation_id": "适用办法", "remark": "备注", "replaced_at": "替换时间", "replaced_by": "替换人", "result": "结果",
    "revenue_percent": "占服务收入（%）", "roles": "角色", "scale": "服务规模", "seal_name": "印章",
    "sealed_at": "封装时间",
    "sealed_by": "封装人", "sealed_on": "用印日期", "section": "第几部分", "sequence": "第几次抽取",
    "service": "服务内容",
    "sex": "性别", "signed_at": "签名时间", "signer": "签名人", "signs_on_paper": "纸面签名", "size": "大小",
    "statement": "签名声明", "text": "内容", "title": "职务/职称", "turns": "页面旋转", "unit": "工作单位",
    "uscc": "信用代码",
    "value": "数值", "version": "第几稿", "void_at": "作废时间", "void_reason": "作废原因", "witnesses": "见证人",
    "written_at": "写成时间", "written_by": "写成人", "year": "年度",
    "corrections": "改正的数字", "declared_at": "声明时间", "declared_by": "登记人", "experts": "专家数",
    "interest": "利害关系", "left_out": "未列入的专家", "note": "说明", "refused_at": "登记时间",
    "refused_by": "登记人", "rule": "列入条件", "session": "同场案卷", "withdrawn_at": "撤回时间",
    "withdrawn_by": "撤回登记人",
    "authority": "推荐单位类别", "document": "附送文件", "extended_at": "登记时间", "extended_by": "登记人",
    "joined_at": "加入时间", "joined_by": "加入人", "left_at": "移出时间", "left_why": "移出原因", "made_by": "建立人",
    "notice_id": "依据的通知", "recommender": "推荐单位", "sent_at": "报送时间", "sent_how": "报送方式",
    "source": "来源", "until": "延至", "why": "依据",
    "began_at": "开始时间", "began_by": "开始人", "closed_at": "结束时间", "closed_by": "结束人", "code": "编号",
    "day": "日期", "deferred": "缓议", "detail": "说明", "ended_at": "休会时间", "ended_by": "休会人",
    "fits": "是否相符",
    "held_on": "会议日期", "issued_at": "发放时间", "issued_by": "发放人", "locked_at": "锁定时间",
    "locked_by": "登记人",
    "member_id": "专家", "moved_at": "进入时间", "moved_by": "登记人", "phase": "进到", "quorum": "法定人数",
    "round": "第几次评分", "sheet_id": "评分表", "sheet_number": "评分表编号", "spread_limit": "极差提示线",
    "taken_at": "收回时间", "taken_by": "收回人", "tried_at": "核对时间", "trims": "去掉最高最低分", "venue": "地点",
    "chair": "主持人", "secretary": "秘书",
    "way": "方式",
}  # fmt: skip
SPECIAL: Mapping[tuple[str, str], str] = {
    ("batch_document", "name"): "文件名",
    ("meeting", "name"): "会议名称",
    ("meeting", "made_by"): "筹备人",
    ("meeting_item", "position"): "第几项",
    ("meeting_item_closing", "why"): "理由",
    ("meeting_marks", "content"): "评分内容",
    ("meeting_member", "name"): "姓名",
    ("meeting_member", "number"): "席号",
    ("meeting_move", "why"): "理由",
    ("meeting_packet", "made_by"): "制作人",
    ("meeting_sitting", "number"): "第几场",
    ("scan", "name"): "文件名",
    ("served_firm", "name"): "企业名称",
    ("staff_member", "name"): "姓名",
    ("staff_member", "title"): "职称",
    ("seat", "name"): "姓名",
    ("drawn_expert", "name"): "姓名",
    ("expert", "name"): "姓名",
    ("expert_declaration", "applicant"): "申请单位",
    ("expert_draw", "size"): "专家数",
    ("expert_frame", "text"): "底册内容",
    ("operator", "name"): "姓名",
    ("equipment", "name"): "设备名称",
    ("declared_figure", "name"): "数据名称",
    ("drawn_firm", "name"): "企业名称",
    ("draw", "size"): "样本数",
    ("frame_decision", "finding"): "核查标识",
    ("frame_decision", "says"): "核查发现",
    ("frame_decision", "kind"): "核查项目",
    ("frame_decision", "decision"): "处理",
    ("frame_decision", "excluded"): "剔除第几家",
    ("frame_decision", "excluded_names"): "剔除企业",
    ("frame_decision", "why"): "理由",
    ("frame_finding", "says"): "核查发现",
    ("frame_finding", "kind"): "核查项目",
    ("frame_finding", "decision"): "处理",
    ("frame_finding", "excluded_names"): "剔除企业",
    ("frame_finding", "why"): "理由",
    ("keying_settlement", "field"): "栏目",
    ("keying_settlement", "first"): "第一次录入",
    ("keying_settlement", "second"): "第二次录入",
    ("keying_settlement", "kept"): "采用",
    ("keying_settlement", "first_by"): "第一次录入人",
    ("keying_settlement", "second_by"): "第二次录入人",
    ("keying_settlement", "settled_at"): "核定时间",
    ("keying_settlement", "settled_by"): "核定人",
    ("second_answer", "keyed_at"): "录入时间",
    ("second_answer", "keyed_by"): "录入人",
    ("void_answer", "voided_at"): "作废时间",
    ("void_answer", "voided_by"): "作废人",
    ("frame", "text"): "底册内容",
    ("equipment", "place"): "存放地点",
    ("ban", "begins_on"): "限制起",
    ("ban", "ends_on"): "限制止",
    ("ban", "applicant_name"): "申请单位",
    ("ban", "article"): "依据条款",
    ("duty_done", "duty"): "年度义务",
    ("duty_done", "year"): "截止年份",
    ("duty_done", "done_on"): "报送日期",
    ("duty_done", "note"): "说明",
    ("objection", "received_on"): "收到日期",
    ("objection", "name"): "异议人",
    ("objection", "contact"): "联系方式",
    ("objection", "evidence"): "证据材料",
    ("objection", "matter"): "异议内容",
    ("objection", "settled_on"): "核实日期",
    ("objection", "upheld"): "是否属实",
    ("objection", "finding"): "核实情况",
    ("platform_change", "kind"): "变更种类",
    ("platform_change", "happened_on"): "变更日期",
    ("platform_change", "matter"): "变更内容",
    ("platform_change", "reported_on"): "报告日期",
    ("platform_change", "keep"): "是否保留",
    ("platform_change", "opinion_on"): "意见日期",
    ("platform_change", "opinion"): "意见",
    ("process_event", "stage"): "步骤",
    ("process_event", "happened_on"): "日期",
    ("process_event", "until"): "截止日",
    ("process_event", "passed"): "是否通过",
    ("process_event", "sanction"): "处理",
    ("process_event", "document"): "文件",
    ("process_event", "why"): "说明",
    ("process_withdrawal", "why"): "撤回原因",
    ("process_withdrawal", "withdrawn_at"): "撤回时间",
    ("process_withdrawal", "withdrawn_by"): "撤回人",
    ("working_calendar", "text"): "文件内容",
    ("working_calendar", "source"): "依据的通知",
    ("working_calendar", "file"): "文件名",
    ("working_calendar", "imported_at"): "导入时间",
    ("working_calendar", "imported_by"): "导入人",
    ("office_edition", "file"): "文件名",
    ("office_notice", "file"): "文件名",
    ("office_notice", "digest"): "文件校验码",
    ("office_notice", "notice_id"): "通知编号",
    ("office_notice", "remark"): "来历",
    ("office_edition", "digest"): "文件校验码",
    ("office_edition", "regulation_id"): "办法编号",
    ("office_edition", "remark"): "来历",
    ("office_edition", "withdrawn_at"): "停用时间",
    ("office_edition", "withdrawn_by"): "停用人",
    ("office_edition", "withdrawn_why"): "停用原因",
}
CHOICES: Mapping[tuple[str, str], type[Kind]] = {
    ("answer", "grade"): kinds.Grade,
    ("answer", "method"): kinds.SurveyMethod,
    ("batch_document", "kind"): kinds.ScanKind,
    ("contact_attempt", "result"): kinds.ContactResult,
    ("frame_decision", "kind"): kinds.FindingKind,
    ("frame_decision", "decision"): kinds.Settling,
    ("frame_finding", "kind"): kinds.FindingKind,
    ("frame_finding", "decision"): kinds.Settling,
    ("second_answer", "grade"): kinds.Grade,
    ("second_answer", "method"): kinds.SurveyMethod,
    ("void_answer", "grade"): kinds.Grade,
    ("void_answer", "method"): kinds.SurveyMethod,
    ("dossier", "channel"): kinds.Channel,
    ("dossier", "legal_form"): kinds.LegalForm,
    ("draw", "digits_source"): kinds.DigitsSource,
    ("expert_declaration", "interest"): kinds.Interest,
    ("expert_draw", "digits_source"): kinds.DigitsSource,
    ("expert_refusal", "result"): kinds.Absence,
    ("meeting_declaration", "interest"): kinds.Interest,
    ("meeting_declaration", "way"): kinds.MeetingWay,
    ("meeting_move", "phase"): kinds.ItemPhase,
    ("meeting_score", "way"): kinds.MeetingWay,
    ("meeting_sign_in", "way"): kinds.MeetingWay,
    ("office", "level"): kinds.Level,
    ("platform_change", "kind"): kinds.ChangeKind,
    ("operator", "roles"): kinds.Role,
    ("scan", "kind"): kinds.ScanKind,
    ("served_firm", "grade"): kinds.ListGrade,
    ("verdict", "decision"): kinds.Decision,
}
_BOXES = {
    **{(spec.table, spec.name): spec.called for spec in fields.FIELDS},
    **{(table, spec.name): spec.called for table, specs in fields.ROWS.items() for spec in specs},
}


FIRST = ("number", "name", "condition", "material", "decision", "result", "grade", "text", "person", "page")
"""What tells a row apart is said first; who and when, which the entry says anyway, last."""


def in_order(names: Iterable[str]) -> list[str]:
    """Columns in the order in which a reader wants them."""
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    late = len(FIRST) + 1
    return sorted(names, key=lambda name: late if name.endswith(("_at", "_by")) else ranks.get(name, len(FIRST)))


def table(name: str) -> str:
    """What a table is called."""
    return TABLES.get(name, name) or "记录"


def column(table_name: str, name: str) -> str:
    """What a column is called: as on the paper where it is a box of the form."""
    key = (table_name, name)
    return _BOXES.get(key) or SPECIAL.get(key) or COMMON.get(name, name)


def value(table_name: str, name: str, kept: object, named: Mapping[str, Mapping[str, str]]) -> str:
    """A kept value as it is read; "" for nothing. `named` holds names for ids, by column (material, condition)."""
    if kept is None or kept == "":
        return ""
    if isinstance(kept, bool):
        return "是" if kept else "否"
    said = str(kept)
    choices = CHOICES.get((table_name, name))
    if choices is not None:
        labels = {choice.value: choice.label for choice in choices}
        return "、".join(labels.get(part, part) for part in said.split(","))
    if name.endswith("_at") or (table_name, name) == ("batch_extension", "until"):
        return _moment(said)
    if (table_name, name) == ("citation", "frame"):
        return "框选的部分"
    if name == "size" and table_name in ("scan", "sealed_archive", "batch_document"):
        return f"{int(said):,} 字节" if said.isdecimal() else said
    names = named.get(name)
    return "、".join(names.get(part, part) for part in said.split(",")) if names else said


def _moment(said: str) -> str:
    try:
        return datetime.fromisoformat(said).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return said
