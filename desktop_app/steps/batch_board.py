"""Puts the board of one batch together from what is kept about it and its notice."""

from __future__ import annotations

from datetime import datetime

from desktop_app.printing import forms
from desktop_app.records.batch import BatchPaper
from desktop_app.records.kinds import Channel
from desktop_app.rules import batches, intake
from desktop_app.rules.batch_file import BatchFile, Entry, Finding, Stops
from desktop_app.rules.notice import CHINA, Notice
from desktop_app.steps import paper_line, sealing
from desktop_app.steps.batch_reading import summary_hash
from desktop_app.steps.batches_board import (
    BatchBoard,
    BatchSealing,
    DocumentLine,
    DocumentScan,
    ElsewhereLine,
    MemberLine,
    NoticeFact,
    PaperLine,
)
from desktop_app.store.office import Office

_WORST = {Stops.PRINT: "print", Stops.SEAL: "seal", Stops.NOTHING: "hint"}


def build(office: Office, file: BatchFile, notice: Notice) -> BatchBoard:
    """The board of one batch."""
    found = findings(office, file, notice)
    own, until = batches.authority(file, notice), batches.last_moment(file, notice).astimezone(CHINA)
    papers = paper_lines(office, file, notice)
    sent = file.batch.sent_at
    return BatchBoard(
        id=file.batch.id,
        number=file.batch.number,
        title=notice.title,
        notice=notice.number,
        law=notice.short,
        authority=own.label if own else "",
        deadline=notice.deadline.words,
        days_left=(until.date() - office.now().astimezone(CHINA).date()).days,
        extended=_extended(file),
        sent=f"{_said(sent)}　{file.batch.sent_how}" if sent else "",
        quota=batches.quota(file, notice),
        members=tuple(_member(entry, notice, found) for entry in file.entries),
        findings=found,
        documents=_documents(office, file, notice),
        elsewhere=tuple(ElsewhereLine(row.id, row.name, row.recommender, row.source) for row in file.elsewhere),
        facts=tuple(facts(notice, file.batch.authority)),
        papers=papers,
        next_number=batches.next_number(file, forms.load(notice.summary).letter),
        frozen="、".join(paper.number for paper in batches.sealed_papers(file)),
        blocked_print=len(batches.stopping(found, seal=False)),
        blocked_seal=len(batches.stopping(found, seal=True)),
        sealing=_sealing(office, notice),
    )


def findings(office: Office, file: BatchFile, notice: Notice) -> tuple[Finding, ...]:
    """What the rules find, and a stamped table that no longer says what the dossiers say."""
    found = batches.findings(file, notice, office.now())
    now = summary_hash(file, notice)
    parted = tuple(
        Finding(
            "parted", f"{paper.number} 用印后案卷内容有改动，纸面与现在不一致。请重新打印、盖章。",
            notice.hand_in.article, Stops.NOTHING, jump="summary",
        )
        for paper in batches.sealed_papers(file)
        if paper.content_hash != now
    )  # fmt: skip
    return (*parted, *found)


def _said(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def _extended(file: BatchFile) -> str:
    if not file.extensions:
        return ""
    last = file.extensions[-1]
    return f"延至 {_said(last.until)}（{last.why}）"


def _member(entry: Entry, notice: Notice, found: tuple[Finding, ...]) -> MemberLine:
    row, rule = entry.dossier, notice.channel(entry.dossier.channel)
    about = [one.stops for one in found if one.dossier_id == row.id]
    worst = next((stops for stops in (Stops.PRINT, Stops.SEAL, Stops.NOTHING) if stops in about), None)
    labels = [function.label for function in entry.edition.functions if function.id in row.function_ids]
    return MemberLine(
        id=entry.member.id,
        dossier_id=row.id,
        position=entry.member.position,
        number=row.number,
        platform=row.platform_name,
        applicant=row.applicant_name,
        channel=Channel(row.channel).label,
        counts=rule is None or rule.counts,
        city=batches.city_of(row.region_code) if row.region_code else "",
        functions="、".join(labels),
        statement_length=intake.statement_length(row.statement),
        found=len(about),
        worst=_WORST[worst] if worst is not None else "",
    )


def _documents(office: Office, file: BatchFile, notice: Notice) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(
            wanted.id,
            wanted.name,
            wanted.article,
            tuple(
                DocumentScan(
                    row.id, row.name, row.kind, row.pages, row.attached_at, row.attached_by,
                    office.vault.path(row.sha256),
                )
                for row in file.documents
                if row.document == wanted.id
            ),
        )
        for wanted in notice.documents_of(file.batch.authority)
    )  # fmt: skip


def facts(notice: Notice, authority: str) -> list[NoticeFact]:
    """What the notice asks of a kind of authority (every kind's quota without one), as lines to read."""
    hand_in, own = notice.hand_in, [row for row in notice.authorities if authority in (row.id, "")]
    clock = "" if notice.deadline.at else "（当日整天）"
    lines = [NoticeFact("报送截止", notice.deadline.words + clock, notice.deadline.article)]
    lines += [NoticeFact("名额", f"{row.label}不超过 {row.at_most} 家", row.article) for row in own]
    sets = f"纸质 {hand_in.paper_copies} 份" + (f"，光盘 {hand_in.discs} 张" if hand_in.discs else "")
    lines.append(NoticeFact("份数", sets, hand_in.article))
    lines.append(NoticeFact("报送", hand_in.to + (f"，{hand_in.by}" if hand_in.by else ""), hand_in.article))
    names = [f"以“{'”或“'.join(notice.names.ends_with)}”结尾"] if notice.names.ends_with else []
    names += [f"不含“{'”“'.join(notice.names.without)}”"] if notice.names.without else []
    if names:
        lines.append(NoticeFact("平台名称", "，".join(names), notice.names.article))
    if notice.functions.at_most:
        lines.append(NoticeFact("功能类别", f"不超过 {notice.functions.at_most} 类", notice.functions.article))
    if notice.statement.at_most:
        lines.append(NoticeFact("示范性表述", f"必填，{notice.statement.at_most} 字以内", notice.statement.article))
    lines += [NoticeFact("一地一家", row.says, row.article) for row in notice.one_a_city]
    lines += [NoticeFact("通知另要求", row.says, row.article) for row in notice.demands_of(authority)]
    return lines


def paper_lines(office: Office, file: BatchFile, notice: Notice) -> tuple[PaperLine, ...]:
    """The batch's papers with their states, the newest first."""
    now = summary_hash(file, notice)
    return tuple(_paper(office, paper, file, now) for paper in reversed(file.papers))


def _paper(office: Office, paper: BatchPaper, file: BatchFile, now: str) -> PaperLine:
    sealed, same = paper in batches.sealed_papers(file), paper.content_hash == now
    if paper.void_at is not None:
        state = "void"
    elif sealed:
        state = "sealed" if same else "parted"
    else:
        state = "current" if same else "stale"
    return paper_line.line(office, paper, state)


def _sealing(office: Office, notice: Notice) -> BatchSealing:
    today = office.today()
    return BatchSealing(
        today=today,
        next_line=sealing.next_line(office, today.year),
        seal_name=office.profile.name,
        purpose=f"向上报送{notice.year}年度推荐汇总表",
        copies=notice.hand_in.paper_copies,
        keeper=office.operator_name,
    )
