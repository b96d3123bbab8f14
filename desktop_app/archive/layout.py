"""Where each file lies in an archive, under names that every system can read (档发〔2012〕7号 附件2 in a BagIt bag).

Names are made by us: at most 40 characters a part and 200 in all, from the basic plane only, nothing that Windows
reserves, and no two that differ only in case. True titles go into the index, the catalogue and the data.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from desktop_app.archive.contents import Contents, Document
from desktop_app.archive.lists import PAYLOAD_LIST, ROOT_LIST, TAG_LIST

INDEX = "打开我_目录.html"
README = "说明文件.TXT"
CATALOGUE = "文件目录.XML"
BAG = "bagit.txt"
BAG_INFO = "bag-info.txt"
DATA = "其他/archive.json"
SCHEMA = "其他/archive.schema.json"
HOW_TO_CHECK = "其他/校验说明.txt"
JOURNAL = "其他/审计/journal.jsonl"
OWN_FILES = (
    INDEX,
    README,
    CATALOGUE,
    ROOT_LIST,
    BAG,
    BAG_INFO,
    PAYLOAD_LIST,
    TAG_LIST,
    DATA,
    SCHEMA,
    HOW_TO_CHECK,
    JOURNAL,
)
"""What an archive holds besides its records."""
RECORDS = "data/电子档案"
LONGEST_PART = 40
LONGEST_PATH = 200
_KEPT = frozenset("-_()（）〔〕《》·、—")
_RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"]
    + [device + digit for device in ("COM", "LPT") for digit in "0123456789¹²³"]
)


@dataclass(frozen=True)
class Placed:
    """A document and its path in the archive (`/` between parts)."""

    path: str
    document: Document


def clean(text: str, longest: int = LONGEST_PART) -> str:
    """`text` as one part of a path, at most `longest` characters; never empty, never a name Windows reserves."""
    signs = [_clean_sign(sign) for sign in unicodedata.normalize("NFC", text)]
    name = "_".join(part for part in "".join(signs).split("_") if part)[:longest].strip("_")
    if not name:
        return "文件"[:longest]
    if name.upper() in _RESERVED:
        return f"文件{name}"[:longest]
    return name


def _clean_sign(sign: str) -> str:
    if sign in _KEPT:
        return sign
    # letters and digits of the basic plane; private use, marks, controls and the rest become a stroke
    return sign if ord(sign) <= 0xFFFF and unicodedata.category(sign)[0] in "LN" else "_"


def file_name(number: int, title: str, suffix: str) -> str:
    """`02_审计报告.pdf`: the running number, the cleaned title, the suffix; at most 40 characters."""
    ending = "".join(sign for sign in suffix.lower() if sign.isascii() and sign.isalnum())[:8]
    end = f".{ending}" if ending else ""
    start = f"{number:02d}_"
    return start + clean(title, LONGEST_PART - len(start) - len(end)) + end


def folder_of(contents: Contents) -> str:
    """The folder that the records of `contents` lie in."""
    unit = f"{contents.serial:03d}_" + clean(contents.short, LONGEST_PART - 8)
    return f"{RECORDS}/{contents.year:04d}/{clean(contents.category)}/{unit[:LONGEST_PART]}"


def place(contents: Contents) -> tuple[Placed, ...]:
    """Every document with its path, group by group in the order in which the groups first appear."""
    base = folder_of(contents)
    groups = {group: position for position, group in enumerate(dict.fromkeys(d.group for d in contents.documents), 1)}
    counts = dict.fromkeys(groups, 0)
    placed = []
    for document in sorted(contents.documents, key=lambda d: groups[d.group]):
        counts[document.group] += 1
        folder = file_name(groups[document.group], document.group, "")
        name = file_name(counts[document.group], document.title, document.suffix)
        path = f"{base}/{folder}/{name}"
        if len(path) > LONGEST_PATH:
            raise ValueError(f"path of {len(path)} characters: {path}")
        placed.append(Placed(path, document))
    return tuple(placed)
