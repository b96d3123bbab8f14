"""The summary table (汇总表) of a batch: look at it, print it under a number, save it, register its seal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.printing import facts, forms, press, workbook
from desktop_app.printing.formspec import Form
from desktop_app.printing.values import BLANK_MARK, PREVIEW_MARK, SAMPLE_MARK, Footer, Printed, Trouble
from desktop_app.records.batch import BatchPaper, BatchSealEntry
from desktop_app.records.kinds import Step
from desktop_app.rules import batches, recommendation, sealing
from desktop_app.rules.batch_file import BatchFile, Finding
from desktop_app.rules.notice import Notice
from desktop_app.steps import batch_board, edition_texts, preprint
from desktop_app.steps.batch_reading import read, summary_facts, thaw
from desktop_app.steps.batches_board import BatchBoard, PaperLine, SummaryPages
from desktop_app.steps.preprint import Proof
from desktop_app.store import journal, outside
from desktop_app.store.office import Office

_BARRED = {Trouble.MISSING, Trouble.GLYPH}


def pages(office: Office, batch_id: int, paper_id: int = 0) -> SummaryPages:
    """The table as it would be printed now, marked as a preview; or the printed paper of that id, as it is."""
    file, notice = read(office, batch_id)
    kept = next((paper for paper in file.papers if paper.id == paper_id), None)
    if kept is not None:
        return SummaryPages(office.vault.path(kept.sha256), kept.pages, kept.number)
    form, footer = forms.load(notice.summary), _footer(office, notice, mark=PREVIEW_MARK)
    given = summary_facts(file)
    proof = Proof(form, given, press.press(form, given, footer), Step.INTAKE)
    shown = _lent(office, proof.printed, footer)
    return replace(shown, checks=preprint.batch_checks(file, proof, footer.lapsed))


def specimen(office: Office, batch_id: int, *, sample: bool = False) -> SummaryPages:
    """The empty table of the batch's notice, or one with made-up content; both are marked so that nobody stamps it."""
    form = forms.load(read(office, batch_id)[1].summary)
    footer = Footer(mark=SAMPLE_MARK if sample else BLANK_MARK)
    return _lent(office, press.press(form, facts.samples(form.names) if sample else None, footer), footer)


def save_specimen(office: Office, batch_id: int, target: Path, *, sample: bool = False) -> Path:
    """Write that to `target`; raises Refusal when the place can't be written."""
    return outside.put(target, specimen(office, batch_id, sample=sample).path.read_bytes())


def _lent(office: Office, printed: Printed, footer: Footer) -> SummaryPages:
    path = office.vault.lend("batch", f"{printed.content_hash}{footer.mark}{footer.lapsed}", printed.pdf)
    return SummaryPages(path, printed.pages, "")


def print_paper(office: Office, batch_id: int, reason: str = "") -> PaperLine:
    """Print the table for the seal: a number, the content's hash and the journal's head in its footer, kept for good.

    An earlier one that wasn't sealed becomes void; one that was sealed and says something else, only with a reason.
    Raises Refusal while a finding stands against it, or when a sealed paper says the very same.
    """
    file, notice = read(office, batch_id)
    form = forms.load(notice.summary)
    _check(office, file, notice, form)
    with office.read() as session:
        head = journal.head(session)
    number = batches.next_number(file, form.letter)
    footer = _footer(office, notice, number=number, journal_code=head.code)
    printed = press.press(form, summary_facts(file), footer)
    kept = office.vault.keep(printed.pdf)
    stamped = batches.sealed_papers(file)
    with office.act("batch.printed", reason=reason) as act:
        if journal.head(act.session) != head:
            raise Refusal("打印期间案卷有改动，这一份没有编号。请重新打印。")
        for old in file.papers:
            if old.void_at is None and old not in stamped:
                act.change(old, void_at=act.at, void_reason=f"由 {number} 代替")
        paper = act.add(
            BatchPaper(
                batch_id=batch_id, form=form.id, number=number, content_hash=printed.content_hash, sha256=kept.sha256,
                pages=printed.pages, journal_code=head.code, printed_at=act.at, printed_by=office.operator_name,
            )
        )  # fmt: skip
        thaw(act, stamped, reason)
    fresh, notice = read(office, batch_id)
    return next(line for line in batch_board.paper_lines(office, fresh, notice) if line.id == paper.id)


def _check(office: Office, file: BatchFile, notice: Notice, form: Form) -> None:
    """Refuse to print while something stands against it, or what a sealed paper already says."""
    _refuse(batches.stopping(batch_board.findings(office, file, notice), seal=False), "打印")
    printed = press.press(form, summary_facts(file), _footer(office, notice, mark=PREVIEW_MARK))
    barred = [complaint.says for complaint in printed.complaints if complaint.trouble in _BARRED]
    if barred:
        raise Refusal(f"打印前检查没有通过：{barred[0].rstrip('。')}。请改正后再打印。")
    for paper in batches.sealed_papers(file):
        if paper.content_hash == printed.content_hash:
            raise Refusal(f"{paper.number} 已用印，内容没有变化，不用再打印。需要副本请另存 PDF。")


