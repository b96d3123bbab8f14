"""What the program never does: open a socket, run what it reads, build SQL from text, log what is secret."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.records.kinds import Role
from desktop_app.records.office import Operator
from desktop_app.steps import office as steps
from desktop_app.store import journal
from desktop_app.store.office import Office
from tests.conftest import PASSWORD

ROOT = Path(__file__).resolve().parent.parent
TREES = {
    str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8"))
    for path in (ROOT / "desktop_app").rglob("*.py")
}
PARSERS = frozenset({"parse", "fromstring", "fromstringlist", "iterparse", "XML", "XMLParser", "XMLPullParser"})
NEVER_IMPORTED = frozenset(
    {"pickle", "cPickle", "dill", "marshal", "shelve", "yaml", "ftplib", "smtplib", "telnetlib", "xmlrpc", "requests"}
    | {"http", "urllib3", "httpx", "aiohttp", "socketserver", "asyncio", "webbrowser", "tarfile"}
    | {"xml.sax", "xml.dom", "lxml", "urllib.request", "socket", "ssl"}
)
"""Modules that read code as data, speak to a network, or parse XML without care."""
WRITES_DDL = frozenset(
    {"desktop_app/store/connection.py", "desktop_app/store/triggers.py", "desktop_app/store/schema.py"}
)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def called(node: ast.Call) -> str:
    """The dotted name of what is called, as far as it is one."""
    parts: list[str] = []
    step: ast.expr = node.func
    while isinstance(step, ast.Attribute):
        parts.append(step.attr)
        step = step.value
    parts.append(step.id if isinstance(step, ast.Name) else "")
    return ".".join(reversed(parts))


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, called(node)


@pytest.mark.parametrize("path", sorted(TREES))
def test_that_nothing_runs_what_it_reads(path: str) -> None:
    for name in imported(TREES[path]):
        parts = name.split(".")
        assert not {".".join(parts[:size]) for size in range(1, len(parts) + 1)} & NEVER_IMPORTED, f"{path}: {name}"
    for node, name in calls(TREES[path]):
        where = f"{path}:{node.lineno} {name}"
        assert name not in ("eval", "exec", "compile", "__import__"), where
        assert name not in ("os.system", "os.popen", "os.startfile"), where
        assert not name.startswith(("subprocess.", "os.exec", "os.spawn")), where
        assert not any(keyword.arg == "shell" for keyword in node.keywords), where
        assert not name.endswith((".extractall", "unpack_archive")), f"{where}: a path from an archive is not trusted"


@pytest.mark.parametrize("path", sorted(TREES))
def test_that_xml_of_others_is_never_parsed_without_defusedxml(path: str) -> None:
    for node, name in calls(TREES[path]):
        parts = name.split(".")
        if parts[-1] in PARSERS and parts[0] in ("ElementTree", "ET", "etree", "xml", "minidom"):
            raise AssertionError(f"{path}:{node.lineno} {name}")


@pytest.mark.parametrize("path", sorted(set(TREES) - WRITES_DDL))
def test_that_no_sql_is_built_from_text(path: str) -> None:
    """`text()`, `execute()` and their like take a constant; values go in as parameters."""
    constants = {
        target.id: node.value
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    takes_text = "sqlalchemy.text" in set(imported(TREES[path]))
    for node, name in calls(TREES[path]):
        last = name.rsplit(".", 1)[-1]
        if not node.args or not (
            last in ("execute", "executescript", "exec_driver_sql") or (last == "text" and takes_text)
        ):
            continue
        given = node.args[0]
        given = constants.get(given.id, given) if isinstance(given, ast.Name) else given
        built = [part for part in ast.walk(given) if isinstance(part, ast.JoinedStr | ast.Mod)]
        formatted = [
            part for part in ast.walk(given) if isinstance(part, ast.Call) and called(part).endswith(".format")
        ]
        assert not built and not formatted, f"{path}:{node.lineno} {name}"


def test_that_the_rules_above_find_what_they_look_for() -> None:
    tree = ast.parse("import pickle\nos.system('x')\nsession.execute(f'select {x}')\nsubprocess.run('x', shell=True)")
    assert "pickle" in set(imported(tree))
    assert [name for _node, name in calls(tree)] == ["os.system", "session.execute", "subprocess.run"]


# ------------------------------------------------------------------ the network

TOUR = """
import os, sys, threading
tried = []


