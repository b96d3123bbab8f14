"""Workbooks that others made, and files that only say that they are workbooks."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop_app.errors import Refusal
from desktop_app.rules.grid import Merge
from desktop_app.store import workbook


def made(path: Path, *, hidden: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "名单"
    sheet.append(["标题"])
    sheet.append(["序号", "服务企业名称", "联系电话"])
    sheet.append([1, "甲公司", 16121639072])
    sheet.append([2, "乙\n公司", "０３７９-92589910"])
    sheet.merge_cells("A1:C1")
    book.create_sheet("空表")
    if hidden:
        other = book.create_sheet("旧名单")
        other.append(["服务企业名称", "联系电话"])
        other.sheet_state = "hidden"
    book.save(path)
    return path


def repacked(path: Path, entry: str, change: bytes) -> bytes:
    """The workbook with one entry replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change if info.filename == entry else old.read(info.filename))
    return out.getvalue()


def test_that_a_sheet_is_read_with_its_merged_cells_and_its_row_numbers(tmp_path: Path) -> None:
    (sheet,) = workbook.read(made(tmp_path / "名单.xlsx"))
    assert sheet.name == "名单"
    assert sheet.grid.rows[2] == (1.0, "甲公司", 16121639072.0)
    assert sheet.grid.merged == (Merge(0, 0, 0, 2),)


def test_that_a_hidden_sheet_is_left_out(tmp_path: Path) -> None:
    assert [sheet.name for sheet in workbook.read(made(tmp_path / "a.xlsx", hidden=True))] == ["名单"]


def test_that_the_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    assert workbook.read(made(tmp_path / "b.xlsx").rename(tmp_path / "名单.et"))[0].name == "名单"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "0 字节"),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "网页（HTML）"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><table>", "网页（HTML）"),
        (b"%PDF-1.4 ...", "内容是 PDF"),
        (b"\xff\xd8\xff\xe0 ...", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        ("序号,企业名称\n1,甲公司\n".encode("gbk"), "不是工作簿"),
        (b"PK\x03\x04 broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开口令"),
    ],
)
def test_that_a_file_which_is_no_workbook_is_refused_by_what_it_is(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "服务企业名单.xlsx"
    path.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        workbook.read(path)
    assert says in caught.value.says
    assert "服务企业名单.xlsx" in caught.value.says


def test_that_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="文件不在"):
        workbook.read(tmp_path / "没有.xlsx")


def test_that_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(Refusal, match="都是空的"):
        workbook.read(tmp_path / "空.xlsx")


def test_that_a_cut_off_workbook_is_refused_as_broken(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.xlsx").read_bytes()
    with pytest.raises(Refusal, match="已损坏"):
        workbook.read_bytes(whole[: len(whole) // 2], "a.xlsx")


def test_that_a_word_document_is_refused_as_one(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("word/document.xml", "<w:document/>")
    with pytest.raises(Refusal, match="Word"):
        workbook.read_bytes(out.getvalue(), "名单.xlsx")


def test_that_a_zip_bomb_is_refused_before_it_goes_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 4_000_000)
    bomb = repacked(made(tmp_path / "a.xlsx"), "xl/styles.xml", b"\0" * 40_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(Refusal, match="展开后过大"):
        workbook.read_bytes(bomb, "a.xlsx")


def test_that_a_bomb_which_lies_about_its_size_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED", 4_000_000)
    bomb = repacked(made(tmp_path / "a.xlsx"), "xl/styles.xml", b"\0" * 40_000_000)
    lie = bomb.replace((40_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != bomb
    with pytest.raises(Refusal, match="展开后过大"):
        workbook.read_bytes(lie, "a.xlsx")


@pytest.mark.parametrize("corner", ["A1048576", "XFD1"])
def test_that_one_cell_in_the_last_corner_does_not_make_a_grid_of_billions(tmp_path: Path, corner: str) -> None:
    path = made(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
    far = re.sub(rb"</sheetData>", f'<row r="1048576"><c r="{corner}"><v>1</v></c></row></sheetData>'.encode(), sheet)
    assert far != sheet
    with pytest.raises(Refusal, match="展开后过大"):
        workbook.read_bytes(repacked(path, "xl/worksheets/sheet1.xml", far), "a.xlsx")


def test_that_damaged_bytes_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        entries = {info.filename: packed.read(info.filename) for info in packed.infolist()}
    dice = random.Random(7)
    refused = 0
    for turn in range(200):
        if turn % 2:
            damaged = bytearray(whole)
            for _ in range(dice.randint(1, 20)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            content = bytes(damaged)
        else:
            name = dice.choice(sorted(entries))
            part = bytearray(entries[name])
            place = dice.randrange(len(part))
            del part[place : place + dice.randint(1, 40)]
            content = repacked(tmp_path / "a.xlsx", name, bytes(part))
        try:
            workbook.read_bytes(content, "a.xlsx")
        except Refusal:
            refused += 1
    assert refused > 50


SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def ods(rows: str) -> bytes:
    out = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", kind, zipfile.ZIP_STORED)
        packed.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {SPACES} office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="名单">{rows}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return out.getvalue()


def ods_row(*texts: str, more: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row {more}>{cells}</table:table-row>"


def test_that_an_open_document_is_read_as_well() -> None:
    tail = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    (sheet,) = workbook.read_bytes(ods(ods_row("姓名", "学历") + ods_row("沈䶮", "大学") + tail), "人员名单.ods")
    assert sheet.grid.rows == (("姓名", "学历"), ("沈䶮", "大学"))


def test_that_an_open_document_which_repeats_a_row_a_million_times_is_refused() -> None:
    with pytest.raises(Refusal, match="展开后过大"):
        workbook.read_bytes(ods(ods_row("甲", more='table:number-rows-repeated="1048576"')), "a.ods")
