"""What can be found about the dossiers of a batch, one by one and against each other, with the notice's articles."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import Channel, Step
from desktop_app.rules import intake, names, recommendation
from desktop_app.rules.batch_file import BatchFile, Entry, Finding, Stops
from desktop_app.rules.notice import Notice


def found(file: BatchFile, notice: Notice) -> tuple[Finding, ...]:
    """Everything about the dossiers, in their order."""
    return tuple(
        finding
        for entry in file.entries
        for finding in (
            *_edition(entry, notice),
            *_channel(entry, file, notice),
            *_name(entry, notice),
            *_functions(entry, notice),
            *_statement(entry, notice),
            *_twice(entry, file, notice),
            *_recommended(entry, notice),
        )
    )


def _at(
    entry: Entry, kind: str, says: str, article: str, step: Step, jump: str = "", stops: Stops = Stops.PRINT
) -> Finding:
    return Finding(kind, f"{entry.called}{says}", article, stops, entry.dossier.id, step.value, jump)


def _edition(entry: Entry, notice: Notice) -> Iterator[Finding]:
    if entry.edition.id != notice.regulation:
        says = f"适用{entry.edition.short}，不是这份通知所依据的办法。请移出本批次。"
        yield Finding("edition", f"{entry.called}{says}", notice.number, dossier_id=entry.dossier.id, jump="members")


def _channel(entry: Entry, file: BatchFile, notice: Notice) -> Iterator[Finding]:
    """Whether the notice knows the channel and lets this authority use it; whether one a city can be told."""
    channel, rule = entry.dossier.channel, notice.channel(entry.dossier.channel)
    label = Channel(channel).label
    if rule is None:
        says = f"的推荐渠道是“{label}”，通知没有这个渠道。请核对推荐渠道。"
        yield _at(entry, "channel", says, notice.number, Step.INTAKE, "channel")
        return
    if file.batch.authority not in rule.authorities:
        direct = f"，由申报单位直接报{rule.directly_to}" if rule.directly_to else "，不由本单位推荐"
        says = f"的推荐渠道是“{label}”{direct}。请核对推荐渠道，或移出本批次。"
        yield _at(entry, "channel", says, rule.article, Step.INTAKE, "channel")
    for one in notice.one_a_city:
        if channel in one.channels and not entry.dossier.region_code:
            says = f"走“{label}”渠道，还没有填行政区划代码，查不出同一地级市是否只推荐 {one.at_most} 家。请补填。"
            yield _at(entry, "one_a_city", says, one.article, Step.INTAKE, "region_code")


def _name(entry: Entry, notice: Notice) -> Iterator[Finding]:
    """平台名称 by the notice's rule, 服务机构名称 at all; spaces and the width of brackets don't matter."""
    rule, platform = notice.names, names.normal(entry.dossier.platform_name)
    if not names.normal(entry.dossier.applicant_name):
        yield _at(
            entry, "name", "的申请单位名称还没有填。请补填。", notice.hand_in.article, Step.INTAKE, "applicant_name"
        )
    if not platform:
        says = "的平台名称还没有填。请补填。"
        yield _at(entry, "name", says, rule.article or notice.number, Step.INTAKE, "platform_name")
        return
    held = [word for word in rule.without if word in platform]
    if held:
        says = f"的平台名称含有“{'”“'.join(held)}”，通知不允许。请与申报单位核对改正。"
        yield _at(entry, "name", says, rule.article, Step.INTAKE, "platform_name")
    if rule.starts_with and not platform.startswith(rule.starts_with):
        says = f"的平台名称须以“{'”或“'.join(rule.starts_with)}”开头。请与申报单位核对改正。"
        yield _at(entry, "name", says, rule.article, Step.INTAKE, "platform_name")
    if rule.ends_with and not platform.endswith(rule.ends_with):
        says = f"的平台名称须以“{'”或“'.join(rule.ends_with)}”结尾。请与申报单位核对改正。"
        yield _at(entry, "name", says, rule.article, Step.INTAKE, "platform_name")


def _functions(entry: Entry, notice: Notice) -> Iterator[Finding]:
    chosen, most = len(entry.dossier.function_ids), notice.functions.at_most
    article = notice.functions.article or entry.edition.functions_article
    if not chosen:
        yield _at(entry, "functions", "还没有选服务功能类别。请补选。", article, Step.INTAKE, "functions")
    elif 0 < most < chosen:
        says = f"申请了 {chosen} 类服务功能，不超过 {most} 类。请去掉 {chosen - most} 类。"
        yield _at(entry, "functions", says, article, Step.INTAKE, "functions")


def _statement(entry: Entry, notice: Notice) -> Iterator[Finding]:
    most, length = notice.statement.at_most, intake.statement_length(entry.dossier.statement)
    if not notice.statement.article:
        return
    if not length:
        yield _at(
            entry, "statement", "的示范性表述还没有写。请补写。", notice.statement.article, Step.INTAKE, "statement"
        )
    elif length > most:
        says = f"的示范性表述 {length} 字，超过 {most} 字。请删去 {length - most} 字。"
        yield _at(entry, "statement", says, notice.statement.article, Step.INTAKE, "statement")


def _twice(entry: Entry, file: BatchFile, notice: Notice) -> Iterator[Finding]:
    """The same platform a second time: in this batch, in another of the year, or recommended by somebody else."""
    article = notice.no_double.article or notice.number
    for other in file.entries:
        if other.member.position < entry.member.position:
            yield from _against(entry, other.dossier, f"和第 {other.member.position} 个", article)
    for neighbour in file.neighbours:
        where = f"和批次 {neighbour.batch_number} 的案卷 {neighbour.dossier.number} "
        yield from _against(entry, neighbour.dossier, where, article)
    for one in file.elsewhere:
        if names.same(one.name, entry.dossier.platform_name) or names.same(one.name, entry.dossier.applicant_name):
            heard = f"（{one.source}）" if one.source else ""
            says = f"已由{one.recommender}推荐{heard}，不得重复申报。请移出，或核对后删去那条记录。"
            yield Finding("dual", f"{entry.called}{says}", article, dossier_id=entry.dossier.id, jump="elsewhere")


def _against(entry: Entry, other: Dossier, where: str, article: str) -> Iterator[Finding]:
    own = entry.dossier
    if names.same(own.platform_name, other.platform_name):
        ways = {own.channel, other.channel}
        dual = len(ways) == 2 and Channel.ASSOCIATION.value in ways
        through = "，一个走行业协会、一个走主管部门" if dual else ""
        says = f"{where}是同一个平台{through}，不得重复申报。请移出一个。"
        kind = "dual" if dual else "twice"
        yield Finding(kind, f"{entry.called}{says}", article, dossier_id=own.id, jump="members")
    elif (own.uscc and own.uscc == other.uscc) or names.same(own.applicant_name, other.applicant_name):
        says = f"{where}是同一家单位，平台名称不同。请核对是不是同一个平台。"
        yield Finding("same_body", f"{entry.called}{says}", article, Stops.NOTHING, own.id, jump="members")


def _recommended(entry: Entry, notice: Notice) -> Iterator[Finding]:
    """Whether the office has decided for it, and its recommendation form is stamped."""
    decided, article = entry.file.recommendation.recommended, notice.hand_in.article
    if decided is None:
        says = "还没有作出推荐决定。请先办完推荐，或移出本批次。"
        yield _at(entry, "recommended", says, article, Step.RECOMMENDATION, "decision")
    elif not decided:
        yield Finding(
            "recommended",
            f"{entry.called}已决定不推荐。请移出本批次。",
            article,
            dossier_id=entry.dossier.id,
            jump="members",
        )
    else:
        stamped = {paper.form for paper in recommendation.stamped_papers(entry.file)}
        if not stamped.issuperset(entry.edition.forms):
            says = "的推荐表还没有用印登记。请打印、盖章后登记。"
            yield _at(entry, "stamped", says, article, Step.SEALING, "papers", Stops.SEAL)
