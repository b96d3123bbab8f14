"""The page viewer over real files: it draws off the UI thread, turns, frames, and says what it cannot show."""

from __future__ import annotations

import gc
import itertools
import time
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.widgets import page_frame, page_source, theme
from desktop_app.widgets.pages import PageFrame, PageViewer

RED, BLUE = (200, 20, 20), (20, 20, 200)


def paper(color: tuple[int, int, int] = RED, size: tuple[int, int] = (620, 877)) -> Image.Image:
    """White paper with a coloured block in its upper left quarter."""
    page = Image.new("RGB", size, "white")
    ImageDraw.Draw(page).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=color)
    return page


@pytest.fixture
def scans(tmp_path: Path) -> dict[str, Path]:
    """The same paper in every kind that can be shown; PDF and TIFF have three pages, the last one lying."""
    made = {kind: tmp_path / f"paper.{kind}" for kind in ("pdf", "tiff", "jpeg", "png")}
    for kind, how in (("pdf", {"resolution": 75}), ("tiff", {"compression": "tiff_lzw"})):
        pages = [paper(RED), paper(BLUE), paper(RED, (877, 620))]
        pages[0].save(made[kind], save_all=True, append_images=pages[1:], **how)
    paper().save(made["jpeg"], quality=95)
    paper().save(made["png"])
    return made


@pytest.fixture
def viewer(qtbot: QtBot) -> PageViewer:
    made = PageViewer()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def point(viewer: PageViewer, x: float, y: float) -> QPoint:
    """A place on the page, in shares of it as it lies, in the bed's pixels."""
    whole = viewer.bed.frame_rect("")
    return QPointF(whole.x() + x * whole.width(), whole.y() + y * whole.height()).toPoint()


def tint(viewer: PageViewer, x: float, y: float) -> str:
    """What lies there: red, blue, or white."""
    ratio = viewer.devicePixelRatioF()
    place = point(viewer, x, y)
    color = viewer.bed.viewport().grab().toImage().pixelColor(round(place.x() * ratio), round(place.y() * ratio))
    if color.lightness() > 200:
        return "white"
    return "red" if color.red() > color.blue() else "blue"


@pytest.mark.parametrize(("kind", "pages"), [("pdf", 3), ("tiff", 3), ("jpeg", 1), ("png", 1)])
def test_that_every_kind_is_shown_page_by_page(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot, kind: str, pages: int
) -> None:
    viewer.zoom("page")
    with qtbot.waitSignal(viewer.drawn), qtbot.waitSignal(viewer.opened) as opened:
        viewer.show_file(scans[kind], kind)

    assert opened.args == [pages]
    assert (tint(viewer, 0.25, 0.25), tint(viewer, 0.75, 0.75)) == ("red", "white")
    if pages > 1:
        with qtbot.waitSignal(viewer.drawn), qtbot.waitSignal(viewer.page_changed):
            viewer.go(2)
        assert tint(viewer, 0.25, 0.25) == "blue"


