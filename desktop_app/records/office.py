"""The office itself and the people who work in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desktop_app.records.base import Record
from desktop_app.records.kinds import Level, Role


class OfficeProfile(Record):
    """The recommending authority (推荐单位); a single row with id 1.

    `region_code` is the GB/T 2260 code (6 digits); `level` a `kinds.Level` value.
    """

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str]
    region_code: Mapped[str]
    level: Mapped[str] = mapped_column(default=Level.PROVINCE.value)
    made_at: Mapped[datetime]


class Operator(Record):
    """A person who signs in; `roles` is a comma-separated list of `kinds.Role` values."""

    __tablename__ = "operator"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    name: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    roles: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime]

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles as members of `Role`."""
        return frozenset(Role(value) for value in self.roles.split(",") if value)
