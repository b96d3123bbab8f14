"""Names in an archive: readable everywhere, made by us, never two that only case tells apart."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.archive import layout
from desktop_app.archive.contents import Contents, Document, Journal

TEXT = st.text(max_size=80)


def _windows_takes(part: str) -> bool:
    stem = part.split(".")[0].upper()
    return not (
        part != part.strip(" .")
        or any(sign in '<>:"/\\|?*%$~`&;!#' or ord(sign) < 32 for sign in part)
        or stem in {"CON", "PRN", "AUX", "NUL", *(f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³")}
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("审计报告", "审计报告"),
        ("2024年审计报告（专项）", "2024年审计报告（专项）"),
        ("a/../../b", "a_b"),
        ("C:\\temp\\x", "C_temp_x"),
        ("con", "文件con"),
        ("COM¹", "文件COM¹"),
        ("nul", "文件nul"),
        ("尾点. . .", "尾点"),
        ("𠮷野家", "野家"),
        ("甲\u202e乙\u200b丙", "甲_乙_丙"),
        ("$HOME ~root %41", "HOME_root_41"),
        ("...", "文件"),
        ("", "文件"),
        ("长" * 60, "长" * 40),
    ],
)
def test_that_a_title_becomes_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert layout.clean(text) == name


@given(TEXT)
def test_that_a_cleaned_name_is_safe_whatever_it_was_made_of(text: str) -> None:
    name = layout.clean(text)
    assert 1 <= len(name) <= 40
    assert _windows_takes(name)
    assert all(ord(sign) <= 0xFFFF for sign in name)
    assert layout.clean(name) == name


@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(["pdf", "PDF", "jpg", "", "../x"])), max_size=130), TEXT)
def test_that_no_two_files_share_a_path_even_where_case_does_not_count(
    given_documents: list[tuple[str, str, str]], short: str
) -> None:
    contents = _contents(short, given_documents)
    paths = [one.path for one in layout.place(contents)]
    folded = [unicodedata.normalize("NFC", path).casefold() for path in paths]
    assert len(set(folded)) == len(paths) == len(given_documents)
    for path in paths:
        assert len(path) <= 200
        assert all(len(part) <= 40 and _windows_takes(part) for part in path.split("/"))
        assert path.startswith("data/电子档案/2026/平台/012_")


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_that_a_folder_never_takes_the_name_of_another(groups: list[str]) -> None:
    contents = _contents("平台", [(group, "同名", "pdf") for group in groups])
    folders = {one.path.rsplit("/", 1)[0].casefold() for one in layout.place(contents)}
    assert len(folders) == len(set(groups))


def test_that_a_reserved_name_stays_free_also_when_numbered(contents: Contents) -> None:
    document = replace(contents.documents[0], group="AUX", title="con")
    placed = layout.place(replace(contents, documents=(document,)))
    assert placed[0].path.endswith("/01_文件AUX/01_文件con.pdf")


def _contents(short: str, documents: list[tuple[str, str, str]]) -> Contents:
    return Contents(
        number="2026-0012",
        serial=12,
        short=short,
        title="",
        year=2026,
        category="平台",
        office="",
        facts=(),
        documents=tuple(Document(group=g, title=t, suffix=s, source=b"") for g, t, s in documents),
        sections=(),
        data={},
        schema={},
        journal=Journal(domain="x", lines=(), head_code=""),
        sealed_at=datetime(2026, 1, 1, tzinfo=UTC),
        sealed_by="",
    )
