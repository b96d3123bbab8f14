"""Facts of a public draw and of the panel that was drawn: what was taken back, the pool, the order, who came."""

from __future__ import annotations

from desktop_app.printing import draw_words
from desktop_app.printing.catalogue import Column, Fact, grouped
from desktop_app.printing.samples_draws import (
    SAMPLE_DIGITS,
    SAMPLE_HASH,
    SAMPLE_LEFT_OUT,
    SAMPLE_ORDER,
    SAMPLE_POOL,
    SAMPLE_WITNESSES,
)
from desktop_app.printing.values import FactValue
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import ExpertDraw, ExpertFrame
from desktop_app.records.kinds import Absence, DigitsSource
from desktop_app.rules import draw as draws
from desktop_app.rules import expert_pool, survey, throwing
from desktop_app.rules.regulation import Regulation

_WITNESSES = (Column("witness", "见证人"),)
_ORDER = (
    Column("order", "次序"), Column("number", "名单号"), Column("name", "姓名"), Column("unit", "工作单位"),
    Column("ticket", "票号"), Column("came", "通知结果"),
)  # fmt: skip
_POOL = (Column("number", "名单号"), Column("name", "姓名"), Column("unit", "工作单位"))
_drawn = expert_pool.standing_draw
_LEFT_OUT = (Column("name", "姓名"), Column("unit", "工作单位"), Column("why", "未列入的原因"))
NONE_TAKEN_BACK = "无"
SAID = "位抽中"


def draw_corrections(file: Casefile, _: Regulation) -> FactValue:
    """The digits of the survey's draw that were taken back; 无 when none was."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    seen = next((one for one in file.public_draws if one.draw_id == drawn.id), None)
    return (throwing.said(throwing.read(seen.corrections), drawn.digits) if seen else "") or NONE_TAKEN_BACK


def draw_session(file: Casefile, _: Regulation) -> FactValue:
    """The dossiers that were drawn with the same digits; 仅本案卷 when there was no other."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    seen = next((one for one in file.public_draws if one.draw_id == drawn.id), None)
    return seen.session.replace(",", "、") if seen and seen.session else "仅本案卷"


def _frame(file: Casefile) -> ExpertFrame | None:
    """The pool that counts: of the draw that counts, or before any draw the one that was frozen last."""
    drawn = expert_pool.standing_draw(file)
    return expert_pool.frame_of(file, drawn) if drawn else expert_pool.standing_frame(file)


def ed_source(file: Casefile, _: Regulation) -> FactValue:
    """Where the digits came from."""
    drawn = expert_pool.standing_draw(file)
    return DigitsSource(drawn.digits_source).label if drawn else ""


def ed_corrections(file: Casefile, _: Regulation) -> FactValue:
    """The digits that were taken back; 无 when none was."""
    drawn = expert_pool.standing_draw(file)
    return (throwing.said(throwing.read(drawn.corrections), drawn.digits) or NONE_TAKEN_BACK) if drawn else ""


def ed_order(file: Casefile, _: Regulation) -> FactValue:
    """The whole drawn order: the panel, then the reserve; and what came of asking."""
    drawn = expert_pool.standing_draw(file)
    if drawn is None:
        return ()
    asked = {one.place for one in expert_pool.called(file, drawn)}
    return tuple(
        {
            "order": _rank(one.place, drawn),
            "number": str(one.number),
            "name": one.name,
            "unit": one.unit,
            "ticket": grouped(one.ticket[:16]),
            "came": _came(file, drawn, one.place, one.expert_id, one.place in asked),
        }
        for one in expert_pool.drawn_order(file, drawn)
    )


def _rank(place: int, drawn: ExpertDraw) -> str:
    return f"抽中 {place}" if place <= drawn.size else f"备 {place - drawn.size}"


def _came(file: Casefile, drawn: ExpertDraw, place: int, expert_id: int, asked: bool) -> str:
    refusal = expert_pool.refusals(file, drawn).get(place)
    if refusal is not None:
        return f"{Absence(refusal.result).label}：{refusal.reason}"
    if asked:
        return "参加" if any(seat.expert_id == expert_id for seat in file.seats) else "待通知"
    return ""


def ed_pool(file: Casefile, _: Regulation) -> FactValue:
    """The frozen pool, line by line, so that its hash can be made from the paper."""
    frame = _frame(file)
    lines = draws.read_frame(frame.text.encode()) if frame else ()
    return tuple({"number": str(one.number), "name": one.name, "unit": one.uscc} for one in lines)


def ed_left_out(file: Casefile, _: Regulation) -> FactValue:
    """Who would have fitted and was left out, and why."""
    frame = _frame(file)
    rows = [line.split("\t") for line in frame.left_out.splitlines()] if frame else []
    return tuple({"name": name, "unit": unit, "why": why} for name, unit, why in rows)


def ed_repeat(file: Casefile, _: Regulation) -> FactValue:
    """The three lines that repeat the draw."""
    drawn = expert_pool.standing_draw(file)
    if drawn is None:
        return ""
    frame = expert_pool.frame_of(file, drawn)
    return "\n".join(draws.repeat_lines(drawn.digits, frame.frame_hash, frame.experts, drawn.size, SAID))


FACTS = (
    Fact("draw_corrections", "输入改正", "第 7 位曾输入 3，改为 5", draw_corrections),
    Fact("draw_session", "同场案卷", "2024-0001、2024-0003", draw_session),
    Fact("ed_experts", "专家名单人数", "8", draw_words.field(_frame, "experts"), unit="位"),
    Fact("ed_rule", "列入条件", "专业领域：机械制造；近 3 次评审中已参加 2 次的不列入；停用和须回避的不列入",
         draw_words.field(_frame, "rule")),
    Fact("ed_hash", "专家名单指纹", grouped(SAMPLE_HASH), draw_words.field(_frame, "frame_hash", grouped)),
    Fact("ed_frozen", "专家名单冻结", "2024-06-20 09:30　许文静", draw_words.frozen(_frame)),
    Fact("ed_digits", "抽取数字", grouped(SAMPLE_DIGITS), draw_words.field(_drawn, "digits", grouped)),
    Fact("ed_source", "数字来源", "现场掷骰", ed_source),
    Fact("ed_size", "抽取人数", "3", draw_words.field(_drawn, "size"), unit="位"),
    Fact("ed_made", "抽取", "2024-06-20 10:05　许文静", draw_words.made(_drawn)),
    Fact("ed_sequence", "第几次抽取", "第 1 次抽取", draw_words.sequence(_drawn)),
    Fact("ed_corrections", "输入改正", NONE_TAKEN_BACK, ed_corrections),
    Fact("ed_witnesses", "见证人", SAMPLE_WITNESSES, draw_words.witnesses(_drawn), columns=_WITNESSES),
    Fact("ed_order", "抽取次序", SAMPLE_ORDER, ed_order, columns=_ORDER),
    Fact("ed_pool", "专家名单", SAMPLE_POOL, ed_pool, columns=_POOL),
    Fact("ed_left_out", "未列入的专家", SAMPLE_LEFT_OUT, ed_left_out, columns=_LEFT_OUT),
    Fact("ed_repeat", "复算方法", "\n".join(draws.repeat_lines(SAMPLE_DIGITS, SAMPLE_HASH, 8, 3, SAID)), ed_repeat),
)  # fmt: skip
