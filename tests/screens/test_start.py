"""The start page: make an office, open one, and be told at the place why it cannot be done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from desktop_app.screens.desk import Desk
from desktop_app.screens.window import Window
from desktop_app.steps.preferences import Recent
from desktop_app.store.office import Office

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "lian-jiang-7"
Settled = Callable[[Desk], None]

FIRST_PAINT = """
import sys
from desktop_app import lasting
lasting.hold_constants()
from pathlib import Path
from typing import Any
from desktop_app import app
made = app.make_application(["first-paint"])
house = app.House(made, Path(sys.argv[1]))
house.window.resize(1366, 768)
house.window.show()
made.processEvents()
assert not house.window.grab().isNull()
heavy = {name.split(".")[0] for name in sys.modules} & {"sqlalchemy", "reportlab", "openpyxl", "alembic", "pypinyin"}
print("heavy:", ",".join(sorted(heavy)))
house.window.close()
"""


def fill(window: Window, folder: Path) -> None:
    start = window.start
    values = {
        "name": "云岭省工业和信息化厅",
        "region_code": "530000",
        "folder": str(folder),
        "administrator": "林晓岚",
        "password": PASSWORD,
        "again": PASSWORD,
    }
    for name, words in values.items():
        start.fields.fields[name].editor.put(words)
    for box in start.roles:
        box.setChecked(True)


def test_that_the_first_window_paints_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "preferences.json")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().splitlines()[-1] == "heavy:"


def test_that_a_new_office_is_made_and_its_administrator_is_inside(
    window: Window, settled: Settled, tmp_path: Path
) -> None:
    fill(window, tmp_path / "评审")
    window.start.submit()
    settled(window.desk)
    assert (tmp_path / "评审" / "office.db").is_file()
    assert window.bench is not None
    assert window.desk.operator.name == "林晓岚"
    assert [entry.name for entry in window.preferences.recent] == ["云岭省工业和信息化厅"]
    assert window.start.password.editor.words() == ""


def test_that_what_is_missing_is_said_at_its_field(window: Window, settled: Settled, tmp_path: Path) -> None:
    for name, words, says in (
        ("region_code", "53", "6 位数字"),
        ("region_code", "990000", "6 位数字"),
        ("again", "something else", "不一样"),
        ("administrator", " ", "管理员姓名"),
        ("name", "", "推荐单位名称"),
        ("folder", "", "文件夹位置"),
    ):
        fill(window, tmp_path / "评审")
        window.start.fields.fields[name].editor.put(words)
        window.start.submit()
        settled(window.desk)
        assert says in window.start.fields.fields[name].says, name
        assert not (tmp_path / "评审").exists()
    fill(window, tmp_path / "评审")
    for field in (window.start.password, window.start.again):
        field.editor.put("short")
    window.start.submit()
    settled(window.desk)
    assert "至少 8 个字符" in window.start.password.says


def test_that_a_cloud_folder_is_warned_about_before_anything_is_made(
    window: Window, settled: Settled, tmp_path: Path
) -> None:
    window.start.folder.editor.put(str(tmp_path / "Nutstore Files" / "评审"))
    window.start._look_at_place()
    settled(window.desk)
    assert window.start.caution.isVisible()
    assert "坚果云" in window.start.caution.bold
    window.start.folder.editor.put(str(tmp_path / "评审"))
    window.start._look_at_place()
    settled(window.desk)
    assert not window.start.caution.isVisible()


def test_that_a_folder_held_elsewhere_is_refused_with_who_holds_it(
    window: Window, settled: Settled, filled_folder: Path
) -> None:
    holder = Office.open(filled_folder)
    try:
        window.start.open_folder(str(filled_folder))
        settled(window.desk)
        assert "使用" in window.start.place.says
        assert window.stack.currentWidget() is window.start
    finally:
        holder.close()
    window.start.submit()
    settled(window.desk)
    assert window.stack.currentWidget() is window.sign_in


def test_that_a_damaged_office_is_refused_at_the_place_and_not_touched(
    window: Window, settled: Settled, filled_folder: Path
) -> None:
    damaged = b"this is not a database, but somebody's letter" * 400
    (filled_folder / "office.db").write_bytes(damaged)
    window.start.open_folder(str(filled_folder))
    settled(window.desk)
    assert "已损坏" in window.start.place.says
    assert (filled_folder / "office.db").read_bytes() == damaged


def test_that_an_empty_folder_is_no_office(window: Window, settled: Settled, tmp_path: Path) -> None:
    window.start.open_folder(str(tmp_path))
    settled(window.desk)
    assert "office.db" in window.start.place.says


def test_that_a_recent_office_is_one_press_away(window: Window, settled: Settled, filled_folder: Path) -> None:
    window.start.show_recent((Recent(str(filled_folder), "云岭省工业和信息化厅"),))
    window.start.open_folder(str(filled_folder))
    settled(window.desk)
    page = window.sign_in
    assert window.stack.currentWidget() is page
    assert [page.people.item(row).text() for row in range(page.people.count())] == ["林晓岚", "周正"]
    page.people.setCurrentRow(1)
    page.submit()
    assert "还没有输入口令" in page.password.says
    page.password.editor.put("wrong password")
    page.submit()
    settled(window.desk)
    assert "口令不对" in page.password.says
    page.password.editor.put(PASSWORD)
    page.submit()
    settled(window.desk)
    assert window.desk.operator.name == "周正"


def test_that_f1_explains_how_to_begin_before_anybody_is_signed_in(window: Window, qtbot: Any) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.stack.currentWidget() is window.help
    assert "办公文件夹" in window.help.text.toPlainText()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.start