def test_that_turning_is_told_and_moves_the_paper_but_not_the_file(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot
) -> None:
    before = scans["pdf"].read_bytes()
    viewer.zoom("page")
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["pdf"], "pdf", {2: 180})
    with qtbot.waitSignal(viewer.drawn), qtbot.waitSignal(viewer.turned) as turned:
        qtbot.keyClick(viewer.bed, Qt.Key.Key_R)

    assert turned.args == [1, 90]
    assert (tint(viewer, 0.75, 0.25), tint(viewer, 0.25, 0.75)) == ("red", "white")
    with qtbot.waitSignal(viewer.turned) as back:
        qtbot.keyClick(viewer.bed, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert back.args == [1, 0]
    with qtbot.waitSignal(viewer.drawn):
        viewer.go(2)
    assert (tint(viewer, 0.75, 0.75), tint(viewer, 0.25, 0.25)) == ("blue", "white")
    assert scans["pdf"].read_bytes() == before


def test_that_a_photograph_lies_as_its_camera_says(viewer: PageViewer, tmp_path: Path, qtbot: QtBot) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn clockwise by a quarter to show it
    paper().save(tmp_path / "phone.jpg", exif=exif)
    viewer.zoom("page")
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(tmp_path / "phone.jpg", "jpeg")

    lying = viewer.bed.frame_rect("")
    assert lying.width() > lying.height()
    assert (tint(viewer, 0.75, 0.25), tint(viewer, 0.25, 0.75)) == ("red", "white")


def test_that_a_frame_drawn_on_a_turned_page_stays_on_its_words(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot
) -> None:
    viewer.zoom("page")
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["pdf"], "pdf", {1: 90})
    qtbot.keyClick(viewer.bed, Qt.Key.Key_H)
    port = viewer.bed.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=point(viewer, 0.5, 0.0))
    qtbot.mouseMove(port, point(viewer, 0.8, 0.3))
    with qtbot.waitSignal(viewer.framed) as framed:
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=point(viewer, 1.0, 0.5))

    page, frame = framed.args
    x, y, width, height = (int(part) for part in frame.split(","))
    assert page == 1
    assert viewer.selection == frame
    assert max(abs(x), abs(y), abs(width - 500), abs(height - 500)) <= 4
    assert not viewer.bed.framing, "one frame at a time: the mouse is free again"


def test_that_a_click_without_a_drag_frames_nothing(viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["png"], "png")
    viewer.set_framing(True)
    with qtbot.assertNotEmitted(viewer.framed):
        qtbot.mouseClick(viewer.bed.viewport(), Qt.MouseButton.LeftButton, pos=point(viewer, 0.5, 0.2))
    qtbot.keyClick(viewer.bed, Qt.Key.Key_Escape)
    assert not viewer.bed.framing


@given(
    st.integers(0, 900),
    st.integers(0, 900),
    st.integers(1, 100),
    st.integers(1, 100),
    st.sampled_from((0, 90, 180, 270)),
)
def test_that_a_frame_survives_being_laid_on_any_page_and_read_back(
    x: int, y: int, width: int, height: int, degrees: int
) -> None:
    page = QRectF(33, -120, 1234, 1745) if degrees % 180 == 0 else QRectF(33, -120, 1745, 1234)
    frame = f"{x},{y},{width},{height}"
    part = page_frame.turned(page_frame.read(frame), degrees)
    rect = QRectF(
        page.x() + part.x() * page.width(), page.y() + part.y() * page.height(),
        part.width() * page.width(), part.height() * page.height(),
    )  # fmt: skip
    assert page_frame.of_rect(rect, page, degrees) == frame


