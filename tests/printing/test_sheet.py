"""How pieces are dealt out to pages."""

from __future__ import annotations

import pytest

from desktop_app.printing import fonts, sheet
from desktop_app.printing.cells import Cell, Slot
from desktop_app.printing.grid import UNLIMITED, Glue, Piece, Rows, paragraph
from desktop_app.printing.pen import Style, joined
from desktop_app.printing.sheet import _stretched, paginate
from desktop_app.printing.values import Footer, Trouble


def heights(pages: list[list[Piece]]) -> list[list[float]]:
    return [[round(piece.height) for piece in page] for page in pages]


def box(lines: int, *, slot: bool = False) -> list[Piece]:
    """One full-width cell with that many lines of 12 points."""
    style = Style(size=10, lead=1.2, pad=0, align="left")
    rows = Rows((200.0,), fonts.faces())
    place = Slot("印章", size=(40, 40)) if slot else None
    rows.add((Cell("\n".join("一" for _ in range(lines)), style, slot=place),), splits=True)
    return list(rows.finish())


def test_that_pieces_follow_one_another_until_the_page_is_full() -> None:
    assert heights(paginate([Piece(40), Piece(40), Piece(40)], 100)) == [[40, 40], [40]]


def test_that_a_heading_goes_over_with_what_it_heads() -> None:
    pages = paginate([Piece(80), Piece(10, glue=Glue.MUST), Piece(30)], 100)
    assert heights(pages) == [[80], [10, 30]]


def test_that_a_group_that_fits_a_page_of_its_own_is_not_torn() -> None:
    group = [Piece(30, glue=Glue.WISH), Piece(30, glue=Glue.WISH), Piece(30)]
    assert heights(paginate([Piece(50), *group], 100)) == [[50], [30, 30, 30]]


def test_that_a_group_too_high_for_any_page_flows_on_from_where_it_is() -> None:
    group = [Piece(30, glue=Glue.WISH) for _ in range(5)]
    assert heights(paginate([Piece(40), *group], 100)) == [[40, 30, 30], [30, 30, 30]]


def test_that_a_long_table_begins_under_its_heading() -> None:
    heading = Piece(20, glue=Glue.MUST)
    method = Piece(10, glue=Glue.WISH)
    head = Piece(10, glue=Glue.MUST)
    rows = [Piece(10, glue=Glue.WISH, repeats=(head,)) for _ in range(6)]
    pages = paginate([heading, method, head, *rows, Piece(30)], 95)
    assert heights(pages) == [[20, 10, 10, 10, 10, 10, 10, 10], [10, 10, 30]]


def test_that_a_tables_head_is_set_again_on_each_page() -> None:
    head = Piece(10, glue=Glue.MUST)
    rows = [Piece(30, repeats=(head,)) for _ in range(5)]
    assert heights(paginate([head, *rows], 100)) == [[10, 30, 30, 30], [10, 30, 30]]


def test_that_a_piece_higher_than_the_page_does_not_hang_the_layout() -> None:
    head = Piece(10)
    assert heights(paginate([Piece(300, repeats=(head,)), Piece(20)], 100)) == [[300], [20]]


def test_that_a_long_box_is_broken_between_lines_and_leaves_a_fair_tail() -> None:
    pages = paginate(box(10), 118)
    assert [len(page[0].cells[0].lines) for page in pages] == [6, 4]  # type: ignore[attr-defined]


def test_that_a_box_that_fits_a_page_is_not_broken() -> None:
    pages = paginate([Piece(60), *box(7)], 100)
    assert heights(pages) == [[60], [84]]


def test_that_the_seal_stays_with_the_tail_of_the_text() -> None:
    pages = paginate(box(30, slot=True), 200)
    slots = [page[0].cells[0].cell.slot for page in pages]  # type: ignore[attr-defined]
    assert [slot is not None for slot in slots] == [False, False, True][-len(slots) :]
    assert len(pages[-1][0].cells[0].lines) >= 4  # type: ignore[attr-defined]


def test_that_the_text_before_a_signing_table_lends_it_a_tail() -> None:
    table = [Piece(40, glue=Glue.WISH), Piece(40)]
    opinion = box(8)
    opinion[0].glue = Glue.MUST
    pages = paginate([*opinion, *table], 140)
    assert [len(page) for page in pages] == [1, 3]
    assert len(pages[1][0].cells[0].lines) == 4  # type: ignore[attr-defined]


def test_that_running_text_fills_the_page_it_is_on() -> None:
    text = paragraph("\n".join("一" for _ in range(10)), Style(size=10, lead=1.0), 200, fonts.faces())
    text.flows = True
    assert heights(paginate([Piece(60), text], 100)) == [[60, 40], [60]]


def test_that_greedy_pieces_share_what_is_left_of_the_page() -> None:
    placed = _stretched([Piece(20, stretch=UNLIMITED), Piece(20), Piece(20, stretch=UNLIMITED)], 100)
    assert [round(height) for _, _, height in placed] == [40, 20, 40]


def test_that_rows_grow_no_further_than_they_may() -> None:
    placed = _stretched([Piece(20, stretch=5), Piece(20, stretch=5)], 100)
    assert [round(height) for _, _, height in placed] == [25, 25]


def test_that_touching_rules_become_one_stroke() -> None:
    assert joined({(0, 0, 10, 0), (10, 0, 20, 0), (0, 0, 0, 5), (0, 5, 0, 9)}) == [(0, 0, 20, 0), (0, 0, 0, 9)]


@pytest.mark.parametrize(("across", "says"), [((1, 2, 1), "too many"), ((1, 1), "too few")])
def test_that_a_row_has_to_fill_its_columns(across: tuple[int, ...], says: str) -> None:
    rows = Rows((50.0, 50.0, 50.0), fonts.faces())
    with pytest.raises(ValueError, match=says):
        rows.add(tuple(Cell("一", across=width) for width in across))


def test_that_what_runs_over_the_foot_of_the_page_is_reported_with_its_page() -> None:
    section = sheet.Section([Piece(100), Piece(900)])
    pages = sheet.lay_out([section], sheet.Margins())
    drawn = sheet.draw(pages, fonts.faces(), sheet.Margins(), Footer(), "a" * 64)
    (complaint,) = drawn.complaints
    assert (complaint.trouble, complaint.page, drawn.pages) == (Trouble.TIGHT, 2, 2)
    assert "比页面还高" in complaint.says
