"""A meeting to test with: three dossiers, five experts, everybody signed in, and short words for what they do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.kinds import Interest, ItemPhase
from desktop_app.rules import regulation
from desktop_app.rules.paper_sheet import SheetNumber, control_sum
from desktop_app.steps import experts, meeting, meetings, panel, seats
from desktop_app.steps.meeting_views import DeclarationGiven, ItemBoard, MeetingBoard
from desktop_app.store.office import Office

NAMES = ("钱伯安", "冯雪梅", "孟令川", "石佳宁", "张启明")
STROKES = [[(120 * i, 1500 + (i % 7) * 90, 8 * i, 1200) for i in range(30)]]


def open_dossiers(office: Office, edition_id: str = "national-2017", many: int = 4) -> list[int]:
    """Open dossiers under an edition; their ids."""
    edition = regulation.load(edition_id)
    found = []
    for number in range(1, many + 1):
        with office.act("dossier.opened") as act:
            row = act.add(
                Dossier(
                    number=f"2024-{number:04d}", regulation_id=edition.id, regulation_digest=edition.digest,
                    accepted_on=date(2024, 6, 18), opened_at=office.now(),
                    applicant_name=f"澜江市第{number}科技服务有限公司", platform_name=f"澜江第{number}服务平台",
                )
            )  # fmt: skip
            act.add(
                Application(
                    dossier_id=row.id, legal_representative="唐宏业", contact="贺兰英", phone="0871-9258991",
                    mobile="15022916824", email="helanying@example.com", qualifications="联系贺兰英 15022916824。",
                )
            )  # fmt: skip
        found.append(row.id)
    return found


@dataclass
class Room:
    """The meeting, and what its people do."""

    office: Office
    id: int
    items: tuple[int, ...]
    members: tuple[int, ...]

    def board(self) -> MeetingBoard:
        """The meeting now."""
        return meeting.board(self.office, self.id)

    def item(self, place: int = 0) -> ItemBoard:
        """One item now."""
        return meeting.item_board(self.office, self.items[place])

    def sign_in(self) -> None:
        """Everybody who hasn't signs in."""
        for one in self.board().members:
            if not one.present:
                meeting.sign_in(self.office, self.id, one.id)

    def declare(self, seat: int, interest: Interest | None = None, detail: str = "", place: int = 0) -> None:
        """One member declares about one item."""
        given = DeclarationGiven(self.items[place], interest, detail)
        meeting.declare(self.office, self.members[seat - 1], [given])

    def move(self, *phases: ItemPhase, place: int = 0, why: str = "") -> ItemBoard:
        """The item takes these steps."""
        for to in phases:
            board = meeting.move(self.office, self.items[place], to, why)
        return board

    def score(self, seat: int, work: int, *, place: int = 0, remark: str = "", abstained: bool = False) -> ItemBoard:
        """One member scores on paper: `work` for every scale, nothing added."""
        marks = {} if abstained else {key: Decimal(work) for key in ("operation", "capability", "results")}
        number = SheetNumber(self.items[place], seat).code
        total = None if abstained else control_sum(marks)
        return seats.key_sheet(self.office, number, marks, total, remark, abstained)

    def to_scoring(self, recused: Iterable[int] = (), place: int = 0) -> None:
        """As far as the scores: everybody is there and has declared."""
        self.sign_in()
        self.move(ItemPhase.DECLARING, place=place)
        for seat in range(1, len(self.members) + 1):
            self.declare(seat, Interest.ADVISED if seat in recused else None, place=place)
        self.move(ItemPhase.BRIEFING, ItemPhase.SCORING, place=place)

    def score_and_write(self, place: int = 0) -> ItemBoard:
        """From the scores to the signatures: 81 to 85, and one common opinion."""
        for seat in range(1, len(self.members) + 1):
            self.score(seat, 80 + seat, place=place)
        self.move(ItemPhase.REVEALED, ItemPhase.OPINION, place=place)
        meeting.write_opinion(self.office, self.items[place], "专家组一致同意推荐。")
        return self.move(ItemPhase.SIGNING, place=place)

    def sign_all_in_ink(self, place: int = 0) -> ItemBoard:
        """Everybody who has to sign will sign on paper."""
        for one in self.item(place).seats:
            if one.sign in ("waiting", "void"):
                panel.mark_paper(self.office, self.item(place).dossier_id, one.seat_id, True)
        return self.item(place)


def convene(
    office: Office, edition_id: str = "national-2017", sheet_id: str = "office-general", people: int = 5
) -> Room:
    """A meeting of five experts over three of four dossiers, begun."""
    ids = open_dossiers(office, edition_id)
    for place, name in enumerate(NAMES[:people]):
        experts.add_expert(office, {"name": name, "title": "研究员", "unit": f"云岭第{place + 1}研究院"})
    pool = [one.id for one in meetings.listing(office).experts]
    board = meetings.convene(office, "专家评审会", date(2024, 6, 20), "三楼会议室", ids[:3], pool, sheet_id)
    meeting.begin_sitting(office, board.id)
    return Room(office, board.id, tuple(one.id for one in board.items), tuple(one.id for one in board.members))
