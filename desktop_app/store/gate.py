"""The gate: what a file really is, found from its content, before it is kept as evidence.

It looks at the copy in the vault, never at the user's path, and never trusts a name. A file that is what the work
needs comes back as `Inspected`, perhaps with hints; anything else is a Refusal that says what to ask the applicant for.
"""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from desktop_app.errors import Refusal
from desktop_app.records.kinds import ScanKind
from desktop_app.store import gate_pdf

MOST_BYTES: Final = 1_000_000_000
MOST_PIXELS: Final = 100_000_000
MOST_SIDE: Final = 20_000
MOST_FRAMES: Final = 1_000
MOST_MEMBERS: Final = 5_000
MOST_UNPACKED: Final = 500_000_000
HEAD_BYTES: Final = 2048

SUFFIXES: Final = {
    ".pdf": ScanKind.PDF,
    ".jpg": ScanKind.JPEG,
    ".jpeg": ScanKind.JPEG,
    ".jpe": ScanKind.JPEG,
    ".jfif": ScanKind.JPEG,
    ".png": ScanKind.PNG,
    ".tif": ScanKind.TIFF,
    ".tiff": ScanKind.TIFF,
    ".docx": ScanKind.DOCX,
    ".xlsx": ScanKind.XLSX,
}
"""What a name promises."""
IMAGES: Final = {
    ScanKind.JPEG: ("JPEG", "MPO"),  # MPO: a telephone's photograph with a second picture behind the first
    ScanKind.PNG: ("PNG",),
    ScanKind.TIFF: ("TIFF",),
}
ASK = "请向申请单位要完整的文件后重新添加。"
SAVE_AS = "请另存为 PDF 或 JPEG 后重新添加。"
# first bytes, at which place, what it is and what to do; the first that fits decides
FOREIGN: Final[tuple[tuple[bytes, int, str], ...]] = (
    (b"GIF8", 0, f"是 GIF 图片，不能作为扫描件保存。{SAVE_AS}"),
    (b"BM", 0, f"是 BMP 图片，不能作为扫描件保存。{SAVE_AS}"),
    (b"WEBP", 8, f"是 WebP 图片，不能作为扫描件保存。{SAVE_AS}"),
    (b"ftyphei", 4, f"是手机的 HEIC 照片，不能直接查看。{SAVE_AS}"),
    (b"ftyphev", 4, f"是手机的 HEIC 照片，不能直接查看。{SAVE_AS}"),
    (b"ftypmif1", 4, f"是手机的 HEIC 照片，不能直接查看。{SAVE_AS}"),
    (b"ftypavif", 4, f"是 AVIF 图片，不能直接查看。{SAVE_AS}"),
    (b"ftyp", 4, "是视频或音频，不能作为佐证材料。请提供纸面材料的扫描件。"),
    (b"MZ", 0, "是程序，不能作为佐证材料，没有保存。请核对文件来源。"),
    (b"\x7fELF", 0, "是程序，不能作为佐证材料，没有保存。请核对文件来源。"),
    (b"\xcf\xfa\xed\xfe", 0, "是程序，不能作为佐证材料，没有保存。请核对文件来源。"),
    (b"#!", 0, "是程序，不能作为佐证材料，没有保存。请核对文件来源。"),
    (b"Rar!", 0, "是压缩包。请解压后逐个添加里面的文件。"),
    (b"7z\xbc\xaf\x27\x1c", 0, "是压缩包。请解压后逐个添加里面的文件。"),
    (b"\x1f\x8b", 0, "是压缩包。请解压后逐个添加里面的文件。"),
    (b"\xd0\xcf\x11\xe0", 0, f"是旧版或设有口令的 Office 文件，无法查看。{SAVE_AS}"),
    (b"<", 0, f"的内容是网页，不是扫描件。{SAVE_AS}"),
)


@dataclass(frozen=True)
class Inspected:
    """What a file turned out to be. `pages` is 0 where there is nothing to show; `width`, `height` are pixels of an
    image's first page, otherwise 0; `hints` are sentences that the user should read though the file was taken."""

    kind: ScanKind
    pages: int
    width: int = 0
    height: int = 0
    hints: tuple[str, ...] = ()