def test_that_zoom_keeps_between_its_ends_and_goes_by_readable_steps(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["png"], "png")
    viewer.zoom(100)
    qtbot.keyClick(viewer.bed, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert viewer.percent.text() == "90 %"
    viewer.zoom(9000)
    assert viewer.percent.text() == "400 %"
    viewer.zoom(1)
    assert viewer.percent.text() == "25 %"
    qtbot.keyClick(viewer.bed, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    whole = viewer.bed.frame_rect("")
    assert QRectF(viewer.bed.viewport().rect()).contains(whole)
    qtbot.keyClick(viewer.bed, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert viewer.bed.frame_rect("").width() > whole.width()


def test_that_the_wheel_leafs_at_the_end_of_a_page(viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot) -> None:
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["pdf"], "pdf")
    viewer.zoom("width")

    def roll(delta: int) -> None:
        place = QPointF(viewer.bed.viewport().rect().center())
        wheel = QWheelEvent(
            place, place, QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewer.bed.viewport(), wheel)

    for _ in range(40):
        if viewer.page == 2:
            break
        roll(-120)
    assert viewer.page == 2
    assert viewer.bed.verticalScrollBar().value() == 0
    roll(120)
    assert viewer.page == 1
    assert viewer.bed.verticalScrollBar().value() == viewer.bed.verticalScrollBar().maximum()


def test_that_the_strip_shows_all_pages_marks_the_cited_and_opens_the_clicked(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot
) -> None:
    viewer.show_file(scans["pdf"], "pdf")
    viewer.show_frames([PageFrame(3, "", "第十二条（一）")])
    qtbot.waitUntil(lambda: all(viewer.strip.pages.image(row) for row in range(3)))
    model = viewer.strip.pages
    spoken = model.data(model.index(2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "第 3 页，已被引用"
    spot = viewer.strip.visualRect(model.index(2)).center()
    with qtbot.waitSignal(viewer.page_changed) as changed:
        qtbot.mouseClick(viewer.strip.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert changed.args == [3]
    assert viewer.place.text() == "3 / 3 页"


@pytest.mark.qt_log_ignore("JPEG", "directory")  # what the decoders say about the broken file
@pytest.mark.parametrize("kind", ["pdf", "jpeg", "png", "tiff"])
def test_that_a_broken_file_leaves_a_sentence_and_the_next_file_is_shown(
    viewer: PageViewer, scans: dict[str, Path], tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(scans[kind].read_bytes()[:60] + bytes(range(256)))
    viewer.show_file(broken, kind)
    qtbot.waitUntil(lambda: bool(viewer.bed.sentence))
    assert viewer.bed.sentence.endswith("。")
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["png"], "png")
    assert viewer.bed.sentence == ""


def test_that_a_missing_file_a_locked_pdf_and_a_document_say_why_they_are_not_shown(
    viewer: PageViewer, scans: dict[str, Path], tmp_path: Path, qtbot: QtBot
) -> None:
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(scans["pdf"]) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    for path, kind, word in (
        (tmp_path / "gone.pdf", "pdf", "不在了"),
        (locked, "pdf", "打开口令"),
        (scans["png"], "docx", "没有可显示的页面"),
    ):
        with qtbot.waitSignal(viewer.opened) as opened:
            viewer.show_file(path, kind)
        assert opened.args == [0]
        assert word in viewer.bed.sentence
        assert viewer.pages == 0


def test_that_only_the_file_asked_for_last_is_ever_shown(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot
) -> None:
    counts: list[int] = []
    viewer.opened.connect(counts.append)
    for _ in range(20):
        viewer.show_file(scans["pdf"], "pdf")
        viewer.show_file(scans["jpeg"], "jpeg")
    with qtbot.waitSignal(viewer.drawn):
        pass
    qtbot.wait(50)
    assert counts == [1]
    assert viewer.pages == 1


def test_that_a_heavy_page_never_holds_the_window_for_fifty_milliseconds(
    viewer: PageViewer, tmp_path: Path, qtbot: QtBot
) -> None:
    noise = Image.effect_noise((2480, 3508), 80).convert("RGB")
    noise.save(tmp_path / "heavy.pdf", save_all=True, append_images=[noise, noise], resolution=300)
    noise.save(tmp_path / "heavy.tif", compression="tiff_lzw")
    gaps: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.setInterval(2)
    timer.timeout.connect(beat)
    gc.disable()  # as in the program, where the desk collects when nothing is going on
    try:
        timer.start()
        last[0] = time.perf_counter()
        for name, kind in (("heavy.pdf", "pdf"), ("heavy.tif", "tiff")):
            with qtbot.waitSignal(viewer.drawn, timeout=20_000):
                viewer.show_file(tmp_path / name, kind)
            for zoom in (150, 250, "width", "page"):
                viewer.zoom(zoom)
                qtbot.wait(60)
        timer.stop()
    finally:
        gc.enable()
    assert len(gaps) > 50
    late = sorted(gaps)[-3:]
    assert late[0] < 0.05, f"held for {[round(gap * 1000) for gap in late]} ms"


def test_that_pictures_are_drawn_at_the_screens_own_resolution(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot
) -> None:
    wanted: list[QSize] = []
    viewer.bed.wanted.connect(wanted.append)
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["pdf"], "pdf")
    viewer.zoom(100)
    paper_width = viewer.bed.frame_rect("").width()
    assert abs(wanted[-1].width() - paper_width * viewer.devicePixelRatioF()) <= 1


def test_that_a_giant_page_is_drawn_within_bounds(viewer: PageViewer, tmp_path: Path, qtbot: QtBot) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14400, 14400))
        pdf.save(tmp_path / "giant.pdf")
    wanted: list[QSize] = []
    viewer.bed.wanted.connect(wanted.append)
    with qtbot.waitSignal(viewer.drawn, timeout=20_000):
        viewer.show_file(tmp_path / "giant.pdf", "pdf")
    viewer.zoom(400)
    assert max(size.width() * size.height() for size in wanted) < 19_000_000


def test_that_keys_do_not_act_while_somebody_types(scans: dict[str, Path], qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit()
    viewer = PageViewer(keys=page)
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    layout.addWidget(viewer)
    page.resize(900, 700)
    page.show()
    page.activateWindow()
    with qtbot.waitSignal(viewer.drawn):
        viewer.show_file(scans["pdf"], "pdf")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.assertNotEmitted(viewer.turned):
        qtbot.keyClick(field, Qt.Key.Key_R)
    assert field.text() == "r"
    viewer.bed.setFocus()
    with qtbot.waitSignal(viewer.turned):
        qtbot.keyClick(viewer.bed, Qt.Key.Key_R)


def test_that_viewers_die_in_the_middle_of_their_work_without_a_word(
    scans: dict[str, Path], qtbot: QtBot, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(15):
        viewer = PageViewer()
        viewer.resize(900, 700)
        viewer.show()
        viewer.show_file(scans["pdf"], "pdf")
        thread = viewer._thread
        viewer.deleteLater()
        del viewer
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert thread.wait(5000)
    assert "QThread" not in capfd.readouterr().err


def test_that_closing_a_viewer_never_waits_for_the_page_that_is_being_drawn(tmp_path: Path, qtbot: QtBot) -> None:
    tile = Image.effect_noise((1240, 1754), 80).convert("RGB")
    noise = Image.new("RGB", (4960, 7016))
    for place in itertools.product(range(0, 4960, 1240), range(0, 7016, 1754)):
        noise.paste(tile, place)
    noise.save(tmp_path / "heavy.png", compress_level=1)
    viewer = PageViewer()
    viewer.resize(900, 700)
    viewer.show()
    with qtbot.waitSignal(viewer.opened, timeout=20_000):
        viewer.show_file(tmp_path / "heavy.png", "png")
    thread = viewer._thread
    began = time.perf_counter()
    viewer.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    took = time.perf_counter() - began
    drawing = thread.isRunning()
    assert thread.wait(20_000)
    assert drawing, "the page was still being drawn"
    assert took < 0.05


def test_that_paper_stays_white_in_the_dark_but_for_a_tenth(
    viewer: PageViewer, scans: dict[str, Path], qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, dark=True)
    try:
        viewer.zoom("page")
        with qtbot.waitSignal(viewer.drawn):
            viewer.show_file(scans["png"], "png")
        spot = point(viewer, 0.8, 0.8)
        shade: QColor = viewer.bed.viewport().grab().toImage().pixelColor(spot)
        assert 225 <= shade.red() <= 232
        assert shade.red() == shade.green() == shade.blue()
    finally:
        theme.apply(qapp, dark=False)


def test_that_a_page_without_a_size_is_taken_for_a4(scans: dict[str, Path], tmp_path: Path) -> None:
    source = page_source.open_source(scans["png"], "png")
    assert isinstance(source.sizes[0], QSizeF)
    assert source.sizes[0].height() == page_source.A4.height()
    with pytest.raises(page_source.PageError):
        page_source.open_source(tmp_path / "nothing", "pdf")
