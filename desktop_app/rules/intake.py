"""Intake (受理录入): the figures that the form derives, what is wrong or missing in it, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application
from desktop_app.records.kinds import Step
from desktop_app.rules import boxes, headcount, names, operations, values
from desktop_app.rules.checks import Check, Weight
from desktop_app.rules.fields import FIELD, FIELDS, SECTION, row_key
from desktop_app.rules.headcount import HeadCount
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation


@dataclass(frozen=True)
class Derived:
    """What the program computes beside what the paper says; shares in %, exact; None when a figure is missing."""

    equipment_share: Decimal | None = None
    professionals_share: Decimal | None = None
    premises_sum: Decimal | None = None
    service_share: Decimal | None = None
    """Service revenue of the last year in % of revenue."""
    years_operated: Decimal | None = None
    """From registration to acceptance."""
    staff: HeadCount = field(default_factory=HeadCount)
    equipment_listed: int = 0
    equipment_quantity: int = 0
    equipment_amount_wan: Decimal = Decimal(0)
    firms_listed: int = 0
    institutions: tuple[str, ...] = ()
    """签订合作协议的单位, taken apart."""


def equipment_share(application: Application) -> Decimal | None:
    """Purchase price of the equipment in % of total assets (占总资产 %), exact."""
    return values.share(application.equipment_price_wan, application.total_assets_wan)


def professionals_share(application: Application) -> Decimal | None:
    """Professionals in % of the staff (占总人数 %), exact."""
    return values.share(application.professionals_count, application.staff_count)


def premises_sum(application: Application) -> Decimal | None:
    """Owned and rented premises together, m²; None when neither is written."""
    parts = [part for part in (application.premises_owned_m2, application.premises_rented_m2) if part is not None]
    return sum(parts, Decimal(0)) if parts else None


def years_operated(file: Casefile) -> Decimal | None:
    """Years from registration to acceptance, a year having 365.25 days; one digit is enough to show."""
    start = file.application.registered_on
    return None if start is None else Decimal((file.dossier.accepted_on - start).days) / Decimal("365.25")


def derive(file: Casefile) -> Derived:
    """Every derived figure of one dossier."""
    return Derived(
        equipment_share=equipment_share(file.application),
        professionals_share=professionals_share(file.application),
        premises_sum=premises_sum(file.application),
        service_share=operations.service_share(file.years),
        years_operated=years_operated(file),
        staff=headcount.count(file.staff),
        equipment_listed=len(file.equipment),
        equipment_quantity=sum(row.quantity or 0 for row in file.equipment),
        equipment_amount_wan=sum((row.amount_wan or Decimal(0) for row in file.equipment), Decimal(0)),
        firms_listed=len(file.served_firms),
        institutions=names.listed(file.application.signed_bodies),
    )


def checks(file: Casefile, regulation: Regulation) -> tuple[Check, ...]:
    """Everything noticed, in the order of the form; the same box may have several."""
    derived = derive(file)
    found = [
        *_empty(file, regulation),
        *boxes.checks(file),
        *_shares(file, derived),
        *_rows(file),
        *operations.checks(file.dossier, file.application, file.years, file.service_lines),
        *_lists(file, derived, regulation),
        *_narrative(file, regulation),
        *_choices(file, regulation),
    ]
    found = [check for check in found if not _spared(check, regulation)]
    order = {name: place for place, name in enumerate(SECTION)}
    boxes_in_order = {spec.name: place for place, spec in enumerate(FIELDS)}
    return tuple(sorted(found, key=lambda c: (order[c.section], boxes_in_order.get(c.field, len(FIELDS)))))


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What stops the dossier: errors, then what is missing, then that intake isn't finished; hints are not open."""
    items = [
        OpenItem(
            Step.INTAKE,
            check.says,
            SECTION[check.section].title,
            check.article,
            wrong=check.weight is Weight.WRONG,
            jump=check.field,
        )
        for check in checks(file, regulation)
        if check.weight is not Weight.HINT
    ]
    items.sort(key=lambda item: not item.wrong)
    if file.dossier.intake_finished_at is None:
        items.append(OpenItem(Step.INTAKE, "录入还没有完成。核对无误后点“完成录入”。", "受理录入", jump="finish"))
    return tuple(items)


def _note(name: str, says: str, weight: Weight, suggestion: str = "", article: str = "") -> Check:
    spec = FIELD[name]
    return Check(name, spec.called, says, weight, spec.section, article, suggestion)


