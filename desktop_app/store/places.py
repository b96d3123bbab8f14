"""Where an office folder should not lie: network shares and cloud-sync folders, by the path and the mount table.

SQLite's locks do not hold on a share, and a sync client copies a database while it is being written. Pure: a path and
the text of the mount table in, a warning or nothing out.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs"}
    | {"fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.glusterfs", "fuse.ceph"}
)
CLOUDS: tuple[tuple[str, str], ...] = (
    (r"onedrive([ \-–].*)?", "OneDrive"),
    (r"nutstore( files)?|我的坚果云|坚果云.*", "坚果云"),
    (r"baidusyncdisk|baidunetdisk|百度网盘(同步.*)?|百度云同步盘|我的网盘同步空间", "百度网盘同步空间"),
    (r"dropbox([ \-–(].*)?", "Dropbox"),
    (r"icloud ?drive|iclouddrive|icloud~.*|com~apple~clouddocs", "iCloud"),
    (r"微云(同步.*)?|weiyun(sync)?|微云同步助手", "微云"),
    (r"wps ?云盘|wpsdrive|wps ?cloud.*|kingsoftcloud|金山云盘|金山文档", "WPS 云盘"),
    (r"google ?drive|googledrive|我的云端硬盘", "Google Drive"),
    (r"阿里云盘.*|adrive|aliyundrive.*", "阿里云盘"),
    (r"seafile|synologydrive|nextcloud|owncloud|天翼云盘.*|和彩云.*|飞书云盘.*|钉盘.*", "云同步"),
)


@dataclass(frozen=True)
class Caution:
    """Why a place is not safe: `title` in half a sentence, `says` the rest and what to do."""

    title: str
    says: str


def warn(folder: str, mounts: str = "", *, windows: bool | None = None) -> Caution | None:
    """The warning for `folder` (as typed), or None for an ordinary local place.

    `mounts` is the text of /proc/self/mountinfo (empty where there is none); `windows` says how to read the path.
    """
    on_windows = sys.platform == "win32" if windows is None else windows
    text = folder.strip()
    if not text:
        return None
    if _is_share(text):
        return _network("共享路径")
    cloud = cloud_of(text, windows=on_windows)
    if cloud:
        return Caution(
            f"这是{cloud}的同步文件夹",
            "同步程序会在写入时复制和替换数据库，可能损坏资料。请选不参加同步的本机文件夹，备份另做。",
        )
    if not on_windows and mounts:
        kind = file_system_of(text, mounts)
        if kind in NETWORK_TYPES:
            return _network(f"网络文件系统 {kind}")
    return None


def cloud_of(folder: str, *, windows: bool) -> str:
    """The cloud service in whose synchronised folder `folder` lies, by the names on its path, or ""."""
    path: PurePath = PureWindowsPath(folder) if windows or "\\" in folder else PurePosixPath(folder)
    for part in path.parts:
        for pattern, name in CLOUDS:
            if re.fullmatch(pattern, part.strip(), re.IGNORECASE):
                return name
    return ""


def file_system_of(folder: str, mounts: str) -> str:
    """The type of the file system that holds `folder` (absolute), from the text of /proc/self/mountinfo, or ""."""
    best, kind = "", ""
    for line in mounts.splitlines():
        left, separator, right = line.partition(" - ")
        fields, tail = left.split(), right.split()
        if not separator or len(fields) < 5 or not tail:
            continue
        point = re.sub(r"\\(\d{3})", lambda found: chr(int(found.group(1), 8)), fields[4])
        # the last of two mounts on the same point covers the first
        if _below(folder, point) and len(point) >= len(best):
            best, kind = point, tail[0]
    return kind


def mount_table() -> str:
    """The text of /proc/self/mountinfo, or "" on a system without it."""
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _below(folder: str, point: str) -> bool:
    return point == "/" or folder == point or folder.startswith(point.rstrip("/") + "/")


def _is_share(text: str) -> bool:
    if text.startswith("\\\\?\\") and not text.upper().startswith("\\\\?\\UNC\\"):
        return False
    return bool(re.match(r"(\\\\|//)[^\\/]", text)) or text.upper().startswith("\\\\?\\UNC\\")


def _network(what: str) -> Caution:
    return Caution(
        "这是网络位置",
        f"{what}上的数据库会因多人同时写入或断网而损坏。请选本机磁盘上的文件夹。",
    )
