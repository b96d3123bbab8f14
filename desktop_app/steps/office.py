"""Opening an office and the people who work in it: make, open, sign in, operators and their roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Level, Role
from desktop_app.records.office import Operator
from desktop_app.rules import regions
from desktop_app.steps import edition_texts
from desktop_app.steps.office_board import Colleague, Door, Place, StaffBoard
from desktop_app.store import passwords, places
from desktop_app.store.office import Clock, Office, utc_now


def look_at(folder: str) -> Place:
    """What is known about `folder` (as typed); needs no office and never fails."""
    caution = places.warn(folder, places.mount_table())
    path = Path(folder.strip())
    try:
        has_office = bool(folder.strip()) and (path / "office.db").is_file()
        empty = not path.is_dir() or not any(path.iterdir())
    except OSError:
        has_office, empty = False, False
    if caution is None:
        return Place(folder, has_office, empty)
    return Place(folder, has_office, empty, caution.title, caution.says)


def create_office(
    folder: str, *, name: str, region_code: str, level: Level,
    administrator: str, password: str, again: str, roles: Iterable[Role], clock: Clock = utc_now,
) -> Office:  # fmt: skip
    """Make an office in `folder`; its administrator is signed in.

    Raises Refusal, with the field, for what is missing or wrong, and for a folder that cannot be used.
    """
    if not folder.strip():
        raise Refusal("还没有选择文件夹位置。请选择或输入一个本机文件夹。", field="folder")
    if not regions.is_code(region_code.strip()):
        raise Refusal("行政区划代码应为 6 位数字，并以省级代码开头，例如河南省为 410000。", field="region_code")
    if password != again:
        raise Refusal("两次输入的口令不一样。请重新输入。", field="again")
    return Office.create(
        Path(folder.strip()), name=name, region_code=region_code.strip(), level=level.value,
        administrator=administrator, password=password, roles=frozenset(roles), clock=clock,
    )  # fmt: skip


def open_office(folder: str, clock: Clock = utc_now) -> Office:
    """Open the office in `folder`; raises Refusal when that cannot be done, and says why."""
    if not folder.strip():
        raise Refusal("还没有选择文件夹。请选择办公文件夹。", field="folder")
    office = Office.open(Path(folder.strip()), clock=clock)
    edition_texts.keep_all(office)
    return office


def door(office: Office) -> Door:
    """The office's name and the people who may sign in, by the order in which they came."""
    profile = office.profile
    with office.read() as session:
        people = tuple(_colleague(row) for row in _rows(session) if row.active)
    return Door(
        folder=str(office.folder),
        name=profile.name,
        region_code=profile.region_code,
        level=Level(profile.level),
        colleagues=people,
        signed_in=None if office.operator is None else _colleague(office.operator),
    )


def sign_in(office: Office, name: str, password: str) -> Colleague:
    """Let an operator in; raises Refusal when name and password do not belong together."""
    return _colleague(office.sign_in(name, password))


def sign_out(office: Office) -> None:
    """Nobody is signed in any more."""
    office.sign_out()


def staff(office: Office) -> StaffBoard:
    """Everybody who works or worked in the office; raises Refusal when nobody is signed in."""
    with office.read() as session:
        people = tuple(_colleague(row) for row in _rows(session))
    return StaffBoard(me=_me(office), colleagues=people)


def add_operator(office: Office, name: str, roles: Iterable[Role], password: str) -> StaffBoard:
    """A new colleague with `roles` and a first password; raises Refusal for an empty or taken name, or no role."""
    held = _held(roles)
    wanted = name.strip()
    if not wanted:
        raise Refusal("还没有填写姓名。", field="name")
    secret = passwords.hashed(password)
    with office.act("office.operator_added") as act:
        if any(row.name == wanted for row in _rows(act.session)):
            raise Refusal(f"已有名为“{wanted}”的操作员。同名请加字区分，例如“{wanted}（二处）”。", field="name")
        act.add(Operator(name=wanted, password_hash=secret, roles=held, made_at=office.now()))
    return staff(office)


def change_operator(office: Office, operator_id: int, roles: Iterable[Role], password: str = "") -> StaffBoard:
    """Give an operator other roles and, if `password` isn't empty, another password.

    Raises Refusal when no administrator would be left, or the password is too short.
    """
    held = _held(roles)
    secret = passwords.hashed(password) if password else ""
    with office.act("office.operator_changed") as act:
        row = act.change(_row(act.session, operator_id), roles=held)
        if secret:
            act.change(row, password_hash=secret)
        _keep_an_administrator(act.session)
    _renew(office)
    return staff(office)


def set_active(office: Office, operator_id: int, active: bool) -> StaffBoard:
    """Let an operator sign in or not; raises Refusal for oneself, and when no administrator would be left."""
    with office.act("office.operator_activated" if active else "office.operator_deactivated") as act:
        act.change(_row(act.session, operator_id), active=active)
        _keep_an_administrator(act.session)
        if not active and operator_id == _me(office).id:
            raise Refusal("不能停用自己。请由另一名管理员停用。")
    return staff(office)


def change_own_password(office: Office, old: str, new: str, again: str) -> datetime:
    """Another password for whoever is signed in, who proves the old one; returns when it was changed."""
    me = _me(office)
    if new != again:
        raise Refusal("两次输入的新口令不一样。请重新输入。", field="again")
    with office.act("office.password_changed") as act:
        row = _row(act.session, me.id)
        if not passwords.fits(old, row.password_hash):
            raise Refusal("原口令不对，没有修改。请重新输入。", field="old")
        act.change(row, password_hash=passwords.hashed(new))
    return office.now()


# ------------------------------------------------------------------ small parts
def _rows(session: Session) -> tuple[Operator, ...]:
    return tuple(session.scalars(select(Operator).order_by(Operator.id)))


def _row(session: Session, operator_id: int) -> Operator:
    found = session.get(Operator, operator_id)
    if found is None:
        raise Refusal("没有这名操作员。请刷新后再试。")
    return found


def _colleague(row: Operator) -> Colleague:
    return Colleague(row.id, row.name, row.role_set, row.active)


def _me(office: Office) -> Colleague:
    if office.operator is None:
        raise Refusal("还没有登录。请先登录。")
    return _colleague(office.operator)


def _renew(office: Office) -> None:
    """Let new roles of whoever is signed in count at once."""
    if office.operator is not None:
        with office.read() as session:
            office.operator = _row(session, office.operator.id)


def _held(roles: Iterable[Role]) -> str:
    chosen = set(roles)
    if not chosen:
        raise Refusal("还没有选择角色。请至少选一个。", field="roles")
    return ",".join(role.value for role in Role if role in chosen)


def _keep_an_administrator(session: Session) -> None:
    if not any(row.active and Role.ADMINISTRATOR in row.role_set for row in _rows(session)):
        raise Refusal("至少要留一名在用的管理员，没有修改。请先让另一名操作员担任管理员。", field="roles")