def inspect(path: Path, name: str) -> Inspected:
    """Look at the copy at `path`, which the user knows as `name`. Raises Refusal for what can't be evidence."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal(f"“{name}”是空文件（0 字节）。{ASK}", field=name)
    if size > MOST_BYTES:
        raise Refusal(
            f"“{name}”有 {size / 1e9:.1f} GB，超过 1 GB。请分成几份，或降低分辨率重新扫描后添加。", field=name
        )
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    kind = _sniff(head, name)
    if kind is ScanKind.PDF:
        pages, hints = gate_pdf.look(path, name)
        found = Inspected(kind, pages, hints=hints)
    elif kind in IMAGES:
        found = _image(path, name, kind)
    else:
        found = _office(path, name)
    return _with_name(found, name)


def _sniff(head: bytes, name: str) -> ScanKind:
    """The kind by the first bytes; a zip is said to be DOCX until it is opened."""
    if b"%PDF-" in head[:1024]:
        return ScanKind.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return ScanKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return ScanKind.PNG
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return ScanKind.TIFF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ScanKind.DOCX
    for mark, place, says in FOREIGN:
        if head[place : place + len(mark)] == mark:
            raise Refusal(f"“{name}”{says}", field=name)
    raise Refusal(f"“{name}”不是 PDF 或图片，认不出是什么文件。{SAVE_AS}", field=name)


def _with_name(found: Inspected, name: str) -> Inspected:
    """`found` with a hint when the name promises something else."""
    promised = SUFFIXES.get(Path(name).suffix.lower())
    if promised is None or promised is found.kind:
        return found
    short = {kind: kind.label.removesuffix(" 图片") for kind in ScanKind}
    unlike = "，不是图片" if promised in IMAGES and found.kind not in IMAGES else f"，不是 {short[promised]}"
    said = f"“{name}”的内容是 {found.kind.label}{unlike}，已按 {short[found.kind]} 保存。请核对是否放对条目。"
    return Inspected(found.kind, found.pages, found.width, found.height, (said, *found.hints))


# ------------------------------------------------------------------ images


def _image(path: Path, name: str, kind: ScanKind) -> Inspected:
    """Check the size from the header, then decode every page: a half copied file must not pass."""
    try:
        # Pillow's own limits must not speak before ours, which says what to do
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=IMAGES[kind]) as image:
                return _frames(image, name, kind)
    except Refusal:
        raise
    except Image.DecompressionBombError:
        raise _too_large(name, "超过 1 亿像素") from None
    except Exception as error:  # whatever a broken file makes of a decoder: it raises a dozen kinds
        raise Refusal(f"“{name}”已损坏，或没有复制完，打不开。{ASK}", field=name) from error


def _frames(image: Image.Image, name: str, kind: ScanKind) -> Inspected:
    width, height = image.size
    pages = int(getattr(image, "n_frames", 1)) if kind is ScanKind.TIFF else 1
    if pages > MOST_FRAMES:
        raise Refusal(f"“{name}”有 {pages} 页，超过 {MOST_FRAMES} 页。请分成几份后添加。", field=name)
    for page in range(pages):
        if page:
            image.seek(page)
        _bound(image, name)
        image.load()
    return Inspected(kind, pages, width, height)


def _bound(image: Image.Image, name: str) -> None:
    """Refuse a picture too large to be shown, by its header, before it is decoded."""
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE:
        raise _too_large(name, f"为 {width} × {height} 像素")


def _too_large(name: str, size: str) -> Refusal:
    return Refusal(
        f"“{name}”{size}，大到无法查看（每边至多 {MOST_SIDE} 像素，合计至多 1 亿）。请用 300 dpi 重新扫描后添加。",
        field=name,
    )


# ------------------------------------------------------------------ office documents


def _office(path: Path, name: str) -> Inspected:
    """A docx or xlsx is kept without pages; any other zip is refused. Nothing in it is ever run or parsed here."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _members(archive, name)
    except Refusal:
        raise
    except Exception as error:  # zipfile and zlib raise a dozen kinds over broken files
        raise Refusal(f"“{name}”已损坏，或没有复制完，打不开。{ASK}", field=name) from error


def _members(archive: zipfile.ZipFile, name: str) -> Inspected:
    members = archive.infolist()
    names = {member.filename for member in members}
    kind = (
        ScanKind.DOCX if "word/document.xml" in names else ScanKind.XLSX if "xl/workbook.xml" in names else None
    )  # fmt: skip
    if "OFD.xml" in names:
        raise Refusal(f"“{name}”是 OFD 版式文件，本程序还不能查看。请用阅读器另存为 PDF 后添加。", field=name)
    if kind is None or "[Content_Types].xml" not in names:
        raise Refusal(f"“{name}”是压缩包。请解压后逐个添加里面的文件。", field=name)
    if any(member.casefold().endswith("vbaproject.bin") for member in names):
        raise Refusal(f"“{name}”含有宏（程序），没有保存。请另存为不含宏的文件或 PDF 后添加。", field=name)
    if any(member.flag_bits & 1 for member in members):
        raise Refusal(f"“{name}”设有口令，无法查看。请向申请单位要无口令的文件后重新添加。", field=name)
    _unpack_within(archive, members, name)
    hint = f"“{name}”是 {kind.label}，没有页面可看，也不能引用到页。需要引用时请另存为 PDF 添加。"
    return Inspected(kind, 0, hints=(hint,))


def _unpack_within(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    """Read every member to its end against its check sum, counting what really comes out."""
    bomb = Refusal(f"“{name}”解开后大得不合常理，没有保存。请核对文件来源。", field=name)
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise bomb
    unpacked = 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(1 << 20):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise bomb
