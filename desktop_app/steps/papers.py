"""The working papers (文书) of a dossier: which there are, what each lacks, its pages, and printing it under a number.

A working paper is the office's own and bears no seal: no row is kept for it. The journal says what was printed, and
the vault keeps the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.printing import facts, forms, press, workbook
from desktop_app.printing.formspec import Form
from desktop_app.printing.values import (
    BLANK_MARK,
    PREVIEW_MARK,
    SAMPLE_MARK,
    FactValue,
    Footer,
    Printed,
    Row,
    short_hash,
)
from desktop_app.records.casefile import Casefile
from desktop_app.records.journal import JournalEntry
from desktop_app.rules import papers, recommendation
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation
from desktop_app.steps import edition_texts, preprint, score_papers, sealing
from desktop_app.steps.preprint import CheckLine, Proof
from desktop_app.store import dossiers, journal, outside
from desktop_app.store.office import Office

ACT = "paper.working_printed"
REGISTER, CONTENTS, INTERVIEWS = "office/seal-register", "office/contents", "office/interview-sheet"
SCORES = "office/score-sheet"
KEPT_OUT = (INTERVIEWS, SCORES, papers.DISC_COVER)
"""What is only taken along and written on, or stands outside on the disc: it does not go into the archive."""
_OFFICIAL = "主管部门的表，在“推荐与打印”中生成正式件"
_OF_THE_APPLICANT = "办法规定的表，按录入的内容打印"


@dataclass(frozen=True)
class Issued:
    """One printing: `number` and `journal_code` stand in its footer, `path` is the file in the vault."""

    form: str
    number: str
    pages: int
    content_hash: str
    journal_code: str
    sha256: str
    path: Path
    at: datetime
    by: str

    @property
    def short_hash(self) -> str:
        """The content's hash as the footer shows it."""
        return short_hash(self.content_hash)


@dataclass(frozen=True)
class PaperChoice:
    """One paper of the list. `blocked` says why it can't be printed here (empty when it can), `open` what isn't done
    yet of what it records; `issued` is its last printing, `stale` when the dossier says something else now."""

    form: str
    title: str
    purpose: str
    blocked: str
    open: tuple[OpenItem, ...]
    issued: Issued | None
    stale: bool
    official: bool = False
    """Printed in the step of the recommendation, not here."""
    lists: bool = False
    """Of the applicant's papers: it holds lists that can be had as a workbook."""


@dataclass(frozen=True)
class PapersBoard:
    """The papers that the dossier's edition has a use for, in the order of the work."""

    dossier_id: int
    papers: tuple[PaperChoice, ...]


@dataclass(frozen=True)
class Pages:
    """Pages to look at: a file that is cleared away when the office is opened; `checks` is the check before printing
    (none of an empty form)."""

    path: Path
    pages: int
    checks: tuple[CheckLine, ...] = ()


def board(office: Office, dossier_id: int) -> PapersBoard:
    """The page of one dossier."""
    file, edition, done = _read(office, dossier_id)
    made = [_choice(office, file, edition, done, paper.form, paper.purpose) for paper in papers.offered(file, edition)]
    for form_id in _of_the_applicant(edition):
        one = _choice(office, file, edition, done, form_id, _OF_THE_APPLICANT)
        made.append(replace(one, lists=bool(workbook.tables(forms.load(form_id)))))
    for form_id in edition.forms:
        lists = form_id in edition.applicant_forms and bool(workbook.tables(forms.load(form_id)))
        made.append(replace(_official(form_id), lists=lists))
    return PapersBoard(dossier_id, tuple(made))


def _of_the_applicant(edition: Regulation) -> tuple[str, ...]:
    """The forms that applicants fill in: those that the edition names, and its own folder's, for texts of a release
    whose editions named none."""
    own = (form_id for form_id in forms.available() if form_id.startswith(f"{edition.id}/"))
    return tuple(one for one in dict.fromkeys((*edition.applicant_forms, *own)) if one not in edition.forms)


def _official(form_id: str) -> PaperChoice:
    says = "这张表要编号、用印。请在“推荐与打印”中打印。"
    return PaperChoice(form_id, forms.load(form_id).title, _OFFICIAL, says, (), None, stale=False, official=True)


def _choice(
    office: Office, file: Casefile, edition: Regulation, done: tuple[Issued, ...], form_id: str, purpose: str
) -> PaperChoice:
    form = forms.load(form_id)
    last = next((one for one in reversed(done) if one.form == form_id), None)
    now = press.content_hash(form, _facts(office, file, edition, form, done)) if last else ""
    return PaperChoice(
        form=form_id,
        title=form.title,
        purpose=purpose,
        blocked=papers.nothing_to_say(form_id, file, edition),
        open=papers.still_open(form_id, file, edition),
        issued=last,
        stale=last is not None and last.content_hash != now,
    )


