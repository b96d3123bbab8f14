"""The verifier: every kind of tampering is caught and named, and it says what it can't prove."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.archive import chain, layout, lists, verify
from desktop_app.archive.contents import Contents
from desktop_app.archive.sealed import Sealed, seal
from desktop_app.errors import Refusal
from desktop_app.store import journal
from desktop_app.store.office import Office

Files = Callable[[Path], list[str]]


def _flip(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] ^= 0x01
    path.write_bytes(raw)


def _rebuild(folder: Path, files_of: Files) -> None:
    """All lists made anew, as somebody would who wants a changed archive to look whole."""
    files = [path for path in files_of(folder) if path not in (lists.ROOT_LIST, lists.TAG_LIST, lists.PAYLOAD_LIST)]
    payload = {path: lists.digest(folder / path) for path in files if path.startswith("data/")}
    (folder / lists.PAYLOAD_LIST).write_bytes(lists.written(payload))
    size = sum((folder / path).stat().st_size for path in payload)
    info = (folder / layout.BAG_INFO).read_text("utf-8").splitlines()
    kept = [f"Payload-Oxum: {size}.{len(payload)}" if line.startswith("Payload-Oxum") else line for line in info]
    (folder / layout.BAG_INFO).write_text("\n".join(kept) + "\n", "utf-8")
    others = [path for path in files if path not in payload] + [lists.PAYLOAD_LIST]
    (folder / lists.TAG_LIST).write_bytes(lists.written({path: lists.digest(folder / path) for path in others}))
    everything = {p: lists.digest(folder / p) for p in files_of(folder) if p != lists.ROOT_LIST}
    (folder / lists.ROOT_LIST).write_bytes(lists.written(everything))


def test_that_an_untouched_archive_is_whole(sealed: Sealed) -> None:
    alone = verify.verify(sealed.folder)
    assert alone.ok and alone.fingerprint == sealed.fingerprint and alone.files == sealed.files
    assert "还没有与纸质封面对照" in alone.says
    assert any("不能证明没有人把整个档案包重做一遍" in sentence for sentence in alone.unproven)
    with_paper = verify.verify(sealed.folder, sealed.fingerprint)
    assert with_paper.ok and with_paper.says.startswith("与纸质封面一致")
    assert any("变更记录第 7–9 条连成一条链，其中本案卷 2 条" in sentence for sentence in with_paper.proven)


def test_that_one_flipped_byte_of_any_file_is_caught_and_named(sealed: Sealed, files_of: Files) -> None:
    for name in files_of(sealed.folder):
        path = sealed.folder / name
        kept = path.read_bytes()
        for at in {0, 3, len(kept) // 2, len(kept) - 1}:
            _flip(path, at)
            for paper in ("", sealed.fingerprint):
                report = verify.verify(sealed.folder, paper)
                assert not report.ok, (name, at)
                assert report.changed == (name,), (name, at, report)
                assert not report.missing and not report.added, (name, at, report)
            path.write_bytes(kept)
    assert verify.verify(sealed.folder, sealed.fingerprint).ok


@pytest.mark.sweep
def test_that_every_byte_of_the_root_list_counts(sealed: Sealed) -> None:
    path = sealed.folder / lists.ROOT_LIST
    kept = path.read_bytes()
    for at in range(len(kept)):
        path.write_bytes(kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :])
        report = verify.verify(sealed.folder)
        assert not report.ok and report.changed == (lists.ROOT_LIST,), (at, report)


def test_that_any_missing_file_is_named(sealed: Sealed, files_of: Files, tmp_path: Path) -> None:
    for name in files_of(sealed.folder):
        aside = tmp_path / "aside"
        (sealed.folder / name).rename(aside)
        report = verify.verify(sealed.folder)
        assert not report.ok and report.missing == (name,), (name, report)
        aside.rename(sealed.folder / name)


def test_that_a_renamed_file_is_both_missing_and_added(sealed: Sealed, files_of: Files) -> None:
    for name in files_of(sealed.folder):
        path = sealed.folder / name
        path.rename(path.with_name("改名.bin"))
        report = verify.verify(sealed.folder, sealed.fingerprint)
        assert not report.ok and name in report.missing, name
        assert (path.parent / "改名.bin").relative_to(sealed.folder).as_posix() in report.added
        path.with_name("改名.bin").rename(path)


def test_that_two_swapped_files_are_both_named(sealed: Sealed, contents: Contents) -> None:
    first, second = (sealed.folder / one.path for one in layout.place(contents)[:2])
    kept = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(kept)
    report = verify.verify(sealed.folder)
    assert report.changed == tuple(sorted(one.path for one in layout.place(contents)[:2]))


@pytest.mark.parametrize("place", ["多.txt", "data/多.txt", "其他/多.txt", "签章/多.p7s", "空/"])
def test_that_an_added_file_or_folder_is_named_wherever_it_lies(sealed: Sealed, place: str) -> None:
    path = sealed.folder / place
    path.parent.mkdir(exist_ok=True)
    path.mkdir() if place.endswith("/") else path.write_bytes(b"x")
    report = verify.verify(sealed.folder, sealed.fingerprint)
    assert not report.ok and report.added == (place,)


def test_that_only_the_paper_catches_an_archive_that_was_rebuilt(
    sealed: Sealed, contents: Contents, files_of: Files
) -> None:
    _flip(sealed.folder / layout.place(contents)[0].path, 5)
    _rebuild(sealed.folder, files_of)
    assert verify.verify(sealed.folder).ok
    report = verify.verify(sealed.folder, sealed.fingerprint)
    assert not report.ok and report.changed == (lists.ROOT_LIST,)
    assert any("与纸质封面不符" in fault for fault in report.faults)


def test_that_a_file_that_was_changed_and_bagged_anew_is_named(
    sealed: Sealed, contents: Contents, files_of: Files
) -> None:
    root = (sealed.folder / lists.ROOT_LIST).read_bytes()
    name = layout.place(contents)[0].path
    _flip(sealed.folder / name, 5)
    _rebuild(sealed.folder, files_of)
    (sealed.folder / lists.ROOT_LIST).write_bytes(root)
    assert verify.verify(sealed.folder).changed == tuple(sorted([name, lists.PAYLOAD_LIST, lists.TAG_LIST]))


def test_that_a_file_that_was_dropped_and_bagged_anew_is_named(sealed: Sealed, files_of: Files) -> None:
    root = (sealed.folder / lists.ROOT_LIST).read_bytes()
    (sealed.folder / layout.README).unlink()
    _rebuild(sealed.folder, files_of)
    (sealed.folder / lists.ROOT_LIST).write_bytes(root)
    report = verify.verify(sealed.folder)
    assert (report.missing, report.changed) == ((layout.README,), (lists.TAG_LIST,))


def test_that_a_bag_that_contradicts_the_root_list_is_refused(sealed: Sealed, files_of: Files) -> None:
    payload = sealed.folder / lists.PAYLOAD_LIST
    payload.write_bytes(b"".join(payload.read_bytes().splitlines(keepends=True)[1:]))
    everything = {p: lists.digest(sealed.folder / p) for p in files_of(sealed.folder) if p != lists.ROOT_LIST}
    (sealed.folder / lists.ROOT_LIST).write_bytes(lists.written(everything))
    report = verify.verify(sealed.folder)
    assert not report.ok and report.added and lists.TAG_LIST not in report.added


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_that_a_link_is_refused_and_never_followed(sealed: Sealed, contents: Contents, tmp_path: Path) -> None:
    name = layout.place(contents)[0].path
    outside = tmp_path / "outside.pdf"
    shutil.copy(sealed.folder / name, outside)
    (sealed.folder / name).unlink()
    (sealed.folder / name).symlink_to(outside)
    (sealed.folder / "文件夹").symlink_to(tmp_path)
    report = verify.verify(sealed.folder, sealed.fingerprint)
    assert not report.ok
    assert report.added == tuple(sorted([name, "文件夹"])) and report.missing == (name,)


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a//b", "a/./b", "C:/x", "a\\..\\b", "a\tb", ".."])
def test_that_a_listed_path_that_leaves_the_archive_is_never_opened(sealed: Sealed, path: str) -> None:
    root = sealed.folder / lists.ROOT_LIST
    root.write_bytes(b"0" * 64 + b"  " + path.encode() + b"\n" + root.read_bytes())
    report = verify.verify(sealed.folder)
    assert not report.ok and report.changed == (lists.ROOT_LIST,)
    assert any("越出档案包" in fault for fault in report.faults)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(raw=st.binary(max_size=300))
def test_that_no_garbage_in_the_lists_breaks_the_check(sealed: Sealed, raw: bytes) -> None:
    kept = {name: (sealed.folder / name).read_bytes() for name in (lists.ROOT_LIST, layout.JOURNAL, layout.BAG_INFO)}
    for name, whole in kept.items():
        (sealed.folder / name).write_bytes(raw)
        report = verify.verify(sealed.folder)
        assert report.ok == (raw == whole)
        (sealed.folder / name).write_bytes(whole)


@pytest.mark.parametrize("shape", ["{}", "{} \n", "groups", "GROUPS", "full-width", "dashes"])
def test_that_a_fingerprint_is_taken_as_people_copy_it(sealed: Sealed, shape: str) -> None:
    digits = sealed.fingerprint
    groups = " ".join(digits[at : at + 4] for at in range(0, 64, 4))
    typed = {
        "groups": groups,
        "GROUPS": groups.upper().replace(" ", "\n"),
        "full-width": "".join(chr(ord(sign) + 0xFEE0) for sign in digits),
        "dashes": groups.replace(" ", "-"),
    }.get(shape, shape.replace("{}", digits))
    assert verify.verify(sealed.folder, typed).ok


@pytest.mark.parametrize(
    ("typed", "says"), [("abcd", "现有 4 位"), ("x" * 64, "现有“x”"), ("0" * 65, "现有 65 位"), ("--", "现有 0 位")]
)
def test_that_a_fingerprint_that_cannot_be_one_is_not_taken(sealed: Sealed, typed: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        verify.verify(sealed.folder, typed)


def test_that_a_journal_whose_chain_is_broken_is_named(sealed: Sealed, files_of: Files) -> None:
    path = sealed.folder / layout.JOURNAL
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], *lines[3:]]), "utf-8")
    _rebuild(sealed.folder, files_of)
    report = verify.verify(sealed.folder)
    assert not report.ok and any("不连续" in fault for fault in report.faults)


def test_that_an_edited_entry_breaks_the_chain(sealed: Sealed) -> None:
    raw = (sealed.folder / layout.JOURNAL).read_bytes()
    assert chain.follow(raw).faults == ()
    assert chain.follow(raw.replace("林晓岚".encode(), "林晓风".encode())).faults == (
        "第 9 条变更记录的内容与指纹不符",
    )


def _run(*args: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", "verify", *args],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        encoding="utf-8",
    )
    return done.returncode, done.stdout + done.stderr


def test_that_the_command_leaves_with_0_1_or_2(sealed: Sealed, contents: Contents, tmp_path: Path) -> None:
    assert _run(str(sealed.folder), "--fingerprint", sealed.fingerprint.upper())[0] == 0
    code, says = _run(str(sealed.folder), "--fingerprint", "0" * 64)
    assert code == 1 and "与纸质封面不符" in says
    name = layout.place(contents)[1].path
    _flip(sealed.folder / name, 0)
    code, says = _run(str(sealed.folder))
    assert code == 1 and f"改动  {name}" in says
    assert _run(str(tmp_path / "没有"))[0] == 2
    assert _run(str(tmp_path))[0] == 2
    code, says = _run()
    assert code == 2 and "用法" in says


def test_that_the_verifier_needs_the_standard_library_only() -> None:
    script = (
        "import sys; import desktop_app.archive.command; "
        "print([m for m in sys.modules if m.split('.')[0] in "
        "('PySide6', 'sqlalchemy', 'reportlab', 'openpyxl', 'segno', 'rfc8785', 'bagit')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_that_a_hostile_name_reaches_the_terminal_as_plain_text(sealed: Sealed) -> None:
    (sealed.folder / "a\x1b[2Jb\u202ec.txt").write_bytes(b"x")
    code, says = _run(str(sealed.folder))
    assert code == 1 and "\x1b" not in says and "\u202e" not in says
    assert "a\\x1b[2Jb\\u202ec.txt" in says


def test_that_a_large_archive_is_checked_in_blocks(contents: Contents, tmp_path: Path) -> None:
    sealed = seal(tmp_path / "档案包", contents)
    heard: list[tuple[int, int, str]] = []
    verify.verify(sealed.folder, tell=lambda done, total, name: heard.append((done, total, name)))
    assert heard[-1][0] == heard[-1][1] == sealed.size


def test_that_the_chain_is_the_offices_own(office: Office) -> None:
    with office.read() as session:
        entries, head = journal.entries(session), journal.head(session)
    for entry in entries:
        digest = hashlib.sha256(entry.body.encode()).hexdigest()
        assert chain.link(journal.DOMAIN.decode().rstrip("\0"), entry.prev, digest) == entry.hash
    assert chain.code_of(head.seq, head.hash) == head.code
