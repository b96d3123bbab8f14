"""Facts of the frame check and of the survey's chart: what was found and settled, and where every firm ended up."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.printing.catalogue import Column, Fact, instant_text
from desktop_app.printing.values import FactValue, Row
from desktop_app.records.casefile import Casefile
from desktop_app.records.frame_check import FrameFinding
from desktop_app.records.kinds import FindingKind, Grade, Settling, Step
from desktop_app.records.survey import Frame
from desktop_app.rules import frame_check, keying, survey
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.survey import Rate, Rates

_FINDINGS = (
    Column("at", "序"), Column("kind", "核查项目"), Column("says", "核查发现"), Column("done", "处理"),
    Column("why", "理由"), Column("by", "处理人和时间"),
)  # fmt: skip
_READINGS = (
    Column("reading", "口径"), Column("satisfied", "满意"), Column("valid", "有效评价"), Column("percent", "满意率"),
    Column("lower", "下限"), Column("bar", "图示"),
)  # fmt: skip
_OUTCOMES = (
    Column("outcome", "结果"), Column("count", "家数"), Column("share", "占样本"), Column("bar", "图示"),
    Column("gone", "换出的"),
)  # fmt: skip
ENDS = (
    ("refused", "拒绝受访"),
    ("unreached", "未接通"),
    ("invalid", "答复无效"),
    ("ineligible", "注销、搬迁或未受服务"),
    ("waiting", "尚待访谈"),
)
"""How a firm without a valid answer may end, as `rules.survey.Rates` names it."""


def _frame(file: Casefile) -> Frame | None:
    """The frame that counts: of the draw that counts, or before any draw the one that was frozen last."""
    drawn = survey.standing_draw(file)
    return survey.drawn_frame(file, drawn) if drawn else survey.standing_frame(file)


def _kept(file: Casefile) -> tuple[FrameFinding, ...]:
    """What was kept with that frame."""
    frame = _frame(file)
    return tuple(one for one in file.frame_findings if frame is not None and one.frame_id == frame.id)


def frame_findings(file: Casefile, _: Regulation) -> FactValue:
    """Every finding with how it was settled, as it stood when the frame was frozen."""
    return tuple(_finding(one) for one in _kept(file))


def _finding(one: FrameFinding) -> Row:
    done = Settling(one.decision).label if one.decision else "提示"
    return {
        "at": str(one.position),
        "kind": FindingKind(one.kind).label,
        "says": one.says,
        "done": f"{done}：{one.excluded_names}" if one.excluded_names else done,
        "why": one.why,
        "by": f"{one.decided_by}\n{instant_text(one.decided_at)}" if one.decided_at else "",
    }


def frame_counts(file: Casefile, _: Regulation) -> FactValue:
    """How many firms were listed, excluded and frozen."""
    frame = _frame(file)
    if frame is None:
        return ""
    out = {name for one in _kept(file) for name in one.excluded_names.split("、") if name}
    settled = sum(bool(one.decision) for one in _kept(file))
    gone = f"剔除 {len(out)} 家（{'、'.join(sorted(out))}），" if out else "没有剔除，"
    return f"核查发现 {len(_kept(file))} 处，处理 {settled} 处；{gone}冻结 {frame.firms} 家。"


def frame_listed(file: Casefile, _: Regulation) -> FactValue:
    """How many firms stand on the list now, and whether it is still the one that was frozen."""
    if not file.served_firms:
        return ""
    changed = "，冻结后有改动" if survey.list_changed(file) else ""
    return f"{len(frame_check.listed(file))} 家{changed}"


def survey_readings(file: Casefile, regulation: Regulation) -> FactValue:
    """Both readings of the rate with a bar up to the threshold, and the lower bound for the whole list."""
    found = survey.rates(file, regulation)
    threshold = f"{regulation.survey.satisfaction_at_least:f}"
    return tuple(_reading(rate, threshold) for rate in ((found.counted, found.very) if found else ()))


def _reading(rate: Rate, threshold: str) -> Row:
    share = survey.percent(rate.share) if rate.share is not None else ""
    return {
        "reading": rate.label,
        "satisfied": str(rate.satisfied),
        "valid": str(rate.valid),
        "percent": f"{share}%" if share else "—",
        "lower": f"{survey.percent(rate.lower)}%" if rate.lower is not None else "—",
        "bar": f"{share or 0}|{threshold}",
    }


def survey_outcomes(file: Casefile, regulation: Regulation) -> FactValue:
    """Where every firm of the sample ended up, and the replaced ones beside them: nobody is dropped."""
    found = survey.rates(file, regulation)
    if found is None:
        return ()
    counted = [(grade.label, found.grades[grade], 0) for grade in Grade]
    counted += [(label, getattr(found, name), found.gone[name]) for name, label in ENDS]
    return tuple(_outcomes(counted, found))


def _outcomes(counted: Iterable[tuple[str, int, int]], found: Rates) -> Iterable[Row]:
    for label, count, gone in counted:
        share = 100 * count / found.sample
        yield {
            "outcome": label,
            "count": str(count),
            "share": f"{share:.1f}%",
            "bar": f"{share:.1f}",
            "gone": str(gone) if gone else "",
        }


def survey_response(file: Casefile, regulation: Regulation) -> FactValue:
    """n, N, response and replacements in one sentence."""
    found = survey.rates(file, regulation)
    if found is None:
        return ""
    rate = f"，应答率 {survey.percent(found.response)}%" if found.response is not None else ""
    return (
        f"名单 N＝{found.frame} 家，样本 n＝{found.sample} 家；先后联系 {found.contacted} 家"
        f"（替换 {found.replaced} 家），有效评价 {found.valid} 家{rate}。"
    )


def survey_voided(file: Casefile, _: Regulation) -> FactValue:
    """Answers that were declared void, as they were given, with who and why."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    firms = {firm.place: firm.name for firm in survey.drawn_order(file, drawn)}
    told = [
        f"{firms[void.place]}（原评价{Grade(void.grade).label}，{void.reason}；{void.voided_by} "
        f"{instant_text(void.voided_at)}）"
        for void in file.void_answers
        if void.draw_id == drawn.id
    ]
    return "；".join(told) or "无"


