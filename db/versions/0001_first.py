"""The first schema.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TRIGGERS = (
    """CREATE TRIGGER frame_no_update BEFORE UPDATE ON frame
BEGIN
  SELECT RAISE(ABORT, 'frame is final');
END""",
    """CREATE TRIGGER frame_no_delete BEFORE DELETE ON frame
BEGIN
  SELECT RAISE(ABORT, 'frame is final');
END""",
    """CREATE TRIGGER frame_no_replace BEFORE INSERT ON frame
WHEN EXISTS (SELECT 1 FROM frame WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'frame is final');
END""",
    """CREATE TRIGGER draw_no_update BEFORE UPDATE ON draw
BEGIN
  SELECT RAISE(ABORT, 'draw is final');
END""",
    """CREATE TRIGGER draw_no_delete BEFORE DELETE ON draw
BEGIN
  SELECT RAISE(ABORT, 'draw is final');
END""",
    """CREATE TRIGGER draw_no_replace BEFORE INSERT ON draw
WHEN EXISTS (SELECT 1 FROM draw WHERE dossier_id = NEW.dossier_id AND sequence = NEW.sequence) OR EXISTS (SELECT 1 FROM draw WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'draw is final');
END""",
    """CREATE TRIGGER drawn_firm_no_update BEFORE UPDATE ON drawn_firm
BEGIN
  SELECT RAISE(ABORT, 'drawn_firm is final');
END""",
    """CREATE TRIGGER drawn_firm_no_delete BEFORE DELETE ON drawn_firm
BEGIN
  SELECT RAISE(ABORT, 'drawn_firm is final');
END""",
    """CREATE TRIGGER drawn_firm_no_replace BEFORE INSERT ON drawn_firm
WHEN EXISTS (SELECT 1 FROM drawn_firm WHERE draw_id = NEW.draw_id AND place = NEW.place) OR EXISTS (SELECT 1 FROM drawn_firm WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'drawn_firm is final');
END""",
    """CREATE TRIGGER replacement_no_update BEFORE UPDATE ON replacement
BEGIN
  SELECT RAISE(ABORT, 'replacement is final');
END""",
    """CREATE TRIGGER replacement_no_delete BEFORE DELETE ON replacement
BEGIN
  SELECT RAISE(ABORT, 'replacement is final');
END""",
    """CREATE TRIGGER replacement_no_replace BEFORE INSERT ON replacement
WHEN EXISTS (SELECT 1 FROM replacement WHERE draw_id = NEW.draw_id AND in_place = NEW.in_place) OR EXISTS (SELECT 1 FROM replacement WHERE draw_id = NEW.draw_id AND out_place = NEW.out_place) OR EXISTS (SELECT 1 FROM replacement WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'replacement is final');
END""",
    """CREATE TRIGGER opinion_no_update BEFORE UPDATE ON opinion
BEGIN
  SELECT RAISE(ABORT, 'opinion is final');
END""",
    """CREATE TRIGGER opinion_no_delete BEFORE DELETE ON opinion
BEGIN
  SELECT RAISE(ABORT, 'opinion is final');
END""",
    """CREATE TRIGGER opinion_no_replace BEFORE INSERT ON opinion
WHEN EXISTS (SELECT 1 FROM opinion WHERE dossier_id = NEW.dossier_id AND version = NEW.version) OR EXISTS (SELECT 1 FROM opinion WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'opinion is final');
END""",
    """CREATE TRIGGER signature_no_update BEFORE UPDATE ON signature
BEGIN
  SELECT RAISE(ABORT, 'signature is final');
END""",
    """CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN
  SELECT RAISE(ABORT, 'signature is final');
END""",
    """CREATE TRIGGER signature_no_replace BEFORE INSERT ON signature
WHEN EXISTS (SELECT 1 FROM signature WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'signature is final');
END""",
    """CREATE TRIGGER seal_entry_no_update BEFORE UPDATE ON seal_entry
BEGIN
  SELECT RAISE(ABORT, 'seal_entry is final');
END""",
    """CREATE TRIGGER seal_entry_no_delete BEFORE DELETE ON seal_entry
BEGIN
  SELECT RAISE(ABORT, 'seal_entry is final');
END""",
    """CREATE TRIGGER seal_entry_no_replace BEFORE INSERT ON seal_entry
WHEN EXISTS (SELECT 1 FROM seal_entry WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM seal_entry WHERE paper_id = NEW.paper_id)
BEGIN
  SELECT RAISE(ABORT, 'seal_entry is final');
