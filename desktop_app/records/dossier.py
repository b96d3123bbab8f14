"""A dossier (案卷) and the application form (申请表) that it holds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record
from desktop_app.records.kinds import Channel


class Dossier(Record):
    """One application under one edition of one regulation, pinned to the edition's id and digest."""

    __tablename__ = "dossier"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    number: Mapped[str] = mapped_column(unique=True)
    """2024-0001: year of acceptance and running number."""
    regulation_id: Mapped[str]
    regulation_digest: Mapped[str]
    accepted_on: Mapped[date]
    opened_at: Mapped[datetime]
    platform_name: Mapped[str] = mapped_column(default="")
    """平台名称."""
    applicant_name: Mapped[str] = mapped_column(default="")
    """申请单位名称, as on its seal."""
    uscc: Mapped[str] = mapped_column(default="")
    """统一社会信用代码."""
    region_code: Mapped[str] = mapped_column(default="")
    """GB/T 2260 code of the place where the applicant is registered."""
    legal_form: Mapped[str] = mapped_column(default="")
    """A `kinds.LegalForm` value or empty."""
    western: Mapped[bool] = mapped_column(default=False)
    """In the area of the western-development policy (享受西部大开发政策区域)."""
    functions: Mapped[str] = mapped_column(default="")
    """Ids of the functions applied for (服务功能类别), comma-separated, in the regulation's order."""
    channel: Mapped[str] = mapped_column(default=Channel.PROVINCIAL_QUOTA.value)
    statement: Mapped[str] = mapped_column(default="")
    """示范性表述."""
    intake_finished_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def function_ids(self) -> tuple[str, ...]:
        """The functions applied for."""
        return tuple(part for part in self.functions.split(",") if part)


class Application(Record):
    """The boxes of the application form that hold one value each; money in 万元, areas in m²."""

    __tablename__ = "application"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    filed_on: Mapped[date | None] = mapped_column(default=None)
    registered_on: Mapped[date | None] = mapped_column(default=None)
    nature: Mapped[str] = mapped_column(default="")
    """单位性质, as written."""
    legal_representative: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    fax: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    """网址及备案号."""
    email: Mapped[str] = mapped_column(default="")
    capital_wan: Mapped[Decimal | None] = mapped_column(default=None)
    total_assets_wan: Mapped[Decimal | None] = mapped_column(default=None)
    """上年末总资产."""
    equipment_count: Mapped[int | None] = mapped_column(default=None)
    equipment_price_wan: Mapped[Decimal | None] = mapped_column(default=None)
    equipment_share_typed: Mapped[Decimal | None] = mapped_column(default=None)
    """占总资产%, as the paper says; the computed share is `rules.intake.equipment_share`."""
    premises_m2: Mapped[Decimal | None] = mapped_column(default=None)
    premises_owned_m2: Mapped[Decimal | None] = mapped_column(default=None)
    premises_rented_m2: Mapped[Decimal | None] = mapped_column(default=None)
    staff_count: Mapped[int | None] = mapped_column(default=None)
    professionals_count: Mapped[int | None] = mapped_column(default=None)
    """大专及以上学历和中级及以上技术职称的专业人员."""
    professionals_share_typed: Mapped[Decimal | None] = mapped_column(default=None)
    qualifications: Mapped[str] = mapped_column(default="")
    """获得专业服务资质情况."""
    signed_bodies: Mapped[str] = mapped_column(default="")
    """签订合作协议的单位, as written; `rules.names.listed` takes it apart."""
    other_bodies: Mapped[str] = mapped_column(default="")
    """其他合作单位."""
    government_support: Mapped[str] = mapped_column(default="")
    recognition_documents: Mapped[str] = mapped_column(default="")
    """省级示范平台认定或国家部委、全国性行业协会的相关认定的文件名称及文号."""
    audit_code: Mapped[str] = mapped_column(default="")
    """Verification code of the audit report (财会〔2023〕15号)."""
    audit_code_checked: Mapped[bool] = mapped_column(default=False)


class Investor(Record):
    """One row of 主要投资方."""

    __tablename__ = "investor"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(default="")
    nature: Mapped[str] = mapped_column(default="")
    share_percent: Mapped[Decimal | None] = mapped_column(default=None)


class OperatingYear(Record):
    """One row of 运营管理情况; money in 万元."""

    __tablename__ = "operating_year"
    __table_args__ = (UniqueConstraint("dossier_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    year: Mapped[int]
    revenue_wan: Mapped[Decimal | None] = mapped_column(default=None)
    service_revenue_wan: Mapped[Decimal | None] = mapped_column(default=None)
    assets_wan: Mapped[Decimal | None] = mapped_column(default=None)
    profit_wan: Mapped[Decimal | None] = mapped_column(default=None)
    tax_wan: Mapped[Decimal | None] = mapped_column(default=None)
    firms_served: Mapped[int | None] = mapped_column(default=None)


class ServiceLine(Record):
    """One row of 平台服务能力及业绩."""

    __tablename__ = "service_line"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]
    content: Mapped[str] = mapped_column(default="")
    scale: Mapped[str] = mapped_column(default="")
    """服务规模（家、人/次）, as written."""
    revenue_percent: Mapped[Decimal | None] = mapped_column(default=None)


class Narrative(Record):
    """One of the seven sections of 情况说明."""

    __tablename__ = "narrative"
    __table_args__ = (UniqueConstraint("dossier_id", "section"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    section: Mapped[int]
    text: Mapped[str] = mapped_column(default="")


class DeclaredFigure(Record):
    """A figure that only this dossier's regulation asks for; `name` is declared in the regulation's file.

    `year` is 0 for a figure that isn't asked by year.
    """

    __tablename__ = "declared_figure"
    __table_args__ = (UniqueConstraint("dossier_id", "name", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    name: Mapped[str]
    year: Mapped[int] = mapped_column(default=0)
    value: Mapped[Decimal | None] = mapped_column(default=None)
