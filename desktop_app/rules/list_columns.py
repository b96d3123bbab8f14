"""The columns of the three official lists, and how a header row is found among titles and notes.

Offices move columns, add their own, write the header in two rows and the unit into it; what counts is what a
heading says, not where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.records.kinds import Kind
from desktop_app.rules import names
from desktop_app.rules.grid import Grid


class ListKind(Kind):
    """Which of the application report's lists."""

    FIRMS = "firms", "服务企业名单"
    STAFF = "staff", "人员名单"
    EQUIPMENT = "equipment", "设备清单"


@dataclass(frozen=True)
class Column:
    """One column: `label` as the official form heads it, `heading` what other headings are taken for it.

    `essential` columns are named when the header isn't recognised. `group` is the heading above a two-row header.
    """

    name: str
    label: str
    heading: str
    essential: bool = False
    official: bool = True
    group: str = ""


@dataclass(frozen=True)
class Layout:
    """One official list: its full title, its columns in the official order, the note below it."""

    kind: ListKind
    title: str
    columns: tuple[Column, ...]
    note: str = ""

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


_NUMBER = Column("no", "序号", r"序号|编号|序|no\.?|№")
GRADES = ("grade.satisfied", "grade.basically", "grade.dissatisfied")

LAYOUTS: dict[ListKind, Layout] = {
    ListKind.FIRMS: Layout(
        ListKind.FIRMS,
        "服务的中小企业名单及服务评价表",
        (
            _NUMBER,
            Column(
                "name",
                "服务企业名称",
                r".*(?:企业|单位|公司|机构|客户)(?:名称|全称)|名称|服务(?:的)?(?:中小)?企业",
                True,
            ),
            Column("contact", "联系人", r".*联系人(?:姓名)?|企业负责人|负责人", True),
            Column("phone", "联系电话", r".*(?:电话|手机|联系方式).*", True),
            Column("service", "服务内容简述", r".*服务(?:内容|项目|事项|情况).*", True),
            Column(GRADES[0], "满意", r"(?:很|非常)?满意", group="企业满意度"),
            Column(GRADES[1], "基本满意", r"基本满意|较满意|一般", group="企业满意度"),
            Column(GRADES[2], "不满意", r"不满意", group="企业满意度"),
            Column("grade", "企业满意度", r".*(?:满意度|满意情况|评价).*", True, official=False),
            Column("uscc", "统一社会信用代码", r".*(?:信用代码|机构代码).*", official=False),
        ),
        "备注：填写不少于100家",
    ),
    ListKind.STAFF: Layout(
        ListKind.STAFF,
        "主要管理人员和服务人员名单及职称情况一览表",
        (
            _NUMBER,
            Column("name", "姓名", r".*姓名|名字", True),
            Column("sex", "性别", r"性别"),
            Column("age", "年龄", r"年龄.*"),
            Column("education", "学历", r".*(?:学历|文化程度).*", True),
            Column("post", "职务", r"(?:现任|行政)?职务|岗位|职位"),
            Column("title", "职称", r".*(?:职称|技术职务|专业资格).*", True),
            Column("duty", "主管工作", r".*(?:主管|分管|负责|从事|承担).*工作.*|工作内容|岗位职责"),
        ),
    ),
    ListKind.EQUIPMENT: Layout(
        ListKind.EQUIPMENT,
        "主要服务设备、仪器及软件清单",
        (
            _NUMBER,
            Column("name", "名称", r"(?:主要|服务|设备|仪器|软件|资产|[、及和/])*名称", True),
            Column("model", "规格型号", r".*(?:规格|型号).*"),
            Column("quantity", "数量", r".*(?:数量|台数).*", True),
            Column("price_wan", "单价", r".*(?:单价|价格).*", True),
            Column("amount_wan", "金额", r".*(?:金额|总价|原值|合计).*", True),
            Column("bought", "购置时间", r".*(?:购|启用|取得).*(?:时间|日期|年月|年份).*"),
            Column("place", "存放地点", r".*(?:存放|放置|使用|安装).*(?:地点|位置|场所|地)|地点|位置"),
        ),
    ),
}


@dataclass(frozen=True)
class Header:
    """Where the header stands and which column is what.

    `rows` are the header's rows (from 0, none when the grid has no header), `mapping` column name → place from 0,
    `headings` what stands over each column, `yuan` the columns whose heading says that they are in 元.
    """

    rows: tuple[int, ...] = ()
    headings: tuple[str, ...] = ()
    mapping: Mapping[str, int] = field(default_factory=dict)
    yuan: frozenset[str] = frozenset()
    guessed: bool = False

    @property
    def first_data_row(self) -> int:
        """The first row below the header."""
        return self.rows[-1] + 1 if self.rows else 0

    def unknown(self) -> tuple[str, ...]:
        """Headings of the columns that are left out."""
        used = set(self.mapping.values())
        return tuple(heading for place, heading in enumerate(self.headings) if heading and place not in used)


