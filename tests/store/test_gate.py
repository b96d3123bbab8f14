"""The gate, against files made here: whole ones, broken ones, and ones that are not what they say."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ScanKind
from desktop_app.store import gate


def picture(kind: str, pages: int = 1) -> bytes:
    """Noise, so that the file has a middle that can be cut."""
    out = io.BytesIO()
    images = [Image.effect_noise((90, 130), 60).convert("RGB") for _ in range(pages)]
    more = {"save_all": True, "append_images": images[1:]} if pages > 1 else {}
    images[0].save(out, kind, **more)
    return out.getvalue()


def pdf(pages: int = 3, **how: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        for number in range(pages):
            page = made.add_blank_page(page_size=(595, 842))
            page.Contents = made.make_stream(b"0 0 1 rg 100 100 %d 200 re f" % (100 + number) * 20)
        made.save(out, **how)
    return out.getvalue()


def acting_pdf(action: dict[str, object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.Root.OpenAction = pikepdf.Dictionary(action)
        made.save(out)
    return out.getvalue()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says in its header that it is huge; a few bytes long."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    )


DOCX = {"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w:document/>"}
WHOLE = {
    ScanKind.PDF: pdf(),
    ScanKind.JPEG: picture("JPEG"),
    ScanKind.PNG: picture("PNG"),
    ScanKind.TIFF: picture("TIFF", 3),
    ScanKind.DOCX: zipped(**DOCX),
    ScanKind.XLSX: workbook(),
}


def inspect(folder: Path, content: bytes, name: str) -> gate.Inspected:
    copy = folder / "copy"  # as in the vault: the name says nothing
    copy.write_bytes(content)
    return gate.inspect(copy, name)


@pytest.mark.parametrize(
    ("kind", "name", "pages", "size"),
    [
        (ScanKind.PDF, "审计报告.pdf", 3, (0, 0)),
        (ScanKind.JPEG, "执照.JPG", 1, (90, 130)),
        (ScanKind.PNG, "资质.png", 1, (90, 130)),
        (ScanKind.TIFF, "场所.tif", 3, (90, 130)),
        (ScanKind.DOCX, "说明.docx", 0, (0, 0)),
        (ScanKind.XLSX, "名单.xlsx", 0, (0, 0)),
    ],
)
def test_that_a_whole_file_is_known_by_its_content(
    tmp_path: Path, kind: ScanKind, name: str, pages: int, size: tuple[int, int]
) -> None:
    found = inspect(tmp_path, WHOLE[kind], name)

    assert (found.kind, found.pages, (found.width, found.height)) == (kind, pages, size)
    assert not [hint for hint in found.hints if "没有页面可看" not in hint]


def test_that_a_file_that_is_not_what_its_name_says_is_taken_with_a_hint(tmp_path: Path) -> None:
    found = inspect(tmp_path, WHOLE[ScanKind.PDF], "营业执照.jpg")
    assert found.kind is ScanKind.PDF
    assert found.hints == ("“营业执照.jpg”的内容是 PDF，不是图片，已按 PDF 保存。请核对是否放对条目。",)
    found = inspect(tmp_path, WHOLE[ScanKind.PNG], "执照.jpg")
    assert found.hints == ("“执照.jpg”的内容是 PNG 图片，不是 JPEG，已按 PNG 保存。请核对是否放对条目。",)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "空.pdf", "空文件（0 字节）"),
        (pdf(encryption=pikepdf.Encryption(user="u", owner="o")), "审计报告.pdf", "设有打开口令，无法查看"),
        (b"%PDF-1.7\nnothing in here", "坏.pdf", "已损坏"),
        (picture("JPEG")[:2000], "半张.jpg", "没有复制完"),
        (picture("GIF"), "动图.gif", "GIF"),
        (picture("BMP"), "图.bmp", "BMP"),
        (picture("WEBP"), "图.webp", "WebP"),
        (b"\0\0\0\x18ftypheic" + bytes(64), "手机.heic", "HEIC"),
        (b"MZ" + bytes(200), "执照.jpg", "程序"),
        (b"\x7fELF" + bytes(200), "执照.pdf", "程序"),
        (b"#!/bin/sh\n", "a.pdf", "程序"),
        (b"Rar!\x1a\x07\0" + bytes(64), "材料.rar", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(64), "材料.7z", "压缩包"),
        (zipped(a=b"1"), "材料.zip", "解压后逐个添加"),
        (zipped(**{"OFD.xml": b"<ofd/>"}), "发票.ofd", "OFD"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧.doc", "旧版或设有口令的 Office 文件"),
        (b"<html><body>404</body></html>", "名单.xlsx", "网页"),
        ("随手记的文字".encode(), "说明.txt", "不是 PDF 或图片"),
        (zipped(**DOCX, word__vbaProject__bin=b"x").replace(b"vbaProject/bin", b"vbaProject.bin"), "宏.docx", "宏"),
        (huge_png(30_000, 30_000), "三万像素.png", "大到无法查看"),
        (huge_png(30_000, 300), "长条.png", "30000 × 300 像素"),
        (huge_png(12_000, 10_000), "大图.png", "12000 × 10000 像素"),
    ],
)
def test_that_what_cannot_be_evidence_is_refused_with_what_to_do(
    tmp_path: Path, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(Refusal) as refused:
        inspect(tmp_path, content, name)

    assert words in refused.value.says
    assert name in refused.value.says
    assert refused.value.says.endswith("。")
    assert "请" in refused.value.says


def test_that_a_pdf_with_an_owner_password_only_can_be_read_and_is_taken(tmp_path: Path) -> None:
    locked = pdf(encryption=pikepdf.Encryption(user="", owner="geheim"))
    assert inspect(tmp_path, locked, "只读.pdf") == gate.Inspected(ScanKind.PDF, 3)


def test_that_a_pdf_that_can_be_mended_is_taken_and_said_to_be_mended(tmp_path: Path) -> None:
    whole = pdf()
    found = inspect(tmp_path, whole[: whole.rindex(b"startxref")], "断尾.pdf")
    assert found.pages == 3
    assert len(found.hints) == 1
    assert "没有复制完" in found.hints[0]
    assert "3 页" in found.hints[0]
    found = inspect(tmp_path, whole.replace(b"xref\n0", b"xxxx\n0"), "坏表.pdf")
    assert found.pages == 3
    assert "已修复" in found.hints[0]


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ({"/S": pikepdf.Name.JavaScript, "/JS": "app.alert(1)"}, "脚本"),
        ({"/S": pikepdf.Name("/Launch"), "/F": "calc.exe"}, "启动程序的动作"),
        ({"/S": pikepdf.Name.GoTo, "/Next": pikepdf.Dictionary(S=pikepdf.Name.JavaScript)}, "脚本"),
    ],
)
def test_that_a_pdf_that_could_act_is_taken_with_a_hint(tmp_path: Path, action: dict[str, object], word: str) -> None:
    found = inspect(tmp_path, acting_pdf(action), "表.pdf")
    assert found.pages == 3
    assert word in "".join(found.hints)


def test_that_an_action_hidden_behind_an_escaped_name_is_seen(tmp_path: Path) -> None:
    plain = acting_pdf({"/S": pikepdf.Name.JavaScript, "/JS": "1"})
    hidden = plain.replace(b"/JavaScript", b"/J#61vaScript")
    assert hidden != plain
    assert "脚本" in "".join(inspect(tmp_path, hidden, "表.pdf").hints)


def test_that_embedded_files_are_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        made.attachments["账.xlsx"] = workbook()
        made.save(out)
    assert "附带的文件" in "".join(inspect(tmp_path, out.getvalue(), "附.pdf").hints)


def test_that_a_picture_inside_a_pdf_is_bounded_too(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page()
        image = made.make_stream(b"\0", {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
        image.Width, image.Height = 60_000, 60_000
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
        made.save(out)
    with pytest.raises(Refusal, match="60000 × 60000"):
        inspect(tmp_path, out.getvalue(), "炸.pdf")


def test_that_a_zip_that_unpacks_beyond_reason_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_UNPACKED", 1_000_000)
    with pytest.raises(Refusal, match="不合常理"):
        inspect(tmp_path, zipped(**DOCX, word__media=bytes(1_000_001)), "炸弹.docx")


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(WHOLE)), share=st.floats(0, 1))
def test_that_a_file_cut_anywhere_is_refused_or_read_but_never_crashes(
    tmp_path: Path, kind: ScanKind, share: float
) -> None:
    whole = WHOLE[kind]
    try:
        found = inspect(tmp_path, whole[: int(share * len(whole))], "半.pdf")
    except Refusal as refusal:
        assert refusal.says.endswith("。")
    else:
        assert found.kind is kind


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(sorted(WHOLE)), at=st.floats(0, 0.999), wrong=st.binary(min_size=1, max_size=24))
def test_that_a_file_with_wrong_bytes_anywhere_is_refused_or_read_but_never_crashes(
    tmp_path: Path, kind: ScanKind, at: float, wrong: bytes
) -> None:
    whole = WHOLE[kind]
    place = int(at * len(whole))
    try:
        inspect(tmp_path, whole[:place] + wrong + whole[place + len(wrong) :], "花.pdf")
    except Refusal as refusal:
        assert refusal.says.endswith("。")


@given(st.binary(max_size=400))
def test_that_no_bytes_at_all_crash_the_gate(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    copy = tmp_path_factory.getbasetemp() / "bytes"
    copy.write_bytes(content)
    try:
        gate.inspect(copy, "x")
    except Refusal as refusal:
        assert refusal.says.endswith("。")
