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
    """CREATE TRIGGER batch_seal_entry_no_update BEFORE UPDATE ON batch_seal_entry
BEGIN
  SELECT RAISE(ABORT, 'batch_seal_entry is final');
END""",
    """CREATE TRIGGER batch_seal_entry_no_delete BEFORE DELETE ON batch_seal_entry
BEGIN
  SELECT RAISE(ABORT, 'batch_seal_entry is final');
END""",
    """CREATE TRIGGER batch_seal_entry_no_replace BEFORE INSERT ON batch_seal_entry
WHEN EXISTS (SELECT 1 FROM batch_seal_entry WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM batch_seal_entry WHERE paper_id = NEW.paper_id)
BEGIN
  SELECT RAISE(ABORT, 'batch_seal_entry is final');
END""",
    """CREATE TRIGGER batch_extension_no_update BEFORE UPDATE ON batch_extension
BEGIN
  SELECT RAISE(ABORT, 'batch_extension is final');
END""",
    """CREATE TRIGGER batch_extension_no_delete BEFORE DELETE ON batch_extension
BEGIN
  SELECT RAISE(ABORT, 'batch_extension is final');
END""",
    """CREATE TRIGGER batch_extension_no_replace BEFORE INSERT ON batch_extension
WHEN EXISTS (SELECT 1 FROM batch_extension WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'batch_extension is final');
END""",
    """CREATE TRIGGER batch_paper_fixed BEFORE UPDATE ON batch_paper
WHEN NEW.batch_id IS NOT OLD.batch_id OR NEW.id IS NOT OLD.id OR NEW.form IS NOT OLD.form OR NEW.number IS NOT OLD.number OR NEW.content_hash IS NOT OLD.content_hash OR NEW.sha256 IS NOT OLD.sha256 OR NEW.pages IS NOT OLD.pages OR NEW.journal_code IS NOT OLD.journal_code OR NEW.printed_at IS NOT OLD.printed_at OR NEW.printed_by IS NOT OLD.printed_by
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END""",
    """CREATE TRIGGER batch_paper_void_stays BEFORE UPDATE ON batch_paper
WHEN OLD.void_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a void paper stays void');
END""",
    """CREATE TRIGGER batch_paper_no_delete BEFORE DELETE ON batch_paper
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END""",
    """CREATE TRIGGER batch_paper_no_replace BEFORE INSERT ON batch_paper
WHEN EXISTS (SELECT 1 FROM batch_paper WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM batch_paper WHERE number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
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
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("notice_digest", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.String(length=32), nullable=True),
        sa.Column("sent_how", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("number", name=op.f("uq_batch_number")),
    )
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
        "batch_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("attached_at", sa.String(length=32), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("detached_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_document_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_document")),
    )
    op.create_index(op.f("ix_batch_document_batch_id"), "batch_document", ["batch_id"], unique=False)
    op.create_table(
        "batch_elsewhere",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("recommender", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_elsewhere_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_elsewhere")),
    )
    op.create_index(op.f("ix_batch_elsewhere_batch_id"), "batch_elsewhere", ["batch_id"], unique=False)
    op.create_table(
        "batch_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(length=32), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("extended_at", sa.String(length=32), nullable=False),
        sa.Column("extended_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_extension_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_extension")),
    )
    op.create_index(op.f("ix_batch_extension_batch_id"), "batch_extension", ["batch_id"], unique=False)
    op.create_table(
        "batch_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.String(length=32), nullable=False),
        sa.Column("joined_by", sa.Text(), nullable=False),
        sa.Column("left_at", sa.String(length=32), nullable=True),
        sa.Column("left_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_member_batch_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_batch_member_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_member")),
    )
    op.create_index(op.f("ix_batch_member_batch_id"), "batch_member", ["batch_id"], unique=False)
    op.create_index(op.f("ix_batch_member_dossier_id"), "batch_member", ["dossier_id"], unique=False)
    op.create_table(
        "batch_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("journal_code", sa.Text(), nullable=False),
        sa.Column("printed_at", sa.String(length=32), nullable=False),
        sa.Column("printed_by", sa.Text(), nullable=False),
        sa.Column("void_at", sa.String(length=32), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_paper_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_batch_paper_number")),
    )
    op.create_index(op.f("ix_batch_paper_batch_id"), "batch_paper", ["batch_id"], unique=False)
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
        "batch_seal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=False),
        sa.Column("seal_name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("keeper", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_seal_entry_batch_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["batch_paper.id"], name=op.f("fk_batch_seal_entry_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch_seal_entry")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_batch_seal_entry_paper_id")),
    )
    op.create_index(op.f("ix_batch_seal_entry_batch_id"), "batch_seal_entry", ["batch_id"], unique=False)
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
