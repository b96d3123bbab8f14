"""What is worth a look in rows that are already kept: said on the list as it was said in the preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from desktop_app.records.lists import Equipment, ServedFirm, StaffMember
from desktop_app.rules import headcount, list_rows, names
from desktop_app.rules.list_rows import ReadRow

Notes = Mapping[int, tuple[str, ...]]
"""What there is to say about a row, by the row's id."""


def shared_numbers(
    rows: Sequence[ReadRow], applicant: str = "", applicant_phones: frozenset[str] = frozenset()
) -> None:
    """Flag firms that share a telephone number with another firm or with the applicant, and the applicant itself."""
    owners: dict[str, list[ReadRow]] = {}
    for row in rows:
        for number in names.phones(row.values["phone"]):
            owners.setdefault(number, []).append(row)
        if applicant and names.same(row.values["name"], applicant):
            row.flags.append("与申请单位同名")
    for number, sharing in owners.items():
        if number in applicant_phones:
            for row in sharing:
                row.flags.append("与申请单位同一电话")
        apart = {names.key(row.values["name"]): row for row in sharing if row.values["name"]}
        if len(apart) < 2:
            continue
        for key, row in apart.items():
            others = [other.values["name"] for other_key, other in apart.items() if other_key != key]
            more = f"等 {len(others)} 家" if len(others) > 1 else ""
            row.flags.append(f"与“{others[0]}”{more}同一电话")


def firms(rows: Sequence[ServedFirm], applicant: str, applicant_phones: frozenset[str]) -> Notes:
    """Notes on served firms."""
    read: dict[int, ReadRow] = {}
    seen: dict[str, int] = {}
    for place, row in enumerate(rows, 1):
        one = ReadRow({"name": row.name, "phone": row.phone})
        if not row.contact:
            one.flags.append("缺联系人")
        if not row.phone:
            one.flags.append("缺联系电话")
        one.flags.extend(list_rows.firm_flags(row.phone, row.uscc))
        first = seen.setdefault(names.key(row.name), place)
        if first != place:
            one.flags.insert(0, f"与第 {first} 家是同一家企业")
        read[row.id] = one
    shared_numbers(list(read.values()), applicant, applicant_phones)
    return {number: tuple(one.flags) for number, one in read.items()}


def staff(rows: Sequence[StaffMember]) -> Notes:
    """Notes on staff: degrees that can't be told, ages that can't be."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        said: list[str] = []
        if row.education and not headcount.known_education(row.education):
            said.append("学历不能归类，不计入大专及以上")
        if row.age is not None and not 16 <= row.age <= 90:
            said.append("年龄请核对")
        found[row.id] = tuple(said)
    return found


def equipment(rows: Sequence[Equipment]) -> Notes:
    """Notes on equipment: amounts that aren't price times quantity, prices that look like 元."""
    read = {
        row.id: ReadRow(
            {
                "price_wan": row.price_wan,
                "amount_wan": row.amount_wan,
                "quantity": None if row.quantity is None else Decimal(row.quantity),
            }
        )
        for row in rows
    }
    list_rows.suspect_yuan(list(read.values()))
    return {number: tuple(one.flags) for number, one in read.items()}
