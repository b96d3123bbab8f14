"""The look of the window: palette, style sheet, type and icons, in light and dark.

Painted widgets ask `color()` and `draw_icon()` while they paint and keep no colour; icons of buttons ask while Qt
draws them. So one call of `apply` turns everything, and `changed` is only for those who keep a size of a text.

The style sheet is put on each top window (`dress`), not on the application: there Qt would style a page once more at
every step of its being put together, which doubles the time in which a page is made.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import logging
import re
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import paths
from desktop_app.widgets.tokens import DARK, LIGHT, TYPE, Tokens

log = logging.getLogger(__name__)

OWN_FONTS = ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "HanaMinB.ttf")
RARE = "HanaMinB"  # Han characters of extension B and later, which names do use
SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC")
SANS_SYSTEM = ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimSun", "DejaVu Sans")
MONO = ("Noto Sans Mono CJK SC", "DejaVu Sans Mono", "Cascadia Mono", "Consolas", "Courier New")

# Phosphor 1.3 has no stamp, and 用印 needs one: it is drawn from strokes below.
OWN_ICONS = frozenset({"stamp"})


class _Bell(QObject):
    rung = Signal()


class _State:
    """What is in force now; `apply` alone changes it."""

    tokens: Tokens = LIGHT
    factor: float = 1.0
    sheet: str = ""
    sans: tuple[str, ...] = (*SANS, *SANS_SYSTEM)
    mono: tuple[str, ...] = MONO
    fonts_loaded: bool = False


_DRESSED = "dressed"
_bell = _Bell()
changed = _bell.rung
missing_icons: set[str] = set()


def tokens() -> Tokens:
    """The theme in force."""
    return _State.tokens


def is_dark() -> bool:
    return _State.tokens is DARK


def color(name: str) -> QColor:
    """A token's colour in the theme in force; an unknown name gives the text colour: painting must not raise."""
    return QColor(getattr(_State.tokens, name, _State.tokens.text))


def scaled(pixels: float) -> int:
    """A size that follows the text size which the operator chose."""
    return round(pixels * _State.factor)


def line_height(role: str) -> int:
    return scaled(TYPE[role][1])


def font(role: str = "body", mono: bool = False) -> QFont:
    """The font of a role of `tokens.TYPE` at the text size in force; `mono` for figures, hashes and codes."""
    size, _line, weight = TYPE[role]
    made = QFont()
    made.setFamilies(list(_State.mono if mono else _State.sans))
    if mono:
        made.setStyleHint(QFont.StyleHint.Monospace)
    made.setPixelSize(scaled(size))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def load_fonts(folder: Path = paths.FONTS) -> tuple[str, ...]:
    """Loads the window's own fonts once and gives the families in the order in which they are tried.

    A file that is not there is left out; the system's fonts stand in, and what is not installed isn't asked for
    (Qt searches aliases for each unknown family, which is slow on Windows).
    """
    if not _State.fonts_loaded:
        own: set[str] = set()
        for name in OWN_FONTS:
            path = folder / name
            number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
            if number < 0:
                log.warning("font not loaded: %s", path)
                continue
            own.update(QFontDatabase.applicationFontFamilies(number))
        _State.sans = _usable((*SANS, *SANS_SYSTEM), own)
        _State.mono = (*_usable(MONO, own), *_State.sans)
        _State.fonts_loaded = True
    return _State.sans


def _usable(families: tuple[str, ...], own: set[str]) -> tuple[str, ...]:
    first = tuple(name for name in families if name in own)
    found = first or tuple(name for name in families if QFontDatabase.hasFamily(name))
    return (*found, RARE) if RARE in own else found


# ------------------------------------------------------------------ icons


@functools.cache
def _phosphor() -> tuple[str, dict[str, str]]:
    """Family of the Phosphor font and its names, read from QtAwesome's files.

    Importing QtAwesome loads nine sets and costs a third of a second; one font and one table cost a millisecond.
    """
    found = importlib.util.find_spec("qtawesome")
    places = [Path(place) for place in (found.submodule_search_locations or ())] if found else []
    for place in (*places, paths.ROOT / "qtawesome"):
        fonts = sorted((place / "fonts").glob("phosphor-[0-9]*.ttf"))
        tables = sorted((place / "fonts").glob("phosphor-charmap-*.json"))
        if not fonts or not tables:
            continue
        families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(fonts[-1])))
        if families:
            table = json.loads(tables[-1].read_text(encoding="utf-8"))
            return families[0], {name: chr(int(code, 16)) for name, code in table.items()}
    log.error("icon font not found")
    return "", {}


def has_icon(name: str) -> bool:
    """Whether an icon of this Phosphor name can be drawn."""
    return name in OWN_ICONS or name in _phosphor()[1]


