"""What the screens read about the office and its people. Plain values, quick to load."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.records.kinds import Level, Role


@dataclass(frozen=True)
class Colleague:
    """An operator as the screens see one: without the secret."""

    id: int
    name: str
    role_set: frozenset[Role]
    active: bool = True

    @property
    def roles_said(self) -> str:
        """The roles in words, in their usual order: 经办员、审核员."""
        return "、".join(role.label for role in Role if role in self.role_set)


@dataclass(frozen=True)
class Door:
    """What stands at the door of an office before anybody is signed in."""

    folder: str
    name: str
    region_code: str
    level: Level
    colleagues: tuple[Colleague, ...]
    signed_in: Colleague | None


@dataclass(frozen=True)
class StaffBoard:
    """Who works in the office; `me` is who is signed in."""

    me: Colleague
    colleagues: tuple[Colleague, ...]

    @property
    def i_administer(self) -> bool:
        """Whether `me` may change the others."""
        return Role.ADMINISTRATOR in self.me.role_set


@dataclass(frozen=True)
class Place:
    """What is known about a folder before it is opened: whether an office lies there, and a caution."""

    folder: str
    has_office: bool
    empty: bool
    caution: str = ""
    caution_says: str = ""
