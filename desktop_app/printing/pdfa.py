"""Make a document PDF/A-2u: an sRGB output intent, XMP metadata that agrees with the document's, a language."""

from __future__ import annotations

import io
import zlib
from datetime import UTC, datetime
from functools import cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

_PRODUCER = "desktop-app"
_CONDITION = "sRGB IEC61966-2.1"
_AMBIGUOUS = b"\r\nendstream"
_CR = 0x0D


@cache
def _profile() -> bytes:
    """An sRGB colour profile with a fixed date and no id, so that it is the same every time."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = bytes.fromhex("07e0000100010000") + bytes(4)
    made[84:100] = bytes(16)
    return bytes(made)


def archivable(raw: bytes, *, title: str, subject: str = "", made_at: datetime) -> bytes:
    """`raw` (a PDF with every font embedded) as PDF/A-2u, with `title`; `made_at` is the date that it carries."""
    stamp = made_at.astimezone(UTC)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        profile = Stream(pdf, _profile(), N=3, Alternate=Name.DeviceRGB)
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=_CONDITION,
            Info=_CONDITION,
            DestOutputProfile=pdf.make_indirect(profile),
        )
        pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
        pdf.Root.Lang = String("zh-CN")
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        told = stamp.strftime("D:%Y%m%d%H%M%S+00'00'")
        pdf.docinfo["/Title"] = title
        pdf.docinfo["/Producer"] = _PRODUCER
        pdf.docinfo["/CreationDate"] = told
        pdf.docinfo["/ModDate"] = told
        if subject:
            pdf.docinfo["/Subject"] = subject
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told_again:
            told_again.load_from_docinfo(pdf.docinfo)
            told_again["dc:language"] = ["zh-CN"]
            told_again["pdfaid:part"] = "2"
            told_again["pdfaid:conformance"] = "U"
        return _saved(pdf)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, none of its streams ending in CR.

    Data that happens to end in CR would read as part of the line end before `endstream`, and its length as wrong.
    Compressed data ends in a checksum of what it holds, so that only one more byte in there makes it end otherwise.
    """
    for held in pdf.objects:
        if isinstance(held, Stream) and zlib.adler32(data := held.read_bytes()) & 0xFF == _CR:
            held.write(data + b"\n")
            if "/Length1" in held:
                held.Length1 = len(data) + 1
    made = b""
    for mode in (pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable):
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=mode, deterministic_id=True)
        made = out.getvalue()
        if _AMBIGUOUS not in made:
            break
    return made
