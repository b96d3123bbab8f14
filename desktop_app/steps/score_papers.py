"""Score sheets on paper for a meeting: each expert's number, the meeting's own criteria."""

from __future__ import annotations

from sqlalchemy import select

from desktop_app.printing import facts_scores
from desktop_app.printing.values import FactValue
from desktop_app.records.meeting import MeetingItem
from desktop_app.rules import meeting, score_sheet
from desktop_app.rules.paper_sheet import SheetNumber
from desktop_app.steps import meeting_reading
from desktop_app.store.office import Office


def of_dossier(office: Office, dossier_id: int) -> dict[str, FactValue]:
    """What the score sheets of a dossier's last meeting print: a page for each member who needn't step aside.

    Nothing where the dossier is on no agenda, or its meeting scores nothing.
    """
    with office.read() as session:
        asked = select(MeetingItem).where(MeetingItem.dossier_id == dossier_id).order_by(MeetingItem.id.desc())
        item = session.scalars(asked).first()
    if item is None:
        return {}
    file = meeting_reading.read(office, item.meeting_id)
    kept = file.meeting
    if not kept.sheet_id:
        return {}
    sheets = tuple(
        {
            "sheet_number": SheetNumber(item.id, member.number).code,
            "sheet_meeting": kept.name,
            "sheet_expert": f"第 {member.number} 席　{member.name}",
        }
        for member in file.members
        if not meeting.recusal(file, item.id, member.id)
    )
    sheet = score_sheet.parse(kept.sheet_id, kept.sheet_text)
    return {**facts_scores.of_sheet(sheet), "score_sheets": sheets or (facts_scores.NOBODYS,)}
