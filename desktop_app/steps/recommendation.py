"""The recommendation (推荐与打印): write its texts, decide, look at the pages, print the form under a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from desktop_app.errors import Refusal
from desktop_app.printing import facts, forms, press
from desktop_app.printing.formspec import Form
from desktop_app.printing.values import (
    BLANK_MARK,
    PREVIEW_MARK,
    SAMPLE_MARK,
    Footer,
    Printed,
)
from desktop_app.records.casefile import Casefile
from desktop_app.records.papers import Paper
from desktop_app.rules import recommendation
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import paper_line, preprint, recommendation_board
from desktop_app.steps.preprint import CheckLine, Proof
from desktop_app.steps.reading import read
from desktop_app.steps.recommendation_board import PaperLine, Preview, RecommendationBoard
from desktop_app.store import journal, outside
from desktop_app.store.office import Office


def board(office: Office, dossier_id: int) -> RecommendationBoard:
    """The page of one dossier; the check before printing is made on the pages as they would be printed now."""
    file, edition = read(office, dossier_id)
    return _board(office, file, edition)


def preview(office: Office, dossier_id: int, form_id: str = "") -> Preview:
    """The pages as they would be printed now, marked as a preview and without a number; nothing is written down."""
    file, edition = read(office, dossier_id)
    form = _form(edition, form_id)
    footer = _footer(office, edition, mark=PREVIEW_MARK)
    return _shown(office, _press(form, file, edition, footer), footer)


def specimen(office: Office, form_id: str, *, sample: bool = False) -> Preview:
    """An empty form, or one with made-up content; both are marked so that nobody stamps them."""
    form = forms.load(form_id)
    given = facts.samples(form.names) if sample else None
    footer = Footer(mark=SAMPLE_MARK if sample else BLANK_MARK)
    return _shown(office, press.press(form, given, footer), footer)


def write(office: Office, dossier_id: int, name: str, text: str, reason: str = "") -> RecommendationBoard:
    """Keep one text: `name` is influence, advice or filed_on (2024-06-28, or empty).

    Raises Refusal for a day that can't be read or lies before the acceptance; ValueError for any other name.
    """
    if name not in dict(recommendation.FIELDS):
        raise ValueError(f"no such field: {name}")
    file, _ = read(office, dossier_id)
    value = _filed_on(text, file) if name == "filed_on" else text
    with office.act("recommendation.written", dossier_id, reason=reason) as act:
        act.change(file.recommendation, **{name: value})
    return board(office, dossier_id)


def _filed_on(text: str, file: Casefile) -> date | None:
    """The day of filing as it was typed."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(f"填报日期“{text.strip()}”读不出来。请写成 2024-06-28 的样子。", field="filed_on") from None
    if day < file.dossier.accepted_on:
        says = f"填报日期 {day:%Y-%m-%d} 早于受理日期 {file.dossier.accepted_on:%Y-%m-%d}。请核对。"
        raise Refusal(says, field="filed_on")
    return day


def recommend(office: Office, dossier_id: int, recommended: bool = True, reason: str = "") -> RecommendationBoard:
    """Decide to recommend, or (with a reason) not to.

    Raises Refusal for a recommendation while anything before it is open or a text is empty, naming what; for the
    opposite without a reason. Papers that say otherwise become void.
    """
    file, edition = read(office, dossier_id)
    if recommended:
        recommendation.check_may_recommend(file, edition)
    elif not reason.strip():
        raise Refusal("决定不推荐要写明理由。请补写。", field="reason")
    return _decide(office, file, recommended, reason)


def withdraw(office: Office, dossier_id: int, reason: str) -> RecommendationBoard:
    """Take a decision back, with a reason; papers already printed become void."""
    file, _ = read(office, dossier_id)
    if not reason.strip():
        raise Refusal("撤回决定要写明理由。请补写。", field="reason")
    return _decide(office, file, None, reason)


def print_paper(office: Office, dossier_id: int, form_id: str = "") -> PaperLine:
    """Print the form for the seal: a number, the content's hash and the journal's head in its footer, kept for good.

    An earlier paper of the form that wasn't sealed becomes void. Raises Refusal when the check before printing finds
    an error, or a sealed paper says the very same.
    """
    file, edition = read(office, dossier_id)
    form = _form(edition, form_id)
    _check(office, file, edition, form)
    with office.read() as session:
        head = journal.head(session)
    number = recommendation.next_number(file, form.letter)
    footer = _footer(office, edition, number=number, journal_code=head.code)
    printed = _press(form, file, edition, footer)
    kept = office.vault.keep(printed.pdf)
    with office.act("paper.printed", dossier_id) as act:
        if journal.head(act.session) != head:
            raise Refusal("打印期间案卷有改动，这一份没有编号。请重新打印。")
        for old in recommendation.standing_papers(file):
            if old.form == form.id and not recommendation.sealed(old, file):
                act.change(old, void_at=act.at, void_reason=f"由 {number} 代替")
        paper = act.add(
            Paper(
                dossier_id=dossier_id,
                form=form.id,
                number=number,
                content_hash=printed.content_hash,
                sha256=kept.sha256,
                pages=printed.pages,
                journal_code=head.code,
                printed_at=act.at,
                printed_by=office.operator_name,
            )
        )
    return _paper_line(office, paper, file, printed.content_hash)


def save_copy(office: Office, paper_id: int, target: Path) -> Path:
    """Copy a printed paper to `target`, byte for byte; raises Refusal when the place can't be written."""
    with office.read() as session:
        paper = session.get(Paper, paper_id)
    if paper is None:
        raise Refusal("没有这份正式件。请刷新后重新选择。")
    return outside.put(target, office.vault.read(paper.sha256))


