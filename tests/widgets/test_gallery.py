"""Every widget in every state in one window: nothing is cut, in light and dark, at every text size.

With `PICTURES=folder` in the environment the pictures are saved there, to be looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets import charts, dialog, kit, notices, theme, tokens
from desktop_app.widgets.fields import Field, FieldGrid
from desktop_app.widgets.table import Column, RowTable
from tests.looking import cut

pytestmark = [
    pytest.mark.qt_log_level_fail("WARNING"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]
TONES = (("符合", "ok"), ("不符合", "bad"), ("提示", "warn"), ("未定", "none"), ("说明", "accent"))
FIRMS = [
    {"n": 1, "name": "澜江宏拓精密机械有限公司", "code": "91530102MA6N7Q1H4K", "amount": "1,200.50", "doubt": ""},
    {
        "n": 2,
        "name": "青屏天成液压件厂",
        "code": "91530181719403526T",
        "amount": "86.40",
        "doubt": "与申请单位同一电话",
    },
    {"n": 3, "name": "石川新川数控刀具有限责任公司", "code": "", "amount": "0.00", "doubt": ""},
]
COLUMNS = (
    Column("n", "序号", 52, tone="text3"),
    Column("name", "企业名称", editable=True),
    Column("code", "统一社会信用代码", 176, mono=True),
    Column("amount", "金额（万元）", 110, align="right"),
    Column("doubt", "核对", 172, badge=lambda r: (r["doubt"], "bad") if r["doubt"] else None, show=lambda _row: "—"),
)


@pytest.fixture(autouse=True)
def plain_again(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp)


def form() -> FieldGrid:
    grid = FieldGrid()
    grid.place(Field("申请单位名称（与公章一致）", "name", required=True), 6)
    code = grid.place(Field("统一社会信用代码", "code", mono=True), 6)
    code.show_value("91530100MA6K3T8X2B")
    code.show_error("第 18 位校验码应为 5。请对照营业执照第 1 页改正。")
    grid.place(Field("注册日期", "day", kind="date"), 3).show_value("20180612")
    kinds = (("enterprise", "企业（科技服务）"), ("public", "事业单位"))
    grid.place(Field("单位性质", "kind", kind="choice", options=kinds), 3).show_value("enterprise")
    grid.place(Field("服务性质", "nature", kind="choice", options=kinds), 3)
    grid.place(Field("注册资本", "capital", "万元", "number", note="表一"), 3).show_value(Decimal("1200.00"))
    grid.place(Field("占总资产", "share", "%", "number", derived=True), 3).show_value(Decimal("26.4"))
    paper = grid.place(Field("纸面填写", "paper", "%", "number"), 3)
    paper.show_value("27.0")
    paper.show_hint("与计算值 26.4 不一致，差 0.6。按计算值打印，或填写说明。")
    locked = grid.place(Field("服务场地", "area", "平方米", "number"), 3)
    locked.show_value(4180)
    locked.set_locked(True)
    grid.place(Field("同意公示", "public", kind="check"), 3).show_value(True)
    words = grid.place(Field("示范性表述", "statement", kind="long", limit=150, lines=2), 12)
    words.show_value("平台面向装备制造中小企业，提供检测、设计、试制与质量培训服务。" * 3)
    return grid


def choices() -> QWidget:
    buttons = [
        kit.ChoiceButton(words, tone, key)
        for words, tone, key in (("很满意", "ok", "1"), ("基本满意", "accent", "2"), ("不满意", "bad", "3"))
    ]
    row = kit.row(*buttons)
    group = QButtonGroup(row)
    for button in buttons:
        group.addButton(button)
    buttons[1].setChecked(True)
    buttons[2].setEnabled(False)
    return row


def small_things() -> QWidget:
    badges = [kit.Badge(words, tone) for words, tone in TONES]
    chip = kit.Chip("审计报告 第 12 页", removable=True)
    marks = kit.row(*badges, kit.Pill(2, "bad"), kit.Pill(10), kit.KeyCap("Ctrl+K"), "stretch")
    busy = kit.button("确认写入", "primary")
    busy.busy("正在写入…")
    tool = kit.tool("lock", "锁屏", key="Ctrl+L", checkable=True)
    tool.setChecked(True)
    buttons = kit.row(
        kit.button("完成录入", "primary", "check"),
        kit.button("上一处", "", "caret-up", "F8"),
        kit.button("导出", "quiet", "download-simple"),
        kit.button("删除", "danger", "trash"),
        busy,
        tool,
        "stretch",
    )
    off = kit.button("封装", "danger")
    off.setEnabled(False)
    return kit.col(marks, buttons, kit.row(chip, kit.tool("gear", "设置"), off, "stretch"), choices(), gap=12)


def gallery() -> QWidget:
    gauge = charts.Gauge()
    gauge.show_figure(87.5, 80, "ok")
    unknown = charts.Gauge()
    unknown.show_figure(None, 80)
    table = RowTable(COLUMNS)
    table.show_rows(FIRMS)
    table.select(1)
    table.fit()
    nothing = RowTable(COLUMNS, empty=notices.Empty("users", "还没有服务企业。从 Excel 复制后按 Ctrl+V 粘贴。"))
    nothing.setFixedHeight(150)
    roles = kit.row(*[kit.text(role, role) for role in tokens.TYPE], kit.text("9f2c 41d0", mono=True), "stretch")
    left = kit.col(kit.card("一、申请单位基本情况", form(), note="与纸面顺序一致"), "stretch", gap=16)
    right = kit.col(
        notices.Banner(
            "warn", "本办法已废止", "案卷按受理日有效的办法审查；打印件页脚注明依据。", kit.button("查看依据")
        ),
        kit.card("小件", small_things()),
        table,
        nothing,
        gauge,
        unknown,
        roles,
        "stretch",
        gap=12,
    )
    page = kit.row((left, 1), (right, 1), gap=16, pad=16)
    title = kit.text("云岭装备制造中小企业公共技术服务平台", "heading", elide=True)
    foot = notices.FootBar(
        kit.Icon("warning-circle", "bad", 18),
        kit.text("1 处错误", "strong", "bad"),
        kit.text("信用代码", "small", "text2"),
        "stretch",
        kit.button("下一处", "", "caret-down", "F8"),
        kit.button("完成录入", "primary"),
    )
    head = notices.HeadLine((title, 1), kit.tabs("申请表", "服务企业名单 128", "人员名单 46"))
    return kit.col(head, (kit.ScrollBody(page), 1), foot, gap=0)


def save_picture(widget: QWidget, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["1366", "1920"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("text_size", list(tokens.TEXT_FACTORS))
def test_that_nothing_is_cut(
    qtbot: QtBot, qapp: QApplication, dark: bool, text_size: str, size: tuple[int, int]
) -> None:
    theme.apply(qapp, dark, tokens.TEXT_FACTORS[text_size])
    window = gallery()
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    for _ in range(3):
        qapp.processEvents()
    save_picture(window, f"gallery-{size[0]}-{'dark' if dark else 'light'}-{text_size}")
    assert cut(window) == []
    assert theme.missing_icons == set()


def test_that_a_switch_of_theme_and_size_in_use_cuts_nothing(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp)
    window = gallery()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qapp.processEvents()
    theme.apply(qapp, True, tokens.TEXT_FACTORS["large"])
    for _ in range(3):
        qapp.processEvents()
    save_picture(window, "gallery-switched")
    assert cut(window) == []
    ground = window.grab().toImage().pixelColor(4, 4).name().upper()
    assert ground == tokens.DARK.surface


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_that_sheets_are_whole(qtbot: QtBot, qapp: QApplication, dark: bool) -> None:
    theme.apply(qapp, dark)
    window = gallery()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    table = RowTable(COLUMNS)
    table.show_rows(FIRMS)
    paste = dialog.Sheet(
        "粘贴预览：服务企业名单",
        table,
        "确认写入 124 行",
        width=dialog.WIDE,
        note="确认前不写入。拒绝的 3 行可改正后再贴。",
        foot=(kit.button("导出拒绝行", "quiet", "download-simple"),),
        parent=window,
    )
    seal = dialog.Sheet(
        "封装归档",
        form(),
        "封装案卷",
        width=dialog.MIDDLE,
        consequence="封装后本案卷只读，不能再改。",
        note="全部步骤已完成。",
        parent=window,
    )
    progress = dialog.ProgressSheet("正在封装", window)
    progress.tell(74, 118, "其他文件\\01 申请材料\\服务证明-03 活动照片.pdf")
    for name, sheet in (("paste", paste), ("seal", seal), ("progress", progress)):
        sheet.open()
        qapp.processEvents()
        save_picture(sheet, f"sheet-{name}-{'dark' if dark else 'light'}")
        assert cut(sheet) == []
        sheet.hide()
