"""The facts of the cover of a disc (光盘封面): the archive that was sealed last, with its root list's fingerprint."""

from __future__ import annotations

from collections.abc import Callable

from desktop_app.printing.catalogue import Fact, Read, day_text, grouped
from desktop_app.printing.values import FactValue
from desktop_app.records.casefile import Casefile
from desktop_app.records.papers import SealedArchive
from desktop_app.rules.regulation import Regulation

CONTENTS = "案卷档案包（申请材料、工作用纸、推荐与用印、数据、变更记录），打开 index.html 查阅"
_SAMPLE_PRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def _once_sealed(said: Callable[[SealedArchive], str]) -> Read:
    """What `said` makes of the archive that was sealed last; empty while none is."""

    def read(file: Casefile, _: Regulation) -> FactValue:
        return said(file.archives[-1]) if file.archives else ""

    return read


FACTS = (
    Fact("disc_office", "制作单位", "云岭省工业和信息化厅", lambda file, _: file.office.name),
    Fact("disc_title", "光盘名称", "桥山装备制造中小企业公共技术服务平台",
         lambda file, _: file.dossier.platform_name or file.dossier.applicant_name),
    Fact("disc_number", "光盘编号", "2024-0001", lambda file, _: file.dossier.number),
    Fact("disc_unit", "申请单位", "澜江市桥山中小企业公共服务中心有限公司",
         lambda file, _: file.dossier.applicant_name),
    Fact("disc_contents", "光盘内容", CONTENTS, _once_sealed(lambda _: CONTENTS)),
    Fact("disc_files", "光盘文件数", "86", _once_sealed(lambda archive: str(archive.files)), unit="个"),
    Fact("disc_date", "光盘日期", "2024 年 7 月 2 日",
         _once_sealed(lambda archive: day_text(archive.sealed_at.astimezone().date()))),
    Fact("disc_fingerprint", "光盘指纹（四行）", grouped(_SAMPLE_PRINT, 4, 4),
         _once_sealed(lambda archive: grouped(archive.fingerprint, 4, 4))),
)  # fmt: skip
