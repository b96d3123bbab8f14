"""A TOML file read strictly: every wrong place is named by file and line, in a sentence an official can act on."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop_app.errors import Refusal


class WrongFile(Refusal):
    """A data file that can't be used; `file` and `place` say where, `says` holds both and what to do."""

    def __init__(self, file: str, place: str, what: str) -> None:
        super().__init__(f"{file}{'，' if place else ''}{place}：{what}", field=place)
        self.file = file
        self.place = place


@dataclass(frozen=True)
class Source:
    """The file's name and its lines, to find the place of a mistake."""

    name: str
    lines: tuple[str, ...]

    def line_of(self, pattern: str, after: int = 0, nth: int = 0) -> int:
        """The number of the `nth` line that matches `pattern` after line `after`, or `after` when there is none."""
        expression = re.compile(pattern)
        hits = [number for number, line in enumerate(self.lines, 1) if number > after and expression.match(line)]
        return hits[nth] if nth < len(hits) else after


def parse(name: str, data: bytes) -> Table:
    """The root table of a file's bytes; raises WrongFile when it isn't UTF-8 or isn't TOML."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise WrongFile(name, f"第 {line} 行", "不是 UTF-8 文字。请用 UTF-8 编码另存后再试。") from None
    try:
        values = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise WrongFile(name, _position(str(error)), _syntax(str(error))) from None
    except (ValueError, ArithmeticError):  # thousands of digits, or an exponent that no number can have
        raise WrongFile(name, "", "有一个数写得太长或太大，读不下去。请对照办法原文改正。") from None
    except RecursionError:  # brackets in brackets, thousands deep
        raise WrongFile(name, "", "括号套得太深，读不下去。请检查方括号和花括号是否成对。") from None
    return Table(Source(name, tuple(text.split("\n"))), values, "", 0)


def read(path: Path) -> Table:
    """The root table of the file at `path`; raises WrongFile, also when the file can't be read."""
    return parse(path.name, read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises WrongFile when it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongFile(
            path.name, "", f"文件读不出来（{error.strerror}）。请核对文件是否还在、是否有读取权限。"
        ) from None


def _position(message: str) -> str:
    found = re.search(r"at line (\d+), column (\d+)", message)
    return f"第 {found[1]} 行第 {found[2]} 个字" if found else "文件末尾"


def _syntax(message: str) -> str:
    if "Cannot overwrite" in message or "already" in message or "twice" in message:
        return "同一个名字写了两次。请删去其中一个。"
    if "string" in message or "control character" in message or "Illegal character" in message:
        return '引号没有成对。请检查这一行的英文引号“"”。'
    return "写法不对，读不下去。请检查这一行的等号、引号、逗号和括号是否齐全，并且是英文（半角）符号。"


class Table:
    """One table of the file. Each reading method takes its key away; `finish` refuses what nobody asked for."""

    def __init__(self, source: Source, values: dict[str, Any], place: str, line: int) -> None:
        self.source = source
        self.place = place
        self.line = line
        self._values = dict(values)
        self._asked: set[str] = set()

    def wrong(self, what: str, key: str = "") -> WrongFile:
        """The refusal of `what` at `key` in this table; the caller raises it."""
        line = self.line
        if key:
            line = self.source.line_of(rf"\s*(\[+)?\"?{re.escape(key)}\"?\s*(=|\])", self.line) or self.line
            if self.line and not self._mine(line):
                line = self.line
        where = f"第 {line} 行" if line else ""
        return WrongFile(self.source.name, where + (f"，{self.place}" if where and self.place else self.place), what)

    def _mine(self, line: int) -> bool:
        """Whether `line` comes before the next table of the file."""
        following = self.source.line_of(r"\s*\[", self.line)
        return following == self.line or line < following

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """The keys that are there, in the file's order."""
        return tuple(self._values)

    def without(self, *keys: str) -> Table:
        """This table less those keys."""
        return Table(self.source, {k: v for k, v in self._values.items() if k not in keys}, self.place, self.line)

    def merged(self, other: Table) -> Table:
        """This table with the other's values in place of its own, at the other's place."""
        return Table(self.source, {**self._values, **other._values}, other.place, other.line)

    def with_instead(self, entries: tuple[Table, ...]) -> Table:
        """This table with `entries` added to its `instead`."""
        own = self._values.get("instead", [])
        values = {**self._values, "instead": [*own, *(entry._values for entry in entries)]}
        return Table(self.source, values, self.place, self.line)

    def _take(self, key: str, kinds: tuple[type, ...], words: str, required: bool) -> Any:
        self._asked.add(key)
        value = self._values.get(key)
        if value is None:
            if required:
                raise self.wrong(f"缺“{key}”。请补上（{words}）。")
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise self.wrong(f"“{key}”应当是{words}，写的是 {_shown(value)}。请改正。", key)
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """A text that isn't empty; `default` where the key may be left out."""
        value = self._take(key, (str,), "文字，写在英文引号里", default is None)
        if value is None:
            return default or ""
        if not value.strip() and default is None:
            raise self.wrong(f"“{key}”是空的。请写上内容。", key)
        return str(value)

    def whole(self, key: str, default: int | None = None, *, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value = self._take(key, (int,), "整数，不加引号", default is None)
        if value is None:
            return default or 0
        if value < least:
            raise self.wrong(f"“{key}”不能小于 {least}，写的是 {value}。请改正。", key)
        return int(value)

    def number(self, key: str) -> Decimal | None:
        """A number, or None where the key is left out."""
        value = self._take(key, (int, Decimal), "数值，不加引号、不带单位", False)
        if value is None:
            return None
        found = Decimal(value)
        if not found.is_finite():
            raise self.wrong(f"“{key}”不是有限的数值。请改正。", key)
        return found

    def day(self, key: str) -> date | None:
        """A day (2017-07-03, without quotes), or None where the key is left out."""
        value = self._take(key, (date,), "日期，形如 2017-07-03，不加引号", False)
        return value.date() if isinstance(value, datetime) else value

    def days(self, key: str) -> tuple[date, ...]:
        """A list of days; empty where the key is left out."""
        words = "一串日期，形如 [2026-01-01, 2026-01-02]，不加引号"
        value = self._take(key, (list,), words, False) or []
        for part in value:
            if not isinstance(part, date) or isinstance(part, datetime):
                raise self.wrong(
                    f"“{key}”里的每一项都应当是日期（2026-01-01，不加引号），其中有 {_shown(part)}。请改正。", key
                )
        return tuple(value)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._take(key, (bool,), "true（是）或 false（否），不加引号", False)
        return default if value is None else bool(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one; empty where the key is left out."""
        value = self._take(key, (str, list), '一串文字，形如 ["甲", "乙"]', False)
        if value is None:
            return ()
        parts = [value] if isinstance(value, str) else value
        for part in parts:
            if not isinstance(part, str) or not part:
                raise self.wrong(f"“{key}”里的每一项都应当是文字，其中有 {_shown(part)}。请改正。", key)
        return tuple(parts)

    def table(self, key: str) -> Table | None:
        """The table under the key, or None."""
        value = self._take(key, (dict,), "一组“名字 = 内容”，写在 { } 里或 [段] 下", False)
        if value is None:
            return None
        line = self.source.line_of(rf"\s*(\[{re.escape(key)}\]|{re.escape(key)}\s*=)", self.line) or self.line
        if self.line and not self._mine(line):
            line = self.line
        return Table(self.source, value, f"{self.place}的“{key}”" if self.place else f"“{key}”", line)

    def tables(self, key: str, name: str) -> tuple[Table, ...]:
        """The tables of a list ([[key]] or key = [{…}]), each called `name` and its id in messages."""
        value = self._take(key, (list,), f"一串条目，每条以 [[{key}]] 开头", False) or []
        found = []
        for index, entry in enumerate(value):
            if not isinstance(entry, dict):
                raise self.wrong(f"“{key}”的第 {index + 1} 项应当写在 {{ }} 里，写的是 {_shown(entry)}。请改正。", key)
            line = self.line if self.place else self.source.line_of(rf"\s*\[\[{re.escape(key)}\]\]", 0, index)
            called = f"“{entry['id']}”" if isinstance(entry.get("id"), str) else f"第 {index + 1} 项"
            found.append(Table(self.source, entry, f"{self.place}{'的' if self.place else ''}{name}{called}", line))
        return tuple(found)

    def finish(self) -> None:
        """Refuse a key that nothing has asked for: a slip of the pen would otherwise pass in silence."""
        for key in self._values:
            if key not in self._asked:
                raise self.wrong(f"不认识“{key}”。{nearest(key, self._asked)}", key)


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known word, or all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"是否应为“{close[0]}”？请改正或删去。"
    return f"可用的是：{'、'.join(names)}。请改正或删去。"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"文字“{value}”"
    if isinstance(value, list):
        return "一串内容"
    if isinstance(value, dict):
        return "一组内容"
    return str(value)
