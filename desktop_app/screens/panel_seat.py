"""The panel's table, and beside it one expert in full: recusal, signatures that hold and that no longer do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.steps.panel_board import PREVIEW_MM, ScanView, SeatView, SignatureView
from desktop_app.widgets import ink, kit, notices, tokens
from desktop_app.widgets.fields import Field
from desktop_app.widgets.table import Column, RowTable

SCANS = "扫描件 (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
STATES = {
    "valid": ("有效", "ok", "check-circle"),
    "void": ("已失效：意见改动", "bad", "x-circle"),
    "superseded": ("已失效：已重签", "none", "x-circle"),
    "recused": ("已失效：已回避", "none", "x-circle"),
    "altered": ("记录被改动", "bad", "warning-circle"),
}


def recusal_badge(seat: SeatView) -> tuple[str, str, str]:
    """How an expert stands to the applicant: words, tone, icon."""
    if seat.recused:
        return ("已回避", "warn", "user-minus")
    return ("须回避", "bad", "warning-circle") if seat.conflict else ("无回避", "none", "circle")


def signature_badge(seat: SeatView) -> tuple[str, str, str]:
    """Whether an expert has signed: words, tone, icon."""
    latest = seat.latest
    if latest is not None and latest.state.value == "altered":
        return STATES["altered"]
    if seat.signed:
        return ("已签名", "ok", "pen-nib")
    if not seat.takes_part:
        return ("不签名", "none", "minus")
    if seat.signs_on_paper:
        return ("纸面签名", "accent", "file-text")
    return ("已失效", "bad", "x-circle") if latest is not None else ("待签名", "warn", "pen-nib")


def seat_table(add: QWidget) -> RowTable:
    """The table of the seats; `add` is what is to be pressed while there is none."""
    table = RowTable(
        (
            Column("position", "席", 44, tone="text3"),
            Column("name", "专家", sub=lambda seat: f"{seat.title}　{seat.unit}".strip("　"), strong=True),
            Column("recused", "回避", 116, badge=recusal_badge),
            Column("signed", "签名", 132, badge=signature_badge),
        ),
        row_height=tokens.TWO_LINE_HEIGHT,
        many=False,
        empty=notices.Empty("users", "还没有专家。从专家库选择，工作单位是申请单位或其合作单位的会自动登记回避。", add),
        name="seats",
    )
    table.setAccessibleName("专家组")
    return table


def warn_of_signatures(opinion: Field, signed: Sequence[str]) -> None:
    """Say below the opinion, while it is being changed, whose signatures the change will make void."""
    if signed and opinion.is_changed():
        opinion.show_hint(f"{'、'.join(signed)}已签名。改动保存后，这 {len(signed)} 个签名作废，要重新签。")
    else:
        opinion.show_hint("")


def say_void(banner: notices.Banner, signers: Sequence[str]) -> None:
    """Say in the banner whose signatures a change of the opinion made void."""
    rest = f"请让{'、'.join(signers)}重新签名。"
    banner.say("warn", f"评审意见已改动，{len(signers)} 个签名随之作废。", rest)


class SeatPane(QWidget):
    """The selected expert. Every button tells the page what is wanted."""

    paper_marked = Signal(int, bool)
    recuse_asked = Signal(int)
    lift_asked = Signal(int)
    unseat_asked = Signal(int)
    scan_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("seat_pane")
        self.seat: SeatView | None = None
        self._name = kit.text("", "heading", elide=True, name="seat_name")
        self._title = kit.text("", "small", "text2", wrap=True)
        self._unit = kit.text("", "small", "text2", wrap=True)
        self._why = kit.text("", "small", "warn", wrap=True, name="seat_recusal")
        self._signatures = QVBoxLayout()
        self._signatures.setSpacing(tokens.S)
        self.paper = Field("纸面签名（打印时留空格）", "signs_on_paper", kind="check")
        self._scans = kit.text("", "caption", "text2", wrap=True, name="signed_scans")
        self.scan = kit.button("附签名扫描件…", icon="upload-simple", name="attach_signed")
        self._recuse = kit.button("登记回避…", icon="user-minus", name="recuse")
        self._lift = kit.button("取消回避…", name="lift_recusal")
        self._unseat = kit.button("移出", "quiet", icon="x", name="unseat")
        self._lay_out()
        self._wire()
        self.show_seat(None)

    def _lay_out(self) -> None:
        self._box = kit.col(
            self._name,
            self._title,
            self._unit,
            self._why,
            kit.rule(),
            kit.text("手写签名图形", "small", "text2"),
            self._signatures,
            self.paper,
            self._scans,
            kit.row(self.scan, "stretch"),
            "stretch",
            gap=tokens.S,
            pad=(tokens.L, tokens.M, tokens.L, tokens.S),
            name="panel",
        )
        deeds = kit.row(
            self._recuse,
            self._lift,
            "stretch",
            self._unseat,
            pad=(tokens.L, tokens.S, tokens.S, tokens.M),
            name="panel",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(kit.ScrollBody(self._box), 1)
        layout.addWidget(deeds)

    def _wire(self) -> None:
        self.paper.left.connect(self._mark)
        for button, signal in (
            (self._recuse, self.recuse_asked),
            (self._lift, self.lift_asked),
            (self._unseat, self.unseat_asked),
            (self.scan, self.scan_asked),
        ):
            button.clicked.connect(partial(self._tell, signal.emit))

    def show_seat(self, seat: SeatView | None) -> None:
        """Show one expert, or nobody."""
        self.seat = seat
        self._box.setVisible(seat is not None)
        for button in (self._recuse, self._lift, self._unseat):
            button.setVisible(seat is not None)
        if seat is None:
            return
        self._name.setText(seat.name)
        self._title.setText(seat.title)
        self._unit.setText(seat.unit)
        told = seat.reason or (f"{seat.conflict}，请登记回避" if seat.conflict else "")
        self._why.setText(told)
        self._why.setVisible(bool(told))
        kit.clear(self._signatures)
        for signature in reversed(seat.signatures):
            self._signatures.addWidget(signature_card(seat, signature))
        if not seat.signatures:
            self._signatures.addWidget(kit.text("还没有签名" if seat.takes_part else "不签名", "small", "text3"))
        self.paper.show_value(seat.signs_on_paper, force=True)
        self.paper.setVisible(seat.takes_part and not seat.signed)
        self.scan.setVisible(seat.takes_part and seat.signs_on_paper)
        self._scans.setText("\n".join(scan_line(one) for one in seat.scans))
        self._scans.setVisible(bool(seat.scans))
        self._recuse.setVisible(not seat.recused)
        self._lift.setVisible(seat.recused and not seat.conflict)
        self._unseat.setVisible(not seat.signatures)

    def _mark(self, _name: str, text: str) -> None:
        if self.seat is not None:
            self.paper_marked.emit(self.seat.id, bool(text))

    def _tell(self, ask: Callable[[int], None], _pressed: bool = False) -> None:
        if self.seat is not None:
            ask(self.seat.id)


def scan_line(scan: ScanView) -> str:
    """A scan of a signed paper in words; one of an opinion that was changed since says so."""
    old = "" if scan.stands else "，意见已改动，须重签"
    return f"扫描件：{scan.name}　{scan.pages} 页　第 {scan.version} 版{old}"


def signature_card(seat: SeatView, signature: SignatureView) -> QWidget:
    """One signature, small: its strokes, its state in words, version and time. A void one is struck through."""
    words, tone, icon = STATES[signature.state.value]
    void = signature.state.value != "valid"
    at = f"{signature.signed_at.astimezone():%Y-%m-%d %H:%M}"
    view = ink.SignatureView(PREVIEW_MM)
    view.show_signature(signature.outline, void, f"{seat.name}的手写签名图形，第 {signature.version} 版，{at}，{words}")
    note = kit.text(f"第 {signature.version} 版　{at}", "caption", "text3")
    note.setToolTip(f"{signature.statement}\n日志 {signature.journal_code}　经办 {signature.operator}")
    return kit.col(
        kit.row(view, "stretch"),
        kit.row(kit.Badge(words, tone, icon), "stretch"),
        note,
        gap=4,
        pad=tokens.S,
        name="bed",
    )
