"""Facts of the survey's and the panel's working papers: frame, draw, order, interviews, both rates, the opinion."""

from __future__ import annotations

from desktop_app.printing import draw_words
from desktop_app.printing.catalogue import Column, Fact, grouped, instant_text
from desktop_app.printing.samples_working import (
    SAMPLE_INTERVIEWS,
    SAMPLE_LINES,
    SAMPLE_ORDER,
    SAMPLE_PANEL,
    SAMPLE_REPLACED,
    SAMPLE_WITNESSES,
)
from desktop_app.printing.values import FactValue, Row
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ContactResult, DigitsSource, Grade, Step, SurveyMethod
from desktop_app.records.survey import Draw, Frame
from desktop_app.rules import draw as draws
from desktop_app.rules import names, panel, survey
from desktop_app.rules.regulation import Regulation

_WITNESSES = (Column("witness", "见证人"),)
_ORDER = (Column("order", "次序"), Column("number", "名单号"), Column("firm", "企业名称"), Column("ticket", "票号"))
_REPLACED = (Column("out", "换出"), Column("into", "换入"), Column("why", "原因"), Column("at", "时间"))
_INTERVIEW = (
    Column("iv_line", "样本"), Column("iv_number", "名单号"), Column("iv_firm", "企业名称"),
    Column("iv_contact", "名单上的联系人"), Column("iv_listed_phone", "名单上的电话", phone=True),
    Column("iv_listed_service", "名单上的服务内容"), Column("iv_method", "测评方法"),
    Column("iv_person", "被访人员姓名"),
    Column("iv_post", "职务"), Column("iv_phone", "联系电话", phone=True), Column("iv_service", "接受服务内容"),
    Column("iv_grade", "总体评价"), Column("iv_asked", "访问日期"), Column("iv_remark", "备注"),
    Column("iv_attempts", "联系记录", phone=True),
)  # fmt: skip
_LINES = (
    Column("line", "样本"), Column("firm", "企业名称"), Column("method", "测评方法"), Column("person", "被访人员"),
    Column("masked", "联系电话"), Column("service", "接受服务内容"), Column("result", "结果"),
)  # fmt: skip
_PANEL = (
    Column("name", "专家姓名"), Column("title", "职务/职称"), Column("unit", "工作单位"), Column("part", "参加或回避"),
    Column("signature", "签字"),
)  # fmt: skip


def _frame(file: Casefile) -> Frame | None:
    """The frame that counts: of the draw that counts, or before any draw the one that was frozen last."""
    drawn = survey.standing_draw(file)
    return survey.drawn_frame(file, drawn) if drawn else survey.standing_frame(file)


def draw_source(file: Casefile, _: Regulation) -> FactValue:
    """Where the digits came from; digits of the computer are said to have had no witness."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    source = DigitsSource(drawn.digits_source)
    return source.label if drawn.witnesses.strip() else f"{source.label}（无见证人）"


def draw_order(file: Casefile, _: Regulation) -> FactValue:
    """The sample in drawn order and as many of the first reserves."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ()
    return tuple(
        {
            "order": _place(firm.place, drawn),
            "number": str(firm.number),
            "firm": firm.name,
            "ticket": grouped(firm.ticket[:16]),
        }
        for firm in survey.drawn_order(file, drawn)[: 2 * drawn.size]
    )


def _place(place: int, drawn: Draw) -> str:
    return f"样本 {place}" if place <= drawn.size else f"备 {place - drawn.size}"


def draw_repeat(file: Casefile, _: Regulation) -> FactValue:
    """The three lines that repeat the draw."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    frame = survey.drawn_frame(file, drawn)
    return "\n".join(draws.repeat_lines(drawn.digits, frame.frame_hash, frame.firms, drawn.size))


def draw_replaced(file: Casefile, _: Regulation) -> FactValue:
    """Every replacement of the draw that counts."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ()
    firms = {firm.place: firm.name for firm in survey.drawn_order(file, drawn)}
    return tuple(
        {
            "out": f"{_place(made.out_place, drawn)}　{firms[made.out_place]}",
            "into": f"{_place(made.in_place, drawn)}　{firms[made.in_place]}",
            "why": made.reason,
            "at": instant_text(made.replaced_at),
        }
        for made in survey.replacements(file, drawn)
    )


def interviews(file: Casefile, _: Regulation) -> FactValue:
    """One row for each line of the standing sample: what the list says of the firm, and what has been answered."""
    drawn = survey.standing_draw(file)
    return tuple(_interview(line, drawn) for line in survey.standing_sample(file, drawn)) if drawn else ()


def _interview(line: survey.Standing, drawn: Draw) -> Row:
    answer, firm = line.answer, line.firm
    tried = [
        f"{instant_text(one.attempted_at)} {ContactResult(one.result).label} {one.remark}".rstrip()
        for one in line.attempts
    ]
    return {
        "iv_line": f"{line.line} / {drawn.size}",
        "iv_number": str(firm.number),
        "iv_firm": firm.name,
        "iv_contact": firm.contact,
        "iv_listed_phone": firm.phone,
        "iv_listed_service": firm.service,
        "iv_method": SurveyMethod(answer.method).label if answer and answer.method else "",
        "iv_person": answer.person if answer else "",
        "iv_post": answer.post if answer else "",
        "iv_phone": answer.phone if answer else "",
        "iv_service": answer.service if answer else "",
        "iv_grade": line.grade.label if line.grade else "",
        "iv_asked": f"{answer.asked_on:%Y-%m-%d}" if answer and answer.asked_on else "",
        "iv_remark": answer.remark if answer else "",
        "iv_attempts": "\n".join(tried),
    }


