"""The one handle to an office: its folder, its database, its vault, and who is signed in."""

from __future__ import annotations

import getpass
import json
import platform
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from desktop_app.errors import Refusal
from desktop_app.records.kinds import Role
from desktop_app.records.office import OfficeProfile, Operator
from desktop_app.store import acts, backup, migrate, passwords
from desktop_app.store.connection import engine_for
from desktop_app.store.vault import Vault, disk_refusal

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of the machine, in UTC."""
    return datetime.now(UTC)


class Office:
    """An open office folder. Used from one thread at a time; holds the folder's lock until `close`."""

    def __init__(self, folder: Path, lock: FileLock, engine: Engine, clock: Clock) -> None:
        self.folder = folder
        self.clock = clock
        self.vault = Vault(folder / "vault")
        self.operator: Operator | None = None
        self._touched: set[str] = set()
        self._lock = lock
        self._engine = engine

    @classmethod
    def create(
        cls, folder: Path, *, name: str, region_code: str, level: str,
        administrator: str, password: str, roles: frozenset[Role] = frozenset(), clock: Clock = utc_now,
    ) -> Office:  # fmt: skip
        """Make an office in `folder` (made if it isn't there) with its first administrator, who is signed in.

        `region_code` is GB/T 2260, 6 digits. Raises Refusal for missing values, a folder that already holds an
        office, or a disk that cannot be written.
        """
        for field, value, label in (("name", name, "推荐单位名称"), ("administrator", administrator, "管理员姓名")):
            if not value.strip():
                raise Refusal(f"还没有填写{label}。", field=field)
        if not (len(region_code) == 6 and region_code.isdecimal() and region_code.isascii()):
            raise Refusal("行政区划代码应为 6 位数字，例如河南省为 410000。", field="region_code")
        secret = passwords.hashed(password)
        if (folder / "office.db").exists():
            raise Refusal("这个文件夹里已经有办公室。请直接打开，或另选一个文件夹。", field="folder")
        office = cls._enter(folder, clock, make=True)
        try:
            migrate.upgrade(office._engine)
            held = ",".join(role.value for role in Role if role in roles | {Role.ADMINISTRATOR})
            first = Operator(name=administrator.strip(), password_hash=secret, roles=held, made_at=office.now())
            office.operator = first
            with office.act("office.made") as act:
                act.add(OfficeProfile(name=name.strip(), region_code=region_code, level=level, made_at=office.now()))
                act.add(first)
        except BaseException:
            office.close()
            raise
        return office

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = utc_now) -> Office:
        """Open the office in `folder`; nobody is signed in yet.

        Copies the database once a day and before migrating it. Raises Refusal when there is none, somebody else
        holds it, it is damaged, a newer program made it, or the folder cannot be written.
        """
        if not (folder / "office.db").is_file():
            raise Refusal("这个文件夹里没有 office.db。请选择办公文件夹，或新建办公室。", field="folder")
        office = cls._enter(folder, clock, make=False)
        try:
            office._refuse_damage()
            day = office.now().strftime("office-%Y%m%d")
            if not migrate.is_current(office._engine):
                backup.make_copy(folder, office.now(), "before-migrating")
                migrate.upgrade(office._engine)
            elif not any(copy.name.startswith(day) for copy in backup.copies(folder)):
                backup.make_copy(folder, office.now(), "daily")
            _ = office.profile
        except BaseException:
            office.close()
            raise
        return office

    @classmethod
    def _enter(cls, folder: Path, clock: Clock, *, make: bool) -> Office:
        try:
            if make:
                folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".write-probe"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise disk_refusal(error, "打开办公文件夹") from error
        lock = FileLock(folder / "office.lock", is_singleton=False)
        holder = folder / "office.holder"
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise Refusal(f"{_held_by(holder)}请先在那里退出。", field="folder") from None
        try:
            told = {"user": getpass.getuser(), "machine": platform.node(), "since": clock().isoformat()}
            holder.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            office = cls(folder, lock, engine_for(folder / "office.db"), clock)
            office.vault.make()
        except OSError as error:
            lock.release()
            raise disk_refusal(error, "打开办公文件夹") from error
        return office

    def _refuse_damage(self) -> None:
        says = "office.db 已损坏，没有打开，也没有改动。请从 backups 文件夹恢复最近的备份。"
        try:
            with closing(sqlite3.connect(f"file:{(self.folder / 'office.db').as_posix()}?mode=ro", uri=True)) as file:
                if file.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                    raise Refusal(says, field="folder")
                file.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise Refusal(says, field="folder") from error

    @property
    def profile(self) -> OfficeProfile:
        """Name, region and level of the authority; raises Refusal when the database holds none."""
        with self.read() as session:
            found = session.get(OfficeProfile, 1)
        if found is None:
            raise Refusal("office.db 不是本程序的办公室数据库。请选择正确的文件夹。", field="folder")
        return found

    @property
    def operator_name(self) -> str:
        """Who is signed in; empty when nobody is, and then the door lets nothing be written."""
        return self.operator.name if self.operator is not None else ""

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self.clock().astimezone(UTC)

    def today(self) -> date:
        """The present day where the office is."""
        return self.clock().astimezone().date()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading; its rows are plain values afterwards."""
        with Session(self._engine, expire_on_commit=False) as session:
            yield session
            session.expunge_all()

    @contextmanager
    def act(self, kind: str, dossier_id: int | None = None, *, reason: str = "") -> Iterator[acts.Act]:
        """The door for writing: one transaction, one journal entry of `kind` ("survey.drawn").

        Raises Refusal when nobody is signed in, the operator's roles do not allow it, or the dossier is frozen by a
        seal and no reason is given; with a reason the stamped papers become void and the act goes on.
        """
        if self.operator is None:
            raise Refusal("还没有登录。请先登录。")
        with acts.acting(self._engine, self.operator, kind, dossier_id, self.now(), reason, self._done) as act:
            yield act

    def _done(self, act: acts.Act) -> None:
        self._touched |= act.tables

    def take_touched(self) -> frozenset[str]:
        """The tables that acts have written since this was last asked."""
        touched, self._touched = frozenset(self._touched), set()
        return touched

    def sign_in(self, name: str, password: str) -> Operator:
        """Let an operator in; raises Refusal when name and password do not belong together."""
        with self.read() as session:
            found = session.scalars(select(Operator).where(Operator.name == name.strip())).first()
        if found is None or not found.active or not passwords.fits(password, found.password_hash):
            raise Refusal("姓名或口令不对。请核对后重新输入，忘记口令请管理员重设。", field="password")
        self.operator = found
        return found

    def sign_out(self) -> None:
        """Nobody is signed in any more."""
        self.operator = None

    def close(self) -> None:
        """Let go of the folder."""
        self.operator = None
        self._engine.dispose()
        with suppress(OSError):
            (self.folder / "office.holder").unlink(missing_ok=True)
        self._lock.release()


def _held_by(holder: Path) -> str:
    """Who has the folder open, as far as their own note says."""
    try:
        told = json.loads(holder.read_text(encoding="utf-8"))
        since = datetime.fromisoformat(told["since"]).astimezone()
        return f"办公文件夹正由 {told['machine']} 上的 {told['user']} 使用（{since:%m-%d %H:%M} 起）。"
    except (OSError, ValueError, KeyError, TypeError):
        return "办公文件夹正由另一个程序使用。"
