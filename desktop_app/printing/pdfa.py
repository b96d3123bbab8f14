"""Make a document PDF/A-2u: an sRGB output intent, XMP metadata that agrees with the document's, a language."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import cache
from typing import Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

_PRODUCER = "desktop-app"
_CONDITION = "sRGB IEC61966-2.1"
_AMBIGUOUS = b"\r\nendstream"
_LEVELS: tuple[Literal[-1, 9, 8, 7, 5, 4], ...] = (-1, 9, 8, 7, 5, 4)
"""Levels of compression, the library's own first."""


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
    """The file's bytes. Data that happens to end in CR would read as part of the line end before `endstream`, and
    its length as wrong; then everything is compressed anew, a little differently."""
    made = b""
    for level in _LEVELS:
        out = io.BytesIO()
        pikepdf.settings.set_flate_compression_level(level)
        try:
            pdf.save(
                out,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                recompress_flate=level != _LEVELS[0],
                deterministic_id=True,
            )
        finally:
            pikepdf.settings.set_flate_compression_level(_LEVELS[0])
        made = out.getvalue()
        if _AMBIGUOUS not in made:
            break
    return made