def _spared(check: Check, regulation: Regulation) -> bool:
    """Whether a check asks for something that this edition's own form doesn't have."""
    table, _, rest = check.field.partition(":")
    column = f"{table}:{rest.rpartition(':')[2]}"
    return check.weight is Weight.MISSING and not {table, column}.isdisjoint(regulation.boxes_not_asked)


def _empty(file: Casefile, regulation: Regulation) -> Iterator[Check]:
    for spec in FIELDS:
        holder = file.dossier if spec.table == "dossier" else file.application
        if spec.required and getattr(holder, spec.name) in (None, ""):
            if spec.name == "phone" and file.application.mobile:
                continue
            yield _note(spec.name, f"{spec.called}还没有填写。", Weight.MISSING, article=regulation.report_article)


def _shares(file: Casefile, derived: Derived) -> Iterator[Check]:
    application = file.application
    for name, typed, computed, how in (
        ("equipment_share_typed", application.equipment_share_typed, derived.equipment_share, "设备价格和总资产"),
        (
            "professionals_share_typed",
            application.professionals_share_typed,
            derived.professionals_share,
            "专业人员数和从业人数",
        ),
    ):
        if typed is not None and computed is not None and not values.agrees(typed, computed):
            shown = values.plainly(values.rounded(computed, max(1, values.places(typed))))
            says = (
                f"{FIELD[name].label}填写 {values.plainly(typed)} %，按{how}算得 {shown} %。"
                "请核对纸面；打印时用计算值。"
            )
            yield _note(name, says, Weight.HINT, shown)
    if application.equipment_price_wan is not None and (derived.equipment_share or 0) > 100:
        says = "设备购买价格大于上年末总资产。请核对两处的单位是否都是万元。"
        yield _note("equipment_price_wan", says, Weight.HINT)
    if (derived.professionals_share or 0) > 100:
        says = (
            f"专业人员 {application.professionals_count} 人多于从业人数 {application.staff_count} 人。请对照纸面改正。"
        )
        yield _note("professionals_count", says, Weight.WRONG)
    if derived.premises_sum is not None and application.premises_m2 is not None:
        whole = application.premises_m2
        if derived.premises_sum != whole:
            says = (
                f"自有和租用合计 {values.plainly(derived.premises_sum)} 平方米，场地面积填写 {values.plainly(whole)} "
                "平方米。请对照纸面和场地证明核对。"
            )
            yield _note("premises_m2", says, Weight.HINT)


def _rows(file: Casefile) -> Iterator[Check]:
    if not file.investors:
        yield Check("investor", "主要投资方", "还没有填写主要投资方。请按纸面逐行录入。", Weight.MISSING, "assets")
    total = Decimal(0)
    for number, row in enumerate(file.investors, 1):
        total += row.share_percent or 0
        if not row.name:
            where = row_key("investor", row.id, "name")
            says = f"主要投资方第 {number} 行还没有填写名称。"
            yield Check(where, f"主要投资方第 {number} 行", says, Weight.MISSING, "assets")
    if total > 100:
        last = row_key("investor", file.investors[-1].id, "share_percent")
        says = f"投资比例合计 {values.plainly(total)} %，超过 100 %。请对照纸面改正。"
        yield Check(last, "投资比例", says, Weight.WRONG, "assets")


def _lists(file: Casefile, derived: Derived, regulation: Regulation) -> Iterator[Check]:
    at_least = regulation.firms_listed_at_least
    if derived.firms_listed < at_least:
        says = f"名单有 {derived.firms_listed} 家，要求 {at_least} 家以上。请按申请报告补录。"
        yield Check("firms", "服务企业名单", says, Weight.MISSING, "firms", regulation.report_article)
    if not file.staff:
        says = "还没有人员名单。请从 Excel / WPS 粘贴或读取工作簿。"
        yield Check("staff", "人员名单", says, Weight.MISSING, "staff", regulation.report_article)
    if not file.equipment:
        says = "还没有设备清单。请从 Excel / WPS 粘贴或读取工作簿。"
        yield Check("equipment", "设备清单", says, Weight.MISSING, "equipment", regulation.report_article)
    yield from _against_lists(file, derived, regulation)


