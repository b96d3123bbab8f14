"""`journey FOLDER`: play the sample application through the window, off screen, and leave what comes of it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app import app as house_of
from desktop_app import lasting
from desktop_app.journey import sample, script
from desktop_app.journey.case import Case
from desktop_app.journey.player import Player
from desktop_app.steps.sample import SampleData
from desktop_app.widgets import theme

MARK = ".journey"


def play(player: Player, case: Case, folder: Path, data: SampleData) -> None:
    """From the first start to the sealed archive, in `folder`."""
    told = data.told
    operator = told["operator"][0]["name"]
    script.make_office(
        player, folder / "office", told["office"]["name"], told["office"]["region_code"], operator,
        told["office"]["password"],
    )  # fmt: skip
    script.keep_experts(player, case)
    script.open_dossier(player, case)
    script.enter_application(player, case)
    script.finish_intake(player)
    script.attach_evidence(player, case)
    script.judge_conditions(player, case)
    script.ask_firms(player, case)
    script.hold_panel(player, case)
    script.recommend(player, case)
    script.register_seal(player, case)
    script.seal_archive(player, folder)
    script.look_around(player)


def make_empty(folder: Path) -> bool:
    """An empty folder with our mark in it; only what an earlier journey left is cleared away."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()):
        if not mark.exists():
            return False
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("", encoding="utf-8")
    return True


def main(arguments: Sequence[str]) -> int:
    """Play it all; returns 0 when the archive stands in the folder."""
    parser = argparse.ArgumentParser(prog="desktop_app journey", description="把样例申请从受理办到封装")
    parser.add_argument("folder", type=Path, help="放文书、档案和界面图片的文件夹（空的，或上次留下的）")
    parser.add_argument("--dark", action="store_true", help="用深色界面")
    parser.add_argument("--size", default="1366x768", help="窗口大小，例如 1920x1080")
    asked = parser.parse_args(arguments)
    lasting.hold_constants()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    house_of.prepare_environment(os.environ)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    folder = asked.folder.resolve()
    if not make_empty(folder):
        print(f"{folder} 里有别的文件，没有动。请换一个空文件夹。", file=sys.stderr)
        return 2
    app = house_of.make_application(sys.argv[:1])
    house = house_of.House(app, folder / "preferences.json")
    if asked.dark:
        theme.apply(app, True, 1.0)
    width, height = (int(part) for part in asked.size.split("x"))
    house.window.resize(width, height)
    house.window.show()
    house.window.load_late()
    player = Player(house.window, house.desk, folder / "pictures")
    player.settle(60)
    try:
        with tempfile.TemporaryDirectory() as scans:
            data = SampleData()
            play(player, sample.case(Path(scans), data), folder, data)
    except Exception:
        player.picture("停在这里")
        raise
    finally:
        house.desk.close()
    print(f"文书、档案和 {player.pictures} 张界面图片在 {folder}，共 {player.steps} 步")
    return 0
