"""The work on one application, step by step, as keys pressed in the window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QListView, QTableView, QWidget

from desktop_app.journey.case import Case, Told
from desktop_app.journey.player import ALT, CTRL, LostError, Player
from desktop_app.records.kinds import ContactResult
from desktop_app.screens import navigation

Key = Qt.Key
STEP_KEYS = {
    "overview": Key.Key_0,
    "intake": Key.Key_1,
    "evidence": Key.Key_2,
    "eligibility": Key.Key_3,
    "survey": Key.Key_4,
    "panel": Key.Key_5,
    "recommendation": Key.Key_6,
    "sealing": Key.Key_7,
    "archive": Key.Key_8,
}


def make_office(player: Player, folder: Path, authority: str, region: str, operator: str, password: str) -> None:
    """First start: make an office; the administrator holds every role."""
    for name, text in (("name", authority), ("region_code", region), ("folder", str(folder))):
        player.fill(name, text)
    for name, text in (("administrator", operator), ("password", password), ("again", password)):
        player.fill(name, text)
    for role in ("clerk", "reviewer", "seal_keeper", "head"):
        player.click(f"role-{role}")
    player.picture("开始")
    player.click("start-go")
    player.wait(lambda: player.sees("list-new"), "the office")


def go(player: Player, step: str) -> None:
    """Open a step of the dossier by its key."""
    player.press(STEP_KEYS[step], ALT)
    player.settle()


def open_dossier(player: Player, case: Case) -> None:
    """Ctrl+N: the application on the counter."""
    player.press(Key.Key_N, CTRL)
    player.settle()
    player.fill("applicant_name", case.applicant)
    player.fill("accepted_on", case.accepted_on)
    player.click("edition-national-2017")
    player.picture("新建案卷")
    player.press(Key.Key_Return, CTRL)
    player.settle()


def enter_application(player: Player, case: Case) -> None:
    """受理录入: boxes and rows as on the paper, lists by paste or workbook, the narrative in one go."""
    go(player, "intake")
    for name, text in case.boxes.items():
        player.fill(name, text)
    for table, rows in case.rows.items():
        for number, row in enumerate(rows):
            for column, text in row.items():
                player.fill(f"{table}:{number}:{column}", text)
    player.picture("受理录入-申请表")
    for figure in case.mends:
        player.click_saying(f"改为 {figure}")
    for kind, source in case.lists.items():
        next_tab(player)
        read_list(player, kind, source)
    next_tab(player)
    player.click("paste_whole")
    player.fill("whole_text", case.narrative)
    player.click("deed")
    player.picture("受理录入-情况说明")
    next_tab(player)
    for function in case.functions:
        player.click(f"function_{function}" if player.sees(f"function_{function}") else "functions")
    for name, text in case.choices.items():
        player.fill(name, text)
    for name, text in case.figures.items():
        player.fill(f"figure:{name}:0", text)
    player.picture("受理录入-功能与渠道")


def next_tab(player: Player) -> None:
    """The next tab of the page."""
    player.press(Key.Key_PageDown, CTRL)
    player.settle()


def read_list(player: Player, kind: str, source: str | Path) -> None:
    """A list through its preview; nothing is written before the deed."""
    if isinstance(source, Path):
        player.choose_files("open_workbook", [source])
    else:
        player.paste(f"table_{kind}", source)
    player.picture(f"粘贴预览-{kind}")
    player.click("deed")
    player.picture(f"受理录入-{kind}")


def finish_intake(player: Player) -> None:
    """Say that the paper is wholly entered."""
    player.click("finish")
    player.picture("受理录入-完成")


def attach_evidence(player: Player, case: Case) -> None:
    """佐证材料: files to each item by the dialog; finding an item complete leads to the next."""
    go(player, "evidence")
    for material, files in case.scans:
        player.choose_files("add_scans", list(files))
        player.settle()
        for name in (file.name for file in files if file.name in case.turns):
            turn_pages(player, name, case.turns[name])
        player.picture(f"佐证材料-{material}")
        player.press(Key.Key_Return, CTRL)
        player.settle()


def turn_pages(player: Player, name: str, turns: Mapping[int, int]) -> None:
    """Go down the item to the file, leaf to each page that lies on its side, and set it upright with R."""
    checklist = player.find("materials", QListView)
    checklist.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(checklist.model().rowCount()):
        if str(checklist.currentIndex().data(Qt.ItemDataRole.DisplayRole)).startswith(name):
            break
        player.press(Key.Key_Down)
    for page, quarters in turns.items():
        leaf_to(player, name, page)
        for _ in range(quarters):
            player.press(Key.Key_R)
        player.settle()


def leaf_to(player: Player, name: str, page: int) -> None:
    """PgDn and PgUp until that page of the file is on show."""
    viewer = player.find("page_viewer", QWidget)

    def here() -> int:
        found = re.match(rf"{re.escape(name)} 第 (\d+) 页", viewer.accessibleDescription())
        return int(found[1]) if found else 0

    player.wait(lambda: here() > 0, f"{name} in the viewer")
    while here() != page:
        player.click("page_on" if here() < page else "page_back")


def judge_conditions(player: Player, case: Case) -> None:
    """条件审查: through the list of conditions; a decision, a reason and a page where one is asked for."""
    go(player, "eligibility")
    conditions = int(player.find("condition_place", QLabel).text().split("/")[1])
    for _ in range(conditions):
        title = player.find("condition_title", QLabel).text()
        judged = case.verdicts.get(title)
        if judged is not None:
            turn_to(player, "evidence_choice", Key.Key_2)
            choose_file(player, judged.file)
            leaf_to(player, judged.file, judged.page)
            player.click("cite")
            turn_to(player, "reason", Key.Key_1)
            player.fill("reason", judged.reason)
            player.click(f"verdict_{judged.decision}")
        player.press(Key.Key_Down, ALT)
        player.settle()
    player.picture("条件审查")


def turn_to(player: Player, name: str, key: Key) -> None:
    """Turn to the half of the page where `name` is, in a window too narrow for both."""
    if not player.sees(name):
        player.press(key, CTRL)
        player.settle()


def choose_file(player: Player, name: str) -> None:
    """Show the dossier's file of that name beside the conditions."""
    combo = player.find("evidence_choice", QComboBox)
    places = [place for place in range(combo.count()) if name in combo.itemText(place)]
    if not places:
        raise LostError(f"{name} is not among the files")
    if combo.currentIndex() != places[0]:
        combo.setFocus(Qt.FocusReason.TabFocusReason)
        while combo.currentIndex() != places[0]:
            player.press(Key.Key_Down if combo.currentIndex() < places[0] else Key.Key_Up)
        combo.activated.emit(places[0])
    player.settle()