def _against_lists(file: Casefile, derived: Derived, regulation: Regulation) -> Iterator[Check]:
    """Figures of the form beside what the lists add up to."""
    application, people = file.application, derived.staff
    if file.staff and application.staff_count is not None and people.listed > application.staff_count:
        says = f"人员名单有 {people.listed} 人，多于从业人数 {application.staff_count} 人。请核对两处。"
        yield _note("staff_count", says, Weight.HINT)
    counted = people.both if regulation.head_count == "both" else people.either
    complete = bool(file.staff) and people.listed == application.staff_count
    if complete and application.professionals_count not in (None, counted):
        says = (
            f"按人员名单数得专业人员 {counted} 人（只有学历 {people.degree_only}、只有职称 {people.title_only}、"
            f"两者都有 {people.both}），填写 {application.professionals_count} 人。请核对两处。"
        )
        yield _note("professionals_count", says, Weight.HINT)
    if not file.equipment:
        return
    if application.equipment_count is not None and derived.equipment_quantity != application.equipment_count:
        says = (
            f"设备清单数量合计 {derived.equipment_quantity} 台（套），填写 {application.equipment_count}。请核对两处。"
        )
        yield _note("equipment_count", says, Weight.HINT)
    price = application.equipment_price_wan
    if price is not None and derived.equipment_amount_wan != price:
        amount = values.plainly(derived.equipment_amount_wan)
        says = f"设备清单金额合计 {amount} 万元，填写 {values.plainly(price)} 万元。请核对两处。"
        yield _note("equipment_price_wan", says, Weight.HINT)


def _narrative(file: Casefile, regulation: Regulation) -> Iterator[Check]:
    written = {row.section for row in file.narratives if row.text.strip()}
    for number in range(1, len(regulation.narrative) + 1):
        if number not in written:
            label = f"情况说明（{'一二三四五六七八九十'[number - 1]}）"
            says = f"{label}还没有录入。"
            yield Check(f"narrative:{number}", label, says, Weight.MISSING, "narrative", regulation.report_article)


def _choices(file: Casefile, regulation: Regulation) -> Iterator[Check]:
    chosen = file.dossier.function_ids
    if len(chosen) > regulation.functions_at_most:
        says = f"选了 {len(chosen)} 类功能，最多 {regulation.functions_at_most} 类。请对照申请报告去掉 "
        says += f"{len(chosen) - regulation.functions_at_most} 类。"
        yield _note(
            "functions",
            says,
            Weight.WRONG,
            article=regulation.functions_at_most_article or regulation.functions_article,
        )
    length = statement_length(file.dossier.statement)
    if 0 < regulation.statement_at_most < length:
        over = length - regulation.statement_at_most
        says = f"示范性表述 {length} 字，超过 {regulation.statement_at_most} 字。请删去 {over} 字。"
        yield _note("statement", says, Weight.WRONG, article=regulation.statement_article)
    yield from _platform_name(file.dossier.platform_name, regulation)
    yield from boxes.region_checks(file)
    typed = {(row.name, row.year) for row in file.figures if row.value is not None}
    for figure in regulation.figures:
        if figure.function and figure.function not in chosen:
            continue
        years = [row.year for row in file.years] or [0] if figure.by_year else [0]
        for year in years:
            if (figure.name, year) not in typed:
                where = f"figure:{figure.name}:{year}"
                says = f"{figure.label}{f'（{year} 年）' if year else ''}还没有填写。"
                yield Check(where, figure.label, says, Weight.MISSING, "figures", figure.article)


def statement_length(text: str) -> int:
    """How many characters 示范性表述 has; blanks and line breaks don't count."""
    return len("".join(text.split()))


def _platform_name(name: str, regulation: Regulation) -> Iterator[Check]:
    rule = regulation.names
    if not name:
        return
    for word in rule.without:
        if word in name:
            says = f"平台名称不能含“{word}”二字（汇总表填报要求）。请按单位公章和批文核对。"
            yield _note("platform_name", says, Weight.HINT, article=rule.article)
    if rule.starts_with and not name.startswith(rule.starts_with):
        says = f"平台名称一般以“{'”或“'.join(rule.starts_with)}”开头。请按批文核对。"
        yield _note("platform_name", says, Weight.HINT, article=rule.article)
    if rule.ends_with and not name.endswith(rule.ends_with):
        says = f"平台名称一般以“{'”或“'.join(rule.ends_with)}”结尾（汇总表填报要求）。请按批文核对。"
        yield _note("platform_name", says, Weight.HINT, article=rule.article)