def current_hash(file: Casefile, edition: Regulation, form_id: str) -> str:
    """The content hash that the form would carry if it were printed now."""
    form = forms.load(form_id)
    return press.content_hash(form, facts.facts(file, edition, form.names))


def _form(edition: Regulation, form_id: str = "") -> Form:
    """The form to print; raises Refusal where the edition has none."""
    wanted = form_id or next(iter(edition.forms), "")
    if not wanted:
        raise Refusal(_no_form(edition))
    return forms.load(wanted)


def _no_form(edition: Regulation) -> str:
    """Why there is nothing to print here: the opinion's place is in the applicant's own form, or no form is to hand."""
    own = (forms.load(form_id) for form_id in edition.applicant_forms)
    holds = next((form for form in own if "advice" in form.names), None)
    if holds is None:
        return recommendation.no_form(edition)
    where = f"{edition.recommendation_article}没有另设推荐表，推荐意见写在《{holds.title}》的申请表里"
    return f"{where}。请在“文书”中打印，或写在申报单位交来的纸件上；决定仍在这里登记。"


def _decide(office: Office, file: Casefile, recommended: bool | None, reason: str) -> RecommendationBoard:
    """Write the decision down; without a recommendation the papers that say so are void."""
    dossier_id = file.dossier.id
    with office.act("recommendation.decided", dossier_id, reason=reason) as act:
        who = office.operator_name
        at = None if recommended is None else act.at
        act.change(file.recommendation, recommended=recommended, decided_at=at, decided_by="" if at is None else who)
        if not recommended:
            asked = select(Paper).where(Paper.dossier_id == dossier_id, Paper.void_at.is_(None))
            for paper in act.session.scalars(asked).all():
                act.change(paper, void_at=act.at, void_reason=reason.strip())
    return board(office, dossier_id)


def _footer(office: Office, edition: Regulation, *, number: str = "", journal_code: str = "", mark: str = "") -> Footer:
    lapsed = recommendation.lapsed_notice(edition, office.today())
    return Footer(number=number, journal_code=journal_code, lapsed=lapsed, mark=mark, printed_at=office.now())


def _proof(form: Form, file: Casefile, edition: Regulation) -> Proof:
    """The pages as they would be printed now, for the check."""
    given = facts.facts(file, edition, form.names)
    printed = press.press(form, given, Footer(mark=PREVIEW_MARK))
    return Proof(form, given, printed, preprint.step_of(form.id, edition))


def _press(form: Form, file: Casefile, edition: Regulation, footer: Footer) -> Printed:
    return press.press(form, facts.facts(file, edition, form.names), footer)


def _check(office: Office, file: Casefile, edition: Regulation, form: Form) -> None:
    """Refuse to print what the check before printing calls wrong, or what a sealed paper already says."""
    proof = _proof(form, file, edition)
    wrong = [c for c in recommendation_board.checks(file, edition, proof, office.today()) if c.tone == "bad"]
    if wrong:
        more = f"（共 {len(wrong)} 处）" if len(wrong) > 1 else ""
        raise Refusal(f"打印前检查没有通过{more}：{wrong[0].says.rstrip('。')}。请改正后再打印。", field=wrong[0].jump)
    for paper in recommendation.standing_papers(file):
        same = paper.form == form.id and paper.content_hash == proof.printed.content_hash
        if same and recommendation.sealed(paper, file):
            raise Refusal(f"{paper.number} 已用印，内容没有变化，不用再打印。需要副本请另存 PDF。")


def _shown(office: Office, printed: Printed, footer: Footer) -> Preview:
    """The pages as a file in the office's own folder for passing files, which is cleared when the office is opened."""
    key = f"{printed.content_hash}{footer.mark}{footer.lapsed}"
    path = office.vault.lend("preview", key, printed.pdf)
    return Preview(path, printed.pages, printed.page_titles, printed.slots)


def _paper_line(office: Office, paper: Paper, file: Casefile, content_hash: str) -> PaperLine:
    """One printing with its state."""
    if paper.void_at is not None:
        state = "void"
    elif recommendation.sealed(paper, file):
        state = "sealed"
    else:
        state = "current" if paper.content_hash == content_hash else "stale"
    return paper_line.line(office, paper, state)


def _board(office: Office, file: Casefile, edition: Regulation) -> RecommendationBoard:
    if not edition.forms:
        return _board_without_form(office, file, edition)
    form = _form(edition)
    proof = _proof(form, file, edition)
    printed = proof.printed
    today = office.today()
    papers = tuple(
        _paper_line(office, paper, file, printed.content_hash)
        for paper in reversed(file.papers)
        if paper.form == form.id
    )
    return replace(
        _board_without_form(office, file, edition),
        frozen="、".join(paper.number for paper in papers if paper.state == "sealed"),
        form_id=form.id,
        next_number=recommendation.next_number(file, form.letter),
        papers=papers,
        checks=recommendation_board.checks(file, edition, proof, today),
        content_hash=printed.content_hash,
    )


def _board_without_form(office: Office, file: Casefile, edition: Regulation) -> RecommendationBoard:
    """Texts, decision and what stands in the way; the check says why there is nothing to print."""
    row = file.recommendation
    return RecommendationBoard(
        dossier_id=file.dossier.id,
        influence=row.influence,
        advice=row.advice,
        filed_on=row.filed_on,
        recommended=row.recommended,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        suggested_influence=recommendation.suggested_influence(file, edition),
        suggested_advice=recommendation.suggested_advice(file, edition),
        obstacles=recommendation.obstacles(file, edition),
        lacking=recommendation.open_items(file, edition),
        lapsed=recommendation.lapsed_notice(edition, office.today()),
        frozen="",
        form_id="",
        next_number="",
        papers=(),
        checks=(CheckLine("bad", _no_form(edition)),),
        content_hash="",
    )
