"""The satisfaction survey (满意度测评): freeze the frame, draw the sample, ask, replace, count."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import PublicDraw
from desktop_app.records.frame_check import FrameFinding
from desktop_app.records.kinds import ContactResult, DigitsSource, Grade, SurveyMethod
from desktop_app.records.survey import Answer, ContactAttempt, Draw, DrawnFirm, Frame, Replacement
from desktop_app.rules import draw as draws
from desktop_app.rules import frame_check, names, survey, throwing
from desktop_app.rules.edition import SurveyRule
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.throwing import Witnessed
from desktop_app.steps import survey_board
from desktop_app.steps.reading import read
from desktop_app.steps.survey_board import SurveyBoard as SurveyBoard
from desktop_app.store import outside
from desktop_app.store.acts import Act
from desktop_app.store.office import Office

SYSTEM_DIGITS = 24


def board(office: Office, dossier_id: int) -> SurveyBoard:
    """The survey's page of one dossier."""
    return survey_board.build(*read(office, dossier_id))


def freeze_frame(office: Office, dossier_id: int, why: str = "", reason: str = "") -> SurveyBoard:
    """Freeze the served-firm list as the frame; its hash is in the journal before any digit is known.

    `why` is needed once firms have been drawn; `reason` (here as in every step) only when a seal has frozen the
    dossier. Raises Refusal when the list is too short or unchanged since the last frame, when a finding of the frame
    check is not settled, or `why` is missing.
    """
    file, edition = read(office, dossier_id)
    at_least = edition.survey.at_least
    text = survey.listed_frame_text(file)
    firms = len(frame_check.kept(file))
    if firms < at_least:
        raise Refusal(f"服务企业名单只有 {firms} 家，不够抽取 {at_least} 家。请先在受理录入中导入名单。")
    frame_check.refuse_open(file)
    standing = survey.standing_frame(file)
    if standing is not None and standing.text == text:
        raise Refusal("名单已经冻结，冻结后没有变化，不用再冻结。")
    if file.draws and not why.strip():
        raise Refusal("已经抽过样本，重新冻结名单要写明理由。请补写。", field="why")
    digest = draws.frame_hash(text)
    with office.act("survey.frame_frozen", dossier_id, reason=reason) as act:
        frame = act.add(
            Frame(
                dossier_id=dossier_id,
                text=text,
                frame_hash=digest,
                firms=firms,
                frozen_at=office.now(),
                frozen_by=office.operator_name,
            )
        )
        _keep_findings(act, file, frame)
        if why.strip():
            act.note(why=why.strip())
    return board(office, dossier_id)


def _keep_findings(act: Act, file: Casefile, frame: Frame) -> None:
    """What was found in the list and how it was settled, as it stands when the frame is frozen."""
    firms = frame_check.listed(file)
    for position, case in enumerate(frame_check.check(file), 1):
        made = case.decision
        act.add(
            FrameFinding(
                dossier_id=file.dossier.id,
                frame_id=frame.id,
                position=position,
                kind=case.finding.kind.value,
                says=case.finding.says,
                decision=made.decision if made else "",
                why=made.why if made else "",
                excluded_names=frame_check.excluded_names(case, firms),
                decided_at=made.decided_at if made else None,
                decided_by=made.decided_by if made else "",
            )
        )


def draw_sample(
    office: Office,
    dossier_id: int,
    digits: str,
    source: DigitsSource,
    witnesses: str,
    size: int,
    why: str = "",
    reason: str = "",
    randbelow: Callable[[int], int] = secrets.randbelow,
    *,
    witnessed: Witnessed | None = None,
) -> SurveyBoard:
    """Draw `size` firms with `digits` thrown before `witnesses`; `DigitsSource.SYSTEM` makes digits of its own.

    A further draw needs a reason (`why`) and keeps the earlier ones. A public draw says what was `witnessed`: it is
    refused when the frozen list isn't the one whose hash was shown. Raises Refusal, with the field, for what is wrong.
    """
    file, edition = read(office, dossier_id)
    plain = _plain_digits(digits, source, witnesses, randbelow)
    frame = check_draw(file, edition, plain, size, why, witnessed)
    with office.act("survey.drawn", dossier_id, reason=reason) as act:
        made = act.add(
            Draw(
                dossier_id=dossier_id,
                frame_id=frame.id,
                sequence=len(file.draws) + 1,
                digits=plain,
                digits_source=source.value,
                witnesses=names.one_line(witnesses),
                size=size,
                reason=why.strip(),
                drawn_at=office.now(),
                drawn_by=office.operator_name,
            )
        )
        _keep_order(act, file, frame, made)
        if witnessed is not None:
            act.add(_witnessed(made, witnessed))
    return board(office, dossier_id)


