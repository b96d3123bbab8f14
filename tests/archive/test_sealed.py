"""A sealed archive: what other people's tools say about it, and what a failed sealing leaves behind (nothing)."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from desktop_app.archive import index, layout, lists, tags
from desktop_app.archive.contents import Contents, Document, Drawing, Section
from desktop_app.archive.sealed import Sealed, seal
from desktop_app.errors import Cancelled, Refusal


class _StopAfter:
    """A progress whose user presses 取消 at the n-th word."""

    def __init__(self, words: int) -> None:
        self.left = words

    def tell(self, done: int, total: int, text: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


class _Heard:
    def __init__(self) -> None:
        self.words: list[tuple[int, int, str]] = []

    def tell(self, done: int, total: int, text: str) -> None:
        self.words.append((done, total, text))


def test_that_bagit_and_sha256sum_accept_it(sealed: Sealed) -> None:
    bag = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "bagit", "--validate", str(sealed.folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert bag.returncode == 0, bag.stderr
    assert "is valid" in bag.stderr
    for name in (lists.ROOT_LIST, lists.PAYLOAD_LIST, lists.TAG_LIST):
        command = ["sha256sum", "-c", "--strict", "--quiet", name]
        done = subprocess.run(command, cwd=sealed.folder, capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_that_the_root_list_names_every_file_but_itself(sealed: Sealed, files_of: Callable[[Path], list[str]]) -> None:
    raw = (sealed.folder / lists.ROOT_LIST).read_bytes()
    listed = lists.read(raw)
    assert listed.faults == ()
    assert sorted([*listed.hashes, lists.ROOT_LIST]) == files_of(sealed.folder)
    records = [path for path in files_of(sealed.folder) if path.startswith(layout.RECORDS)]
    assert sorted([*layout.OWN_FILES, *records]) == files_of(sealed.folder)
    assert sealed.fingerprint == hashlib.sha256(raw).hexdigest()
    assert sealed.files == len(files_of(sealed.folder))
    assert sealed.size == sum(path.stat().st_size for path in sealed.folder.rglob("*") if path.is_file())


def test_that_originals_keep_their_bytes_under_names_of_ours(sealed: Sealed, contents: Contents) -> None:
    placed = layout.place(contents)
    assert [one.path.rsplit("/", 2)[1:] for one in placed] == [
        ["01_申请材料", "01_审计报告.pdf"],
        ["01_申请材料", "02_营业执照.jpg"],
        ["02_满意度测评", "01_抽样框.tsv"],
        ["02_满意度测评", "02_b_记录_b_x.txt"],
    ]
    for one in placed:
        source = one.document.source
        raw = source if isinstance(source, bytes) else source.read_bytes()
        assert (sealed.folder / one.path).read_bytes() == raw


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        if tag == "a":
            self.links.append(found.get("href") or "")
        if tag == "meta" and found.get("http-equiv"):
            self.policy = found.get("content") or ""
        if found.get("id"):
            self.anchors.add(str(found["id"]))
        assert not [name for name in found if name.startswith("on") or name == "style"]


def test_that_the_index_opens_every_file_and_runs_nothing(
    sealed: Sealed, files_of: Callable[[Path], list[str]]
) -> None:
    raw = (sealed.folder / layout.INDEX).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf<!DOCTYPE html>")
    page = _Links()
    page.feed(raw.decode("utf-8-sig"))
    assert "script" not in page.tags
    assert page.policy.startswith("default-src 'none'")
    outside = [address for address in page.links if not address.startswith("#")]
    assert all(address.isascii() for address in outside)
    opened = {unquote(address) for address in outside}
    assert opened >= set(files_of(sealed.folder)) - {layout.INDEX, layout.BAG}
    assert all((sealed.folder / path).is_file() for path in opened)
    assert {address[1:] for address in page.links if address.startswith("#")} <= page.anchors


def test_that_text_from_a_dossier_stays_text_in_the_index(sealed: Sealed) -> None:
    page = (sealed.folder / layout.INDEX).read_text("utf-8-sig")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;记录&lt;/b&gt; 𠮷/..\\x" in page
    assert "云岭 &amp; 平台" in page


def test_that_a_drawing_that_is_not_an_outline_is_refused(contents: Contents, tmp_path: Path) -> None:
    drawn = Drawing(width=1, height=1, lines=((1, 'M0 0"/><script>'),))
    with pytest.raises(ValueError, match="a drawing holds"):
        seal(tmp_path / "x", replace(contents, sections=(Section(title="签名", drawings=(("甲", drawn),)),)))
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


def test_that_the_catalogue_has_the_official_fields(sealed: Sealed, contents: Contents) -> None:
    root = ElementTree.parse(sealed.folder / layout.CATALOGUE).getroot()
    assert root.tag == "文件目录"
    fields = ["顺序号", "档号", "责任者", "题名", "日期", "密级", "电子档案名称", "备注"]
    assert all([field.tag for field in entry] == fields for entry in root)
    assert [entry.findtext("题名") for entry in root] == [document.title for document in contents.documents]
    assert all((sealed.folder / (entry.findtext("电子档案名称") or "?")).is_file() for entry in root)
    assert root[0].findtext("日期") == "20260301"


def test_that_the_readme_opens_in_an_old_editor(sealed: Sealed) -> None:
    raw = (sealed.folder / layout.README).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10


def test_that_the_data_are_canonical_and_whole(sealed: Sealed, contents: Contents) -> None:
    raw = (sealed.folder / layout.DATA).read_bytes()
    assert json.loads(raw) == contents.data
    assert raw == tags.canonical(json.loads(raw))


@pytest.mark.parametrize("value", [{"a": 1.5}, {"a": [{"b": float("nan")}]}, {"价": "1"}, {1: "x"}])
def test_that_data_whose_text_is_disputed_are_refused(value: object) -> None:
    with pytest.raises(TypeError):
        tags.canonical(value)


def test_that_it_never_writes_over_anything(contents: Contents, tmp_path: Path) -> None:
    target = tmp_path / "档案包"
    target.mkdir()
    with pytest.raises(Refusal, match="已经存在"):
        seal(target, contents)
    assert list(target.iterdir()) == []


def test_that_a_file_altered_in_the_vault_is_refused_by_name(
    contents: Contents, tmp_path: Path, files_of: Callable[[Path], list[str]]
) -> None:
    source = contents.documents[0].source
    assert isinstance(source, Path)
    raw = bytearray(source.read_bytes())
    raw[7] ^= 1
    source.write_bytes(raw)
    before = files_of(tmp_path)
    with pytest.raises(Refusal, match="“审计报告”在库里的内容与入库时的指纹不符"):
        seal(tmp_path / "档案包", contents)
    assert files_of(tmp_path) == before


def test_that_a_file_gone_from_the_vault_is_refused_by_name(contents: Contents, tmp_path: Path) -> None:
    source = contents.documents[1].source
    assert isinstance(source, Path)
    source.unlink()
    with pytest.raises(Refusal, match="找不到“营业执照”"):
        seal(tmp_path / "档案包", contents)
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


def test_that_a_full_disk_is_said_before_anything_is_written(contents: Contents, tmp_path: Path) -> None:
    big = Document(group="申请材料", title="大", suffix="pdf", source=b"x" * 3_000_000)
    with pytest.raises(Refusal) as refused:
        seal(tmp_path / "档案包", replace(contents, documents=(big,)), free=lambda _: 5 * 1024 * 1024)
    assert refused.value.says == ("磁盘只剩 5.0 MB，不足以封装 10.9 MB。案卷没有变化；请腾出空间或换到其他磁盘。")
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


def test_that_a_missing_parent_folder_is_said(contents: Contents, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="找不到文件夹"):
        seal(tmp_path / "没有" / "档案包", contents)


@pytest.mark.skipif(os.name == "nt", reason="folder permissions as on POSIX")
def test_that_a_disk_error_is_said_and_leaves_nothing(
    contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="磁盘出错"):
        seal(tmp_path / "档案包", contents)
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


@pytest.mark.parametrize("words", range(7))
def test_that_cancelling_at_any_moment_leaves_nothing(contents: Contents, tmp_path: Path, words: int) -> None:
    heard = _Heard()
    seal(tmp_path / "whole", contents, progress=heard)
    assert len(heard.words) > words
    with pytest.raises(Cancelled):
        seal(tmp_path / "档案包", contents, progress=_StopAfter(words))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vault", "whole"]


def test_that_progress_grows_to_the_whole(contents: Contents, tmp_path: Path) -> None:
    heard = _Heard()
    seal(tmp_path / "档案包", contents, progress=heard)
    done = [word[0] for word in heard.words]
    assert done == sorted(done)
    assert done[-1] == heard.words[-1][1] == sum(document.size for document in contents.documents)


def test_that_the_same_contents_give_the_same_fingerprint(contents: Contents, tmp_path: Path) -> None:
    first, second = seal(tmp_path / "a", contents), seal(tmp_path / "b", contents)
    assert first.fingerprint == second.fingerprint


def test_that_the_page_style_is_the_one_its_policy_allows(sealed: Sealed) -> None:
    page = (sealed.folder / layout.INDEX).read_text("utf-8-sig")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    allowed = re.search(r"style-src 'sha256-([^']+)'", page)
    assert style and allowed
    assert base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode() == allowed[1]


@pytest.mark.parametrize(
    ("size", "says"),
    [(0, "0 B"), (1023, "1023 B"), (38 * 1024, "38 KB"), (432_642_458, "412.6 MB"), (2**40, "1024.0 GB")],
)
def test_that_sizes_read_as_in_the_window(size: int, says: str) -> None:
    assert index.size_text(size) == says


class _Watching:
    """A progress that looks whether the archive has its name already."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.words = 0

    def tell(self, done: int, total: int, text: str) -> None:
        self.words += 1
        assert not self.target.exists()


def test_that_the_name_appears_only_when_all_is_written(contents: Contents, tmp_path: Path) -> None:
    watching = _Watching(tmp_path / "档案包")
    seal(tmp_path / "档案包", contents, progress=watching)
    assert watching.words and (tmp_path / "档案包" / lists.ROOT_LIST).is_file()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc to name what was flushed")
def test_that_every_file_and_folder_is_on_disk_before_the_name_appears(
    contents: Contents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush, rename, seen = os.fsync, Path.rename, list[str]()

    def watched_flush(handle: int) -> None:
        flush(handle)
        seen.append(str(Path(f"/proc/self/fd/{handle}").readlink()))

    def watched_rename(path: Path, target: Path) -> Path:
        wanted = {str(path), *(str(inner) for inner in path.rglob("*"))}
        assert wanted <= set(seen)
        seen.append("renamed")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", watched_flush)
    monkeypatch.setattr(Path, "rename", watched_rename)
    seal(tmp_path / "档案包", contents)
    assert seen[-2:] == ["renamed", str(tmp_path)]