def draw_icon(painter: QPainter, name: str, rect: QRectF, tone: str = "text2") -> None:
    """Draws a Phosphor icon into the square of `rect` in a token's colour.

    Never raises, for it is called in paint events: an unknown name is a crossed box and kept in `missing_icons`.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    square = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    family, table = _phosphor()
    if name in OWN_ICONS:
        _draw_stamp(painter, square, tone)
    elif name in table:
        glyphs = QFont(family)
        glyphs.setPixelSize(max(1, round(side)))
        glyphs.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setFont(glyphs)
        painter.setPen(color(tone))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, table[name])
    else:
        missing_icons.add(name)
        painter.setPen(QPen(color("bad"), 1))
        painter.drawRect(square.adjusted(1.5, 1.5, -1.5, -1.5))
        painter.drawLine(square.topLeft(), square.bottomRight())
    painter.restore()


def _draw_stamp(painter: QPainter, square: QRectF, tone: str) -> None:
    """A stamp: handle, foot, and the line that it leaves; drawn on Phosphor's grid of 256 with its stroke of 16."""
    painter.translate(square.topLeft())
    painter.scale(square.width() / 256, square.height() / 256)
    pen = QPen(color(tone), 16, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    handle = QPainterPath(QPointF(108, 136))
    handle.lineTo(97, 76)
    handle.cubicTo(91, 30, 165, 30, 159, 76)
    handle.lineTo(148, 136)
    painter.drawPath(handle)
    painter.drawRoundedRect(QRectF(40, 136, 176, 48), 8, 8)
    painter.drawLine(QPointF(40, 216), QPointF(216, 216))


class _Glyph(QIconEngine):
    """An icon that is coloured when Qt draws it, so that it follows the theme."""

    def __init__(self, name: str, tone: str, on_tone: str) -> None:
        super().__init__()
        self._name, self._tone, self._on_tone = name, tone, on_tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # At the left of what is asked for: a button asks for 20 x 16 and so has its gap before the word.
        side = min(rect.width(), rect.height())
        tone = self._on_tone if state == QIcon.State.On else self._tone
        square = QRectF(rect.x(), rect.y(), side, side)
        draw_icon(painter, self._name, square, "disabled" if mode == QIcon.Mode.Disabled else tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn


@functools.cache
def icon(name: str, tone: str = "text2", on_tone: str = "") -> QIcon:
    """A Phosphor icon for a button, menu or tab, in a token's colour; `on_tone` while it is checked.

    Drawn crisp at any size and screen scale; `setIconSize` chooses 16, 18 or 20.
    """
    return QIcon(_Glyph(name, tone, on_tone or tone))


# ------------------------------------------------------------------ applying


def palette(t: Tokens) -> QPalette:
    """What item views, tooltips and native menus read, which the style sheet doesn't reach."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: t.window,
        role.WindowText: t.text,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Text: t.text,
        role.Button: t.surface,
        role.ButtonText: t.text,
        role.Highlight: t.accent_soft,
        role.HighlightedText: t.text,
        role.ToolTipBase: t.text,
        role.ToolTipText: t.surface,
        role.PlaceholderText: t.text3,
        role.Link: t.accent,
        role.Light: t.surface,
        role.Mid: t.line,
        role.Dark: t.edge,
        role.Shadow: t.edge,
        role.BrightText: t.on_accent,
        role.Accent: t.accent,
    }
    for which, value in pairs.items():
        made.setColor(which, QColor(value))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(t.disabled))
    return made


def style_sheet(t: Tokens, factor: float = 1.0) -> str:
    """The one style sheet of all windows: `resources/theme.qss` with `@token`, `@icons` and `@px(14)` filled in."""
    return fill((paths.RESOURCES / "theme.qss").read_text(encoding="utf-8"), t, factor)


def fill(text: str, t: Tokens, factor: float = 1.0) -> str:
    """A style sheet's text with `@token`, `@icons`, `@mono` and `@px(14)` filled in."""
    text = re.sub(r"@px\((\d+)\)", lambda found: f"{round(int(found[1]) * factor)}px", text)
    values = {
        **asdict(t),
        "icons": (paths.RESOURCES / "icons").as_posix(),
        "mono": ", ".join(f'"{name}"' for name in _State.mono),
    }
    return re.sub(r"@([a-z_0-9]+)", lambda found: str(values[found[1]]), text)


def sheet() -> str:
    """The style sheet in force; empty before the first `apply`."""
    return _State.sheet


def dress(window: QWidget) -> None:
    """Gives a top window the style sheet in force, and every later one; what has a parent wears its parent's."""
    window.setProperty(_DRESSED, True)
    window.setStyleSheet(_State.sheet)


def apply(app: QApplication, dark: bool = False, factor: float = 1.0) -> None:
    """Puts a theme and a text size in force for the whole application; may be called again at any time."""
    load_fonts()
    _State.tokens = DARK if dark else LIGHT
    _State.factor = factor
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(_State.tokens))
    app.setFont(font("body"))
    _State.sheet = style_sheet(_State.tokens, factor)
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            window.setStyleSheet(_State.sheet)
    changed.emit()
    for widget in app.topLevelWidgets():
        widget.update()
