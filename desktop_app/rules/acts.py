"""What each kind of act is called where people read the journal."""

from __future__ import annotations

LABELS: dict[str, str] = {
    "dossier.opened": "受理立卷",
    "intake.": "修改申请表",
    "intake.finished": "完成录入",
    "intake.firms_imported": "写入服务企业名单",
    "intake.staff_imported": "写入人员名单",
    "intake.equipment_imported": "写入设备清单",
    "evidence.": "整理佐证材料",
    "evidence.attached": "添加扫描件",
    "evidence.detached": "移出扫描件",
    "evidence.moved": "改放扫描件",
    "evidence.page_turned": "转正页面",
    "evidence.material_checked": "核对材料",
    "eligibility.": "条件审查",
    "eligibility.decided": "裁定条件",
    "eligibility.cited": "引用依据",
    "survey.": "满意度测评",
    "survey.frame_frozen": "冻结服务企业名单",
    "survey.drawn": "抽取样本",
    "survey.attempted": "登记联系",
    "survey.answered": "登记测评结果",
    "survey.replaced": "替换样本",
    "panel.": "专家评审",
    "panel.seated": "确定专家",
    "panel.recused": "专家回避",
    "panel.opinion_written": "写评审意见",
    "panel.signed": "专家签名",
    "recommendation.": "填写推荐意见",
    "recommendation.decided": "作出推荐决定",
    "paper.": "打印",
    "paper.printed": "打印文书",
    "seal.": "用印",
    "seal.registered": "登记用印",
    "archive.": "封装",
    "archive.sealed": "封装归档",
    "office.": "办公室事务",
    "office.made": "建立办公室",
    "office.operator_added": "增加操作员",
}


def label(act: str) -> str:
    """The name of `act` ("survey.drawn"), or of its step when the act itself has none."""
    return LABELS.get(act) or LABELS.get(f"{act.partition('.')[0]}.", act)