def _witnessed(made: Draw, witnessed: Witnessed) -> PublicDraw:
    numbers, corrections = ",".join(witnessed.session), throwing.canonical(witnessed.taken_back)
    return PublicDraw(draw_id=made.id, dossier_id=made.dossier_id, session=numbers, corrections=corrections)


def check_draw(
    file: Casefile, edition: Regulation, plain: str, size: int, why: str, witnessed: Witnessed | None
) -> Frame:
    """The frame that a sample of `size` may be drawn from with the `plain` digits; refuses what `draw_sample` would."""
    frame = survey.standing_frame(file)
    if frame is None:
        raise Refusal("名单还没有冻结。请先冻结名单，再输入抽样数字。")
    throwing.check_frame(frame.text, frame.frame_hash, witnessed)
    survey.refuse_changed(file)
    _check_size(size, frame.firms, edition.survey)
    _check_redraw(file, frame, plain, why)
    return frame


def _plain_digits(digits: str, source: DigitsSource, witnesses: str, randbelow: Callable[[int], int]) -> str:
    """The digits to draw with; thrown ones need a witness."""
    if source is DigitsSource.SYSTEM:
        return "".join(str(randbelow(10)) for _ in range(SYSTEM_DIGITS))
    plain = draws.check_digits(digits)
    if not witnesses.strip():
        says = f"{source.label}要有见证人在场。请填写见证人姓名，或改用“{DigitsSource.SYSTEM.label}”。"
        raise Refusal(says, field="witnesses")
    return plain


def _check_size(size: int, firms: int, rule: SurveyRule) -> None:
    if size < rule.at_least:
        says = f"抽取 {size} 家，少于规定的 {rule.at_least} 家。请改为不少于 {rule.at_least}。"
        raise Refusal(says, article=rule.article, field="size")
    if size > firms:
        raise Refusal(f"抽取 {size} 家，多于名单的 {firms} 家。请改为不多于 {firms}。", field="size")


def _check_redraw(file: Casefile, frame: Frame, digits: str, why: str) -> None:
    if file.draws and not why.strip():
        raise Refusal("已经抽过样本，再次抽取要写明理由，前次结果保留。请补写。", field="why")
    for earlier in file.draws:
        if earlier.frame_id == frame.id and earlier.digits == digits:
            says = f"这组数字在第 {earlier.sequence} 次抽取中用过，结果会完全相同。请重新掷出数字。"
            raise Refusal(says, field="digits")


def _keep_order(act: Act, file: Casefile, frame: Frame, made: Draw) -> None:
    """Write every firm of the frame in its drawn place, with the contact that the list gives now.

    The list is still the frame's (`survey.refuse_changed`), so the firm's number is its row.
    """
    framed = {firm.number: firm for firm in draws.read_frame(frame.text.encode())}
    listed = frame_check.kept(file)
    for place, lot in enumerate(draws.order(made.digits, frame.frame_hash, framed), 1):
        firm, found = framed[lot.number], listed[lot.number - 1]
        act.add(
            DrawnFirm(
                dossier_id=file.dossier.id,
                draw_id=made.id,
                place=place,
                number=firm.number,
                ticket=lot.ticket,
                name=firm.name,
                uscc=firm.uscc,
                contact=found.contact,
                phone=found.phone,
                service=found.service,
            )
        )