def survey_threshold(_: Casefile, regulation: Regulation) -> FactValue:
    """What the edition asks for, with its article."""
    rule = regulation.survey
    counted = "＋".join(Grade(value).label for value in rule.counts)
    least = f"抽样不少于 {rule.at_least} 家，" if rule.stated else ""
    return f"{least}用户满意度 {rule.satisfaction_at_least:f}% 以上（{rule.article}）；按“{counted}”计。"


def survey_lines(file: Casefile, _: Regulation) -> FactValue:
    """The standing sample line by line; telephone numbers masked."""
    drawn = survey.standing_draw(file)
    rows: list[Row] = []
    for line in survey.standing_sample(file, drawn) if drawn else ():
        answer = line.answer
        missed = ContactResult(line.missed[-1].result).label if line.missed else "待访谈"
        rows.append(
            {
                "line": str(line.line),
                "firm": line.firm.name,
                "method": SurveyMethod(answer.method).label if answer and answer.method else "",
                "person": answer.person if answer else "",
                "masked": names.masked(answer.phone) if answer else "",
                "service": answer.service if answer else "",
                "result": line.grade.label if line.grade else missed,
            }
        )
    return tuple(rows)


def panel_seats(file: Casefile, _: Regulation) -> FactValue:
    """Every expert that was seated, the recused with the reason; each signature that holds."""
    rows: list[Row] = []
    for seat in sorted(file.seats, key=lambda seat: seat.position):
        takes_part = panel.takes_part(seat, file)
        signature = panel.valid_signature(seat, file) if takes_part and not seat.signs_on_paper else None
        reason = seat.recusal_reason or panel.conflict(seat.unit, file, seat.expert_id)
        part = "参加" if takes_part else f"回避：{reason}".rstrip("：")
        ink = signature.ink if signature else ""
        rows.append({"name": seat.name, "title": seat.title, "unit": seat.unit, "part": part, "signature": ink})
    return tuple(rows)


def panel_counts(file: Casefile, _: Regulation) -> FactValue:
    """How many experts, how many of them stepped aside."""
    members = sum(panel.takes_part(seat, file) for seat in file.seats)
    away = len(file.seats) - members
    return f"确定专家 {len(file.seats)} 人，参加评审 {members} 人，回避 {away} 人" if file.seats else ""


def opinion_written(file: Casefile, _: Regulation) -> FactValue:
    """Which version stands, when and by whom it was written down."""
    opinion = panel.standing_opinion(file)
    if opinion is None:
        return ""
    return f"第 {opinion.version} 版　{instant_text(opinion.written_at)}　{opinion.written_by}记录"


_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_DIGITS = "40631952771803652941"

FACTS = (
    Fact("draw_frame_firms", "名单企业数", "126", draw_words.field(_frame, "firms"), unit="家"),
    Fact("draw_frame_hash", "名单指纹", grouped(_HASH), draw_words.field(_frame, "frame_hash", grouped)),
    Fact("draw_frozen", "名单冻结", "2024-06-19 09:30　许文静", draw_words.frozen(_frame)),
    Fact("draw_digits", "抽样数字", grouped(_DIGITS), draw_words.field(survey.standing_draw, "digits", grouped)),
    Fact("draw_source", "数字来源", "现场掷骰", draw_source),
    Fact("draw_size", "样本数", "12", draw_words.field(survey.standing_draw, "size"), unit="家"),
    Fact("draw_made", "抽取", "2024-06-19 10:05　许文静", draw_words.made(survey.standing_draw)),
    Fact("draw_sequence", "第几次抽取", "第 1 次抽取", draw_words.sequence(survey.standing_draw)),
    Fact("draw_witnesses", "见证人", SAMPLE_WITNESSES, draw_words.witnesses(survey.standing_draw), columns=_WITNESSES),
    Fact("draw_order", "抽取次序", SAMPLE_ORDER, draw_order, columns=_ORDER),
    Fact("draw_repeat", "复算方法", "\n".join(draws.repeat_lines(_DIGITS, _HASH, 126, 12)), draw_repeat),
    Fact("draw_replaced", "替换", SAMPLE_REPLACED, draw_replaced, columns=_REPLACED),
    Fact("interviews", "访谈", SAMPLE_INTERVIEWS, interviews, columns=_INTERVIEW, step=Step.SURVEY, jump="answers"),
    Fact("survey_threshold", "办法要求",
         "抽样不少于 10 家，用户满意度 80% 以上（第十二条（五））；按“很满意＋基本满意”计。",
         survey_threshold),
    Fact("survey_lines", "样本逐家", SAMPLE_LINES, survey_lines, columns=_LINES),
    Fact("panel_seats", "专家组", SAMPLE_PANEL, panel_seats, step=Step.PANEL, jump="seats", columns=_PANEL),
    Fact("panel_counts", "专家人数", "确定专家 5 人，参加评审 4 人，回避 1 人", panel_counts),
    Fact("opinion_written", "意见版次", "第 1 版　2024-06-21 15:20　许文静记录", opinion_written),
)  # fmt: skip
