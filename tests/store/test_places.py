"""Places where an office folder should not lie."""

from __future__ import annotations

import pytest

from desktop_app.store import places

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/share rw,relatime - cifs //srv/share rw
31 22 0:41 / /mnt/two\\040words rw - nfs4 srv:/x rw
32 30 8:2 / /mnt/share/local rw - ext4 /dev/sdb1 rw
33 22 0:44 / /home/lin/remote rw - fuse.sshfs lin@srv:/ rw
"""


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        (r"\\SRV-01\共享\评审", "网络位置"),
        ("//srv/share/评审", "网络位置"),
        (r"\\?\UNC\srv\share\评审", "网络位置"),
        (r"C:\Users\lin\OneDrive\评审", "OneDrive"),
        (r"C:\Users\lin\OneDrive - 云岭省工信厅\评审", "OneDrive"),
        (r"D:\我的坚果云\评审", "坚果云"),
        (r"C:\Users\lin\Nutstore Files\评审", "坚果云"),
        (r"D:\BaiduSyncdisk\评审", "百度网盘"),
        (r"C:\Users\lin\Dropbox\评审", "Dropbox"),
        (r"C:\Users\lin\iCloudDrive\评审", "iCloud"),
        (r"D:\微云同步助手\评审", "微云"),
        (r"D:\WPS云盘\评审", "WPS 云盘"),
        (r"D:\WPSDrive\1234\WPS云盘\评审", "WPS 云盘"),
    ],
)
def test_that_a_share_or_a_synchronised_folder_is_warned_about(folder: str, says: str) -> None:
    caution = places.warn(folder, windows=True)
    assert caution is not None
    assert says in caution.title
    assert caution.says.endswith("。")


@pytest.mark.parametrize(
    "folder", [r"D:\评审", r"C:\Users\lin\Documents\2025 评审", r"D:\onedrive资料备份说明", "", r"\\?\C:\评审"]
)
def test_that_an_ordinary_local_folder_gets_no_warning(folder: str) -> None:
    assert places.warn(folder, windows=True) is None


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/lin/评审", "ext4"),
        ("/mnt/share/评审", "cifs"),
        ("/mnt/share/local/评审", "ext4"),
        ("/mnt/shared-not", "ext4"),
        ("/mnt/two words/评审", "nfs4"),
        ("/home/lin/remote/评审", "fuse.sshfs"),
    ],
)
def test_that_the_mount_with_the_longest_point_holds_the_folder(folder: str, kind: str) -> None:
    assert places.file_system_of(folder, MOUNTS) == kind
    caution = places.warn(folder, MOUNTS, windows=False)
    assert (caution is not None) == (kind != "ext4")


def test_that_a_cloud_folder_is_known_on_linux_too() -> None:
    caution = places.warn("/home/lin/Nutstore Files/评审", MOUNTS, windows=False)
    assert caution is not None
    assert "坚果云" in caution.title