END""",
    """CREATE TRIGGER sealed_archive_no_update BEFORE UPDATE ON sealed_archive
BEGIN
  SELECT RAISE(ABORT, 'sealed_archive is final');
END""",
    """CREATE TRIGGER sealed_archive_no_delete BEFORE DELETE ON sealed_archive
BEGIN
  SELECT RAISE(ABORT, 'sealed_archive is final');
END""",
    """CREATE TRIGGER sealed_archive_no_replace BEFORE INSERT ON sealed_archive
WHEN EXISTS (SELECT 1 FROM sealed_archive WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'sealed_archive is final');
END""",
    """CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal is final');
END""",
    """CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal is final');
END""",
    """CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
WHEN EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'journal is final');
END""",
    """CREATE TRIGGER journal_chain BEFORE INSERT ON journal
BEGIN
  SELECT RAISE(ABORT, 'journal: sequence broken')
    WHERE NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal);
  SELECT RAISE(ABORT, 'journal: previous hash differs')
    WHERE NEW.prev IS NOT coalesce((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '0000000000000000000000000000000000000000000000000000000000000000');
  SELECT RAISE(ABORT, 'journal: hash differs') WHERE NEW.hash IS NOT journal_hash(NEW.prev, NEW.body);
END""",
    """CREATE TRIGGER paper_fixed BEFORE UPDATE ON paper
WHEN NEW.id IS NOT OLD.id OR NEW.dossier_id IS NOT OLD.dossier_id OR NEW.form IS NOT OLD.form OR NEW.number IS NOT OLD.number OR NEW.content_hash IS NOT OLD.content_hash OR NEW.sha256 IS NOT OLD.sha256 OR NEW.pages IS NOT OLD.pages OR NEW.journal_code IS NOT OLD.journal_code OR NEW.printed_at IS NOT OLD.printed_at OR NEW.printed_by IS NOT OLD.printed_by
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END""",
    """CREATE TRIGGER paper_void_stays BEFORE UPDATE ON paper
WHEN OLD.void_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a void paper stays void');
END""",
    """CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END""",
    """CREATE TRIGGER paper_no_replace BEFORE INSERT ON paper
WHEN EXISTS (SELECT 1 FROM paper WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM paper WHERE number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'a printed paper is final');
END""",
)


def upgrade() -> None:
    """Make every table, then the triggers that guard what is final."""
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("regulation_id", sa.Text(), nullable=False),
        sa.Column("regulation_digest", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.String(length=32), nullable=False),
        sa.Column("platform_name", sa.Text(), nullable=False),
        sa.Column("applicant_name", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("legal_form", sa.Text(), nullable=False),
        sa.Column("western", sa.Boolean(), nullable=False),
        sa.Column("functions", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("intake_finished_at", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("number", name=op.f("uq_dossier_number")),
    )
    op.create_table(
        "expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("prev", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
    )
    op.create_index("ix_journal_dossier_id", "journal", ["dossier_id"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_office_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "operator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sa.UniqueConstraint("name", name=op.f("uq_operator_name")),
    )
    op.create_table(
        "application",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("legal_representative", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("fax", sa.Text(), nullable=False),
        sa.Column("mobile", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("capital_wan", sa.String(length=40), nullable=True),
        sa.Column("total_assets_wan", sa.String(length=40), nullable=True),
        sa.Column("equipment_count", sa.Integer(), nullable=True),
        sa.Column("equipment_price_wan", sa.String(length=40), nullable=True),
        sa.Column("equipment_share_typed", sa.String(length=40), nullable=True),
        sa.Column("premises_m2", sa.String(length=40), nullable=True),
        sa.Column("premises_owned_m2", sa.String(length=40), nullable=True),
        sa.Column("premises_rented_m2", sa.String(length=40), nullable=True),
        sa.Column("staff_count", sa.Integer(), nullable=True),
        sa.Column("professionals_count", sa.Integer(), nullable=True),
        sa.Column("professionals_share_typed", sa.String(length=40), nullable=True),
        sa.Column("qualifications", sa.Text(), nullable=False),
        sa.Column("signed_bodies", sa.Text(), nullable=False),
        sa.Column("other_bodies", sa.Text(), nullable=False),
        sa.Column("government_support", sa.Text(), nullable=False),
        sa.Column("recognition_documents", sa.Text(), nullable=False),
        sa.Column("audit_code", sa.Text(), nullable=False),
        sa.Column("audit_code_checked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_application_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_application")),
    )
    op.create_table(
        "declared_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_declared_figure_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_figure")),
        sa.UniqueConstraint("dossier_id", "name", "year", name=op.f("uq_declared_figure_dossier_id")),
    )
    op.create_index(op.f("ix_declared_figure_dossier_id"), "declared_figure", ["dossier_id"], unique=False)
    op.create_table(
        "equipment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=True),
        sa.Column("price_wan", sa.String(length=40), nullable=True),
        sa.Column("amount_wan", sa.String(length=40), nullable=True),
        sa.Column("bought", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_equipment_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equipment")),
    )
    op.create_index(op.f("ix_equipment_dossier_id"), "equipment", ["dossier_id"], unique=False)
    op.create_table(
        "frame",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("frame_hash", sa.Text(), nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.String(length=32), nullable=False),
        sa.Column("frozen_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_frame_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame")),
    )
    op.create_index(op.f("ix_frame_dossier_id"), "frame", ["dossier_id"], unique=False)
    op.create_table(
        "investor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("share_percent", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_investor_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_investor")),
    )
    op.create_index(op.f("ix_investor_dossier_id"), "investor", ["dossier_id"], unique=False)
    op.create_table(
        "material_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_material_check_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material_check")),
        sa.UniqueConstraint("dossier_id", "material", name=op.f("uq_material_check_dossier_id")),
    )
    op.create_index(op.f("ix_material_check_dossier_id"), "material_check", ["dossier_id"], unique=False)
    op.create_table(
        "narrative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_narrative_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narrative")),
        sa.UniqueConstraint("dossier_id", "section", name=op.f("uq_narrative_dossier_id")),
    )
    op.create_index(op.f("ix_narrative_dossier_id"), "narrative", ["dossier_id"], unique=False)
    op.create_table(
        "operating_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revenue_wan", sa.String(length=40), nullable=True),
        sa.Column("service_revenue_wan", sa.String(length=40), nullable=True),
        sa.Column("assets_wan", sa.String(length=40), nullable=True),
        sa.Column("profit_wan", sa.String(length=40), nullable=True),
        sa.Column("tax_wan", sa.String(length=40), nullable=True),
        sa.Column("firms_served", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_operating_year_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operating_year")),
        sa.UniqueConstraint("dossier_id", "year", name=op.f("uq_operating_year_dossier_id")),
    )
    op.create_index(op.f("ix_operating_year_dossier_id"), "operating_year", ["dossier_id"], unique=False)
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.String(length=32), nullable=False),
        sa.Column("written_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_opinion_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sa.UniqueConstraint("dossier_id", "version", name=op.f("uq_opinion_dossier_id")),
    )
    op.create_index(op.f("ix_opinion_dossier_id"), "opinion", ["dossier_id"], unique=False)
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
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
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paper_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("number", name=op.f("uq_paper_number")),
    )
    op.create_index(op.f("ix_paper_dossier_id"), "paper", ["dossier_id"], unique=False)
    op.create_table(
        "recommendation",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("influence", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("recommended", sa.Boolean(), nullable=True),
        sa.Column("decided_at", sa.String(length=32), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_recommendation_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_recommendation")),
    )
    op.create_table(
        "scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("attached_at", sa.String(length=32), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("turns", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("detached_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_scan_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
    )
    op.create_index(op.f("ix_scan_dossier_id"), "scan", ["dossier_id"], unique=False)
    op.create_table(
        "sealed_archive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("journal_code", sa.Text(), nullable=False),
        sa.Column("cover_sha256", sa.Text(), nullable=False),
        sa.Column("sealed_at", sa.String(length=32), nullable=False),
        sa.Column("sealed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_sealed_archive_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_archive")),
    )
    op.create_index(op.f("ix_sealed_archive_dossier_id"), "sealed_archive", ["dossier_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("expert_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("recused", sa.Boolean(), nullable=False),
        sa.Column("recusal_reason", sa.Text(), nullable=False),
        sa.Column("signs_on_paper", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_seat_dossier_id")),
        sa.ForeignKeyConstraint(["expert_id"], ["expert.id"], name=op.f("fk_seat_expert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("dossier_id", "expert_id", name=op.f("uq_seat_dossier_id")),
    )
    op.create_index(op.f("ix_seat_dossier_id"), "seat", ["dossier_id"], unique=False)
    op.create_table(
        "served_firm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_served_firm_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_served_firm")),
    )
    op.create_index(op.f("ix_served_firm_dossier_id"), "served_firm", ["dossier_id"], unique=False)
    op.create_table(
        "service_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("scale", sa.Text(), nullable=False),
        sa.Column("revenue_percent", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_service_line_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_line")),
    )
    op.create_index(op.f("ix_service_line_dossier_id"), "service_line", ["dossier_id"], unique=False)
    op.create_table(
        "staff_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("education", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("duty", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_staff_member_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
    )
    op.create_index(op.f("ix_staff_member_dossier_id"), "staff_member", ["dossier_id"], unique=False)
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_verdict_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
        sa.UniqueConstraint("dossier_id", "condition", name=op.f("uq_verdict_dossier_id")),
    )
    op.create_index(op.f("ix_verdict_dossier_id"), "verdict", ["dossier_id"], unique=False)
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_citation_dossier_id")),
        sa.ForeignKeyConstraint(["scan_id"], ["scan.id"], name=op.f("fk_citation_scan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
    )
    op.create_index(op.f("ix_citation_dossier_id"), "citation", ["dossier_id"], unique=False)
    op.create_table(
        "draw",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("frame_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("digits", sa.Text(), nullable=False),
        sa.Column("digits_source", sa.Text(), nullable=False),
        sa.Column("witnesses", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drawn_at", sa.String(length=32), nullable=False),
        sa.Column("drawn_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_draw_dossier_id")),
        sa.ForeignKeyConstraint(["frame_id"], ["frame.id"], name=op.f("fk_draw_frame_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draw")),
        sa.UniqueConstraint("dossier_id", "sequence", name=op.f("uq_draw_dossier_id")),
    )
    op.create_index(op.f("ix_draw_dossier_id"), "draw", ["dossier_id"], unique=False)
    op.create_table(
        "seal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=False),
        sa.Column("seal_name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("keeper", sa.Text(), nullable=False),
        sa.Column("registered_at", sa.String(length=32), nullable=False),
        sa.Column("registered_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_seal_entry_dossier_id")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_seal_entry_paper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_entry")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_seal_entry_paper_id")),
    )
    op.create_index(op.f("ix_seal_entry_dossier_id"), "seal_entry", ["dossier_id"], unique=False)
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("opinion_id", sa.Integer(), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("ink", sa.Text(), nullable=False),
        sa.Column("ink_hash", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.String(length=32), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("journal_code", sa.Text(), nullable=False),
        sa.Column("record_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_signature_dossier_id")),
        sa.ForeignKeyConstraint(["opinion_id"], ["opinion.id"], name=op.f("fk_signature_opinion_id")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_signature_seat_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
    )
    op.create_index(op.f("ix_signature_dossier_id"), "signature", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_signature_ink_hash"), "signature", ["ink_hash"], unique=False)
    op.create_table(
        "answer",
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
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_answer_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_answer_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("draw_id", "place", name=op.f("uq_answer_draw_id")),
    )
    op.create_index(op.f("ix_answer_dossier_id"), "answer", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_answer_draw_id"), "answer", ["draw_id"], unique=False)
    op.create_table(
        "contact_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.String(length=32), nullable=False),
        sa.Column("attempted_by", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_contact_attempt_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_contact_attempt_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_attempt")),
    )
    op.create_index(op.f("ix_contact_attempt_dossier_id"), "contact_attempt", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_contact_attempt_draw_id"), "contact_attempt", ["draw_id"], unique=False)
    op.create_table(
        "drawn_firm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_drawn_firm_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_drawn_firm_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawn_firm")),
        sa.UniqueConstraint("draw_id", "place", name=op.f("uq_drawn_firm_draw_id")),
    )
    op.create_index(op.f("ix_drawn_firm_dossier_id"), "drawn_firm", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_drawn_firm_draw_id"), "drawn_firm", ["draw_id"], unique=False)
    op.create_table(
        "replacement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("draw_id", sa.Integer(), nullable=False),
        sa.Column("out_place", sa.Integer(), nullable=False),
        sa.Column("in_place", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaced_at", sa.String(length=32), nullable=False),
        sa.Column("replaced_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_replacement_dossier_id")),
        sa.ForeignKeyConstraint(["draw_id"], ["draw.id"], name=op.f("fk_replacement_draw_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replacement")),
        sa.UniqueConstraint("draw_id", "in_place", name="uq_replacement_in"),
        sa.UniqueConstraint("draw_id", "out_place", name="uq_replacement_out"),
    )
    op.create_index(op.f("ix_replacement_dossier_id"), "replacement", ["dossier_id"], unique=False)
    op.create_index(op.f("ix_replacement_draw_id"), "replacement", ["draw_id"], unique=False)
    for trigger in TRIGGERS:
        op.execute(sa.text(trigger.replace(":", "\\:")))