def standing_draw(file: Casefile) -> Draw:
    """The draw that counts; refuses before any."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        raise Refusal("还没有抽取样本。请先抽取。")
    return drawn


def sampled(
    file: Casefile, place: int, instead: str = "备选企业要先按次序替补，才能访谈。"
) -> tuple[Draw, survey.Standing]:
    """The draw that counts and the line of the sample that the firm in `place` holds.

    Raises Refusal for any other firm, which says what to do `instead`.
    """
    drawn = standing_draw(file)
    line = next((line for line in survey.standing_sample(file, drawn) if line.firm.place == place), None)
    if line is None:
        raise Refusal(f"这家企业不在现有样本中。{instead}")
    return drawn, line


def attempt(office: Office, drawn: Draw, place: int, result: ContactResult, remark: str) -> ContactAttempt:
    """What is kept of asking the firm in `place` now."""
    return ContactAttempt(
        dossier_id=drawn.dossier_id,
        draw_id=drawn.id,
        place=place,
        attempted_at=office.now(),
        attempted_by=office.operator_name,
        result=result.value,
        remark=remark.strip(),
    )


def record_attempt(
    office: Office, dossier_id: int, place: int, result: ContactResult, remark: str = "", reason: str = ""
) -> SurveyBoard:
    """Keep one attempt to reach the sampled firm in `place`; raises Refusal for a firm that isn't in the sample."""
    file, _edition = read(office, dossier_id)
    drawn, line = sampled(file, place)
    if line.grade is not None and result is not ContactResult.REACHED:
        raise Refusal(f"样本 {line.line}“{line.firm.name}”已有评价，不用再登记未接通。")
    with office.act("survey.attempted", dossier_id, reason=reason) as act:
        act.add(attempt(office, drawn, place, result, remark))
    return board(office, dossier_id)


def replace(office: Office, dossier_id: int, out_place: int, in_place: int, why: str, reason: str = "") -> SurveyBoard:
    """Give up the sampled firm in `out_place` for the next in the reserve, which must be the one in `in_place`."""
    file, _edition = read(office, dossier_id)
    drawn = standing_draw(file)
    survey.check_replacement(file, drawn, out_place, in_place, why)
    with office.act("survey.replaced", dossier_id, reason=reason) as act:
        act.add(
            Replacement(
                dossier_id=dossier_id,
                draw_id=drawn.id,
                out_place=out_place,
                in_place=in_place,
                reason=why.strip(),
                replaced_at=office.now(),
                replaced_by=office.operator_name,
            )
        )
    return board(office, dossier_id)


def record_answer(
    office: Office, dossier_id: int, place: int, values: Mapping[str, str], reason: str = ""
) -> SurveyBoard:
    """Keep what the sampled firm in `place` said: any of method, person, post, phone, service, grade, remark.

    Fields that aren't named stay as they are. Raises Refusal for a value outside its list, a firm outside the sample,
    or a grade taken away (`keying.void_answer` keeps it on record); KeyError for a field that doesn't exist.
    """
    file, edition = read(office, dossier_id)
    drawn, line = sampled(file, place)
    kept: dict[str, object] = {name: answer_value(name, text) for name, text in values.items()}
    held = line.answer
    if line.grade is not None and kept.get("grade") == "":
        says = f"样本 {line.line}“{line.firm.name}”已有评价，不能直接清空。不能算数的，请登记“评价作废”并写明原因。"
        raise Refusal(says, field="grade")
    if kept.get("grade") and (held is None or held.asked_on is None):
        kept |= {"asked_on": office.today(), "asked_by": office.operator_name}
    if held is None and not any(kept.values()):
        return survey_board.build(file, edition)
    with office.act("survey.answered", dossier_id, reason=reason) as act:
        act.change(held or act.add(Answer(dossier_id=dossier_id, draw_id=drawn.id, place=place)), **kept)
    return board(office, dossier_id)


def answer_value(name: str, text: str) -> str:
    """`text` as it is kept in field `name`."""
    plain = text.strip()
    if name == "grade" and plain and plain not in set(Grade):
        raise Refusal("总体评价只有很满意、基本满意、不满意三档。请重新选择。", field=name)
    if name == "method" and plain and plain not in set(SurveyMethod):
        raise Refusal("测评方法不在推荐表的五种之内。请重新选择。", field=name)
    if name == "phone":
        return names.phone(plain)
    if name in {"person", "post", "service"}:
        return names.one_line(plain)
    if name in {"grade", "method", "remark"}:
        return plain
    raise KeyError(name)


def export_frame(office: Office, dossier_id: int, path: Path) -> Path:
    """Write the frame that the draw was made from (or the frozen one) to `path`, byte for byte as it was hashed.

    Raises Refusal when nothing is frozen or the file cannot be written.
    """
    file, _edition = read(office, dossier_id)
    drawn = survey.standing_draw(file)
    frame = survey.drawn_frame(file, drawn) if drawn else survey.standing_frame(file)
    if frame is None:
        raise Refusal("名单还没有冻结，没有可导出的名单。请先冻结名单。")
    return outside.put(path, frame.text.encode())