def survey_keying(file: Casefile, _: Regulation) -> FactValue:
    """How many sheets were keyed twice, and what became of the differences."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    answered, twice = keying.keyed_twice(file, drawn)
    if not twice:
        return "未作第二次录入"
    settled = sum(made.draw_id == drawn.id for made in file.keying_settlements)
    waiting = len(keying.differences(file, drawn))
    return f"{answered} 份中 {twice} 份由另一人作第二次录入，核定差异 {settled} 处，待核定 {waiting} 处"


_SAMPLE_FINDINGS: tuple[Row, ...] = (
    {"at": "1", "kind": "名称相同或相近", "says": "第 27、107 家同名：“石川市翔瑞汽车零部件有限公司”",
     "done": "剔除：石川市翔瑞汽车零部件有限公司", "why": "同一企业重复填报", "by": "许文静\n2024-06-19 09:20"},
    {"at": "2", "kind": "联系电话相同", "says": "第 24、94 家留的是同一电话 168 **** 4055", "done": "保留",
     "why": "同一园区总机，已分别核实", "by": "许文静\n2024-06-19 09:24"},
    {"at": "3", "kind": "信用代码待核对", "says": "第 7 家：以 N 开头的代码不能自动校验，请对照证照",
     "done": "提示", "why": "", "by": ""},
)  # fmt: skip
_SAMPLE_READINGS: tuple[Row, ...] = (
    {"reading": "很满意＋基本满意", "satisfied": "11", "valid": "11", "percent": "100.0%", "lower": "77.8%",
     "bar": "100|80"},
    {"reading": "很满意", "satisfied": "8", "valid": "11", "percent": "72.7%", "lower": "45.2%", "bar": "72.7|80"},
)  # fmt: skip
_SAMPLE_OUTCOMES: tuple[Row, ...] = tuple(
    {"outcome": label, "count": str(count), "share": f"{100 * count / 12:.1f}%", "bar": f"{100 * count / 12:.1f}",
     "gone": gone}
    for label, count, gone in (
        ("很满意", 8, ""), ("基本满意", 3, ""), ("不满意", 0, ""), ("拒绝受访", 1, ""), ("未接通", 0, "1"),
        ("答复无效", 0, ""), ("注销、搬迁或未受服务", 0, ""), ("尚待访谈", 0, ""),
    )
)  # fmt: skip

FACTS = (
    Fact("frame_findings", "名单核查", _SAMPLE_FINDINGS, frame_findings, columns=_FINDINGS, step=Step.SURVEY,
         jump="findings"),
    Fact("frame_counts", "核查结果",
         "核查发现 3 处，处理 2 处；剔除 1 家（石川市翔瑞汽车零部件有限公司），冻结 126 家。", frame_counts),
    Fact("frame_listed", "名单现有", "127 家", frame_listed),
    Fact("survey_readings", "满意率图", _SAMPLE_READINGS, survey_readings, columns=_READINGS),
    Fact("survey_outcomes", "样本去向", _SAMPLE_OUTCOMES, survey_outcomes, columns=_OUTCOMES),
    Fact("survey_response", "应答情况",
         "名单 N＝126 家，样本 n＝12 家；先后联系 13 家（替换 1 家），有效评价 11 家，应答率 84.6%。", survey_response),
    Fact("survey_voided", "作废的评价", "无", survey_voided),
    Fact("survey_keying", "两次录入", "11 份中 11 份由另一人作第二次录入，核定差异 1 处，待核定 0 处", survey_keying),
)  # fmt: skip
