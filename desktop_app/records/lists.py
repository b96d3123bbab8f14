"""The three lists of the application report: served firms, staff, equipment."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record


class ServedFirm(Record):
    """One row of 服务的中小企业名单及服务评价表; `grade` is a `kinds.ListGrade` value or empty."""

    __tablename__ = "served_firm"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    service: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    uscc: Mapped[str] = mapped_column(default="")


class StaffMember(Record):
    """One row of 主要管理人员和服务人员名单及职称情况一览表."""

    __tablename__ = "staff_member"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    sex: Mapped[str] = mapped_column(default="")
    age: Mapped[int | None] = mapped_column(default=None)
    education: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    """职称."""
    duty: Mapped[str] = mapped_column(default="")
    """主管工作."""


class Equipment(Record):
    """One row of 主要服务设备、仪器及软件清单; money in 万元."""

    __tablename__ = "equipment"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    model: Mapped[str] = mapped_column(default="")
    quantity: Mapped[int | None] = mapped_column(default=None)
    price_wan: Mapped[Decimal | None] = mapped_column(default=None)
    amount_wan: Mapped[Decimal | None] = mapped_column(default=None)
    bought: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