def find_header(grid: Grid, layout: Layout) -> Header | None:
    """The header within the first rows, or None when no row is one. Never raises."""
    for row in range(min(len(grid.rows), 20)):
        for rows in ((row, row + 1), (row,)):
            header = _header_at(grid, layout, rows)
            if header is not None:
                return header
    return None


def by_hand(grid: Grid, layout: Layout, mapping: Mapping[str, int], first_row: int) -> Header:
    """A header whose columns a person has named; data begins at row `first_row` (from 0)."""
    above = tuple(row for row in range(first_row) if not grid.blank(row))[-1:]
    headings = tuple(_joined(grid, above, column) for column in range(grid.width))
    known = {column.name for column in layout.columns}
    kept = {name: place for name, place in mapping.items() if name in known and 0 <= place < grid.width}
    rows = (first_row - 1,) if first_row > 0 else ()
    return Header(rows, headings, kept, _in_yuan(headings, kept))


def official_order(grid: Grid, layout: Layout) -> Header | None:
    """For rows pasted without their header: the official columns in their order, when the shape fits, else None."""
    official = [column.name for column in layout.columns if column.official]
    if layout.kind is ListKind.FIRMS and grid.width == len(official) + 1:
        official.append("uscc")
    numbered = _numbers_down(grid)
    wanted = official if numbered else official[1:]
    if grid.width != len(wanted) or not grid.rows:
        return None
    return Header((), (), {name: place for place, name in enumerate(wanted)}, guessed=True)


def _numbers_down(grid: Grid) -> bool:
    first = [grid.texts(row)[0].strip() for row in range(len(grid.rows)) if not grid.blank(row)]
    return bool(first) and all(value.isdecimal() for value in first if value)


def candidate_row(grid: Grid) -> int:
    """The row that most likely is the header when none was recognised: the first with three different texts."""
    for row in range(min(len(grid.rows), 20)):
        texts = {value.strip() for value in grid.texts(row) if value.strip()}
        if len(texts) >= 3 and not any(names.half_width(value).replace(".", "").isdecimal() for value in texts):
            return row
    return 0


def _heading(value: str) -> str:
    """A heading without spaces, notes in brackets and ornaments."""
    bare = re.sub(r"[（(［\[][^）)］\]]*[）)］\]]", "", re.sub(r"[\s\u3000*＊:：]+", "", value))
    return names.half_width(bare).lower()


def _joined(grid: Grid, rows: tuple[int, ...], column: int) -> str:
    parts: list[str] = []
    for row in rows:
        value = re.sub(r"\s+", "", grid.texts(row)[column])
        if value and value not in parts:
            parts.append(value)
    return " ".join(parts)


def _meaning(layout: Layout, upper: str, lower: str) -> str:
    """The column that the heading `lower` below `upper` names, or ""."""
    for value in dict.fromkeys((lower, upper)):
        bare = _heading(value)
        if not bare:
            continue
        for column in layout.columns:
            if re.fullmatch(column.heading, bare):
                return column.name
    return ""


def _header_at(grid: Grid, layout: Layout, rows: tuple[int, ...]) -> Header | None:
    if rows[-1] >= len(grid.rows):
        return None
    upper = grid.texts(rows[0])
    lower = grid.texts(rows[-1])
    if len(rows) == 2 and not _second_row(upper, lower, layout):
        return None
    mapping: dict[str, int] = {}
    for place in range(grid.width):
        name = _meaning(layout, upper[place], lower[place] if len(rows) == 2 else "")
        if name:
            mapping.setdefault(name, place)
    if set(GRADES) & mapping.keys():
        mapping.pop("grade", None)
    if "name" not in mapping or not mapping.keys() - {"no", "name"}:
        return None
    headings = tuple(_joined(grid, rows, place) for place in range(grid.width))
    return Header(rows, headings, mapping, _in_yuan(headings, mapping))


def _second_row(upper: tuple[str, ...], lower: tuple[str, ...], layout: Layout) -> bool:
    """Whether `lower` is the second row of the header `upper`: known headings only, or the merged cells above them.

    The upper row names the list's subject itself, so that a title above a one-row header is no header.
    """
    if not any(_meaning(layout, "", above) == "name" for above in upper):
        return False
    own = [(above, below) for above, below in zip(upper, lower, strict=True) if below.strip() and below != above]
    return bool(own) and all(_meaning(layout, "", below) for _, below in own)


def _in_yuan(headings: tuple[str, ...], mapping: Mapping[str, int]) -> frozenset[str]:
    return frozenset(
        name
        for name, place in mapping.items()
        if name.endswith("_wan") and re.search(r"[（(]\s*(?:单位[:：]?)?(?:人民币)?元\s*[)）]", headings[place])
    )
