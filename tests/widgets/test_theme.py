"""Tokens, fonts and icons: legible, present, and following a switch of theme."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontInfo, QFontMetrics, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import paths
from desktop_app.widgets import kit, theme, tokens
from desktop_app.widgets.dialog import Sheet
from desktop_app.widgets.tokens import DARK, LIGHT, Tokens, contrast

pytestmark = pytest.mark.qt_log_level_fail("WARNING")

APP = Path(theme.__file__).resolve().parent.parent
PAIRS = [
    *((ink, ground, 4.5) for ink in ("text", "text2", "text3") for ground in ("surface", "window", "sunken", "hover")),
    *(
        (ink, ground, 4.5)
        for ink in ("accent", "ok", "bad", "warn", "none")
        for ground in ("surface", "window", f"{ink}_soft")
    ),
    *(("text", f"{ground}_soft", 4.5) for ground in ("accent", "ok", "bad", "warn", "none")),
    ("text2", "accent_soft", 4.5),
    ("text3", "accent_soft", 4.5),
    *(("on_accent", ground, 4.5) for ground in ("accent", "accent_hover")),
    *(("edge", ground, 3.0) for ground in ("surface", "window", "sunken")),
]


@pytest.mark.parametrize("which", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize(("ink", "ground", "wanted"), PAIRS)
def test_that_every_pair_of_colours_is_legible(which: Tokens, ink: str, ground: str, wanted: float) -> None:
    assert contrast(getattr(which, ink), getattr(which, ground)) >= wanted


def named_icons() -> set[str]:
    """Every icon that the program names: first or second argument of the functions that draw one, or `icon="…"`."""
    place = {"icon": 0, "Icon": 0, "tool": 0, "show_icon": 0, "Empty": 0, "draw_icon": 1}
    found: set[str] = set()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            asked: list[ast.expr] = [word.value for word in node.keywords if word.arg == "icon"]
            if called in place and len(node.args) > place[called]:
                asked.append(node.args[place[called]])
            for part in asked:
                values = [part.body, part.orelse] if isinstance(part, ast.IfExp) else [part]
                found |= {v.value for v in values if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return {name for name in found if name}


def test_that_every_icon_the_program_names_can_be_drawn(qapp: QApplication) -> None:
    names = named_icons()
    assert {"check", "lock", "calculator"} <= names
    assert {name for name in names if not theme.has_icon(name)} == set()


def test_that_icons_of_tones_can_be_drawn(qapp: QApplication) -> None:
    from desktop_app.widgets.marks import TONE_ICON

    assert all(theme.has_icon(name) for name in TONE_ICON.values())


def painted(name: str, tone: str) -> QImage:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    theme.draw_icon(painter, name, QRectF(0, 0, 32, 32), tone)
    painter.end()
    return image


def colors_of(image: QImage) -> set[str]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name().upper() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", ["check-circle", "stamp"])
def test_that_an_icon_has_the_colour_of_its_tone(qapp: QApplication, name: str) -> None:
    theme.apply(qapp, dark=False)
    assert colors_of(painted(name, "bad")) == {LIGHT.bad}


def test_that_an_unknown_icon_is_seen_and_counted_but_raises_nothing(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    theme.missing_icons.discard("no-such-icon")
    assert colors_of(painted("no-such-icon", "text")), "something must be seen"
    assert "no-such-icon" in theme.missing_icons
    theme.missing_icons.discard("no-such-icon")


def test_that_an_icon_made_before_the_switch_takes_the_new_colour(qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    made = theme.icon("check-circle", "accent")
    before = colors_of(made.pixmap(32, 32).toImage())
    theme.apply(qapp, dark=True)
    after = colors_of(made.pixmap(32, 32).toImage())
    disabled = colors_of(made.pixmap(32, 32, QIcon.Mode.Disabled).toImage())
    theme.apply(qapp, dark=False)
    assert (before, after, disabled) == ({LIGHT.accent}, {DARK.accent}, {DARK.disabled})


def test_that_labels_follow_the_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, factor=1.0)
    label = kit.text("云岭省", "title")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint().width()
    theme.apply(qapp, factor=tokens.TEXT_FACTORS["large"])
    after = label.sizeHint().width()
    theme.apply(qapp, factor=1.0)
    assert after == pytest.approx(before * 16 / 14, abs=3)


def test_that_a_dressed_window_and_what_it_opens_wear_each_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, dark=False)
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    sheet = Sheet("移出案卷", kit.text("移出后可以再放回。"), "移出", parent=window)
    light = window.styleSheet()
    theme.apply(qapp, dark=True)
    dark = window.styleSheet()
    sheet.deed_button.ensurePolished()
    inherited = sheet.deed_button.testAttribute(Qt.WidgetAttribute.WA_StyleSheet)
    theme.apply(qapp, dark=False)
    assert (light, dark) == (theme.style_sheet(LIGHT), theme.style_sheet(DARK))
    assert inherited and not qapp.styleSheet()


def test_that_the_two_weights_differ(qapp: QApplication) -> None:
    theme.apply(qapp)
    widths = {role: QFontMetrics(theme.font(role)).horizontalAdvance("Platform 2024") for role in ("body", "strong")}
    assert widths["strong"] > widths["body"]
    assert QFontInfo(theme.font("body")).pixelSize() == 14


@pytest.mark.skipif(not (paths.FONTS / "HanaMinB.ttf").is_file(), reason="the fonts are not fetched")
def test_that_a_rare_character_of_a_name_is_drawn(qapp: QApplication) -> None:
    theme.apply(qapp)
    assert "HanaMinB" in theme.load_fonts()
    images = []
    for character in ("\U00020509", "\U0002a6d5"):  # 𠔉 and 𪛕: two characters of extension B, no two boxes alike
        image = QImage(32, 32, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        painter.setFont(theme.font("body"))
        painter.drawText(4, 24, character)
        painter.end()
        images.append(image)
    assert images[0] != images[1]


def test_that_the_marks_of_boxes_and_lists_have_the_colours_of_the_theme() -> None:
    for which in (LIGHT, DARK):
        down = (paths.RESOURCES / "icons" / f"down-{which.name}.svg").read_text(encoding="utf-8")
        tick = (paths.RESOURCES / "icons" / f"tick-{which.name}.svg").read_text(encoding="utf-8")
        assert which.text2 in down
        assert which.on_accent in tick


def test_that_the_style_sheet_names_no_colour_of_its_own() -> None:
    source = (paths.RESOURCES / "theme.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{6}\b", source) == []
    assert "@" not in theme.style_sheet(LIGHT)
