"""Every colour and size of the window, by name, once in light and once in dark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

# Spacing on a grid of 8 with a half step of 4; logical pixels.
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
FIELD_HEIGHT, BUTTON_HEIGHT, ROW_HEIGHT, TWO_LINE_HEIGHT, HEAD_HEIGHT = 32, 32, 36, 50, 32
TOP_BAR_HEIGHT, HEAD_LINE_HEIGHT, TAB_HEIGHT, FOOT_HEIGHT, VERDICT_HEIGHT = 48, 48, 40, 56, 40
RADIUS, RADIUS_SMALL = 8, 4
ICON_IN_ROW, ICON_IN_TOOL, ICON_IN_NAVIGATION = 16, 18, 20

# Text sizes that an operator may choose: 小, 标准, 大 (13, 14, 16 px body).
TEXT_FACTORS = {"small": 13 / 14, "standard": 1.0, "large": 16 / 14}


@dataclass(frozen=True)
class Tokens:
    """One theme: token name to `#RRGGBB` (`#AARRGGBB` for the scrim)."""

    name: str
    window: str
    surface: str
    sunken: str
    hover: str
    line: str
    edge: str
    text: str
    text2: str
    text3: str
    disabled: str
    thumb: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    ok: str
    ok_soft: str
    bad: str
    bad_soft: str
    warn: str
    warn_soft: str
    none: str
    none_soft: str
    scrim: str


LIGHT = Tokens(
    name="light",
    window="#F3F5F6",
    surface="#FFFFFF",
    sunken="#EDF1F3",
    hover="#E8EDEF",
    line="#DBE1E5",
    edge="#7C8A93",
    text="#1A252B",
    text2="#47565F",
    text3="#5C6B74",
    disabled="#8D9AA2",
    thumb="#B9C4CA",
    accent="#0B5C6E",
    accent_hover="#084A59",
    on_accent="#FFFFFF",
    accent_soft="#DFEEF1",
    ok="#1A7042",
    ok_soft="#E2F2E8",
    bad="#B3261E",
    bad_soft="#FBE8E6",
    warn="#855300",
    warn_soft="#FBF0D9",
    none="#55636C",
    none_soft="#E9EDEF",
    scrim="#7316222A",
)

DARK = Tokens(
    name="dark",
    window="#13181B",
    surface="#1B2226",
    sunken="#151B1F",
    hover="#252E33",
    line="#303A40",
    edge="#75848D",
    text="#E5EBEE",
    text2="#B6C2C9",
    text3="#98A6AE",
    disabled="#66747C",
    thumb="#48565E",
    accent="#5FBACC",
    accent_hover="#7CC9D8",
    on_accent="#06232A",
    accent_soft="#17363E",
    ok="#6FCB93",
    ok_soft="#17321F",
    bad="#F4978F",
    bad_soft="#401F1D",
    warn="#E4B45F",
    warn_soft="#3A2D13",
    none="#A9B6BD",
    none_soft="#2A3439",
    scrim="#A6000000",
)

# Role of a text: pixel size and line height at the standard text size, weight.
TYPE: dict[str, tuple[int, int, QFont.Weight]] = {
    "display": (26, 40, QFont.Weight.DemiBold),
    "figure": (22, 32, QFont.Weight.DemiBold),
    "title": (18, 28, QFont.Weight.DemiBold),
    "heading": (15, 24, QFont.Weight.DemiBold),
    "body": (14, 22, QFont.Weight.Normal),
    "strong": (14, 22, QFont.Weight.DemiBold),
    "small": (13, 20, QFont.Weight.Normal),
    "caption": (12, 16, QFont.Weight.Normal),
}


def luminance(value: str) -> float:
    """Relative luminance of a colour as WCAG 2 defines it, 0 (black) to 1 (white)."""
    color = QColor(value)
    shares = (color.redF(), color.greenF(), color.blueF())
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG 2 defines it, 1 to 21."""
    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)
