"""Batches, what follows a recommendation, expert declarations and panel meetings.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TRIGGERS = (
    """CREATE TRIGGER expert_declaration_no_update BEFORE UPDATE ON expert_declaration
BEGIN
  SELECT RAISE(ABORT, 'expert_declaration is final');
END""",
    """CREATE TRIGGER expert_declaration_no_delete BEFORE DELETE ON expert_declaration
BEGIN
  SELECT RAISE(ABORT, 'expert_declaration is final');
END""",
    """CREATE TRIGGER expert_declaration_no_replace BEFORE INSERT ON expert_declaration
WHEN EXISTS (SELECT 1 FROM expert_declaration WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_declaration is final');
END""",
    """CREATE TRIGGER withdrawn_declaration_no_update BEFORE UPDATE ON withdrawn_declaration
BEGIN
  SELECT RAISE(ABORT, 'withdrawn_declaration is final');
END""",
    """CREATE TRIGGER withdrawn_declaration_no_delete BEFORE DELETE ON withdrawn_declaration
BEGIN
  SELECT RAISE(ABORT, 'withdrawn_declaration is final');
END""",
    """CREATE TRIGGER withdrawn_declaration_no_replace BEFORE INSERT ON withdrawn_declaration
WHEN EXISTS (SELECT 1 FROM withdrawn_declaration WHERE declaration_id = NEW.declaration_id)
BEGIN
  SELECT RAISE(ABORT, 'withdrawn_declaration is final');
END""",
    """CREATE TRIGGER expert_frame_no_update BEFORE UPDATE ON expert_frame
BEGIN
  SELECT RAISE(ABORT, 'expert_frame is final');
END""",
    """CREATE TRIGGER expert_frame_no_delete BEFORE DELETE ON expert_frame
BEGIN
  SELECT RAISE(ABORT, 'expert_frame is final');
END""",
    """CREATE TRIGGER expert_frame_no_replace BEFORE INSERT ON expert_frame
WHEN EXISTS (SELECT 1 FROM expert_frame WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_frame is final');
END""",
    """CREATE TRIGGER expert_draw_no_update BEFORE UPDATE ON expert_draw
BEGIN
  SELECT RAISE(ABORT, 'expert_draw is final');
END""",
    """CREATE TRIGGER expert_draw_no_delete BEFORE DELETE ON expert_draw
BEGIN
  SELECT RAISE(ABORT, 'expert_draw is final');
END""",
    """CREATE TRIGGER expert_draw_no_replace BEFORE INSERT ON expert_draw
WHEN EXISTS (SELECT 1 FROM expert_draw WHERE dossier_id = NEW.dossier_id AND sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM expert_draw WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_draw is final');
END""",
    """CREATE TRIGGER drawn_expert_no_update BEFORE UPDATE ON drawn_expert
BEGIN
  SELECT RAISE(ABORT, 'drawn_expert is final');
END""",
    """CREATE TRIGGER drawn_expert_no_delete BEFORE DELETE ON drawn_expert
BEGIN
  SELECT RAISE(ABORT, 'drawn_expert is final');
END""",
    """CREATE TRIGGER drawn_expert_no_replace BEFORE INSERT ON drawn_expert
WHEN EXISTS (SELECT 1 FROM drawn_expert WHERE draw_id = NEW.draw_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM drawn_expert WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'drawn_expert is final');
END""",
    """CREATE TRIGGER expert_refusal_no_update BEFORE UPDATE ON expert_refusal
BEGIN
  SELECT RAISE(ABORT, 'expert_refusal is final');
END""",
    """CREATE TRIGGER expert_refusal_no_delete BEFORE DELETE ON expert_refusal
BEGIN
  SELECT RAISE(ABORT, 'expert_refusal is final');
END""",
    """CREATE TRIGGER expert_refusal_no_replace BEFORE INSERT ON expert_refusal
WHEN EXISTS (SELECT 1 FROM expert_refusal WHERE draw_id = NEW.draw_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM expert_refusal WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'expert_refusal is final');
END""",
    """CREATE TRIGGER public_draw_no_update BEFORE UPDATE ON public_draw
BEGIN
  SELECT RAISE(ABORT, 'public_draw is final');
END""",
    """CREATE TRIGGER public_draw_no_delete BEFORE DELETE ON public_draw
BEGIN
  SELECT RAISE(ABORT, 'public_draw is final');
END""",
    """CREATE TRIGGER public_draw_no_replace BEFORE INSERT ON public_draw
WHEN EXISTS (SELECT 1 FROM public_draw WHERE draw_id = NEW.draw_id)
BEGIN
  SELECT RAISE(ABORT, 'public_draw is final');
END""",
    """CREATE TRIGGER office_edition_fixed BEFORE UPDATE ON office_edition
WHEN NEW.id IS NOT OLD.id OR NEW.regulation_id IS NOT OLD.regulation_id OR NEW.digest IS NOT OLD.digest OR NEW.file IS NOT OLD.file OR NEW.added_at IS NOT OLD.added_at OR NEW.added_by IS NOT OLD.added_by OR NEW.remark IS NOT OLD.remark
BEGIN
  SELECT RAISE(ABORT, 'an added edition is final');
END""",
    """CREATE TRIGGER office_edition_no_delete BEFORE DELETE ON office_edition
BEGIN
  SELECT RAISE(ABORT, 'an added edition is final');
END""",
    """CREATE TRIGGER office_edition_no_replace BEFORE INSERT ON office_edition
WHEN EXISTS (SELECT 1 FROM office_edition WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'an added edition is final');
END""",
)


def upgrade() -> None:
    """Make the tables that revision 0001 lacks, then the triggers that guard what is final in them."""
    op.create_table(
        "office_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("regulation_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_edition")),
    )
    op.create_index(op.f("ix_office_edition_regulation_id"), "office_edition", ["regulation_id"], unique=False)
    op.create_table(
        "expert_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.String(length=32), nullable=False),
        sa.Column("declared_by", sa.Text(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("applicant", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_expert_declaration_dossier_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_expert_declaration_expert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_declaration")),
    )
    op.create_index(op.f("ix_expert_declaration_dossier_id"), "expert_declaration", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_expert_declaration_expert_id"), "expert_declaration", ["expert_id"], unique=False)
    op.create_table(
        "expert_frame",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frame_hash", sa.Text(), nullable=False),
        sa.Column("expert_ids", sa.Text(), nullable=False),
        sa.Column("experts", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.String(length=32), nullable=False),
        sa.Column("frozen_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_expert_frame_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_frame")),
    )
    op.create_index(op.f("ix_expert_frame_dossier_id"), "expert_frame", ["dossier_id"], unique=False)
    op.create_table(
        "expert_draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("digits_source", sa.Text(), nullable=False),
        sa.Column("witnesses", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("corrections", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.String(length=32), nullable=False),
        sa.Column("drawn_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_expert_draw_dossier_id")),
        sa.ForeignKeyConstraint(["frame_id"], ["expert_frame.id"], name=op.f("fk_expert_draw_frame_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_draw")),
        sa.UniqueConstraint("dossier_id", "sequence", name=op.f("uq_expert_draw_dossier_id")),
    )
    op.create_index(op.f("ix_expert_draw_dossier_id"), "expert_draw", ["dossier_id"], unique=False)
    op.create_table(
        "withdrawn_declaration",
        sa.Column("declaration_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declaration_id"], ["expert_declaration.id"], name=op.f("fk_withdrawn_declaration_declaration_id")
        ),
        sa.PrimaryKeyConstraint("declaration_id", name=op.f("pk_withdrawn_declaration")),
    )
    op.create_table(
        "drawn_expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_drawn_expert_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["expert_draw.id"], name=op.f("fk_drawn_expert_draw_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_drawn_expert_expert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawn_expert")),
        sa.UniqueConstraint("draw_id", "place", name=op.f("uq_drawn_expert_draw_id")),
    )
    op.create_index(op.f("ix_drawn_expert_dossier_id"), "drawn_expert", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_drawn_expert_draw_id"), "drawn_expert", ["draw_id"], unique=False)
    op.create_table(
        "expert_refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.String(length=32), nullable=False),
        sa.Column("refused_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_expert_refusal_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["expert_draw.id"], name=op.f("fk_expert_refusal_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert_refusal")),
        sa.UniqueConstraint("draw_id", "place", name=op.f("uq_expert_refusal_draw_id")),
    )
    op.create_index(op.f("ix_expert_refusal_dossier_id"), "expert_refusal", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_expert_refusal_draw_id"), "expert_refusal", ["draw_id"], unique=False)
    op.create_table(
        "public_draw",
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("corrections", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_public_draw_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_public_draw_draw_id")),
        sa.PrimaryKeyConstraint("draw_id", name=op.f("pk_public_draw")),
    )
    op.create_index(op.f("ix_public_draw_dossier_id"), "public_draw", ["dossier_id"], unique=False)
    for trigger in TRIGGERS:
        op.execute(sa.text(trigger.replace(":", "\\:")))