def _refuse(found: tuple[Finding, ...], deed: str) -> None:
    """Refuse the deed with the first finding against it."""
    if found:
        more = f"（共 {len(found)} 处）" if len(found) > 1 else ""
        says = f"还不能{deed}汇总表{more}：{found[0].says.rstrip('。')}。"
        raise Refusal(says, article=found[0].article, field="findings")


def _footer(office: Office, notice: Notice, *, number: str = "", journal_code: str = "", mark: str = "") -> Footer:
    edition = edition_texts.current(office, notice.regulation)
    lapsed = recommendation.lapsed_notice(edition, office.today()).replace("本案卷", "本批次")
    return Footer(number=number, journal_code=journal_code, lapsed=lapsed, mark=mark, printed_at=office.now())


# ------------------------------------------------------------------ copies


def save_pdf(office: Office, batch_id: int, target: Path) -> Path:
    """Save the table as a PDF: the numbered paper where one says what the batch says now, else the marked preview."""
    file, notice = read(office, batch_id)
    current = _current(office, file, notice)
    if current is not None:
        return outside.put(target, office.vault.read(_paper(file, current.id).sha256))
    return outside.put(target, _preview(office, file, notice).pdf)


def save_workbook(office: Office, batch_id: int, target: Path) -> Path:
    """Save the table as a workbook; it bears the paper's number where one says the same, else the preview's mark."""
    file, notice = read(office, batch_id)
    current = _current(office, file, notice)
    footer = Footer(number=current.number) if current else Footer(mark=PREVIEW_MARK)
    form = forms.load(notice.summary)
    made = workbook.workbook(form, summary_facts(file), footer=footer, made_at=office.now())
    return outside.put(target, made)


def _preview(office: Office, file: BatchFile, notice: Notice) -> Printed:
    form = forms.load(notice.summary)
    return press.press(form, summary_facts(file), _footer(office, notice, mark=PREVIEW_MARK))


def _current(office: Office, file: BatchFile, notice: Notice) -> PaperLine | None:
    lines = batch_board.paper_lines(office, file, notice)
    return next((line for line in lines if line.state in ("current", "sealed")), None)


# ------------------------------------------------------------------ the seal


def register_seal(
    office: Office,
    batch_id: int,
    paper_id: int,
    *,
    sealed_on: date | None,
    seal_name: str,
    purpose: str,
    copies: int,
    approved_by: str,
    keeper: str,
) -> BatchBoard:
    """Enter the stamped table in the office's seal register: from now on the batch is frozen.

    Raises Refusal while any finding stops the seal, for a paper that is void, registered or out of date, for fewer
    copies than the notice asks, and for a line that is incomplete.
    """
    file, notice = read(office, batch_id)
    paper = _paper(file, paper_id)
    stamping = sealing.Stamping(sealed_on, seal_name, purpose, copies, approved_by, keeper)
    day = sealing.check_stamping(stamping, paper.printed_at.astimezone().date(), office.today())
    if copies < notice.hand_in.paper_copies:
        says = f"通知要求一式 {notice.hand_in.paper_copies} 份，写的是 {copies} 份。请补足后登记。"
        raise Refusal(says, article=notice.hand_in.article, field="copies")
    _check_paper(office, file, notice, paper)
    office.vault.read(paper.sha256)
    with office.act("batch.sealed") as act:
        act.add(
            BatchSealEntry(
                batch_id=batch_id, paper_id=paper.id, sealed_on=day, seal_name=seal_name.strip(),
                purpose=purpose.strip(), copies=copies, approved_by=approved_by.strip(), keeper=keeper.strip(),
                registered_at=act.at, registered_by=office.operator_name,
            )
        )  # fmt: skip
        act.note(batch=file.batch.number, paper=paper.number, content_hash=paper.content_hash, sha256=paper.sha256)
    fresh, notice = read(office, batch_id)
    return batch_board.build(office, fresh, notice)


def _paper(file: BatchFile, paper_id: int) -> BatchPaper:
    for paper in file.papers:
        if paper.id == paper_id:
            return paper
    raise Refusal("这份正式件不在本批次中。请刷新后重新选择。", field="paper")


def _check_paper(office: Office, file: BatchFile, notice: Notice, paper: BatchPaper) -> None:
    """Refuse a paper that can't be entered, and any while a finding stops the seal."""
    if paper.void_at is not None:
        raise Refusal(f"{paper.number} 已作废（{paper.void_reason}），不能用印。请用重新打印的一份。", field="paper")
    if any(entry.paper_id == paper.id for entry in file.seal_entries):
        raise Refusal(f"{paper.number} 已登记用印，不能重复登记。", field="paper")
    _refuse(batches.stopping(batch_board.findings(office, file, notice), seal=True), "用印登记")
    line = next(line for line in batch_board.paper_lines(office, file, notice) if line.id == paper.id)
    if line.state != "current":
        raise Refusal(f"{paper.number} 打印后内容已有改动，纸面与案卷不一致。请重新打印后再盖章登记。", field="paper")
