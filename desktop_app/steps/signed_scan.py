"""Scan back: the paper that an expert has signed in ink, scanned and filed at that expert's seat."""

from __future__ import annotations

from pathlib import Path

from desktop_app.errors import Refusal
from desktop_app.records.casefile import Casefile
from desktop_app.records.panel import Opinion, Seat, SignedScan
from desktop_app.rules import panel
from desktop_app.steps.panel import board
from desktop_app.steps.panel_board import PanelBoard
from desktop_app.steps.reading import read
from desktop_app.store import dossiers, gate
from desktop_app.store.office import Office
from desktop_app.store.vault import Kept


def attach(office: Office, dossier_id: int, seat_id: int, path: Path | str, reason: str = "") -> PanelBoard:
    """File the scan at `path` at a seat, for the opinion that stands now; the seat then counts as signed in ink.

    Only the copy in the vault is looked at. Raises Refusal for a recused seat, without an opinion, for what isn't a
    picture or a PDF, and for a file that can't be read or lies at this seat already.
    """
    file, _edition = read(office, dossier_id)
    seat, opinion = _signable(file, seat_id)
    if not reason:
        with office.act("panel.scan_attached", dossier_id):
            pass  # asks the door before anything is copied; an empty act leaves no entry
    kept = _keep(office, Path(path))
    try:
        if any(one.seat_id == seat_id and one.sha256 == kept.sha256 for one in file.signed_scans):
            raise Refusal(f"这份扫描件已附在{seat.name}的席位上，不必重复添加。", field="file")
        found = gate.inspect(office.vault.path(kept.sha256), Path(path).name)
        with office.act("panel.scan_attached", dossier_id, reason=reason) as act:
            act.add(
                SignedScan(
                    dossier_id=dossier_id, seat_id=seat_id, opinion_id=opinion.id, sha256=kept.sha256,
                    name=Path(path).name, kind=found.kind.value, size=kept.size, pages=found.pages,
                    attached_at=office.now(), attached_by=office.operator_name,
                )
            )  # fmt: skip
            act.change(seat, signs_on_paper=True)
    except Refusal:
        _give_back(office, kept)
        raise
    return board(office, dossier_id)


def _signable(file: Casefile, seat_id: int) -> tuple[Seat, Opinion]:
    seat = next((one for one in file.seats if one.id == seat_id), None)
    if seat is None:
        raise Refusal("这位专家已不在评审组中。请刷新后再试。")
    if not panel.takes_part(seat, file):
        raise Refusal(f"{seat.name}已回避，不签名。")
    opinion = panel.standing_opinion(file)
    if opinion is None or not opinion.text.strip():
        raise Refusal("还没有专家组评审意见。请先写意见，再附签名扫描件。", field="opinion")
    return seat, opinion


def _keep(office: Office, path: Path) -> Kept:
    try:
        with path.open("rb") as stream:
            return office.vault.keep(stream)
    except OSError:
        raise Refusal(f"“{path.name}”读不出来。请复制到本机后再添加。", field="file") from None


def _give_back(office: Office, kept: Kept) -> None:
    """Out of the vault with what was put there just now, unless something else refers to it."""
    if kept.known:
        return
    with office.read() as session:
        needed = dossiers.files_kept(session, {kept.sha256})
    if not needed:
        office.vault.drop(kept.sha256)
