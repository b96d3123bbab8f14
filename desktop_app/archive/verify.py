"""Checks a sealed archive without an office: standard library only, nothing in the archive is trusted.

The root list catches whatever was changed, lost or renamed, the walk catches what was added, the bag's own lists
tell a damaged root list from damaged files, and only the fingerprint from the stamped paper catches an archive that
was rebuilt as a whole. Files are opened by the names found on disk, never by a name that a list gives.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.archive import chain, lists
from desktop_app.archive.layout import BAG, BAG_INFO, INDEX, JOURNAL
from desktop_app.archive.lists import PAYLOAD, PAYLOAD_LIST, ROOT_LIST, TAG_LIST
from desktop_app.errors import Refusal

Tell = Callable[[int, int, str], None]
_REPARSE_POINT = 0x400  # Windows: junctions and other things that lead elsewhere


@dataclass(frozen=True)
class Report:
    """What a check found. Paths are relative to the archive, `/` between parts; `fingerprint` is the one computed.

    `ok` is False as soon as anything is named in `missing`, `added`, `changed` or `faults`. `says` is the verdict in
    one sentence; `proven` and `unproven` say what the check showed and what it can't show.
    """

    ok: bool
    missing: tuple[str, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    faults: tuple[str, ...]
    says: str
    proven: tuple[str, ...]
    unproven: tuple[str, ...]
    fingerprint: str
    files: int
    size: int


@dataclass
class _Found:
    """What lies on disk: hashes by path, what was refused (links, devices), couldn't be read, or is an empty folder."""

    hashes: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    size: int = 0


@dataclass
class _Difference:
    """What a list and the disk disagree about."""

    missing: set[str] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def any(self) -> bool:
        """Whether there is any disagreement."""
        return bool(self.missing or self.added or self.changed or self.faults)


def normal_fingerprint(typed: str) -> str:
    """64 lower-case hex digits from what somebody typed off the paper (groups, spaces, capitals, full-width signs).

    Empty stays empty; raises Refusal when it can't be a fingerprint.
    """
    digits = re.sub(r"[\s\-:·]", "", unicodedata.normalize("NFKC", typed)).lower()
    if not typed.strip():
        return ""
    wrong = next((sign for sign in digits if sign not in "0123456789abcdef"), "")
    if wrong:
        raise Refusal(f"指纹只含 0–9 和 a–f，现有“{shown(wrong)}”。请对照纸质封面重新输入。")
    if len(digits) != 64:
        raise Refusal(f"指纹应为 64 位（16 组，每组 4 位），现有 {len(digits)} 位。请对照纸质封面补齐。")
    return digits


def verify(path: Path, fingerprint: str = "", tell: Tell | None = None) -> Report:
    """Check the archive in the folder `path`, against `fingerprint` from the stamped paper when it is given.

    `tell` hears (bytes done, bytes in all, path) on the way. Raises Refusal when there is nothing to check:
    no such folder, not an archive, or a fingerprint that can't be one.
    """
    expected = normal_fingerprint(fingerprint)
    if not path.is_dir():
        raise Refusal(f"找不到文件夹“{path}”。请检查路径。")
    if not any((path / name).exists() for name in (ROOT_LIST, BAG, TAG_LIST)):
        raise Refusal(f"“{path}”不是档案包：其中没有“{ROOT_LIST}”。请选择含有“{INDEX}”的文件夹。")
    found = _walk(path, tell)
    raw = _read(path, ROOT_LIST, found)
    return _judged(path, found, raw, expected)


def shown(text: str) -> str:
    """`text` for a terminal or a label: control, bidi and other invisible signs as escapes."""
    return "".join(
        sign if unicodedata.category(sign)[0] not in "CZ" or sign == " " else ascii(sign)[1:-1] for sign in text
    )