def watch(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        if arguments[0].family != 1:  # AF_UNIX
            tried.append((event, repr(arguments[1:])))
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "subprocess.Popen", "os.system"):
        tried.append((event, repr(arguments)))


sys.addaudithook(watch)
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from desktop_app import app as house_of, lasting
lasting.hold_constants()
house_of.prepare_environment(os.environ)
house_of.begin_log(Path(sys.argv[2]) / "log")
app = house_of.make_application(sys.argv[:1])
house = house_of.House(app, Path(sys.argv[2]) / "preferences.json")
house.window.resize(1366, 768)
house.window.show()
house.window.load_late()
from desktop_app.journey import script
from desktop_app.journey.player import Player
from tests.journeys import at_the_window
player = Player(house.window, house.desk)
player.settle(60)
at_the_window.enter(player, Path(sys.argv[1]))
for step in script.STEP_KEYS:
    script.go(player, step)
for page in ("papers", "process", "history"):
    player.click(page)
from desktop_app.screens import navigation
for room in (*navigation.FOOT, *navigation.ROOMS):
    player.click(f"room-{room.key}")
player.click("room-dossiers")
house.desk.crashed.disconnect()
house.desk.fetch(lambda: int("13808715526 林晓岚 lian-jiang-7"))
player.settle()
house.window.close()
house.desk.close()
print("seen", player.steps)
for event in tried:
    print("tried", event)
sys.stdout.flush()
os._exit(0)
"""


def tour(folder: Path, out: Path, *before: str) -> subprocess.CompletedProcess[str]:
    """Start the program, open the office in `folder`, and look at every page and room."""
    return subprocess.run(
        [*before, sys.executable, "-c", TOUR, folder, out],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "HOME": str(out)},
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="strace is a tool of Linux")
def test_that_a_look_at_every_page_opens_no_socket_and_logs_nothing_personal(
    ready_template: Path, tmp_path: Path
) -> None:
    folder, out = tmp_path / "office", tmp_path / "out"
    shutil.copytree(ready_template, folder)
    out.mkdir()
    strace = shutil.which("strace")
    traced = [strace, "-f", "-qq", "-e", "trace=%network", "-o", str(out / "trace")] if strace else []
    done = tour(folder, out, *traced)
    assert "seen" in done.stdout, done.stderr[-2000:]
    assert "tried" not in done.stdout, done.stdout
    if strace:
        lines = (out / "trace").read_text(errors="replace").splitlines()
        foreign = [line for line in lines if re.search(r"AF_(INET|INET6|PACKET)\b|sin_addr|inet_addr", line)]
        assert not foreign, foreign[:10]
    log = out / "log" / "desktop-app.log"
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written, "the one step that was made to fail is there"
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dXx]|lian-jiang|林晓岚|澜江|云岭", written), written


# ------------------------------------------------------------------ secrets


def test_that_no_password_is_kept_and_no_hash_of_one_is_journalled(office: Office) -> None:
    steps.add_operator(office, "周正", [Role.REVIEWER], "yun-ling-2024")
    steps.change_own_password(office, PASSWORD, "lian-jiang-88", "lian-jiang-88")
    with office.read() as session:
        bodies = "\n".join(entry.body for entry in journal.entries(session))
        hashes = [operator.password_hash for operator in session.scalars(select(Operator))]
    assert "office.password_changed" in bodies
    assert all(kept.startswith("$argon2id$") for kept in hashes)
    for secret in (PASSWORD, "yun-ling-2024", "lian-jiang-88", "argon2", *hashes):
        assert secret not in bodies
    raw = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())
    for secret in (PASSWORD, "yun-ling-2024", "lian-jiang-88"):
        assert secret.encode() not in raw
