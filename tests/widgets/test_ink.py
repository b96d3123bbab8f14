"""The signature pad: every point arrives, from mouse and pen, with time and pressure."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.rules import ink
from desktop_app.widgets.ink import INK, LEAD, Point, SignaturePad, SignatureView


@pytest.fixture
def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad(ink.smooth)
    qtbot.addWidget(made)
    made.resize(600, 240)
    made.show()
    return made


def wave(count: int = 51) -> list[QPoint]:
    return [QPoint(40 + 10 * i, 120 + round(40 * math.sin(i / 3))) for i in range(count)]


def write(qtbot: QtBot, pad: SignaturePad, points: list[QPoint]) -> None:
    """A stroke with the mouse."""
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def pen(pad: SignaturePad, points: list[QPoint], stylus: QPointingDevice) -> None:
    """A stroke with a pen whose pressure rises, a point every 5 ms from 1,000 ms on."""
    types = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(points) - 2), QEvent.Type.TabletRelease]
    for number, (point, kind) in enumerate(zip(points, types, strict=True)):
        place = QPointF(point)
        event = QTabletEvent(
            kind, stylus, place, QPointF(pad.mapToGlobal(point)), number / len(points), 0.0, 0.0, 0.0, 0.0, 0.0,
            Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton,
        )  # fmt: skip
        event.setTimestamp(1000 + 5 * number)
        QApplication.sendEvent(pad, event)


@pytest.fixture
def stylus() -> QPointingDevice:
    ability = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
    return QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen, ability, 1, 3
    )  # fmt: skip


def test_that_every_point_of_a_mouse_stroke_arrives(qtbot: QtBot, pad: SignaturePad) -> None:
    with qtbot.waitSignal(pad.changed):
        write(qtbot, pad, wave())
    (stroke,) = pad.strokes()
    assert len(stroke) == 51
    assert stroke[0][:2] == (round(40 * 2540 / 96), round(120 * 2540 / 96))
    assert [point[3] for point in stroke] == [0] * 51
    assert [point[2] for point in stroke] == sorted(point[2] for point in stroke)
    assert pad.device == "mouse"
    assert pad.length_mm() > 130


def test_that_a_pen_gives_pressure_and_time(pad: SignaturePad, stylus: QPointingDevice) -> None:
    pen(pad, wave(), stylus)
    (stroke,) = pad.strokes()
    assert [point[2] for point in stroke] == [5 * number for number in range(50)]
    assert stroke[0][3] == 1
    assert stroke[-1][3] == round(49 / 51 * 4095)
    assert pad.device == "pen"


def test_that_what_the_pad_hands_over_is_ink(qtbot: QtBot, pad: SignaturePad, stylus: QPointingDevice) -> None:
    write(qtbot, pad, wave())
    pen(pad, wave(20), stylus)
    kept = ink.ink_of(pad.strokes(), pad.device)
    ink.check_enough(kept)
    assert len(ink.parse(ink.canonical(kept)).strokes) == 2


def test_that_a_stroke_that_leaves_the_pad_stays_inside(qtbot: QtBot, pad: SignaturePad) -> None:
    write(qtbot, pad, [QPoint(10, 10), QPoint(-50, 500), QPoint(900, -20)])
    for x, y, _time, _pressure in pad.strokes()[0]:
        assert 0 <= x <= 600 * 2540 / 96 + 1
        assert 0 <= y <= 240 * 2540 / 96 + 1


def test_that_keys_take_back_one_stroke_or_all(qtbot: QtBot, pad: SignaturePad) -> None:
    for _ in range(3):
        write(qtbot, pad, wave(10))
    qtbot.keyClick(pad, Qt.Key.Key_Backspace)
    assert len(pad.strokes()) == 2
    qtbot.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(pad.strokes()) == 1
    qtbot.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == ()
    assert pad.length_mm() == 0


def test_that_the_stroke_is_seen_where_it_was_written_and_gone_when_cleared(qtbot: QtBot, pad: SignaturePad) -> None:
    write(qtbot, pad, [QPoint(100, 60), QPoint(200, 60), QPoint(300, 60)])
    assert pad.grab().toImage().pixelColor(200, 60).name().upper() == INK
    pad.clear()
    assert pad.grab().toImage().pixelColor(200, 60).name() == "#ffffff"


def test_that_a_void_signature_is_struck_through(qtbot: QtBot) -> None:
    view = SignatureView((32.0, 10.0))
    qtbot.addWidget(view)
    written = ink.canonical(ink.ink_of([[(100 * i, 50 * (i % 5), i, 0) for i in range(20)]], "mouse"))
    view.show_signature(ink.outline(written, 32, 10), False, "孟令川的手写签名")
    plain = view.grab().toImage()
    view.show_signature(ink.outline(written, 32, 10), True, "孟令川的手写签名，已失效")
    struck = view.grab().toImage()
    middle = plain.height() // 2
    assert plain != struck
    assert all(struck.pixelColor(x, middle) != plain.pixelColor(2, 1) for x in (2, plain.width() - 3))
    assert view.accessibleName().endswith("已失效")


def test_that_a_long_stroke_costs_no_more_per_point_than_a_short_one_and_looks_as_it_will_be_printed(
    qtbot: QtBot,
) -> None:
    asked: list[int] = []

    def smooth(points: Sequence[Point]) -> list[ink.Segment]:
        asked.append(len(points))
        return ink.smooth(points)

    pad = SignaturePad(smooth)
    qtbot.addWidget(pad)
    pad.resize(600, 240)
    with qtbot.waitExposed(pad):
        pad.show()
    points = [QPoint(20 + (3 * i) % 560, 120 + round(60 * math.sin(i / 4))) for i in range(500)]
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(pad, point)
        pad.repaint()
    assert max(asked) <= LEAD + 3
    running = pad.grab().toImage()
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    printed = pad.grab().toImage()
    inked = [(x, y) for x in range(10, 590, 3) for y in range(50, 150, 3)]
    apart = [abs(running.pixelColor(x, y).lightness() - printed.pixelColor(x, y).lightness()) for x, y in inked]
    assert sum(one > 40 for one in apart) < len(apart) // 200
    assert sum(printed.pixelColor(x, y).lightness() < 100 for x, y in inked) > 300