def _walk(root: Path, tell: Tell | None) -> _Found:
    found = _Found()
    files = _files(root, "", found)
    total = sum(size for _, size in files)
    for name, _ in files:

        def count(block: int, name: str = name) -> None:
            found.size += block
            if tell is not None:
                tell(found.size, total, name)

        try:
            found.hashes[name] = lists.digest(root / name, count)
        except OSError:
            found.unread.append(name)
    return found


def _files(root: Path, under: str, found: _Found) -> list[tuple[str, int]]:
    """Plain files below `root`/`under`, never through a link; links, devices and empty folders are noted."""
    files: list[tuple[str, int]] = []
    try:
        entries = sorted(os.scandir(root / under), key=lambda entry: entry.name)
    except OSError:
        found.unread.append(under)
        return files
    if not entries:
        found.empty.append(under)
    for entry in entries:
        name, state = under + entry.name, entry.stat(follow_symlinks=False)
        if entry.is_symlink() or getattr(state, "st_file_attributes", 0) & _REPARSE_POINT:
            found.refused.append(name)
        elif entry.is_dir(follow_symlinks=False):
            files.extend(_files(root, name + "/", found))
        elif entry.is_file(follow_symlinks=False):
            files.append((name, state.st_size))
        else:
            found.refused.append(name)
    return files


def _read(root: Path, name: str, found: _Found) -> bytes | None:
    """A small file of the archive as it was when it was hashed; None when it is not there or too large to be one."""
    if name not in found.hashes or (root / name).stat().st_size > lists.LONGEST_LIST:
        return None
    raw = (root / name).read_bytes()
    return raw if hashlib.sha256(raw).hexdigest() == found.hashes[name] else None


def _compared(listed: Mapping[str, str], actual: Mapping[str, str], found: _Found) -> _Difference:
    unread = set(found.unread)
    return _Difference(
        missing={path for path in listed if path not in actual and path not in unread},
        added={path for path in actual if path not in listed},
        changed={path for path in listed if path in actual and actual[path] != listed[path]},
    )


def _against_bag(root: Path, found: _Found) -> _Difference:
    """What the bag's two lists and its size note disagree with."""
    payload = {path: digest for path, digest in found.hashes.items() if path.startswith(PAYLOAD)}
    others = {path: digest for path, digest in found.hashes.items() if path not in payload}
    tagged = {path: digest for path, digest in others.items() if path not in (ROOT_LIST, TAG_LIST)}
    whole = _Difference()
    for name, actual in ((PAYLOAD_LIST, payload), (TAG_LIST, tagged)):
        raw = _read(root, name, found)
        listed = lists.read(raw or b"")
        part = _compared(listed.hashes, actual, found)
        whole.missing |= part.missing | ({name} if raw is None else set())
        whole.added |= part.added
        whole.changed |= part.changed
        whole.faults += [f"“{name}”{fault}" for fault in listed.faults]
    info = (_read(root, BAG_INFO, found) or b"").decode("utf-8", "replace")
    oxum = re.search(r"^Payload-Oxum: (\d+)\.(\d+)$", info, re.MULTILINE)
    size = sum((root / path).stat().st_size for path in payload)
    if oxum is None or (int(oxum[1]), int(oxum[2])) != (size, len(payload)):
        whole.faults.append(f"“{BAG_INFO}”所记的电子档案数量与实际不符")
    return whole


