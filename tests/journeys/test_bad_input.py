"""Bad input through the real window: a sentence where it happened, nothing typed is lost, the journal stays sound."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QAbstractButton, QTableView

from desktop_app.journey import script
from desktop_app.journey.player import Player
from tests.journeys import bad_files
from tests.journeys.at_the_window import (
    ask_for,
    banner,
    enter,
    field,
    intake_tab,
    journal_faults,
    part,
    said_in,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def player(seat: Player) -> Player:
    """Somebody at the window; how smoothly it runs is watched in the long journeys."""
    return seat


@pytest.fixture
def folder(ready_template: Path, tmp_path: Path) -> Path:
    """An office with one dossier that is ready to be recommended."""
    copied = tmp_path / "office"
    shutil.copytree(ready_template, copied)
    return copied


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 16 MB of its own."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", place], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("nobody may mount here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def fill(disk: Path, leave: int = 0) -> None:
    """Fill a disk to the last byte but `leave`."""
    with (disk / "filling").open("wb", buffering=0) as out:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    out.write(b"x" * size)
            except OSError:
                continue
        if leave:
            out.truncate(max(0, out.tell() - leave))


# ------------------------------------------------------------------ evidence

SCANS = {
    "broken": "“财务报表.pdf”已损坏，打不开，也修不好。请向申请单位要完整的文件后重新添加。",
    "half": "“审计报告.pdf”",
    "disguised": "“营业执照.jpg”的内容是 PDF，不是图片，已按 PDF 保存。请核对是否放对条目。",
    "locked": "“专项审计.pdf”设有打开口令，无法查看。请向申请单位要无口令的文件后重新添加。",
    "empty": "“空白.pdf”是空文件（0 字节）。请向申请单位要完整的文件后重新添加。",
    "wide": "大到无法查看（每边至多 20000 像素，合计至多 1 亿）。请用 300 dpi 重新扫描后添加。",
    "program": "“安装.pdf”是程序，不能作为佐证材料，没有保存。请核对文件来源。",
    "zip": "“打包.pdf”是压缩包。请解压后逐个添加里面的文件。",
}


def test_that_each_bad_scan_gets_its_sentence_and_the_good_ones_are_attached(
    player: Player, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "scans").mkdir()
    paths = bad_files.scans(tmp_path / "scans")
    good = tmp_path / "scans" / "申请报告二.pdf"
    good.write_bytes(bad_files.pdf(2))
    enter(player, folder)
    script.go(player, "evidence")
    before = {path: path.read_bytes() for path in paths.values()}
    player.choose_files("add_scans", [*paths.values(), good])
    said = said_in(part(player, "results"))
    for what, sentence in SCANS.items():
        assert sentence in said, f"{what}: {said}"
    assert "已添加 " in said
    assert {path: path.read_bytes() for path in paths.values()} == before
    with closing(sqlite3.connect(folder / "office.db")) as kept:
        names = {row[0] for row in kept.execute("SELECT name FROM scan WHERE detached_at IS NULL")}
    assert {"申请报告二.pdf", "营业执照.jpg"} <= names
    assert names.isdisjoint({"财务报表.pdf", "专项审计.pdf", "空白.pdf", "场地平面图.png", "安装.pdf", "打包.pdf"})
    kept_files = {path.name for path in (folder / "vault").rglob("*") if path.is_file()}
    with closing(sqlite3.connect(folder / "office.db")) as kept:
        asked = "SELECT sha256 FROM scan UNION SELECT regulation_digest FROM dossier"  # the edition's text is kept too
        assert kept_files == {row[0] for row in kept.execute(asked)}, "nothing refused was kept"
    assert journal_faults(folder) == ()


# ------------------------------------------------------------------ lists

WORKBOOKS = {
    "html": "的内容是网页（HTML），不是工作簿。请用 Excel 或 WPS 打开后另存为 .xlsx 再读取。",
    "locked": "设有打开口令，无法读取。请向申请单位要无口令的文件后重新读取。",
    "bomb": "展开后过大，不像名单，没有读取。",
    "entities": "“entities.xlsx”",
    "empty": "是 0 字节的空文件。请重新取得文件后再读取。",
    "pdf": "的内容是 PDF，不是工作簿。",
    "cut": "已损坏或不是工作簿，读不出来。",
}


def test_that_each_bad_workbook_gets_its_sentence_above_the_list(player: Player, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    enter(player, folder)
    intake_tab(player, 1)
    rows = player.find("table_firms", QTableView).model().rowCount()
    for what, path in bad_files.workbooks(tmp_path / "lists").items():
        player.choose_files("open_workbook", [path])
        assert player.front() is player.window, f"{what}: {said_in(player.front())}"
        assert WORKBOOKS[what] in banner(player), what
    assert player.find("table_firms", QTableView).model().rowCount() == rows
    assert journal_faults(folder) == ()


def test_that_a_list_with_the_wrong_headers_says_which_column_it_lacks(player: Player, folder: Path) -> None:
    enter(player, folder)
    intake_tab(player, 1)
    rows = player.find("table_firms", QTableView).model().rowCount()
    player.paste("table_firms", "产品\t颜色\t重量\n螺栓\t黑\t2\n螺母\t白\t3\n")
    assert "表头不是“服务企业名单”的格式：缺“服务企业名称”" in said_in(player.front())
    assert not player.find("deed", QAbstractButton).isEnabled()
    player.press(script.Key.Key_Escape)
    player.settle()
    assert player.find("table_firms", QTableView).model().rowCount() == rows
    assert journal_faults(folder) == ()


# ------------------------------------------------------------------ boxes

BOXES = (
    ("uscc", "91530100MA6K1234X1", "统一社会信用代码"),
    ("registered_on", "2014-02-30", "2014-02-30"),
    ("total_assets_wan", "很多", "很多"),
    ("staff_count", "三十人左右", "三十人左右"),
)


def test_that_what_cannot_be_read_stays_in_its_box_with_a_sentence_below(player: Player, folder: Path) -> None:
    enter(player, folder)
    intake_tab(player, 0)
    for name, text, named in BOXES:
        player.fill(name, text)
        assert field(player, name).says, name
        assert "请" in field(player, name).says, field(player, name).says
        assert named in field(player, name).says, field(player, name).says
        assert field(player, name).editor.words().replace(" ", "") == text
    script.go(player, "survey")
    script.go(player, "intake")
    for name, text, _named in BOXES:
        assert field(player, name).editor.words().replace(" ", "") == text, "still there after a look elsewhere"
        assert field(player, name).says
    assert journal_faults(folder) == ()


# ------------------------------------------------------------------ the office's folder


def at_the_start(player: Player, folder: Path) -> str:
    ask_for(player, folder)
    player.settle()
    assert player.sees("start-go"), "still at the start"
    return field(player, "place").says


def test_that_a_damaged_database_is_refused_at_the_field_and_left_alone(player: Player, folder: Path) -> None:
    raw = bytearray((folder / "office.db").read_bytes())
    raw[4096:24576] = os.urandom(20480)
    (folder / "office.db").write_bytes(raw)
    assert at_the_start(player, folder) == (
        "office.db 已损坏，没有打开，也没有改动。请从 backups 文件夹恢复最近的备份。"
    )
    assert (folder / "office.db").read_bytes() == raw


@pytest.mark.parametrize("length", [0, 100, 4096])
def test_that_a_database_cut_short_is_refused(player: Player, folder: Path, length: int) -> None:
    (folder / "office.db").write_bytes((folder / "office.db").read_bytes()[:length])
    assert "office.db 已损坏" in at_the_start(player, folder)
    assert (folder / "office.db").stat().st_size == length


def test_that_a_newer_database_is_refused_and_left_alone(player: Player, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "office.db")) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '0999'")
        newer.commit()
    assert "由更新版本的程序建立" in at_the_start(player, folder)
    with closing(sqlite3.connect(folder / "office.db")) as newer:
        assert newer.execute("SELECT version_num FROM alembic_version").fetchone() == ("0999",)


def test_that_a_folder_held_by_a_second_program_says_who_holds_it(player: Player, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desktop_app.store.office import Office\n"
        "held = Office.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.readline(); held.close()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    said = at_the_start(player, folder)
    assert "办公文件夹正由" in said
    assert os.uname().nodename in said
    other.communicate("\n", timeout=20)
    player.click("start-go")
    player.wait(lambda: player.sees("people"), "the sign-in")


def test_that_an_office_cannot_be_made_below_a_file_and_nothing_typed_is_lost(player: Player, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("x")
    typed = {"name": "云岭省工业和信息化厅", "region_code": "530000", "folder": str(tmp_path / "in-the-way" / "office"),
             "administrator": "林晓岚", "password": "lian-jiang-7", "again": "lian-jiang-7"}  # fmt: skip
    for name, text in typed.items():
        player.fill(name, text)
    player.click("start-go")
    assert "打开办公文件夹" in said_in(player.window.start)
    assert {name: field(player, name).editor.words() for name in typed} == typed


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """The office as a folder that nobody may write into, root neither."""
    made = subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False)
    if made.returncode or subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=False).returncode:
        pytest.skip("nobody may mount here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_that_a_folder_without_write_permission_is_refused(player: Player, read_only: Path) -> None:
    assert at_the_start(player, read_only) == "没有写入权限，打开办公文件夹没有完成。请检查办公文件夹的权限。"


# ------------------------------------------------------------------ full disk


def kept(office: Path, column: str) -> str:
    """What the database holds in a column of the application form."""
    with closing(sqlite3.connect(office / "office.db")) as file:
        file.row_factory = sqlite3.Row
        return str(file.execute("SELECT * FROM application").fetchone()[column])


def test_that_a_full_disk_keeps_what_is_typed_and_saves_it_once_there_is_room(
    player: Player, folder: Path, small_disk: Path
) -> None:
    office = small_disk / "office"
    shutil.copytree(folder, office)
    enter(player, office)
    intake_tab(player, 0)
    fill(small_disk)
    bodies = "、".join(f"云岭省第{number}研究所" for number in range(2000))
    player.fill("signed_bodies", bodies)
    assert field(player, "signed_bodies").says == "磁盘已满，没有保存，案卷没有变化。请腾出空间后重试。"
    assert field(player, "signed_bodies").editor.words() == bodies
    assert player.window.bench is not None
    assert "未保存" in player.window.bench.topbar.saved_words
    (small_disk / "filling").unlink()
    player.fill("contact", "陆知远")
    assert kept(office, "contact") == "陆知远"
    assert kept(office, "signed_bodies") == bodies, "what was refused goes along with the next that is kept"
    assert "磁盘" not in field(player, "signed_bodies").says
    assert journal_faults(office) == ()


def test_that_what_a_full_disk_refused_is_saved_when_the_page_is_left(
    player: Player, folder: Path, small_disk: Path
) -> None:
    office = small_disk / "office"
    shutil.copytree(folder, office)
    enter(player, office)
    intake_tab(player, 0)
    fill(small_disk)
    bodies = "、".join(f"云岭省第{number}研究所" for number in range(2000))
    player.fill("signed_bodies", bodies)
    script.go(player, "recommendation")
    influence = "影响广泛。" * 4000
    player.fill("influence", influence)
    assert field(player, "influence").editor.words() == influence
    assert "磁盘已满" in said_in(part(player, "page-recommendation"))
    (small_disk / "filling").unlink()
    script.go(player, "intake")
    assert kept(office, "signed_bodies") == bodies
    with closing(sqlite3.connect(office / "office.db")) as file:
        assert file.execute("SELECT influence FROM recommendation").fetchone() == (influence,)
    assert journal_faults(office) == ()


def test_that_the_window_asks_before_it_closes_over_what_a_full_disk_refused(
    player: Player, folder: Path, small_disk: Path
) -> None:
    office = small_disk / "office"
    shutil.copytree(folder, office)
    enter(player, office)
    intake_tab(player, 0)
    fill(small_disk)
    bodies = "、".join(f"云岭省第{number}研究所" for number in range(2000))
    player.fill("signed_bodies", bodies)
    player.window.close()
    player.settle()
    assert player.window.isVisible()
    assert "还没有保存" in said_in(player.front())
    (small_disk / "filling").unlink()
    player.press(script.Key.Key_Escape)
    script.go(player, "evidence")
    assert kept(office, "signed_bodies") == bodies
    player.window.close()
    assert not player.window.isVisible()


def test_that_a_full_disk_refuses_a_scan_with_a_sentence_and_keeps_nothing_of_it(
    player: Player, folder: Path, small_disk: Path, tmp_path: Path
) -> None:
    office = small_disk / "office"
    shutil.copytree(folder, office)
    enter(player, office)
    script.go(player, "evidence")
    before = {path for path in (office / "vault").rglob("*") if path.is_file()}
    scan = tmp_path / "大文件.pdf"
    scan.write_bytes(bad_files.pdf(1) + b"\n%" + os.urandom(17_000_000))
    player.choose_files("add_scans", [scan])
    assert "磁盘已满" in said_in(part(player, "page-evidence"))
    assert {path for path in (office / "vault").rglob("*") if path.is_file()} == before
    assert journal_faults(office) == ()


def test_that_an_office_is_not_half_made_on_a_full_disk(player: Player, small_disk: Path) -> None:
    fill(small_disk)
    typed = {"name": "云岭省工业和信息化厅", "region_code": "530000", "folder": str(small_disk / "office"),
             "administrator": "林晓岚", "password": "lian-jiang-7", "again": "lian-jiang-7"}  # fmt: skip
    for name, text in typed.items():
        player.fill(name, text)
    player.click("start-go")
    assert "磁盘已满" in said_in(player.window.start)
    assert {name: field(player, name).editor.words() for name in typed} == typed
    (small_disk / "filling").unlink()
    player.click("start-go")
    player.wait(lambda: player.sees("list-new"), "the office, once there is room")


# ------------------------------------------------------------------ sealing


@pytest.fixture
def stamped(stamped_template: Path, tmp_path: Path) -> Path:
    """An office, closed, with a dossier that is ready to be sealed."""
    return Path(shutil.copytree(stamped_template, tmp_path / "stamped"))


@pytest.mark.parametrize("told", ["the truth", "that there is room"])
def test_that_a_full_disk_leaves_no_half_archive(
    player: Player, stamped: Path, small_disk: Path, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small_disk, leave=200_000)
    if told != "the truth":  # as when somebody else fills the disk meanwhile
        monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(total=10**12, used=0, free=10**12))
    enter(player, stamped)
    script.go(player, "archive")
    player.choose_files("change_folder", [small_disk])
    player.press(script.Key.Key_Return, script.CTRL)
    player.settle()
    script.deed(player)
    player.settle(60)
    assert "磁盘" in banner(player), said_in(part(player, "page-archive"))
    assert "请" in banner(player)
    assert [path.name for path in small_disk.iterdir()] == ["filling"]
    assert journal_faults(stamped) == ()
    (small_disk / "filling").unlink()
    player.press(script.Key.Key_Return, script.CTRL)
    player.settle()
    script.deed(player)
    player.wait(lambda: player.sees("open_cover"), "the sealed archive, once there is room")
