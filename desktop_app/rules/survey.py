"""The satisfaction survey (满意度测评): who is in the sample now, what was answered, and what that can show."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.kinds import ContactResult, Grade, Step
from desktop_app.records.survey import Answer, ContactAttempt, Draw, DrawnFirm, Frame, Replacement
from desktop_app.rules import draw as draws
from desktop_app.rules import frame_check
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation

MISSED_BEFORE_REPLACING = 1
ANSWER_FIELDS = (
    ("method", "测评方法"),
    ("person", "被访人员姓名"),
    ("post", "职务"),
    ("phone", "联系电话"),
    ("service", "接受服务内容"),
)


@dataclass(frozen=True)
class Standing:
    """One line of the sample as it stands: line `line` (1…n) is held by `firm` after `given_up` earlier ones."""

    line: int
    firm: DrawnFirm
    answer: Answer | None
    attempts: tuple[ContactAttempt, ...]
    given_up: tuple[DrawnFirm, ...]

    @property
    def grade(self) -> Grade | None:
        """The grade given, or None while there is no valid answer."""
        return Grade(self.answer.grade) if self.answer is not None and self.answer.grade else None

    @property
    def missed(self) -> tuple[ContactAttempt, ...]:
        """The attempts that did not lead to an answer."""
        return tuple(attempt for attempt in self.attempts if attempt.result != ContactResult.REACHED)


@dataclass(frozen=True)
class Rate:
    """One reading of the rate: `satisfied` of `valid` answers, from a frame of `frame` firms."""

    label: str
    satisfied: int
    valid: int
    frame: int

    @property
    def share(self) -> Fraction | None:
        """The point estimate, or None without a valid answer."""
        return Fraction(self.satisfied, self.valid) if self.valid else None

    @property
    def lower(self) -> Fraction | None:
        """The one-sided 95 % lower bound of the share in the whole frame, or None without a valid answer."""
        return lower_bound(self.satisfied, self.valid, self.frame) if self.valid else None


@dataclass(frozen=True)
class Rates:
    """Both readings, and how the sample was used up: every sampled firm is counted somewhere, none is dropped."""

    counted: Rate
    """The regulation's reading: the grades that it counts."""
    very: Rate
    """很满意 alone."""
    sample: int
    frame: int
    valid: int
    unreached: int
    refused: int
    invalid: int
    """Reached, but what was answered can't count."""
    ineligible: int
    """Not served at all, or closed down: the frame should not have held them."""
    waiting: int
    replaced: int
    gone: Counter[str]
    """How the replaced firms had ended: unreached, refused, invalid, ineligible."""
    grades: Counter[Grade]
    voided: int
    """Answers that were given and then declared void, wherever the firm stands now."""

    @property
    def contacted(self) -> int:
        """Every firm that was ever in the sample."""
        return self.sample + self.replaced

    @property
    def response(self) -> Fraction | None:
        """Valid answers among the firms that were tried (not among those still waiting), or None before any."""
        tried = self.contacted - self.waiting
        return Fraction(self.valid, tried) if tried else None


def lower_bound(satisfied: int, asked: int, frame: int) -> Fraction:
    """The smallest share of satisfied firms in a frame of `frame` that `satisfied` of `asked` doesn't rule out.

    Exact and one-sided at 95 % for a draw without replacement (hypergeometric), in whole numbers throughout.
    Raises ValueError unless 0 ≤ satisfied ≤ asked ≤ frame and frame > 0.
    """
    if not 0 <= satisfied <= asked <= frame or frame == 0:
        raise ValueError(f"no such sample: {satisfied} of {asked} from {frame}")
    low, high = satisfied, frame - (asked - satisfied)
    while low < high:
        middle = (low + high) // 2
        if _plausible(middle, satisfied, asked, frame):
            high = middle
        else:
            low = middle + 1
    return Fraction(low, frame)


def _plausible(content: int, satisfied: int, asked: int, frame: int) -> bool:
    """Whether `content` satisfied firms in the frame give `satisfied` or more with a chance over 5 %."""
    ways = sum(
        math.comb(content, hits) * math.comb(frame - content, asked - hits) for hits in range(satisfied, asked + 1)
    )
    return 20 * ways > math.comb(frame, asked)


def percent(share: Fraction) -> str:
    """A share as per cent with one decimal, half a tenth rounded up: 7/8 is "87.5". For reading, never for judging."""
    tenths = math.floor(share * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}"


def standing_frame(file: Casefile) -> Frame | None:
    """The frame that was frozen last, or None."""
    return file.frames[-1] if file.frames else None


