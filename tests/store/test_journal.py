"""The journal against the attacks of somebody who has the file and any SQLite tool."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from desktop_app.errors import Refusal
from desktop_app.records.every import METADATA
from desktop_app.store import journal, triggers
from desktop_app.store.office import Office


@pytest.fixture
def written(office: Office) -> Office:
    """An office with thirty entries."""
    for number in range(29):
        with office.act("office.checked") as act:
            act.note(number=number)
    return office


def check(office: Office, *codes: str) -> journal.JournalReport:
    with office.read() as session:
        return journal.check(session, codes)


def code_now(office: Office) -> str:
    with office.read() as session:
        return journal.head(session).code


def outsider(office: Office) -> sqlite3.Connection:
    connection = sqlite3.connect(office.folder / "office.db", isolation_level=None)
    connection.create_function("journal_hash", 2, lambda *_known: "0" * 64)
    return connection


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE journal SET operator = '别人' WHERE seq = 7",
        "DELETE FROM journal WHERE seq = 7",
        "UPDATE OR REPLACE journal SET seq = 8 WHERE seq = 7",
        "INSERT OR REPLACE INTO journal SELECT seq, dossier_id, at, '别人', act, body, prev, hash FROM journal "
        "WHERE seq = 7",
        "INSERT INTO journal SELECT 99, dossier_id, at, operator, act, body, hash, hash FROM journal WHERE seq = 30",
        "INSERT INTO journal SELECT 31, dossier_id, at, operator, act, body, prev, hash FROM journal WHERE seq = 30",
        "INSERT INTO journal SELECT 31, dossier_id, at, operator, act, body, hash, hash FROM journal WHERE seq = 30",
    ],
)
def test_that_the_database_itself_refuses(written: Office, attack: str) -> None:
    with closing(outsider(written)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(attack)
    assert check(written).sound


def without_triggers(office: Office, *attacks: str) -> None:
    with closing(outsider(office)) as connection:
        for name in triggers.NAMES:
            connection.execute(f"DROP TRIGGER {name}")
        for attack in attacks:
            connection.execute(attack)
        for statement in triggers.statements():
            connection.execute(statement)


@pytest.mark.parametrize(
    ("attack", "says"),
    [
        (
            "UPDATE journal SET body = replace(body, '\"number\":5', '\"number\":6') WHERE seq = 7",
            "第 7 条的内容被改动",
        ),
        ("UPDATE journal SET operator = '别人' WHERE seq = 7", "第 7 条的列与正文不一致"),
        ("DELETE FROM journal WHERE seq = 7", "缺第 7 条"),
        ("UPDATE journal SET seq = CASE seq WHEN 7 THEN 1007 WHEN 8 THEN 1008 ELSE seq END", "缺第 7 条"),
    ],
)
def test_that_the_check_finds_an_entry_altered_missing_or_moved(written: Office, attack: str, says: str) -> None:
    without_triggers(written, attack)
    report = check(written)
    assert not report.sound
    assert says in report.wrong[0]


def test_that_swapped_entries_are_found(written: Office) -> None:
    without_triggers(
        written,
        "UPDATE journal SET seq = 1007 WHERE seq = 7",
        "UPDATE journal SET seq = 7 WHERE seq = 8",
        "UPDATE journal SET seq = 8 WHERE seq = 1007",
    )
    assert "接不上" in check(written).wrong[0]


def test_that_missing_triggers_are_found(written: Office) -> None:
    with closing(outsider(written)) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
    assert "journal_no_update" in check(written).wrong[0]


def cut_tail(office: Office) -> None:
    without_triggers(office, "DELETE FROM journal WHERE seq > 20")


def rewrite_all(office: Office) -> None:
    with closing(outsider(office)) as connection:
        rows = connection.execute("SELECT seq, body FROM journal ORDER BY seq").fetchall()
    updates, prev = [], journal.ORIGIN
    for seq, body in rows:
        altered = body.replace('"number":5', '"number":6')
        now = journal.entry_hash(prev, altered)
        quoted = altered.replace("'", "''")
        updates.append(f"UPDATE journal SET body = '{quoted}', prev = '{prev}', hash = '{now}' WHERE seq = {seq}")
        prev = now
    without_triggers(office, *updates)


@pytest.mark.parametrize("attack", [cut_tail, rewrite_all])
def test_that_only_a_code_on_paper_finds_what_the_chain_can_not(
    written: Office, attack: Callable[[Office], None]
) -> None:
    code = code_now(written)
    attack(written)
    assert check(written).sound, "a chain alone does not see this"
    assert not check(written, code).sound


def test_that_a_code_beyond_a_break_is_said_to_be_unproven_and_not_cut_off(written: Office) -> None:
    late = code_now(written)
    with written.read() as session:
        rows = journal.entries(session)
    early = journal.Head(5, rows[4].hash).code
    without_triggers(written, "UPDATE journal SET body = replace(body, 'number', 'nombre') WHERE seq = 20")
    report = check(written)
    assert report.against(early) == ""
    assert "在第 20 条处已经断开" in report.against(late)


def test_that_yesterdays_file_put_back_is_found_by_todays_code(written: Office, tmp_path: Path) -> None:
    written_folder = written.folder
    with closing(outsider(written)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(written_folder / "office.db", tmp_path / "yesterday.db")
    with written.act("office.checked") as act:
        act.note(today="yes")
    code = code_now(written)
    written.close()
    shutil.copy(tmp_path / "yesterday.db", written_folder / "office.db")
    again = Office.open(written_folder)
    report = check(again, code)
    again.close()
    assert "第 31 条不在日志里" in report.wrong[0]


def test_that_a_code_typed_carelessly_is_still_read(written: Office) -> None:
    code = code_now(written)
    seq, letters = code.split("-", 1)
    assert check(written, f" {seq} {letters.lower().replace('-', ' ')} ").sound
    assert check(written, code.replace("O", "0").replace("I", "1")).sound


@pytest.mark.parametrize("typed", ["", "31", "31-ABCD", "x-ABCD-EFGH-IJKL-MNOP-QRST", "31-ABCD-EFGH-IJKL-MNOP-QRS9"])
def test_that_something_else_is_not_taken_for_a_code(typed: str) -> None:
    with pytest.raises(Refusal, match="不是日志码"):
        journal.read_code(typed)


@settings(max_examples=60)
@given(st.integers(1, 10**6), st.binary(min_size=32, max_size=32))
def test_that_every_printed_code_reads_back(seq: int, digest: bytes) -> None:
    code = journal.Head(seq, digest.hex()).code
    assert journal.read_code(code) == (seq, code.split("-", 1)[1])


@settings(max_examples=60)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=12), st.data())
def test_that_any_altered_body_breaks_the_chain(texts: list[str], data: st.DataObject) -> None:
    def last(bodies: list[str]) -> str:
        prev = journal.ORIGIN
        for body in bodies:
            prev = journal.entry_hash(prev, body)
        return prev

    place = data.draw(st.integers(0, len(texts) - 1))
    altered = data.draw(st.text(max_size=20).filter(lambda other: other != texts[place]))
    assert last(texts) != last([*texts[:place], altered, *texts[place + 1 :]])


def test_that_final_tables_refuse_update_delete_and_replace(office: Office, dossier_id: int) -> None:
    with closing(outsider(office)) as connection:
        connection.execute(
            "INSERT INTO opinion (dossier_id, version, text, written_at, written_by) VALUES (?, 1, '同意', '', '')",
            (dossier_id,),
        )
        for attack in (
            "UPDATE opinion SET text = '不同意'",
            "DELETE FROM opinion",
            f"INSERT OR REPLACE INTO opinion VALUES (1, {dossier_id}, 1, '不同意', '', '')",
            f"INSERT OR REPLACE INTO opinion VALUES (2, {dossier_id}, 1, '不同意', '', '')",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="final"):
                connection.execute(attack)


@pytest.mark.parametrize("table", [*triggers.FINAL, "paper"])
def test_that_no_unique_key_of_a_final_table_lets_a_row_be_replaced(table: str) -> None:
    """INSERT OR REPLACE deletes the row that holds any of the new row's unique keys, past every delete trigger."""
    said = next(text for text in triggers.statements() if f"{table}_no_replace " in text)
    for constraint in METADATA.tables[table].constraints:
        if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
            assert " AND ".join(f"{column.name} = NEW.{column.name}" for column in constraint.columns) in said
