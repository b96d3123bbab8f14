"""Faces: found by name, embedded whole, falling back character by character."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.printing import discover, fonts
from desktop_app.printing.embedding import unicode_map


def made(path: Path, family: str, characters: str, *, style: str = "Regular", licence: int = 0) -> Path:
    """A small TrueType font in which every character is the same box."""
    names = [".notdef", *(f"u{ord(char):X}" for char in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"u{ord(char):X}" for char in characters})
    builder.setupGlyf({name: pen.glyph() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    full = family if style == "Regular" else f"{family} {style}"
    builder.setupNameTable({"familyName": family, "styleName": style, "fullName": full, "psName": "Made-" + path.stem})
    builder.setupOS2(fsType=licence)
    builder.setupPost()
    builder.save(str(path))
    return path


def test_that_a_face_is_found_by_its_family_name(tmp_path: Path) -> None:
    made(tmp_path / "x.ttf", "FandolFang", "仿")
    assert discover.by_name(discover.faces_in([tmp_path]))["FandolFang"].path == str(tmp_path / "x.ttf")


def test_that_a_bold_face_does_not_stand_in_for_its_family(tmp_path: Path) -> None:
    made(tmp_path / "a-bold.ttf", "FandolSong", "宋", style="Bold")
    made(tmp_path / "b.ttf", "FandolSong", "宋")
    have = discover.by_name(discover.faces_in([tmp_path]))
    assert Path(have["FandolSong"].path).name == "b.ttf"
    assert Path(have["FandolSong Bold"].path).name == "a-bold.ttf"


def test_that_a_face_that_may_not_be_embedded_is_passed_over(tmp_path: Path) -> None:
    made(tmp_path / "x.ttf", "仿宋", "仿", licence=2)
    assert not list(discover.faces_in([tmp_path]))


def test_that_postscript_outlines_and_broken_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0" + b"\xff" * 40)
    (tmp_path / "empty.ttf").write_bytes(b"")
    shutil.copyfile(paths.FONTS / "NotoSansCJK-Regular.ttc", tmp_path / "cff.ttc")
    assert not list(discover.faces_in([tmp_path]))


def test_that_an_office_font_comes_before_the_programs_own(tmp_path: Path) -> None:
    made(tmp_path / "simfang.ttf", "仿宋", "仿宋")
    faces = fonts.chains_from([tmp_path, paths.FONTS])
    assert Path(faces["仿宋"].files[0].path).name == "simfang.ttf"


def test_that_a_computer_without_chinese_fonts_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有可以嵌入的中文字体"):
        fonts.chains_from([tmp_path])


def test_that_each_character_comes_from_the_first_file_that_has_it(tmp_path: Path) -> None:
    made(tmp_path / "a.ttf", "仿宋", "甲")
    made(tmp_path / "b.ttf", "宋体", "甲乙")
    chain = fonts.chains_from([tmp_path])["仿宋"]
    assert [chain.owner(ord(char)) for char in "甲乙丙"] == [0, 1, 0]
    assert chain.missing("甲乙丙 ") == {"丙"}


@pytest.mark.parametrize("style", fonts.STYLES)
def test_that_rare_characters_have_a_font_in_every_style(style: str) -> None:
    assert not fonts.faces()[style].missing("㛃堃珺䶮𬭎𠅤喆〇√□—…·（）《》“”1aZ%")


def test_that_a_character_beyond_the_first_plane_maps_back_as_a_surrogate_pair() -> None:
    assert b"<0001> <D872DF4E>" in unicode_map([0, 0x2CB4E])