def standing_draw(file: Casefile) -> Draw | None:
    """The latest draw, or None; earlier ones are kept but no longer count."""
    return max(file.draws, key=lambda drawn: drawn.sequence, default=None)


def drawn_frame(file: Casefile, drawn: Draw) -> Frame:
    """The frame that `drawn` was made from."""
    return next(frame for frame in file.frames if frame.id == drawn.frame_id)


def listed_frame_text(file: Casefile) -> str:
    """The served-firm list as it would be frozen now: without the firms that the reviewer excluded."""
    return draws.frame_text((firm.name, firm.uscc) for firm in frame_check.kept(file))


def list_changed(file: Casefile) -> bool:
    """Whether the list, or who was excluded from it, is no longer what the last frame froze.

    The frame stays as it is, and so does what was drawn from it; nothing more can be drawn before a new one is frozen.
    """
    frame = standing_frame(file)
    return frame is not None and frame.text != listed_frame_text(file)


def refuse_changed(file: Casefile) -> None:
    """Refuses a draw from a frame that the list has left behind."""
    if list_changed(file):
        raise Refusal("服务企业名单在冻结后有改动，不能按旧名单抽取。请重新冻结名单，再掷数字。", field="frame")


def drawn_order(file: Casefile, drawn: Draw) -> tuple[DrawnFirm, ...]:
    """All firms of one draw, by place."""
    return tuple(sorted((firm for firm in file.drawn_firms if firm.draw_id == drawn.id), key=lambda firm: firm.place))


def replacements(file: Casefile, drawn: Draw) -> tuple[Replacement, ...]:
    """The replacements of one draw in the order in which they were made."""
    return tuple(sorted((r for r in file.replacements if r.draw_id == drawn.id), key=lambda made: made.in_place))


def standing_sample(file: Casefile, drawn: Draw) -> tuple[Standing, ...]:
    """The sample of `drawn` as it stands after replacements, line by line."""
    firms = {firm.place: firm for firm in drawn_order(file, drawn)}
    taken_by = {made.out_place: made.in_place for made in replacements(file, drawn)}
    answers = {answer.place: answer for answer in file.answers if answer.draw_id == drawn.id}
    lines = []
    for line in range(1, drawn.size + 1):
        place, given_up = line, []
        while place in taken_by:
            given_up.append(firms[place])
            place = taken_by[place]
        tried = attempts(file, drawn, place)
        lines.append(Standing(line, firms[place], answers.get(place), tried, tuple(given_up)))
    return tuple(lines)


def attempts(file: Casefile, drawn: Draw, place: int) -> tuple[ContactAttempt, ...]:
    """The attempts to reach the firm in `place`, in the order in which they were made."""
    return tuple(tried for tried in file.attempts if tried.draw_id == drawn.id and tried.place == place)


def next_in_reserve(file: Casefile, drawn: Draw) -> DrawnFirm | None:
    """The only firm that may come in now, or None when the reserve is used up."""
    place = drawn.size + len(replacements(file, drawn)) + 1
    return next((firm for firm in drawn_order(file, drawn) if firm.place == place), None)


def check_replacement(file: Casefile, drawn: Draw, out_place: int, in_place: int, why: str) -> None:
    """Refuses a replacement out of order, of a firm that wasn't tried or has answered, or without a reason."""
    line = next((line for line in standing_sample(file, drawn) if line.firm.place == out_place), None)
    if line is None:
        raise Refusal("这家企业不在现有样本中，不能替换。请在样本中选择。", field="out_place")
    if line.grade is not None:
        raise Refusal(f"样本 {line.line}“{line.firm.name}”已有评价，不能替换。", field="out_place")
    reserve = next_in_reserve(file, drawn)
    if reserve is None:
        raise Refusal("备选已经用完，不能再替换。请说明理由后重新抽取。", field="in_place")
    if in_place != reserve.place:
        says = f"样本 {line.line} 只能由备 {reserve.place - drawn.size}“{reserve.name}”替换。请按备选次序替补。"
        raise Refusal(says, field="in_place")
    if len(line.missed) < MISSED_BEFORE_REPLACING:
        says = f"样本 {line.line}“{line.firm.name}”还没有未接通的联系记录。请先登记联系记录，再替换。"
        raise Refusal(says, field="attempts")
    if not why.strip():
        raise Refusal(f"替换样本 {line.line} 要写明原因。请补写。", field="why")


