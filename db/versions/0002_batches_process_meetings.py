"""Batches, what follows a recommendation, expert declarations and panel meetings.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TRIGGERS = (
    """CREATE TRIGGER frame_finding_no_update BEFORE UPDATE ON frame_finding
BEGIN
  SELECT RAISE(ABORT, 'frame_finding is final');
END""",
    """CREATE TRIGGER frame_finding_no_delete BEFORE DELETE ON frame_finding
BEGIN
  SELECT RAISE(ABORT, 'frame_finding is final');
END""",
    """CREATE TRIGGER frame_finding_no_replace BEFORE INSERT ON frame_finding
WHEN EXISTS (SELECT 1 FROM frame_finding WHERE frame_id = NEW.frame_id AND position = NEW.position) OR EXISTS (SELECT 1 FROM frame_finding WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'frame_finding is final');
END""",
    """CREATE TRIGGER void_answer_no_update BEFORE UPDATE ON void_answer
BEGIN
  SELECT RAISE(ABORT, 'void_answer is final');
END""",
    """CREATE TRIGGER void_answer_no_delete BEFORE DELETE ON void_answer
BEGIN
  SELECT RAISE(ABORT, 'void_answer is final');
END""",
    """CREATE TRIGGER void_answer_no_replace BEFORE INSERT ON void_answer
WHEN EXISTS (SELECT 1 FROM void_answer WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'void_answer is final');
END""",
    """CREATE TRIGGER second_answer_no_update BEFORE UPDATE ON second_answer
BEGIN
  SELECT RAISE(ABORT, 'second_answer is final');
END""",
    """CREATE TRIGGER second_answer_no_delete BEFORE DELETE ON second_answer
BEGIN
  SELECT RAISE(ABORT, 'second_answer is final');
END""",
    """CREATE TRIGGER second_answer_no_replace BEFORE INSERT ON second_answer
WHEN EXISTS (SELECT 1 FROM second_answer WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'second_answer is final');
END""",
    """CREATE TRIGGER keying_settlement_no_update BEFORE UPDATE ON keying_settlement
BEGIN
  SELECT RAISE(ABORT, 'keying_settlement is final');
END""",
    """CREATE TRIGGER keying_settlement_no_delete BEFORE DELETE ON keying_settlement
BEGIN
  SELECT RAISE(ABORT, 'keying_settlement is final');
END""",
    """CREATE TRIGGER keying_settlement_no_replace BEFORE INSERT ON keying_settlement
WHEN EXISTS (SELECT 1 FROM keying_settlement WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'keying_settlement is final');
END""",
    """CREATE TRIGGER signed_scan_no_update BEFORE UPDATE ON signed_scan
BEGIN
  SELECT RAISE(ABORT, 'signed_scan is final');
END""",
    """CREATE TRIGGER signed_scan_no_delete BEFORE DELETE ON signed_scan
BEGIN
  SELECT RAISE(ABORT, 'signed_scan is final');
END""",
    """CREATE TRIGGER signed_scan_no_replace BEFORE INSERT ON signed_scan
WHEN EXISTS (SELECT 1 FROM signed_scan WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'signed_scan is final');
END""",
    """CREATE TRIGGER process_event_no_update BEFORE UPDATE ON process_event
BEGIN
  SELECT RAISE(ABORT, 'process_event is final');
END""",
    """CREATE TRIGGER process_event_no_delete BEFORE DELETE ON process_event
BEGIN
  SELECT RAISE(ABORT, 'process_event is final');
END""",
    """CREATE TRIGGER process_event_no_replace BEFORE INSERT ON process_event
WHEN EXISTS (SELECT 1 FROM process_event WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'process_event is final');
END""",
    """CREATE TRIGGER process_withdrawal_no_update BEFORE UPDATE ON process_withdrawal
BEGIN
  SELECT RAISE(ABORT, 'process_withdrawal is final');
END""",
    """CREATE TRIGGER process_withdrawal_no_delete BEFORE DELETE ON process_withdrawal
BEGIN
  SELECT RAISE(ABORT, 'process_withdrawal is final');
END""",
    """CREATE TRIGGER process_withdrawal_no_replace BEFORE INSERT ON process_withdrawal
WHEN EXISTS (SELECT 1 FROM process_withdrawal WHERE event_id = NEW.event_id)
BEGIN
  SELECT RAISE(ABORT, 'process_withdrawal is final');