def ask_firms(player: Player, case: Case) -> None:
    """满意度测评: check, freeze, draw, ask one firm after the other, replace who can't be reached."""
    go(player, "survey")
    player.find("freeze", QAbstractButton)  # the page is put together in pieces
    player.picture("满意度测评-名单核查")
    settle_findings(player)
    player.picture("满意度测评-冻结名单")
    player.click("freeze")
    deed(player)
    player.fill("source", "现场掷骰")
    player.fill("digits", case.digits)
    player.fill("witnesses", case.witnesses)
    player.picture("满意度测评-抽样")
    player.click("draw")
    deed(player)
    player.wait(lambda: player.sees("interview"), "the sample")
    player.picture("满意度测评-样本")
    while player.sees("interview"):  # after the last firm the page leads on to the panel
        answer(player, case.ask(player.find("interview_title", QLabel).text().partition("　")[2]))
    go(player, "survey")
    player.picture("满意度测评-结果")


def settle_findings(player: Player) -> None:
    """Keep every firm that the check of the list found, each finding with its reason."""
    while not player.find("freeze", QAbstractButton).isEnabled():
        player.fill("settle_why", "已向申请单位核实，均为实际服务企业")
        player.click("settle_keep")


def answer(player: Player, told: Told) -> None:
    """What one firm said, or two attempts and the next of the reserve."""
    if told.missed:
        for _ in range(2):
            player.press(Key.Key_F6)
            player.settle()
            player.click(f"result_{told.missed}")
            deed(player)
        player.click("replace")
        player.fill("reason", "两次联系未成功")
        deed(player)
        return
    for _ in range(told.tries - 1):
        player.press(Key.Key_F6)
        player.settle()
        player.click(f"result_{ContactResult.NO_ANSWER.value}")
        deed(player)
    player.click(f"method_{told.method}")
    for name in ("person", "post", "phone", "service"):
        player.fill(name, getattr(told, name))
    player.click(f"grade_{told.grade}")
    player.press(Key.Key_Return, CTRL)
    player.settle()


