"""The journal's bodies as people read them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import desktop_app
from desktop_app.records import every
from desktop_app.records.base import Record
from desktop_app.rules import acts, history, journal_words
from desktop_app.rules.history import Change

CHINESE = re.compile(r"[一-鿿]")
SOURCES = Path(desktop_app.__file__).parent.rglob("*.py")


@pytest.mark.parametrize("table", sorted(Record.metadata.tables))
def test_that_every_table_and_every_column_has_a_name_that_can_be_read(table: str) -> None:
    assert every.MODULES
    if table == "journal":
        return
    assert CHINESE.search(journal_words.table(table))
    for column in Record.metadata.tables[table].columns:
        if column.name not in journal_words.HIDDEN:
            assert CHINESE.search(journal_words.column(table, column.name)), column


def test_that_every_act_in_the_program_has_a_name_that_can_be_read() -> None:
    kinds = {kind for path in SOURCES for kind in re.findall(r'act\(\s*"([a-z_]+\.[a-z_]+)"', path.read_text("utf-8"))}
    assert "evidence.attached" in kinds
    for kind in sorted(kinds):
        assert CHINESE.search(acts.label(kind)), kind


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"table": "application", "id": 1, "how": "change", "values": {"total_assets_wan": ["3260.5", "3206.5"]}},
            Change("申请表 · 上年末总资产", "3260.5", "3206.5"),
        ),
        (
            {"table": "verdict", "id": 7, "how": "change", "values": {"decision": ["not_met", "met"]}},
            Change("条件审查（编号 7） · 结论", "不符合", "符合"),
        ),
        (
            {"table": "scan", "id": 3, "how": "change", "values": {"material": ["audit", "report"]}},
            Change("扫描件“审计报告.pdf” · 材料条目", "第十七条（三） 审计报告", "report"),
        ),
        (
            {
                "table": "staff_member",
                "id": 3,
                "how": "add",
                "values": {"id": [None, 3], "name": [None, "桥山"], "age": [None, 41]},
            },
            Change("人员名单", "", "姓名：桥山；年龄：41"),
        ),
        (
            {"table": "citation", "id": 3, "how": "remove", "values": {"page": [2, None], "scan_id": [9, None]}},
            Change("引用的依据", "页：2", ""),
        ),
        (
            {"table": "material_check", "id": 1, "how": "change", "values": {"complete": [None, True]}},
            Change("材料核对（编号 1） · 是否齐全", "", "是"),
        ),
        (
            {"table": "operator", "id": 1, "how": "change", "values": {"password_hash": "（不记录内容）"}},
            Change("操作员（编号 1） · 口令", "", "（不记录内容）"),
        ),
        (
            {"table": "dossier", "id": 1, "how": "change", "values": {"functions": ["information", "training"]}},
            Change("案卷 · 申请认定的服务功能", "信息", "training"),
        ),
    ],
)
def test_that_a_change_says_what_it_was_and_what_it_became(told: dict[str, object], expected: Change) -> None:
    named = {
        "material": {"audit": "第十七条（三） 审计报告"},
        "functions": {"information": "信息"},
        "#scan": {"3": "审计报告.pdf"},
    }
    (found,) = history.changes({"changes": [told]}, named)
    assert (found.old, found.new) == (expected.old, expected.new)
    if "functions" not in str(told):
        assert found.what == expected.what


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.one_of(st.text(max_size=9), st.lists(st.one_of(st.none(), st.text(max_size=9), st.integers()), max_size=3)),
        max_size=4,
    ),
    st.sampled_from(("add", "change", "remove", "?")),
    st.text(max_size=9),
)
def test_that_no_body_however_strange_stops_the_reading(values: dict[str, object], how: str, table: str) -> None:
    body = {"changes": [{"table": table, "id": 1, "how": how, "values": values}]}
    for change in history.changes(body, {}):
        assert change.what
