"""What can be found about a batch (批次) before its summary table is printed and sealed; each finding has its article.

A finding stops the printing, or the seal alone (what is usually stamped in the same hour), or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop_app.records.batch import BatchPaper
from desktop_app.records.kinds import Channel
from desktop_app.rules import batch_members
from desktop_app.rules.batch_file import BatchFile, Entry, Finding, Stops
from desktop_app.rules.notice import CHINA, Authority, Notice


@dataclass(frozen=True)
class Quota:
    """How much of the quota is used: `inside` counts, `outside` doesn't; `at_most` is 0 where there is none."""

    label: str
    article: str
    inside: int
    outside: int
    at_most: int

    @property
    def over(self) -> int:
        """How many are too many."""
        return max(0, self.inside - self.at_most) if self.at_most else 0


def authority(file: BatchFile, notice: Notice) -> Authority | None:
    """The kind of authority by which the batch's quota goes."""
    return notice.authority(file.batch.authority)


def quota(file: BatchFile, notice: Notice) -> Quota:
    """The use of the quota; a channel that the notice doesn't have counts, so that nothing slips past it."""
    own = authority(file, notice)
    inside = sum(_counts(entry, notice) for entry in file.entries)
    return Quota(
        own.label if own else "", own.article if own else "", inside, len(file.entries) - inside,
        own.at_most if own else 0,
    )  # fmt: skip


def _counts(entry: Entry, notice: Notice) -> bool:
    rule = notice.channel(entry.dossier.channel)
    return rule is None or rule.counts


def last_moment(file: BatchFile, notice: Notice) -> datetime:
    """The last moment in time: the notice's, or the one that was allowed later."""
    return file.extensions[-1].until if file.extensions else notice.deadline.last_moment


def findings(file: BatchFile, notice: Notice, now: datetime) -> tuple[Finding, ...]:
    """Everything found, the batch's own first, then dossier by dossier; what stops the most comes first in each."""
    own = [*_of_the_office(file, notice), *_quota(file, notice), *_late(file, notice, now), *_papers(file, notice)]
    members = batch_members.found(file, notice)
    rank = [Stops.PRINT, Stops.SEAL, Stops.NOTHING]
    return (*sorted(own, key=lambda one: rank.index(one.stops)), *members)


def stopping(found: tuple[Finding, ...], *, seal: bool) -> tuple[Finding, ...]:
    """Those that keep the summary table from being printed, or (with `seal`) from being registered as sealed."""
    stops = {Stops.PRINT, Stops.SEAL} if seal else {Stops.PRINT}
    return tuple(one for one in found if one.stops in stops)


def _of_the_office(file: BatchFile, notice: Notice) -> Iterator[Finding]:
    """Whether this office may recommend at all, and with the very notice that the batch was made under."""
    own = authority(file, notice)
    if own is None:
        says = f"{file.office.name}不在这份通知的推荐单位之内。请核对通知，另建批次。"
        yield Finding("authority", says, notice.authorities[0].article, jump="members")
    elif not own.lists(file.office.name):
        says = f"{file.office.name}不在通知所附的单位名单上。请核对单位名称，名单外的单位不能推荐。"
        yield Finding("authority", says, own.names_article, jump="members")
    if file.batch.notice_digest != notice.digest:
        says = "通知文件在建立批次后有改动，现按改动后的通知检查。请由管理员核对。"
        yield Finding("notice", says, notice.number, Stops.NOTHING)
    if not file.entries:
        yield Finding("empty", "批次里还没有案卷。请先添加。", notice.number, jump="members")


def _quota(file: BatchFile, notice: Notice) -> Iterator[Finding]:
    used = quota(file, notice)
    if used.over:
        says = f"计入名额的有 {used.inside} 家，{used.label}不超过 {used.at_most} 家，超出 {used.over} 家。"
        yield Finding("quota", f"{says}请移出 {used.over} 家，或核对推荐渠道。", used.article, jump="members")
    for rule in notice.one_a_city:
        cities: dict[str, list[Entry]] = {}
        for entry in file.entries:
            if entry.dossier.channel in rule.channels and entry.dossier.region_code:
                cities.setdefault(city_of(entry.dossier.region_code), []).append(entry)
        for code, found in cities.items():
            if len(found) > rule.at_most:
                named = "、".join(entry.called for entry in found)
                ways = "、".join(dict.fromkeys(Channel(entry.dossier.channel).label for entry in found))
                says = f"同一地级市（区划 {code}）有 {len(found)} 家不占名额：{named}（{ways}）。"
                says += f"只能推荐 {rule.at_most} 家，请移出多出的。"
                yield Finding("one_a_city", says, rule.article, jump="members")


def city_of(region_code: str) -> str:
    """What a place counts as one city by: the prefecture's four digits; in a municipality, or for a county right
    under the province, which have no prefecture, the six of the district or county."""
    single = region_code[:2] in ("11", "12", "31", "50") or region_code[2:4] == "90"
    return region_code[:6] if single else region_code[:4]


def _late(file: BatchFile, notice: Notice, now: datetime) -> Iterator[Finding]:
    """Whether what was sent, or what would be sent now, is in time; and what was taken in only after the deadline."""
    until, article = last_moment(file, notice), notice.deadline.article
    said = f"{until.astimezone(CHINA):%Y-%m-%d %H:%M}" if file.extensions else notice.deadline.words
    if file.batch.sent_at is not None:
        if file.batch.sent_at > until:
            when = file.batch.sent_at.astimezone(CHINA)
            yield Finding(
                "late", f"登记的报送时间 {when:%Y-%m-%d %H:%M} 已过截止时间 {said}。", article, jump="sending"
            )
    elif now > until:
        says = f"已过报送截止时间 {said}，还没有登记报送。"
        says += "请登记实际报送时间。" if sealed_papers(file) else "获准延期的，请登记延期和依据。"
        yield Finding("late", says, article, jump="sending")
    elif now.astimezone(CHINA).date() == until.astimezone(CHINA).date():
        yield Finding("last_day", f"今天是报送截止日（{said}）。", article, Stops.NOTHING, jump="sending")
    for entry in file.entries:
        if entry.dossier.accepted_on > until.astimezone(CHINA).date():
            says = f"{entry.called}的受理日期 {entry.dossier.accepted_on:%Y-%m-%d} 在截止日 {said[:10]} 之后。"
            says += "请核对受理日期，或移出本批次。"
            yield Finding("late", says, article, dossier_id=entry.dossier.id, jump="members")


def _papers(file: BatchFile, notice: Notice) -> Iterator[Finding]:
    """The office's own papers: what must be scanned in before the seal is registered."""
    kept = {document.document for document in file.documents}
    for document in notice.documents_of(file.batch.authority):
        if document.id not in kept:
            says = f"还没有“{document.name}”的扫描件。请在“附送文件”中添加。"
            yield Finding("document", says, document.article, Stops.SEAL, jump=f"document:{document.id}")


def sealed_papers(file: BatchFile) -> tuple[BatchPaper, ...]:
    """The papers that bear a seal and aren't void: while there is one, the batch is frozen."""
    stamped = {entry.paper_id for entry in file.seal_entries}
    return tuple(paper for paper in file.papers if paper.id in stamped and paper.void_at is None)


def next_number(file: BatchFile, letter: str) -> str:
    """The number of the batch's next paper (2019-批01-汇-01); void ones count."""
    head = f"{file.batch.number}-{letter}-"
    taken = [int(paper.number.removeprefix(head)) for paper in file.papers if paper.number.startswith(head)]
    return f"{head}{max(taken, default=0) + 1:02}"
