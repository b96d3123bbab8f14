"""The edition that a dossier is pinned to: its id, and the digest of the very file that it was opened under."""

from __future__ import annotations

from datetime import date

from desktop_app.records.dossier import Dossier
from desktop_app.rules.regulation import Regulation


def altered(dossier: Dossier, regulation: Regulation) -> str:
    """What to say when the text that judges isn't the one of the day of acceptance; empty while it is."""
    if regulation.digest == dossier.regulation_digest:
        return ""
    return (
        f"“{regulation.short}”的办法文件在受理后有改动，受理时的文件没有留存，现按改动后的文件审查。"
        "请由管理员核对或换回受理时的文件。"
    )


def superseded(dossier: Dossier, current: Regulation) -> str:
    """What to say when the edition is offered with another text by now; empty while it is the dossier's own.

    The dossier itself goes on under the text that it was opened under.
    """
    if current.digest == dossier.regulation_digest:
        return ""
    return (
        f"“{current.short}”的办法文件在受理后有更新，本案卷仍按受理时的文件"
        f"（校验码 {dossier.regulation_digest[:8]}）审查。两份文件可在办法库中对照。"
    )


def force_of(edition: Regulation, day: date, of: str = "受理日") -> str:
    """How an edition stands on a day, in words; `of` is what the day is called."""
    if day < edition.in_force_from:
        return f"自 {edition.in_force_from} 起施行，{of}尚未生效"
    if edition.in_force_to is not None and day > edition.in_force_to:
        over = f"已于 {edition.repealed_on} 废止" if edition.replaced_by else f"有效期已于 {edition.in_force_to} 届满"
        return f"{over}，{of}不再有效"
    if edition.in_force_to is not None:
        return f"{of}有效（{edition.in_force_from} 至 {edition.in_force_to}）"
    return f"{of}有效（{edition.in_force_from} 起）"


def on_paper(edition: Regulation, day: date) -> str:
    """What a paper says of an edition that has ended, or that was not in force on the day of acceptance.

    Empty for an edition without an end.
    """
    if not edition.holds_on(day):
        return f"{force_of(edition, day)}，经办人知悉后选用"
    if edition.in_force_to is None:
        return ""
    return f"受理日有效，{f'{edition.repealed_on} 废止' if edition.replaced_by else f'有效期至 {edition.in_force_to}'}"
