"""The press: a form and its facts in, a PDF/A document out, with what a person must look at before it is sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from desktop_app.printing import fonts, pdfa, sheet
from desktop_app.printing.compose import compose
from desktop_app.printing.fonts import Faces
from desktop_app.printing.formspec import Form
from desktop_app.printing.sheet import Margins
from desktop_app.printing.values import FactValue, Footer, Printed


def press(
    form: Form,
    facts: Mapping[str, FactValue] | None,
    footer: Footer,
    *,
    blank: bool = False,
    faces: Faces | None = None,
) -> Printed:
    """Print `form` with `facts` (None or `blank`: an empty form).

    `faces` are the typefaces, those of this computer by default. The same form, facts, footer and fonts give the same
    bytes. Raises Refusal when there is no Chinese font.
    """
    used = None if blank or facts is None else {name: facts[name] for name in sorted(form.names) if name in facts}
    drawn_with = faces or fonts.faces()
    margins = Margins(*form.margins)
    pages = sheet.lay_out(compose(form, used, drawn_with), margins)
    fingerprint = content_hash(form, used)
    drawn = sheet.draw(pages, drawn_with, margins, footer, fingerprint)
    subject = f"{footer.number} {fingerprint}".strip() if footer.number else ""
    pdf = pdfa.archivable(drawn.pdf, title=form.title, subject=subject, made_at=footer.printed_at)
    return Printed(pdf, drawn.pages, drawn.slots, drawn.complaints, fingerprint, drawn.titles)


def content_hash(form: Form, facts: Mapping[str, FactValue] | None) -> str:
    """SHA-256 (hex) of the canonical JSON of what `form` prints of `facts`, its id and its file's digest."""
    used = {name: _plain(facts[name]) for name in form.names if name in facts} if facts is not None else {}
    body: dict[str, Any] = {"form": form.id, "form_sha256": form.digest, "facts": used}
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest()


def _plain(value: FactValue) -> Any:
    """A fact as JSON holds it."""
    if isinstance(value, str):
        return value
    return [part if isinstance(part, str) else dict(part) for part in value]
