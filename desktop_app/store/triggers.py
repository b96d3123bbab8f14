"""The triggers by which the database itself refuses to change what is final.

They hold against any program that opens the file, ours included. `INSERT OR REPLACE` slips past delete triggers: it
takes away whichever row holds one of the new row's unique keys. So every final table also refuses an insert over any
of its keys. The journal's insert trigger calls `journal_hash`, a
function that only our own connections have (`store.connection`).
"""

from __future__ import annotations

from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from desktop_app.records.every import METADATA

FINAL = (
    "frame",
    "draw",
    "drawn_firm",
    "frame_finding",
    "void_answer",
    "second_answer",
    "keying_settlement",
    "replacement",
    "opinion",
    "signature",
    "signed_scan",
    "seal_entry",
    "sealed_archive",
    "process_event",
    "process_withdrawal",
    "expert_declaration",
    "withdrawn_declaration",
    "expert_frame",
    "expert_draw",
    "drawn_expert",
    "expert_refusal",
    "public_draw",
    "batch_seal_entry",
    "batch_extension",
    "office_notice",
    "meeting_pin",
    "meeting_pin_try",
    "meeting_sitting",
    "meeting_recess",
    "meeting_sign_in",
    "meeting_declaration",
    "meeting_move",
    "meeting_score",
    "meeting_marks",
    "meeting_dissent",
    "meeting_opinion",
    "meeting_item_closing",
    "meeting_closing",
    "meeting_packet",
    "meeting_answer",
)
PAPER_FIXED = (
    "id", "dossier_id", "form", "number", "content_hash", "sha256", "pages", "journal_code", "printed_at", "printed_by",
)  # fmt: skip
EDITION_FIXED = ("id", "regulation_id", "digest", "file", "added_at", "added_by", "remark")


def _refuse(name: str, event: str, table: str, says: str, when: str = "") -> str:
    condition = f"\nWHEN {when}" if when else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition}\nBEGIN\n  SELECT RAISE(ABORT, '{says}');\nEND"


def _no_replace(table: str, says: str) -> str:
    """Refuse an insert over a row that holds any of the table's keys."""
    constraints = METADATA.tables[table].constraints
    keys = [
        tuple(column.name for column in one.columns)
        for one in constraints
        if isinstance(one, PrimaryKeyConstraint | UniqueConstraint)
    ]
    exists = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in key)})"
        for key in sorted(keys)
    )
    return _refuse(f"{table}_no_replace", "INSERT", table, says, exists)


def _final(table: str) -> list[str]:
    says = f"{table} is final"
    return [
        _refuse(f"{table}_no_update", "UPDATE", table, says),
        _refuse(f"{table}_no_delete", "DELETE", table, says),
        _no_replace(table, says),
    ]


def _paper(table: str, fixed: tuple[str, ...]) -> list[str]:
    """A printing never changes; once void it stays void."""
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in fixed)
    return [
        _refuse(f"{table}_fixed", "UPDATE", table, "a printed paper is final", changed),
        _refuse(f"{table}_void_stays", "UPDATE", table, "a void paper stays void", "OLD.void_at IS NOT NULL"),
        _refuse(f"{table}_no_delete", "DELETE", table, "a printed paper is final"),
        _no_replace(table, "a printed paper is final"),
    ]


def statements() -> tuple[str, ...]:
    """Every CREATE TRIGGER, in a fixed order."""
    made: list[str] = []
    for table in FINAL:
        made += _final(table)
    made += _final("journal")
    made.append(
        "CREATE TRIGGER journal_chain BEFORE INSERT ON journal\nBEGIN\n"
        "  SELECT RAISE(ABORT, 'journal: sequence broken')\n"
        "    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal);\n"
        "  SELECT RAISE(ABORT, 'journal: previous hash differs')\n"
        "    WHERE NEW.prev IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), "
        f"'{'0' * 64}');\n"
        "  SELECT RAISE(ABORT, 'journal: hash differs') WHERE NEW.hash IS NOT journal_hash(NEW.prev, NEW.body);\n"
        "END"
    )
    made += _paper("paper", PAPER_FIXED)
    made += _paper("batch_paper", ("batch_id", *(name for name in PAPER_FIXED if name != "dossier_id")))
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in EDITION_FIXED)
    made.append(_refuse("office_edition_fixed", "UPDATE", "office_edition", "an added edition is final", changed))
    made.append(_refuse("office_edition_no_delete", "DELETE", "office_edition", "an added edition is final"))
    made.append(_no_replace("office_edition", "an added edition is final"))
    return tuple(made)


NAMES = frozenset(statement.split()[2] for statement in statements())
