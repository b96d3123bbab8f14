"""From a notice's TOML file to a `Notice`: strictly, every figure with its article, nothing left hanging."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TypeVar

from desktop_app import paths
from desktop_app.errors import Refusal
from desktop_app.records.kinds import Channel, Level
from desktop_app.rules import clause_file, strict_toml, waivers
from desktop_app.rules.clause_file import one_of, unique
from desktop_app.rules.edition import NameRule
from desktop_app.rules.notice import (
    AtMost,
    Authority,
    ChannelRule,
    Deadline,
    Demand,
    HandIn,
    NoDouble,
    Notice,
    OfficeDocument,
    OneACity,
)
from desktop_app.rules.regulation import Regulation
from desktop_app.rules.strict_toml import Table

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_Row = TypeVar("_Row", Authority, ChannelRule, OneACity, OfficeDocument, Demand)


@dataclass(frozen=True)
class Shelf:
    """Where a notice finds what it rests on: the text of a notice by its id (None without one), an edition by its id
    (raises Refusal without one), and the forms."""

    text: Callable[[str], bytes | None]
    edition: Callable[[str], Regulation]
    forms: Path = paths.FORMS


def read(path: Path, shelf: Shelf) -> Notice:
    """The notice in the file at `path`, whose name has to be its id; raises WrongFile."""
    data = strict_toml.read_bytes(path)
    root = strict_toml.parse(path.name, data)
    notice_id = root.text("id")
    if notice_id != path.stem:
        raise root.wrong(f"编号“{notice_id}”和文件名“{path.stem}”不一致。请改成一致。", "id")
    return parse(path.name, data, shelf)


def parse(name: str, data: bytes, shelf: Shelf, above: tuple[str, ...] = ()) -> Notice:
    """The notice in the bytes of a file called `name`; `above` are the ids of those that rest on it. Raises
    WrongFile."""
    root = strict_toml.parse(name, data)
    notice_id = root.text("id")
    if not _ID.fullmatch(notice_id):
        raise root.wrong(f"编号“{notice_id}”只能用小写字母、数字和连字符。请改正。", "id")
    base = _rests_on(root, (notice_id, *above), shelf)
    edition = _edition(root, shelf)
    reader = _Reader(root, root.text("number"))
    digest = hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
    made = reader.notice(notice_id, digest, edition, base)
    if not shelf.forms.joinpath(f"{made.summary}.toml").is_file():
        says = f"表样“{made.summary}”不在 forms 文件夹里。请放入 forms/{made.summary}.toml，或改正 summary。"
        raise root.wrong(says, "summary")
    root.finish()
    return made


def _rests_on(root: Table, chain: tuple[str, ...], shelf: Shelf) -> Notice | None:
    """The notice that this one rests on; refuses a circle."""
    wanted = root.text("rests_on", "")
    if not wanted:
        return None
    if wanted in chain:
        raise root.wrong(f"通知“{wanted}”绕了一圈又以自己为依据。请改正 rests_on，或删去这一行。", "rests_on")
    data = shelf.text(wanted)
    if data is None:
        says = f"没有编号为“{wanted}”的通知文件。请先添加那一份，或改正 rests_on。"
        raise root.wrong(says, "rests_on")
    return parse(f"{wanted}.toml", data, shelf, chain)


def _edition(root: Table, shelf: Shelf) -> Regulation:
    wanted = root.text("regulation")
    try:
        return shelf.edition(wanted)
    except strict_toml.WrongFile:
        raise
    except Refusal:
        says = f"没有编号为“{wanted}”的办法文件。请核对 regulation，或先添加那份办法。"
        raise root.wrong(says, "regulation") from None


class _Reader:
    """Reads one notice's sections; `_cite` puts the notice's number before each article."""

    def __init__(self, root: Table, number: str) -> None:
        self._root, self._number = root, number
        self._authorities: tuple[str, ...] = ()

    def notice(self, notice_id: str, digest: str, edition: Regulation, base: Notice | None) -> Notice:
        """All of it, less what must not hang in the air outside the file."""
        root = self._root
        authorities = self._rows("authority", "推荐单位", self._authority)
        if not authorities:
            raise root.wrong("没有写哪些单位可以推荐、各推荐几家。请补上 [[authority]]。")
        self._authorities = tuple(row.id for row in authorities)
        channels = self._rows("channel", "渠道", self._channel)
        if not any(row.counts for row in channels):
            raise root.wrong("没有一个渠道计入名额，名额无从算起。请给占名额的 [[channel]] 写上 counts = true。")
        waives = root.table("waives")
        return Notice(
            id=notice_id,
            digest=digest,
            number=self._number,
            title=root.text("title"),
            short=root.text("short"),
            issuer=root.text("issuer"),
            year=self._year(),
            regulation=edition.id,
            summary=root.text("summary"),
            deadline=self._deadline(),
            hand_in=self._hand_in(),
            names=self._names(base),
            functions=self._at_most("functions", base.functions if base else AtMost()),
            statement=self._at_most("statement", base.statement if base else AtMost()),
            no_double=self._no_double(base),
            authorities=authorities,
            channels=channels,
            one_a_city=self._rows("one_a_city", "一地一家的规定", lambda table: self._one_a_city(table, channels)),
            documents=self._rows("document", "推荐单位的文件", self._document),
            demands=self._rows("demand", "另外的要求", self._demand),
            waiver=waivers.read(waives, self._number, edition) if waives else None,
        )

    def _cite(self, table: Table, key: str = "article") -> str:
        article = clause_file.article(table) if key == "article" else table.text(key)
        return f"{self._number}{article}"

    def _section(self, name: str, about: str) -> Table:
        table = self._root.table(name)
        if table is None:
            raise self._root.wrong(f"缺 [{name}] 一段（{about}）。请对照通知补上。")
        return table

    def _year(self) -> int:
        year = self._root.whole("year")
        if not 2000 <= year <= 2999:
            raise self._root.wrong(f"“year”应当是四位数的年份，写的是 {year}。请改正。", "year")
        return year

    def _deadline(self) -> Deadline:
        table = self._section("deadline", "截止时间")
        day, clock = table.day("on"), table.text("at", "")
        if day is None:
            raise table.wrong("没有写截止日（on）。请补上，例如 on = 2019-07-15。")
        found = _CLOCK.fullmatch(clock)
        if clock and not found:
            raise table.wrong(f'“at”应当是钟点，写成 "17:30" 的样子，写的是“{clock}”。请改正。', "at")
        at = time(int(found[1]), int(found[2])) if found else None
        made = Deadline(self._cite(table), table.text("says"), day, at)
        table.finish()
        return made

    def _hand_in(self) -> HandIn:
        table = self._section("hand_in", "报送的份数和地方")
        copies, discs = table.whole("paper_copies", least=1), table.whole("discs", 0)
        made = HandIn(self._cite(table), table.text("says"), copies, discs, table.text("to"), table.text("by", ""))
        table.finish()
        return made

    def _names(self, base: Notice | None) -> NameRule:
        table = self._root.table("platform_name")
        if table is None:
            return base.names if base else NameRule()
        ends, without, starts = table.texts("ends_with"), table.texts("without"), table.texts("starts_with")
        if not (ends or without or starts):
            raise table.wrong("没有写名称以什么开头（starts_with）、结尾（ends_with）或不得含什么（without）。请补上。")
        rule = NameRule(ends, without, self._cite(table), starts)
        table.finish()
        return rule

    def _at_most(self, name: str, base: AtMost) -> AtMost:
        table = self._root.table(name)
        if table is None:
            return base
        made = AtMost(table.whole("at_most", least=1), self._cite(table))
        table.finish()
        return made

    def _no_double(self, base: Notice | None) -> NoDouble:
        table = self._root.table("no_double")
        if table is None:
            return base.no_double if base else NoDouble()
        made = NoDouble(self._cite(table), table.text("says"))
        table.finish()
        return made

    def _rows(self, key: str, what: str, reader: Callable[[Table], _Row]) -> tuple[_Row, ...]:
        tables = self._root.tables(key, what)
        found = []
        for table in tables:
            found.append(reader(table))
            table.finish()
        unique(tables, [row.id for row in found], what)
        return tuple(found)

    def _authority(self, table: Table) -> Authority:
        levels = table.texts("levels")
        if not levels:
            raise table.wrong('没有写是哪一级单位（levels）。请补上，例如 levels = ["province"]。')
        for level in levels:
            one_of(table, "levels", level, [kind.value for kind in Level], "单位级别")
        codes = table.texts("codes")
        for code in codes:
            if not (code.isdigit() and len(code) in (2, 4, 6)):
                raise table.wrong(f"“codes”应当是行政区划代码的开头（2、4 或 6 位数字），写的是“{code}”。", "codes")
        names = table.texts("names")
        return Authority(
            id=self._id(table),
            label=table.text("label"),
            article=self._cite(table),
            says=table.text("says"),
            at_most=table.whole("at_most", least=1),
            levels=levels,
            codes=codes,
            words=table.texts("words"),
            names=names,
            names_article=self._cite(table, "names_article") if names else "",
        )

    def _id(self, table: Table) -> str:
        found = table.text("id")
        if not _ID.fullmatch(found):
            raise table.wrong(f"编号“{found}”只能用小写字母、数字和连字符。请改正。", "id")
        return found

    def _whose(self, table: Table) -> tuple[str, ...]:
        """The authorities that a row is for: all of them where the key is left out."""
        if not table.has("authorities"):
            return self._authorities
        found = table.texts("authorities")
        for name in found:
            one_of(table, "authorities", name, self._authorities, "推荐单位")
        return found

    def _channel(self, table: Table) -> ChannelRule:
        channel = table.text("id")
        one_of(table, "id", channel, [kind.value for kind in Channel], "渠道")
        if not table.has("counts"):
            raise table.wrong("没有写是否计入名额（counts）。请补上 counts = true 或 counts = false。")
        counts, direct = table.flag("counts", False), table.text("directly_to", "")
        made = ChannelRule(channel, self._cite(table), counts, self._whose(table), direct)
        if not made.authorities and not direct:
            raise table.wrong(
                "没有单位可以用这个渠道，也没有写直接报到哪里（directly_to）。请补上一项。", "authorities"
            )
        return made

    def _one_a_city(self, table: Table, channels: tuple[ChannelRule, ...]) -> OneACity:
        named = table.texts("channels")
        if len(named) < 1:
            raise table.wrong("没有写合在一起算的是哪些渠道（channels）。请补上。")
        for channel in named:
            one_of(table, "channels", channel, [row.id for row in channels], "渠道")
        most = table.whole("at_most", 1, least=1)
        return OneACity(self._id(table), self._cite(table), table.text("says"), named, most)

    def _document(self, table: Table) -> OfficeDocument:
        return OfficeDocument(self._id(table), self._cite(table), table.text("name"), self._whose(table))

    def _demand(self, table: Table) -> Demand:
        return Demand(self._id(table), self._cite(table), table.text("says"), self._whose(table))
