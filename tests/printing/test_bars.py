"""Small bars: what a fact may say, and what is drawn of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from desktop_app.printing import bars
from desktop_app.printing.bars import Bar


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("87.5|80", Bar((87.5,), 80.0)),
        ("66.7 25.0 0 8.3", Bar((66.7, 25.0, 0.0, 8.3))),
        ("120|80", Bar((100.0,), 80.0)),
        ("-3", Bar((0.0,))),
        ("", None),
        ("|80", None),
        ("—", None),
        ("50|高", None),
    ],
)
def test_that_a_bar_is_read_or_left_alone(text: str, bar: Bar | None) -> None:
    assert bars.parse(text) == bar


def drawn(text: str) -> list[tuple[str, list[float]]]:
    """What is drawn of a bar from x 0 to 200 points: grey, rectangles and lines in their order."""
    raw = BytesIO()
    canvas = Canvas(raw, pagesize=(200, 20))
    bars.draw(canvas, text, 0, 0, 200, 20)
    canvas.showPage()
    canvas.save()
    content = PdfReader(raw).pages[0].get_contents()
    assert content is not None
    wanted = {b"g": "grey", b"re": "box", b"m": "from", b"l": "to"}
    return [(wanted[op], [float(one) for one in args]) for args, op in content.operations if op in wanted]


def test_that_half_a_bar_is_dark_and_the_threshold_has_a_tick() -> None:
    found = drawn("50|80")
    (part, frame) = [box for what, box in found if what == "box"]
    assert part[2] == pytest.approx(frame[2] / 2, abs=0.01)
    (tick,) = [at for what, at in found if what == "from"]
    assert tick[0] == pytest.approx(frame[0] + 0.8 * frame[2], abs=0.01)


def test_that_parts_follow_one_another_in_greys_of_their_own() -> None:
    found = drawn("50 25 0 25")
    boxes = [box for what, box in found if what == "box"]
    greys = [grey[0] for what, grey in found if what == "grey"]
    frame = boxes.pop()
    assert [box[2] / frame[2] for box in boxes] == pytest.approx([0.5, 0.25, 0.25], abs=0.001)
    assert boxes[1][0] == pytest.approx(boxes[0][0] + boxes[0][2], abs=0.01)
    assert len(set(greys[-3:])) == 3


def test_that_more_than_the_whole_stays_within_the_frame() -> None:
    boxes = [box for what, box in drawn("80 80") if what == "box"]
    assert sum(box[2] for box in boxes[:-1]) == pytest.approx(boxes[-1][2], abs=0.01)


def test_that_no_bar_is_an_empty_cell() -> None:
    assert drawn("") == []
