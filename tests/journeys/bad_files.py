"""Files as they come over a counter when they should not: broken, locked, disguised, made to burst."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pikepdf
from reportlab.pdfgen.canvas import Canvas

SHEET = "xl/worksheets/sheet1.xml"
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}  # fmt: skip
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>'
)


def pdf(pages: int = 3) -> bytes:
    """A sound PDF."""
    raw = io.BytesIO()
    canvas = Canvas(raw)
    for page in range(pages):
        canvas.drawString(100, 700, f"page {page + 1}")
        canvas.showPage()
    canvas.save()
    return raw.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    raw = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.save(raw, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return raw.getvalue()


def wide_png(side: int = 30_000) -> bytes:
    """A PNG whose header promises `side` x `side` pixels; hardly any of them are there."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def archive(**members: bytes) -> bytes:
    """A zip file."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in members.items():
            packed.writestr(name, body)
    return raw.getvalue()


def workbook(sheet: bytes) -> bytes:
    """A workbook whose one sheet is `sheet`, whatever that may be."""
    return archive(**{name: body.encode() for name, body in _PARTS.items()}, **{SHEET: sheet})


def bomb() -> bytes:
    """A workbook of some 300 KB that unpacks to 300 MB."""
    raw = io.BytesIO(workbook(b""))
    with zipfile.ZipFile(raw, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/sharedStrings.xml", "w") as out:
        block = b" " * (1 << 20)
        for _ in range(300):
            out.write(block)
    return raw.getvalue()


def locked_workbook() -> bytes:
    """An encrypted workbook: an OLE container with the encrypted package inside."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return (
        ole + b"\0" * 504 + "EncryptionInfo".encode("utf-16-le") + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512
    )


def scans(folder: Path) -> dict[str, Path]:
    """Files that somebody may try to attach as evidence, by what is wrong with them."""
    whole = pdf(12)
    made = {
        "broken": ("财务报表.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40),
        "half": ("审计报告.pdf", whole[: len(whole) // 2]),
        "disguised": ("营业执照.jpg", pdf(1)),
        "locked": ("专项审计.pdf", locked_pdf()),
        "empty": ("空白.pdf", b""),
        "wide": ("场地平面图.png", wide_png()),
        "program": ("安装.pdf", b"MZ\x90\0" + b"\0" * 400),
        "zip": ("打包.pdf", archive(a=b"a")),
    }
    paths = {}
    for what, (name, body) in made.items():
        paths[what] = folder / name
        paths[what].write_bytes(body)
    return paths


def workbooks(folder: Path) -> dict[str, Path]:
    """Files that somebody may try to read as a list, by what is wrong with them."""
    made = {
        "html": b"<html><body><table><tr><td>x</td></tr></table></body></html>",
        "locked": locked_workbook(),
        "bomb": bomb(),
        "entities": workbook(ENTITIES.encode()),
        "empty": b"",
        "pdf": pdf(1),
        "cut": workbook(ENTITIES.encode())[:400],
    }
    for what, body in made.items():
        (folder / f"{what}.xlsx").write_bytes(body)
    return {what: folder / f"{what}.xlsx" for what in made}