def rates(file: Casefile, regulation: Regulation) -> Rates | None:
    """Both readings of the rate over the standing sample, or None before the draw."""
    drawn = standing_draw(file)
    if drawn is None:
        return None
    frame = drawn_frame(file, drawn).firms
    sample = standing_sample(file, drawn)
    grades = Counter(line.grade for line in sample if line.grade is not None)
    valid = grades.total()
    counted = sum(grades[Grade(value)] for value in regulation.survey.counts)
    label = "＋".join(Grade(value).label for value in regulation.survey.counts)
    ends = Counter(_end(line) for line in sample)
    gone = Counter(_end_of(attempts(file, drawn, firm.place)) for line in sample for firm in line.given_up)
    return Rates(
        counted=Rate(label, counted, valid, frame),
        very=Rate(Grade.VERY.label, grades[Grade.VERY], valid, frame),
        sample=drawn.size,
        frame=frame,
        valid=valid,
        unreached=ends["unreached"],
        refused=ends["refused"],
        invalid=ends["invalid"],
        ineligible=ends["ineligible"],
        waiting=ends["waiting"],
        replaced=len(replacements(file, drawn)),
        gone=gone,
        grades=grades,
        voided=sum(void.draw_id == drawn.id for void in file.void_answers),
    )


def _end(line: Standing) -> str:
    """In which column of the count a line of the sample stands."""
    if line.grade is not None:
        return "valid"
    return _end_of(line.attempts)


def _end_of(attempts: Sequence[ContactAttempt]) -> str:
    """How the last attempt ended, as a column of the count."""
    if not attempts:
        return "waiting"
    match attempts[-1].result:
        case ContactResult.REFUSED:
            return "refused"
        case ContactResult.INVALID:
            return "invalid"
        case ContactResult.NOT_SERVED | ContactResult.CLOSED:
            return "ineligible"
        case ContactResult.REACHED:
            return "waiting"
        case _:
            return "unreached"


def missing_fields(answer: Answer) -> tuple[str, ...]:
    """The columns of the 推荐表 that a graded answer still leaves empty."""
    return tuple(label for name, label in ANSWER_FIELDS if not getattr(answer, name).strip())


def rule_says(regulation: Regulation) -> str:
    """What the edition says about how many firms are asked; that it says nothing, where it doesn't."""
    rule = regulation.survey
    if not rule.required:
        return "本办法没有规定满意度测评，可以不做"
    return f"{rule.article}：随机抽取，{f'不少于 {rule.at_least} 家' if rule.stated else '办法没有规定家数'}"


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What the survey still lacks: frame, draw, answers (at least the regulation's number), their columns."""
    at_least, article = regulation.survey.at_least, regulation.survey.article
    if not regulation.survey.required and not file.frames:
        return ()
    if not file.frames:
        waiting = sum(case.open for case in frame_check.check(file))
        settle = (OpenItem(Step.SURVEY, f"名单核查有 {waiting} 处待处理", "名单", article, jump="findings"),)
        return (
            *(settle if waiting else ()),
            OpenItem(Step.SURVEY, "服务企业名单尚未冻结", "名单", article, jump="frame"),
        )
    drawn = standing_draw(file)
    if drawn is None and list_changed(file):
        return (OpenItem(Step.SURVEY, "名单在冻结后有改动，要重新冻结", "名单", article, jump="frame"),)
    if drawn is None:
        says = f"尚未抽取样本（不少于 {at_least} 家）" if regulation.survey.stated else "尚未抽取样本"
        return (OpenItem(Step.SURVEY, says, "抽样", article, jump="draw"),)
    sample = standing_sample(file, drawn)
    valid = sum(line.grade is not None for line in sample)
    found = [_unanswered(line, article) for line in sample if _still_to_ask(line, valid < at_least)]
    if valid < at_least and not found:
        says = f"有效评价 {valid} 家，不足 {at_least} 家"
        found.append(OpenItem(Step.SURVEY, says, "测评", article, jump="draw"))
    for line in sample:
        lacking = missing_fields(line.answer) if line.answer is not None and line.grade is not None else ()
        if lacking:
            says = f"样本 {line.line} 还缺：{'、'.join(lacking)}"
            found.append(OpenItem(Step.SURVEY, says, line.firm.name, article, jump=str(line.firm.place)))
    return tuple(found)


def _still_to_ask(line: Standing, short: bool) -> bool:
    """Whether a line keeps the survey open: never tried, or not answered while answers are too few."""
    return line.grade is None and (short or not line.missed)


def _unanswered(line: Standing, article: str) -> OpenItem:
    tried = f"，未成功联系 {len(line.missed)} 次" if line.missed else ""
    says = f"样本 {line.line} 还没有评价{tried}"
    return OpenItem(Step.SURVEY, says, line.firm.name, article, jump=str(line.firm.place))