def _judged(root: Path, found: _Found, raw: bytes | None, expected: str) -> Report:
    fingerprint = found.hashes.get(ROOT_LIST, "")
    listed = lists.read(raw or b"")
    actual = {path: digest for path, digest in found.hashes.items() if path != ROOT_LIST}
    difference = _compared(listed.hashes, actual, found)
    bag = _against_bag(root, found)
    if raw is None:
        # nothing to compare with but the bag's own lists
        difference = bag
        (difference.changed if ROOT_LIST in found.hashes else difference.missing).add(ROOT_LIST)
    elif expected != fingerprint and (listed.faults or (difference.any() and _only_the_list(difference, bag))):
        difference = _blamed_on_the_list(listed, difference, bag)
    if raw is not None and not difference.any() and bag.any():
        difference = bag
    if expected and raw is not None and expected != fingerprint:
        difference.changed.add(ROOT_LIST)
        difference.faults.append(f"“{ROOT_LIST}”的指纹与纸质封面不符：清单被改过，或者这不是封面所说的那个档案包")
    difference.changed |= set(found.unread)
    difference.faults += [f"读不出“{shown(name)}”" for name in found.unread]
    difference.added |= {*found.refused, *found.empty}
    difference.faults += [f"“{shown(name)}”是链接或特殊文件，未打开" for name in found.refused]
    story = chain.follow(_read(root, JOURNAL, found) or b"")
    difference.faults += story.faults if JOURNAL in found.hashes else ()
    return _report(found, difference, story, fingerprint, expected)


def _only_the_list(difference: _Difference, bag: _Difference) -> bool:
    """Whether the files are as they were sealed and only the root list was touched.

    The bag's lists vouch for every file, and the root list vouches for the list that vouches for the others; if
    that one link too is disputed, something else would be as well, had the files been changed and bagged anew.
    """
    if bag.any():
        return False
    if TAG_LIST in difference.added:  # its own line in the root list was renamed
        return not difference.changed and len(difference.missing) <= 1 == len(difference.added)
    return TAG_LIST not in difference.changed or difference == _Difference(changed={TAG_LIST})


def _blamed_on_the_list(listed: lists.HashList, difference: _Difference, bag: _Difference) -> _Difference:
    faults = [f"“{ROOT_LIST}”{fault}" for fault in listed.faults]
    if not bag.any():
        disputed = sorted(difference.missing | difference.added | difference.changed)
        faults += [f"“{ROOT_LIST}”与 BagIt 清单说法不一：{shown(path)}" for path in disputed]
        return _Difference(changed={ROOT_LIST}, faults=faults)
    return _Difference(difference.missing, difference.added, difference.changed | {ROOT_LIST}, faults)


def _report(
    found: _Found, difference: _Difference, story: chain.ChainReport, fingerprint: str, expected: str
) -> Report:
    proven, unproven = [], ["封装以前录入的内容是否属实、当时由谁操作，不在核对之内"]
    ok = not difference.any()
    if ok:
        proven.append(f"{len(found.hashes)} 个文件与“{ROOT_LIST}”逐一相符，没有缺少、多出或改动；BagIt 清单与之一致")
        proven.append(
            f"变更记录第 {story.first}–{story.last} 条连成一条链，其中本案卷 {story.shown} 条，到 {story.code}"
        )
    if expected and expected == fingerprint:
        proven.append(f"“{ROOT_LIST}”的指纹与所给指纹相同")
        unproven.insert(0, "所给指纹是否抄自盖章的纸质封面，由核对的人负责")
    if not expected:
        unproven.insert(0, "没有给出纸质封面上的指纹，不能证明没有人把整个档案包重做一遍")
    return Report(
        ok=ok,
        missing=tuple(sorted(difference.missing)),
        added=tuple(sorted(difference.added)),
        changed=tuple(sorted(difference.changed)),
        faults=tuple(difference.faults),
        says=_says(difference, bool(expected), len(found.hashes)),
        proven=tuple(proven),
        unproven=tuple(unproven),
        fingerprint=fingerprint,
        files=len(found.hashes),
        size=found.size,
    )


def _says(difference: _Difference, with_paper: bool, files: int) -> str:
    if not difference.any():
        if with_paper:
            return f"与纸质封面一致：{files} 个文件不缺、不多、未改。"
        return f"自身完好：{files} 个文件不缺、不多、未改；还没有与纸质封面对照。"
    counts = (("缺少", difference.missing), ("多出", difference.added), ("改动", difference.changed))
    named = "，".join(f"{word} {len(paths)} 个" for word, paths in counts if paths)
    return f"档案包与封装时不一致：{named or '清单之间互相矛盾'}。请另取一份备份核对，并保留现状。"