def preview(office: Office, dossier_id: int, form_id: str) -> Pages:
    """The pages as they would be printed now, marked as a preview, without a number; nothing is written down.

    A paper that has nothing to say yet is shown blank.
    """
    file, edition, done = _read(office, dossier_id)
    if papers.nothing_to_say(form_id, file, edition):
        return blank(office, form_id)
    form = forms.load(form_id)
    footer = Footer(mark=PREVIEW_MARK, lapsed=_lapsed(office, edition), printed_at=office.now())
    given = _facts(office, file, edition, form, done)
    proof = Proof(form, given, press.press(form, given, footer), preprint.step_of(form_id, edition))
    found = preprint.checks(file, edition, proof, office.today())
    return replace(_passed_on(office, proof.printed, footer), checks=found)


def blank(office: Office, form_id: str) -> Pages:
    """The empty form, marked so that nobody stamps it."""
    footer = Footer(mark=BLANK_MARK)
    return _passed_on(office, press.press(forms.load(form_id), None, footer), footer)


def filled(office: Office, form_id: str) -> Pages:
    """The form with made-up content (样张), marked so that nobody stamps it."""
    form, footer = forms.load(form_id), Footer(mark=SAMPLE_MARK)
    return _passed_on(office, press.press(form, facts.samples(form.names), footer), footer)


def pressed(office: Office, dossier_id: int, form_id: str, footer: Footer) -> Printed:
    """Any form with what this dossier holds, also one of another edition; nothing is written down."""
    file, edition, done = _read(office, dossier_id)
    form = forms.load(form_id)
    return press.press(form, _facts(office, file, edition, form, done), footer)


def issue(office: Office, dossier_id: int, form_id: str) -> Issued:
    """Print the paper under a number, with the content's hash and the journal's head in its footer.

    Where the last printing says the very same, it is given back. Raises Refusal for a paper that has nothing to say
    yet, and for an official form, which the step of the recommendation prints.
    """
    file, edition, done = _read(office, dossier_id)
    says = _official(form_id).blocked if form_id in edition.forms else ""
    says = says or papers.nothing_to_say(form_id, file, edition)
    if says:
        raise Refusal(says)
    form = forms.load(form_id)
    given = _facts(office, file, edition, form, done)
    head = f"{file.dossier.number}-{form.letter}"
    return _issue(office, dossier_id, form, given, done, head, _lapsed(office, edition))


def issue_register(office: Office) -> Issued:
    """Print the seal register of the whole office under a number of its own; raises Refusal while it is empty."""
    lines = sealing.register_lines(office)
    if not lines:
        raise Refusal("登记簿还是空的。请在案卷的“用印”中登记后打印。")
    with office.read() as session:
        done = tuple(one for one in printed(office, journal.entries(session)) if _of_office(one))
    form = forms.load(REGISTER)
    return _issue(office, None, form, {"seal_lines": seal_rows(lines)}, done, f"{office.today().year}-{form.letter}")


def _of_office(one: Issued) -> bool:
    """Whether it was printed for the whole office: its number names no dossier (2024-印-01)."""
    return one.form == REGISTER and one.number.count("-") == 2


def _issue(
    office: Office, dossier_id: int | None, form: Form, given: dict[str, FactValue], done: tuple[Issued, ...],
    head: str, lapsed: str = "",
) -> Issued:  # fmt: skip
    """Print, keep and journal, unless the last printing of the form says the very same."""
    same = [one for one in done if one.form == form.id]
    if same and same[-1].content_hash == press.content_hash(form, given) and same[-1].path.is_file():
        return same[-1]
    with office.read() as session:
        before = journal.head(session)
    number = f"{head}-{1 + sum(one.number.startswith(f'{head}-') for one in same):02}"
    footer = Footer(number=number, journal_code=before.code, lapsed=lapsed, printed_at=office.now())
    made = press.press(form, given, footer)
    kept = office.vault.keep(made.pdf)
    with office.act("paper.working_printed", dossier_id) as act:
        if journal.head(act.session) != before:
            raise Refusal("打印期间案卷有改动，这一份没有编号。请重新打印。")
        act.note(
            form=form.id, title=form.title, number=number, pages=made.pages, content_hash=made.content_hash,
            sha256=kept.sha256, journal_code=before.code,
        )  # fmt: skip
    return Issued(
        form.id, number, made.pages, made.content_hash, before.code, kept.sha256,
        office.vault.path(kept.sha256), act.at, office.operator.name if office.operator else "",
    )  # fmt: skip


def save_copy(office: Office, sha256: str, target: Path) -> Path:
    """Copy a printing to `target`, byte for byte; raises Refusal when the place can't be written."""
    return outside.put(target, office.vault.read(sha256))