def deed(player: Player) -> None:
    """Press the deed of the sheet in front, if there is one."""
    if player.front() is not player.window:
        player.click("deed")
        player.settle()


def keep_experts(player: Player, case: Case) -> None:
    """专家库: everybody who may be called."""
    player.click("room-experts")
    if isinstance(case.experts, Path):
        player.choose_files("import_experts", [case.experts])
        player.picture("专家库-导入预览")
        deed(player)
    else:
        for row in case.experts:
            player.click("add_expert")
            for name, text in row.items():
                player.fill(name, text)
            deed(player)
    player.picture("专家库")
    player.click("room-dossiers")


def hold_panel(player: Player, case: Case) -> None:
    """专家评审: seats, one opinion, a signature by hand from each who takes part."""
    go(player, "panel")
    player.click("choose_first")
    table = player.find("candidates", QTableView)
    for row in range(table.model().rowCount()):
        words = str(table.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        if any(name in words for name in case.panel):
            table.setFocus(Qt.FocusReason.TabFocusReason)
            table.selectRow(row)
            player.steps += 1
    player.settle()
    player.picture("专家评审-选择专家")
    player.click("deed")
    player.fill("opinion", case.opinion)
    player.picture("专家评审-意见")
    while "签名" in player.find("sign", QAbstractButton).text():
        player.press(Key.Key_Return, CTRL)
        player.wait(lambda: player.sees("signer"), "the signing sheet")
        name = player.find("signer", QLabel).text()
        player.draw("signature_pad", case.ink[name])
        player.picture(f"专家评审-签名-{name}")
        player.click("deed")
        player.settle()
    player.picture("专家评审-已签名")


def recommend(player: Player, case: Case) -> None:
    """推荐与打印: the texts, the decision, the numbered form."""
    go(player, "recommendation")
    for name, text in case.texts.items():
        player.fill(name, text)
    player.picture("推荐-填写")
    player.click("next")
    player.settle()
    player.picture("推荐-同意")
    player.click("next")
    player.settle(60)
    player.picture("推荐-正式件")


def register_seal(player: Player, case: Case) -> None:
    """用印: the line in the register."""
    go(player, "sealing")
    player.press(Key.Key_Return, CTRL)
    player.settle()
    for name, text in case.seal.items():
        player.fill(name, text)
    player.picture("用印-登记")
    deed(player)
    player.picture("用印")
    player.click("room-seal_register")
    player.picture("用印登记簿")
    player.click("room-dossiers")


def seal_archive(player: Player, folder: Path) -> None:
    """封装归档: the archive in `folder`, checked at once."""
    go(player, "archive")
    player.choose_files("change_folder", [folder])
    player.picture("封装归档-之前")
    player.press(Key.Key_Return, CTRL)
    player.settle()
    player.picture("封装归档-确认")
    deed(player)
    player.wait(lambda: player.sees("open_cover"), "the sealed archive", 120)
    player.picture("封装归档")


def look_around(player: Player) -> None:
    """The rooms and the help."""
    go(player, "overview")
    player.picture("概览")
    player.press(Key.Key_H, CTRL)
    player.settle()
    player.picture("变更记录")
    for page, words in (("papers", "文书"), ("process", "后续事项")):
        player.click(page)
        player.picture(words)
    for room in (*navigation.ROOMS, *navigation.FOOT):
        player.click(f"room-{room.key}")
        player.picture(room.short)
    player.click("room-dossiers")
    player.press(Key.Key_K, CTRL)
    player.settle()
    player.picture("查找")
    player.press(Key.Key_Escape)
    player.press(Key.Key_L, CTRL)
    player.settle()
    player.picture("锁屏")
