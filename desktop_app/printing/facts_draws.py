"""Facts of a public draw and of the panel that was drawn: what was taken back, the pool, the order, who came."""

from __future__ import annotations

from desktop_app.printing.catalogue import Column, Fact, grouped, instant_text
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
from desktop_app.rules import expert_pool, names, survey, throwing
from desktop_app.rules.regulation import Regulation

_ORDER = (
    Column("order", "次序"), Column("number", "名单号"), Column("name", "姓名"), Column("unit", "工作单位"),
    Column("ticket", "票号"), Column("came", "通知结果"),
)  # fmt: skip
_POOL = (Column("number", "名单号"), Column("name", "姓名"), Column("unit", "工作单位"))
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


def _of_frame(file: Casefile, name: str) -> str:
    frame = _frame(file)
    return str(getattr(frame, name)) if frame else ""


def _of_draw(file: Casefile, name: str) -> str:
    drawn = expert_pool.standing_draw(file)
    return str(getattr(drawn, name)) if drawn else ""


def ed_frozen(file: Casefile, _: Regulation) -> FactValue:
    """When and by whom the pool was frozen."""
    frame = _frame(file)
    return f"{instant_text(frame.frozen_at)}　{frame.frozen_by}" if frame else ""


def ed_made(file: Casefile, _: Regulation) -> FactValue:
    """When and by whom the panel was drawn."""
    drawn = expert_pool.standing_draw(file)
    return f"{instant_text(drawn.drawn_at)}　{drawn.drawn_by}" if drawn else ""


def ed_source(file: Casefile, _: Regulation) -> FactValue:
    """Where the digits came from."""
    drawn = expert_pool.standing_draw(file)
    return DigitsSource(drawn.digits_source).label if drawn else ""


def ed_sequence(file: Casefile, _: Regulation) -> FactValue:
    """Which draw it is, and the reason of a further one."""
    drawn = expert_pool.standing_draw(file)
    if drawn is None:
        return ""
    return f"第 {drawn.sequence} 次抽取" + (f"，再次抽取的理由：{drawn.reason}" if drawn.reason else "")


def ed_corrections(file: Casefile, _: Regulation) -> FactValue:
    """The digits that were taken back; 无 when none was."""
    drawn = expert_pool.standing_draw(file)
    return (throwing.said(throwing.read(drawn.corrections), drawn.digits) or NONE_TAKEN_BACK) if drawn else ""


def ed_witnesses(file: Casefile, _: Regulation) -> FactValue:
    """One row for each witness, to sign in."""
    drawn = expert_pool.standing_draw(file)
    return tuple({"witness": name} for name in names.listed(drawn.witnesses)) if drawn else ()


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
    Fact("ed_experts", "专家名单人数", "8", lambda file, _: _of_frame(file, "experts"), unit="位"),
    Fact("ed_rule", "列入条件", "专业领域：机械制造；近 3 次评审中已参加 2 次的不列入；停用和须回避的不列入",
         lambda file, _: _of_frame(file, "rule")),
    Fact("ed_hash", "专家名单指纹", grouped(SAMPLE_HASH), lambda file, _: grouped(_of_frame(file, "frame_hash"))),
    Fact("ed_frozen", "专家名单冻结", "2024-06-20 09:30　许文静", ed_frozen),
    Fact("ed_digits", "抽取数字", grouped(SAMPLE_DIGITS), lambda file, _: grouped(_of_draw(file, "digits"))),
    Fact("ed_source", "数字来源", "现场掷骰", ed_source),
    Fact("ed_size", "抽取人数", "3", lambda file, _: _of_draw(file, "size"), unit="位"),
    Fact("ed_made", "抽取", "2024-06-20 10:05　许文静", ed_made),
    Fact("ed_sequence", "第几次抽取", "第 1 次抽取", ed_sequence),
    Fact("ed_corrections", "输入改正", NONE_TAKEN_BACK, ed_corrections),
    Fact("ed_witnesses", "见证人", SAMPLE_WITNESSES, ed_witnesses, columns=(Column("witness", "见证人"),)),
    Fact("ed_order", "抽取次序", SAMPLE_ORDER, ed_order, columns=_ORDER),
    Fact("ed_pool", "专家名单", SAMPLE_POOL, ed_pool, columns=_POOL),
    Fact("ed_left_out", "未列入的专家", SAMPLE_LEFT_OUT, ed_left_out, columns=_LEFT_OUT),
    Fact("ed_repeat", "复算方法", "\n".join(draws.repeat_lines(SAMPLE_DIGITS, SAMPLE_HASH, 8, 3, SAID)), ed_repeat),
)  # fmt: skip