END""",
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
    """CREATE TRIGGER office_notice_no_update BEFORE UPDATE ON office_notice
BEGIN
  SELECT RAISE(ABORT, 'office_notice is final');
END""",
    """CREATE TRIGGER office_notice_no_delete BEFORE DELETE ON office_notice
BEGIN
  SELECT RAISE(ABORT, 'office_notice is final');
END""",
    """CREATE TRIGGER office_notice_no_replace BEFORE INSERT ON office_notice
WHEN EXISTS (SELECT 1 FROM office_notice WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'office_notice is final');
END""",
    """CREATE TRIGGER meeting_pin_no_update BEFORE UPDATE ON meeting_pin
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin is final');
END""",
    """CREATE TRIGGER meeting_pin_no_delete BEFORE DELETE ON meeting_pin
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin is final');
END""",
    """CREATE TRIGGER meeting_pin_no_replace BEFORE INSERT ON meeting_pin
WHEN EXISTS (SELECT 1 FROM meeting_pin WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin is final');
END""",
    """CREATE TRIGGER meeting_pin_try_no_update BEFORE UPDATE ON meeting_pin_try
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin_try is final');
END""",
    """CREATE TRIGGER meeting_pin_try_no_delete BEFORE DELETE ON meeting_pin_try
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin_try is final');
END""",
    """CREATE TRIGGER meeting_pin_try_no_replace BEFORE INSERT ON meeting_pin_try
WHEN EXISTS (SELECT 1 FROM meeting_pin_try WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_pin_try is final');
END""",
    """CREATE TRIGGER meeting_sitting_no_update BEFORE UPDATE ON meeting_sitting
BEGIN
  SELECT RAISE(ABORT, 'meeting_sitting is final');
END""",
    """CREATE TRIGGER meeting_sitting_no_delete BEFORE DELETE ON meeting_sitting
BEGIN
  SELECT RAISE(ABORT, 'meeting_sitting is final');
END""",
    """CREATE TRIGGER meeting_sitting_no_replace BEFORE INSERT ON meeting_sitting
WHEN EXISTS (SELECT 1 FROM meeting_sitting WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_sitting WHERE meeting_id = NEW.meeting_id AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'meeting_sitting is final');
END""",
    """CREATE TRIGGER meeting_recess_no_update BEFORE UPDATE ON meeting_recess
BEGIN
  SELECT RAISE(ABORT, 'meeting_recess is final');
END""",
    """CREATE TRIGGER meeting_recess_no_delete BEFORE DELETE ON meeting_recess
BEGIN
  SELECT RAISE(ABORT, 'meeting_recess is final');
END""",
    """CREATE TRIGGER meeting_recess_no_replace BEFORE INSERT ON meeting_recess
WHEN EXISTS (SELECT 1 FROM meeting_recess WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_recess WHERE sitting_id = NEW.sitting_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_recess is final');
END""",
    """CREATE TRIGGER meeting_sign_in_no_update BEFORE UPDATE ON meeting_sign_in
BEGIN
  SELECT RAISE(ABORT, 'meeting_sign_in is final');
END""",
    """CREATE TRIGGER meeting_sign_in_no_delete BEFORE DELETE ON meeting_sign_in
BEGIN
  SELECT RAISE(ABORT, 'meeting_sign_in is final');
END""",
    """CREATE TRIGGER meeting_sign_in_no_replace BEFORE INSERT ON meeting_sign_in
WHEN EXISTS (SELECT 1 FROM meeting_sign_in WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_sign_in WHERE sitting_id = NEW.sitting_id AND member_id = NEW.member_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_sign_in is final');
END""",
    """CREATE TRIGGER meeting_declaration_no_update BEFORE UPDATE ON meeting_declaration
BEGIN
  SELECT RAISE(ABORT, 'meeting_declaration is final');
END""",
    """CREATE TRIGGER meeting_declaration_no_delete BEFORE DELETE ON meeting_declaration
BEGIN
  SELECT RAISE(ABORT, 'meeting_declaration is final');
END""",
    """CREATE TRIGGER meeting_declaration_no_replace BEFORE INSERT ON meeting_declaration
WHEN EXISTS (SELECT 1 FROM meeting_declaration WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_declaration is final');
END""",
    """CREATE TRIGGER meeting_move_no_update BEFORE UPDATE ON meeting_move
BEGIN
  SELECT RAISE(ABORT, 'meeting_move is final');
END""",
    """CREATE TRIGGER meeting_move_no_delete BEFORE DELETE ON meeting_move
BEGIN
  SELECT RAISE(ABORT, 'meeting_move is final');
END""",
    """CREATE TRIGGER meeting_move_no_replace BEFORE INSERT ON meeting_move
WHEN EXISTS (SELECT 1 FROM meeting_move WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_move is final');
END""",
    """CREATE TRIGGER meeting_score_no_update BEFORE UPDATE ON meeting_score
BEGIN
  SELECT RAISE(ABORT, 'meeting_score is final');
END""",
    """CREATE TRIGGER meeting_score_no_delete BEFORE DELETE ON meeting_score
BEGIN
  SELECT RAISE(ABORT, 'meeting_score is final');
END""",
    """CREATE TRIGGER meeting_score_no_replace BEFORE INSERT ON meeting_score
WHEN EXISTS (SELECT 1 FROM meeting_score WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_score WHERE item_id = NEW.item_id AND member_id = NEW.member_id AND round = NEW.round)
BEGIN
  SELECT RAISE(ABORT, 'meeting_score is final');
END""",
    """CREATE TRIGGER meeting_marks_no_update BEFORE UPDATE ON meeting_marks
BEGIN
  SELECT RAISE(ABORT, 'meeting_marks is final');
END""",
    """CREATE TRIGGER meeting_marks_no_delete BEFORE DELETE ON meeting_marks
BEGIN
  SELECT RAISE(ABORT, 'meeting_marks is final');
END""",
    """CREATE TRIGGER meeting_marks_no_replace BEFORE INSERT ON meeting_marks
WHEN EXISTS (SELECT 1 FROM meeting_marks WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_marks WHERE score_id = NEW.score_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_marks is final');
END""",
    """CREATE TRIGGER meeting_dissent_no_update BEFORE UPDATE ON meeting_dissent
BEGIN
  SELECT RAISE(ABORT, 'meeting_dissent is final');
END""",
    """CREATE TRIGGER meeting_dissent_no_delete BEFORE DELETE ON meeting_dissent
BEGIN
  SELECT RAISE(ABORT, 'meeting_dissent is final');
END""",
    """CREATE TRIGGER meeting_dissent_no_replace BEFORE INSERT ON meeting_dissent
WHEN EXISTS (SELECT 1 FROM meeting_dissent WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_dissent is final');
END""",
    """CREATE TRIGGER meeting_opinion_no_update BEFORE UPDATE ON meeting_opinion
BEGIN
  SELECT RAISE(ABORT, 'meeting_opinion is final');
END""",
    """CREATE TRIGGER meeting_opinion_no_delete BEFORE DELETE ON meeting_opinion
BEGIN
  SELECT RAISE(ABORT, 'meeting_opinion is final');
END""",
    """CREATE TRIGGER meeting_opinion_no_replace BEFORE INSERT ON meeting_opinion
WHEN EXISTS (SELECT 1 FROM meeting_opinion WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_opinion is final');
END""",
    """CREATE TRIGGER meeting_item_closing_no_update BEFORE UPDATE ON meeting_item_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_item_closing is final');
END""",
    """CREATE TRIGGER meeting_item_closing_no_delete BEFORE DELETE ON meeting_item_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_item_closing is final');
END""",
    """CREATE TRIGGER meeting_item_closing_no_replace BEFORE INSERT ON meeting_item_closing
WHEN EXISTS (SELECT 1 FROM meeting_item_closing WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_item_closing WHERE item_id = NEW.item_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_item_closing is final');
END""",
    """CREATE TRIGGER meeting_closing_no_update BEFORE UPDATE ON meeting_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_closing is final');
END""",
    """CREATE TRIGGER meeting_closing_no_delete BEFORE DELETE ON meeting_closing
BEGIN
  SELECT RAISE(ABORT, 'meeting_closing is final');
END""",
    """CREATE TRIGGER meeting_closing_no_replace BEFORE INSERT ON meeting_closing
WHEN EXISTS (SELECT 1 FROM meeting_closing WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_closing WHERE meeting_id = NEW.meeting_id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_closing is final');
END""",
    """CREATE TRIGGER meeting_packet_no_update BEFORE UPDATE ON meeting_packet
BEGIN
  SELECT RAISE(ABORT, 'meeting_packet is final');
END""",
    """CREATE TRIGGER meeting_packet_no_delete BEFORE DELETE ON meeting_packet
BEGIN
  SELECT RAISE(ABORT, 'meeting_packet is final');
END""",
    """CREATE TRIGGER meeting_packet_no_replace BEFORE INSERT ON meeting_packet
WHEN EXISTS (SELECT 1 FROM meeting_packet WHERE code = NEW.code) OR EXISTS (SELECT 1 FROM meeting_packet WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'meeting_packet is final');
END""",
    """CREATE TRIGGER meeting_answer_no_update BEFORE UPDATE ON meeting_answer
BEGIN
  SELECT RAISE(ABORT, 'meeting_answer is final');
END""",
    """CREATE TRIGGER meeting_answer_no_delete BEFORE DELETE ON meeting_answer
BEGIN
  SELECT RAISE(ABORT, 'meeting_answer is final');
END""",
    """CREATE TRIGGER meeting_answer_no_replace BEFORE INSERT ON meeting_answer
WHEN EXISTS (SELECT 1 FROM meeting_answer WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM meeting_answer WHERE packet_id = NEW.packet_id AND item_id = NEW.item_id AND digest = NEW.digest)
BEGIN
  SELECT RAISE(ABORT, 'meeting_answer is final');
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
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("chair", sa.Text(), nullable=False),
        sa.Column("secretary", sa.Text(), nullable=False),
        sa.Column("sheet_id", sa.Text(), nullable=False),
        sa.Column("sheet_text", sa.Text(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("spread_limit", sa.String(length=40), nullable=True),
        sa.Column("trims", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
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
        "office_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_notice")),
    )
    op.create_index(op.f("ix_office_notice_notice_id"), "office_notice", ["notice_id"], unique=False)
    op.create_table(
        "working_calendar",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("imported_at", sa.String(length=32), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_working_calendar")),
    )
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
        "commitment_in_lieu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_commitment_in_lieu_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_in_lieu")),
        sa.UniqueConstraint("dossier_id", "material", name=op.f("uq_commitment_in_lieu_dossier_id")),
    )
    op.create_index(op.f("ix_commitment_in_lieu_dossier_id"), "commitment_in_lieu", ["dossier_id"], unique=False)
    op.create_table(
        "duty_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("regulation_id", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_duty_done_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_done")),
    )
    op.create_index(op.f("ix_duty_done_dossier_id"), "duty_done", ["dossier_id"], unique=False)
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
        "frame_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("excluded", sa.Text(), nullable=False),
        sa.Column("excluded_names", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_frame_decision_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame_decision")),
        sa.UniqueConstraint("dossier_id", "finding", name=op.f("uq_frame_decision_dossier_id")),
    )
    op.create_index(op.f("ix_frame_decision_dossier_id"), "frame_decision", ["dossier_id"], unique=False)
    op.create_table(
        "meeting_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_closing_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_closing")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_closing_meeting_id")),
    )
    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_meeting_item_dossier_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint("meeting_id", "dossier_id", name=op.f("uq_meeting_item_meeting_id")),
    )
    op.create_index(op.f("ix_meeting_item_dossier_id"), "meeting_item", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_meeting_item_meeting_id"), "meeting_item", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_meeting_member_expert_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_member_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_member")),
        sa.UniqueConstraint("meeting_id", "expert_id", name=op.f("uq_meeting_member_meeting_id")),
    )
    op.create_index(op.f("ix_meeting_member_expert_id"), "meeting_member", ["expert_id"], unique=False)
    op.create_index(op.f("ix_meeting_member_meeting_id"), "meeting_member", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.String(length=32), nullable=False),
        sa.Column("began_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_sitting_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_sitting")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_meeting_sitting_meeting_id")),
    )
    op.create_index(op.f("ix_meeting_sitting_meeting_id"), "meeting_sitting", ["meeting_id"], unique=False)
    op.create_table(
        "platform_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("keep", sa.Boolean(), nullable=True),
        sa.Column("opinion_on", sa.Date(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_platform_change_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_change")),
    )
    op.create_index(op.f("ix_platform_change_dossier_id"), "platform_change", ["dossier_id"], unique=False)
    op.create_table(
        "process_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("sanction", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_process_event_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_process_event")),
    )
    op.create_index(op.f("ix_process_event_dossier_id"), "process_event", ["dossier_id"], unique=False)
    op.create_table(
        "ban",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("applicant_name", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("regulation_id", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_ban_dossier_id")),
        sa.ForeignKeyConstraint(["event_id"], ["process_event.id"], name=op.f("fk_ban_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_ban")),
    )
    op.create_index(op.f("ix_ban_dossier_id"), "ban", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_ban_uscc"), "ban", ["uscc"], unique=False)
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
        "frame_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("excluded_names", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_frame_finding_dossier_id")),
        sa.ForeignKeyConstraint(["frame_id"], ["frame.id"], name=op.f("fk_frame_finding_frame_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame_finding")),
        sa.UniqueConstraint("frame_id", "position", name=op.f("uq_frame_finding_frame_id")),
    )
    op.create_index(op.f("ix_frame_finding_dossier_id"), "frame_finding", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_frame_finding_frame_id"), "frame_finding", ["frame_id"], unique=False)
    op.create_table(
        "meeting_declaration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_meeting_declaration_dossier_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_meeting_declaration_expert_id")),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_declaration_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_declaration_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_declaration_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_declaration")),
    )
    op.create_index(op.f("ix_meeting_declaration_dossier_id"), "meeting_declaration", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_meeting_declaration_expert_id"), "meeting_declaration", ["expert_id"], unique=False)
    op.create_index(op.f("ix_meeting_declaration_item_id"), "meeting_declaration", ["item_id"], unique=False)
    op.create_index(op.f("ix_meeting_declaration_meeting_id"), "meeting_declaration", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_dissent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.String(length=32), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_dissent_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_dissent_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_dissent_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_dissent")),
    )
    op.create_index(op.f("ix_meeting_dissent_item_id"), "meeting_dissent", ["item_id"], unique=False)
    op.create_index(op.f("ix_meeting_dissent_meeting_id"), "meeting_dissent", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_item_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=True),
        sa.Column("deferred", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_item_closing_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_item_closing_meeting_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"], name=op.f("fk_meeting_item_closing_opinion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item_closing")),
        sa.UniqueConstraint("item_id", name=op.f("uq_meeting_item_closing_item_id")),
    )
    op.create_index(op.f("ix_meeting_item_closing_meeting_id"), "meeting_item_closing", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("moved_at", sa.String(length=32), nullable=False),
        sa.Column("moved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_move_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_move_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_move")),
    )
    op.create_index(op.f("ix_meeting_move_item_id"), "meeting_move", ["item_id"], unique=False)
    op.create_index(op.f("ix_meeting_move_meeting_id"), "meeting_move", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_opinion_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_opinion_meeting_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"], name=op.f("fk_meeting_opinion_opinion_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_opinion")),
    )
    op.create_index(op.f("ix_meeting_opinion_item_id"), "meeting_opinion", ["item_id"], unique=False)
    op.create_index(op.f("ix_meeting_opinion_meeting_id"), "meeting_opinion", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("item_ids", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_packet_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_packet_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_packet")),
        sa.UniqueConstraint("code", name=op.f("uq_meeting_packet_code")),
    )
    op.create_index(op.f("ix_meeting_packet_meeting_id"), "meeting_packet", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_pin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("issued_at", sa.String(length=32), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_pin_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_pin_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_pin")),
    )
    op.create_index(op.f("ix_meeting_pin_meeting_id"), "meeting_pin", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_pin_member_id"), "meeting_pin", ["member_id"], unique=False)
    op.create_table(
        "meeting_recess",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.String(length=32), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_recess_meeting_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["meeting_sitting.id"], name=op.f("fk_meeting_recess_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_recess")),
        sa.UniqueConstraint("sitting_id", name=op.f("uq_meeting_recess_sitting_id")),
    )
    op.create_index(op.f("ix_meeting_recess_meeting_id"), "meeting_recess", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("sheet_number", sa.Text(), nullable=False),
        sa.Column("locked_at", sa.String(length=32), nullable=False),
        sa.Column("locked_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_score_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_score_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_score_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_score")),
        sa.UniqueConstraint("item_id", "member_id", "round", name=op.f("uq_meeting_score_item_id")),
    )
    op.create_index(op.f("ix_meeting_score_item_id"), "meeting_score", ["item_id"], unique=False)
    op.create_index(op.f("ix_meeting_score_meeting_id"), "meeting_score", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_sign_in_meeting_id")),
        sa.ForeignKeyConstraint(["member_id"], ["meeting_member.id"], name=op.f("fk_meeting_sign_in_member_id")),
        sa.ForeignKeyConstraint(["sitting_id"], ["meeting_sitting.id"], name=op.f("fk_meeting_sign_in_sitting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_sign_in")),
        sa.UniqueConstraint("sitting_id", "member_id", name=op.f("uq_meeting_sign_in_sitting_id")),
    )
    op.create_index(op.f("ix_meeting_sign_in_meeting_id"), "meeting_sign_in", ["meeting_id"], unique=False)
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_objection_dossier_id")),
        sa.ForeignKeyConstraint(["event_id"], ["process_event.id"], name=op.f("fk_objection_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_dossier_id"), "objection", ["dossier_id"], unique=False)
    op.create_table(
        "process_withdrawal",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=32), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_process_withdrawal_dossier_id")),
        sa.ForeignKeyConstraint(["event_id"], ["process_event.id"], name=op.f("fk_process_withdrawal_event_id")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_process_withdrawal")),
    )
    op.create_index(op.f("ix_process_withdrawal_dossier_id"), "process_withdrawal", ["dossier_id"], unique=False)
    op.create_table(
        "signed_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("attached_at", sa.String(length=32), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_signed_scan_dossier_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"], name=op.f("fk_signed_scan_opinion_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_signed_scan_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_scan")),
    )
    op.create_index(op.f("ix_signed_scan_dossier_id"), "signed_scan", ["dossier_id"], unique=False)
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
        "keying_settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("second", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("first_by", sa.Text(), nullable=False),
        sa.Column("second_by", sa.Text(), nullable=False),
        sa.Column("settled_at", sa.String(length=32), nullable=False),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_keying_settlement_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_keying_settlement_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keying_settlement")),
    )
    op.create_index(op.f("ix_keying_settlement_dossier_id"), "keying_settlement", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_keying_settlement_draw_id"), "keying_settlement", ["draw_id"], unique=False)
    op.create_table(
        "meeting_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("packet_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["meeting_item.id"], name=op.f("fk_meeting_answer_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_answer_meeting_id")),
        sa.ForeignKeyConstraint(["packet_id"], ["meeting_packet.id"], name=op.f("fk_meeting_answer_packet_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_answer")),
        sa.UniqueConstraint("packet_id", "item_id", "digest", name=op.f("uq_meeting_answer_packet_id")),
    )
    op.create_index(op.f("ix_meeting_answer_meeting_id"), "meeting_answer", ["meeting_id"], unique=False)
    op.create_table(
        "meeting_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("score_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["score_id"], ["meeting_score.id"], name=op.f("fk_meeting_marks_score_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_marks")),
        sa.UniqueConstraint("score_id", name=op.f("uq_meeting_marks_score_id")),
    )
    op.create_table(
        "meeting_pin_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("pin_id", sa.Integer(), nullable=False),
        sa.Column("fits", sa.Boolean(), nullable=False),
        sa.Column("tried_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_pin_try_meeting_id")),
        sa.ForeignKeyConstraint(["pin_id"], ["meeting_pin.id"], name=op.f("fk_meeting_pin_try_pin_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_pin_try")),
    )
    op.create_index(op.f("ix_meeting_pin_try_meeting_id"), "meeting_pin_try", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_meeting_pin_try_pin_id"), "meeting_pin_try", ["pin_id"], unique=False)
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
    op.create_table(
        "second_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("keyed_at", sa.String(length=32), nullable=False),
        sa.Column("keyed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_second_answer_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_second_answer_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_answer")),
    )
    op.create_index(op.f("ix_second_answer_dossier_id"), "second_answer", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_second_answer_draw_id"), "second_answer", ["draw_id"], unique=False)
    op.create_table(
        "void_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("voided_at", sa.String(length=32), nullable=False),
        sa.Column("voided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_void_answer_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_void_answer_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_void_answer")),
    )
    op.create_index(op.f("ix_void_answer_dossier_id"), "void_answer", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_void_answer_draw_id"), "void_answer", ["draw_id"], unique=False)
    for trigger in TRIGGERS:
        op.execute(sa.text(trigger.replace(":", "\\:")))
