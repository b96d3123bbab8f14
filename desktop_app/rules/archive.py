"""The sealed archive (封装归档): what a dossier's archive must hold, and what is still missing for it."""

from __future__ import annotations

import re
from datetime import datetime

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Dossier
from desktop_app.records.kinds import Step
from desktop_app.records.papers import Paper, SealedArchive
from desktop_app.rules import recommendation
from desktop_app.rules.openings import OpenItem
from desktop_app.rules.regulation import Regulation

PLACE = "封装归档"
CD_BYTES = 737_280_000
"""What a CD holds; an archive that is larger needs a DVD."""
_COMMON = re.compile(r"(国家|省级)?(中小(微)?企业)?公共(服务|技术服务)?(示范)?(服务)?平台$|平台$")


def stamped_paper(file: Casefile, form: str) -> Paper | None:
    """The newest paper of `form` that isn't void and bears a seal, or None."""
    fit = [paper for paper in recommendation.stamped_papers(file) if paper.form == form]
    return max(fit, key=lambda paper: paper.id, default=None)


def lacking(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What keeps the dossier from being sealed: every form of the edition has to be printed and stamped."""
    missing = []
    for form in regulation.forms:
        if stamped_paper(file, form) is not None:
            continue
        valid = [paper for paper in file.papers if paper.form == form and paper.void_at is None]
        if valid:
            says = f"正式件 {valid[-1].number} 还没有登记用印。请由用印员在“用印”中登记。"
        elif any(paper.form == form for paper in file.papers):
            says = "已打印的推荐表都已作废。请重新打印并登记用印。"
        else:
            says = "推荐表还没有打印。请在“推荐与打印”中打印，盖章后登记用印。"
        missing.append(OpenItem(Step.ARCHIVE, says, PLACE, jump=form))
    return tuple(missing)


def standing_archive(file: Casefile) -> SealedArchive | None:
    """The archive that was sealed last, or None."""
    return max(file.archives, key=lambda archive: archive.id, default=None)


def overtaken(file: Casefile) -> bool:
    """Whether something was printed, stamped, made void, attached or asked after the last archive was sealed."""
    last = standing_archive(file)
    return last is not None and last.sealed_at < _last_change(file)


def _last_change(file: Casefile) -> datetime:
    moments = [file.dossier.opened_at, file.recommendation.decided_at]
    for paper in file.papers:
        moments += [paper.printed_at, paper.void_at]
    moments += [entry.registered_at for entry in file.seal_entries]
    moments += [scan.attached_at for scan in file.scans]
    moments += [verdict.decided_at for verdict in file.verdicts]
    moments += [opinion.written_at for opinion in file.opinions]
    moments += [signature.signed_at for signature in file.signatures]
    return max(moment for moment in moments if moment is not None)


def open_items(file: Casefile, regulation: Regulation) -> tuple[OpenItem, ...]:
    """What is still open at this step: papers without a seal, no archive yet, or one that is overtaken."""
    missing = lacking(file, regulation)
    if missing:
        return missing
    if not file.archives:
        return (OpenItem(Step.ARCHIVE, "案卷还没有封装。请选择位置后封装。", PLACE),)
    if overtaken(file):
        return (OpenItem(Step.ARCHIVE, "上次封装之后案卷又有变化，档案包已不是最新的。请重新封装。", PLACE),)
    return ()


def short_name(dossier: Dossier) -> str:
    """The platform's name without what all of them end in (简称); the applicant's where nothing would be left."""
    name = dossier.platform_name.strip() or dossier.applicant_name.strip()
    return _COMMON.sub("", name).strip() or name
