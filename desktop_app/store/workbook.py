"""Reading workbooks that others made: .xlsx, .xls, .et, .ods, and a sentence for whatever isn't one.

The file is looked at by its content, never by its name, and measured before it is unpacked: a few kilobytes can
unpack to gigabytes, and one cell in the last corner of a sheet makes a grid of billions.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import python_calamine

from desktop_app.errors import Refusal
from desktop_app.rules.grid import Cell, Grid, Merge

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 5000
MOST_ROWS = 20_000
MOST_COLUMNS = 512
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"[^>]*value-type')
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Sheet:
    """One visible sheet with its name and cells."""

    name: str
    grid: Grid


def read(path: Path) -> tuple[Sheet, ...]:
    """The visible sheets that hold anything, in their order. The file is only read.

    Raises Refusal, naming the file: missing, 0 bytes, too large, password, broken, or not a workbook at all.
    """
    name = path.name
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refusal(f"“{name}”超过 50 MB，不像名单。请只保留名单所在的工作表后重新读取。", field="file")
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"“{name}”读不出来：文件不在或没有权限。请检查后重新选择。", field="file") from error
    return read_bytes(content, name)


def read_bytes(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The same for the bytes of a workbook called `name`."""
    _refuse_foreign(content, name)
    try:
        if content.startswith(b"PK"):
            _measure(content, name)
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            shown = [sheet.name for sheet in book.sheets_metadata if _visible(sheet)]
            sheets = tuple(_sheet(book.get_sheet_by_name(title), title, name) for title in shown)
    except Refusal:
        raise
    except python_calamine.PasswordError as error:
        raise _locked(name) from error
    except Exception as error:  # three decoders, each with errors of its own, on bytes that somebody else made
        raise _broken(name) from error
    except BaseException as error:  # a panic of the Rust reader is no Exception, and must not end the worker
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(name) from error
    filled = tuple(sheet for sheet in sheets if any(not sheet.grid.blank(row) for row in range(len(sheet.grid.rows))))
    if not filled:
        raise Refusal(f"“{name}”的工作表都是空的。请确认名单所在的文件后重新读取。", field="file")
    return filled


def _locked(name: str) -> Refusal:
    return Refusal(f"“{name}”设有打开口令，无法读取。请向申请单位要无口令的文件后重新读取。", field="file")


def _broken(name: str) -> Refusal:
    return Refusal(f"“{name}”已损坏或不是工作簿，读不出来。请用 Excel 或 WPS 打开后另存为 .xlsx 再读取。", field="file")


def _refuse_foreign(content: bytes, name: str) -> None:
    """Say what a file really is when its content isn't a workbook's."""
    if not content:
        raise Refusal(f"“{name}”是 0 字节的空文件。请重新取得文件后再读取。", field="file")
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise _locked(name)
        return
    kinds = (
        (b"%pdf", "PDF"),
        (b"\xff\xd8\xff", "JPEG 图片"),
        (b"\x89png", "PNG 图片"),
        (b"rar!", "RAR 压缩包"),
        (b"7z\xbc\xaf", "7z 压缩包"),
    )
    for magic, kind in kinds:
        if head.startswith(magic):
            raise Refusal(f"“{name}”的内容是 {kind}，不是工作簿。请选择名单的 .xlsx 文件。", field="file")
    if b"<html" in head or b"<table" in head or head.startswith(b"<!doctype html"):
        raise Refusal(
            f"“{name}”的内容是网页（HTML），不是工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx 再读取。", field="file"
        )
    if not content.startswith(b"PK"):
        raise Refusal(
            f"“{name}”不是工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx，或复制单元格后直接粘贴。", field="file"
        )


def _too_large(name: str) -> Refusal:
    return Refusal(f"“{name}”展开后过大，不像名单，没有读取。请把名单复制到新工作簿后重新读取。", field="file")


def _measure(content: bytes, name: str) -> None:
    """Unpack a zip in passing, counting what really comes out, before anything builds a grid from it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = packed.infolist()
        if len(entries) > MOST_ENTRIES:
            raise _too_large(name)
        inside = {entry.filename for entry in entries}
        if "word/document.xml" in inside:
            raise Refusal(f"“{name}”的内容是 Word 文档，不是工作簿。请复制其中的表格后直接粘贴。", field="file")
        if any(entry.flag_bits & 1 for entry in entries):
            raise _locked(name)
        left = LARGEST_UNPACKED
        for entry in entries:
            left -= _measure_entry(packed, entry, name, left)


def _measure_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> int:
    """How many bytes one entry unpacks to; its own word for its size is not taken."""
    honest = copy.copy(entry)
    honest.file_size = left + (1 << 22)  # beyond what is read, so that the count speaks before the checksum
    size, tail = 0, b""
    lowered = entry.filename.lower()
    sheet, ods = "worksheets/" in lowered and lowered.endswith(".xml"), lowered == "content.xml"
    with packed.open(honest) as stream:
        while chunk := stream.read(1 << 20):
            size += len(chunk)
            if size > left:
                raise _too_large(name)
            if lowered == "meta-inf/manifest.xml" and b"encryption-data" in chunk:
                raise _locked(name)
            if sheet or ods:
                _refuse_far_cells(tail + chunk, name, ods=ods)
                tail = chunk[-200:]
    return size


def _refuse_far_cells(part: bytes, name: str, *, ods: bool) -> None:
    if ods:
        if any(int(found) > MOST_ROWS for found in _REPEATED.findall(part)):
            raise _too_large(name)
        return
    for letters, number in _CELL.findall(part):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        if int(number) > MOST_ROWS or column > MOST_COLUMNS:
            raise _too_large(name)


def _visible(sheet: python_calamine.SheetMetadata) -> bool:
    return (
        sheet.visible == python_calamine.SheetVisibleEnum.Visible
        and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    )


def _sheet(sheet: python_calamine.CalamineSheet, title: str, name: str) -> Sheet:
    if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
        raise _too_large(name)
    rows = sheet.to_python(skip_empty_area=False)
    areas = tuple(Merge(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Sheet(title, Grid(tuple(tuple(_plain(cell) for cell in row) for row in rows), areas))


def _plain(cell: object) -> Cell:
    """Times of day and durations become text; nothing in the lists is one."""
    return cell if cell is None or isinstance(cell, str | bool | int | float | date) else str(cell)