def save_workbook(office: Office, dossier_id: int, form_id: str, target: Path) -> Path:
    """Write the form's lists with what the dossier holds as a workbook: the layout of the paper, a sheet each.

    It bears the paper's number where the last printing says the same, else the preview's mark. Raises Refusal where the
    form has no such list.
    """
    file, edition, done = _read(office, dossier_id)
    form, one = forms.load(form_id), _choice(office, file, edition, done, form_id, "")
    footer = Footer(number=one.issued.number) if one.issued and not one.stale else Footer(mark=PREVIEW_MARK)
    given = _facts(office, file, edition, form, done)
    return outside.put(target, workbook.workbook(form, given, footer=footer, made_at=office.now()))


def save_blank(office: Office, form_id: str, target: Path) -> Path:
    """Write the empty form to `target`; raises Refusal when the place can't be written."""
    return outside.put(target, blank(office, form_id).path.read_bytes())


def save_filled(office: Office, form_id: str, target: Path) -> Path:
    """Write the form with made-up content to `target`; raises Refusal when the place can't be written."""
    return outside.put(target, filled(office, form_id).path.read_bytes())


def seal_rows(lines: Iterable[sealing.SealLine]) -> tuple[Row, ...]:
    """Lines of the register as the register's paper prints them, the oldest first."""
    return tuple(
        {
            "register": f"{line.sealed_on.year}-{line.line:03}",
            "day": line.sealed_on.isoformat(),
            "paper": line.paper_number,
            "title": line.title,
            "platform": line.platform,
            "seal": line.seal_name,
            "purpose": line.purpose,
            "copies": str(line.copies),
            "approved": line.approved_by,
            "keeper": line.keeper,
            "note": f"已作废：{line.void_reason}" if line.void_at else "",
        }
        for line in sorted(lines, key=lambda line: (line.registered_at, line.line))
    )


def _read(office: Office, dossier_id: int) -> tuple[Casefile, Regulation, tuple[Issued, ...]]:
    """The dossier, its edition, and what was printed of it so far, oldest first."""
    with office.read() as session:
        file = dossiers.casefile(session, dossier_id)
        done = printed(office, journal.entries(session, dossier_id))
    return file, edition_texts.pinned(office, file.dossier), done


def printed(office: Office, entries: Iterable[JournalEntry]) -> tuple[Issued, ...]:
    """The printings of working papers that the journal tells of, oldest first."""
    told = ((entry, json.loads(entry.body)["facts"]) for entry in entries if entry.act == ACT)
    return tuple(
        Issued(
            form=said["form"],
            number=said["number"],
            pages=said["pages"],
            content_hash=said["content_hash"],
            journal_code=said["journal_code"],
            sha256=said["sha256"],
            path=office.vault.path(said["sha256"]),
            at=entry.at,
            by=entry.operator,
        )
        for entry, said in told
    )


def _facts(
    office: Office, file: Casefile, edition: Regulation, form: Form, done: tuple[Issued, ...]
) -> dict[str, FactValue]:
    """What the form prints; the register's numbers and the office's own papers aren't in the casefile."""
    given = facts.facts(file, edition, form.names)
    if "seal_lines" in given:
        own = (line for line in sealing.register_lines(office) if line.dossier_id == file.dossier.id)
        given["seal_lines"] = seal_rows(own)
    if form.id == SCORES:
        given |= score_papers.of_dossier(office, file.dossier.id)
    if form.id == CONTENTS:
        given["contents"] = (*_rows(given["contents"]), *_own_papers(file, done))
        given["contents"] = tuple({**row, "at": str(at)} for at, row in enumerate(_rows(given["contents"]), 1))
    return given


def _rows(value: FactValue) -> tuple[Row, ...]:
    return () if isinstance(value, str) else tuple(row for row in value if not isinstance(row, str))


def _own_papers(file: Casefile, done: tuple[Issued, ...]) -> tuple[Row, ...]:
    """The last printing of each working paper, then the numbered papers, as rows of the contents."""
    stamped = {entry.paper_id for entry in file.seal_entries}
    last = {one.form: one for one in done if one.form not in (CONTENTS, papers.DISC_COVER)}
    rows = [_row(file, one.number, one.form, one.at, one.pages, "") for one in last.values()]
    for paper in file.papers:
        note = "已作废" if paper.void_at else "已用印" if paper.id in stamped else ""
        rows.append(_row(file, paper.number, paper.form, paper.printed_at, paper.pages, note))
    return tuple(rows)


def _row(file: Casefile, number: str, form_id: str, at: datetime, pages: int, note: str) -> Row:
    day = f"{at.astimezone():%Y-%m-%d}"
    title = forms.load(form_id).title
    return {"number": number, "by": file.office.name, "title": title, "day": day, "pages": str(pages), "note": note}


def _lapsed(office: Office, edition: Regulation) -> str:
    return recommendation.lapsed_notice(edition, office.today())


def _passed_on(office: Office, made: Printed, footer: Footer) -> Pages:
    """The pages as a file in the office's own folder for passing files, which is cleared when the office is opened."""
    key = f"{made.content_hash}{footer.mark}{footer.lapsed}"
    path = office.vault.lend("paper", key, made.pdf)
    return Pages(path, made.pages)
