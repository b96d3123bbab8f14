"""Print a PDF file on a printer that the user chooses: the pages are drawn as they are, nothing is scaled to taste.

Printers are looked for only when the user asks to print: on some systems that takes seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.errors import Refusal

SHARPEST = 400
"""Dots per inch that a page is drawn with at most; more only takes memory."""


def ask_printer(parent: QWidget, title: str, then: Callable[[QPrinter], object]) -> QDialog:
    """Opens the system's print dialog for A4 and calls `then(printer)` once the user has chosen."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    asked = QPrintDialog(printer, parent)
    asked.setWindowTitle(f"打印 {title}")
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.accepted.connect(lambda: then(printer))
    QDialog.open(asked)  # QPrintDialog's own open() wants a receiver by name
    return asked


def print_file(path: Path, printer: QPrinter) -> int:
    """Draw the PDF at `path` on `printer`, each page at its own size and the right way up; returns how many pages.

    May run on any thread. Raises Refusal when the file can't be read or the printer takes nothing.
    """
    document = QPdfDocument()
    if document.load(str(path)) != QPdfDocument.Error.None_:
        raise Refusal("要打印的文件读不出来。请重新打开本页后再试。")
    pages = _chosen(printer, document.pageCount())
    painter = QPainter()
    _turn(printer, document.pagePointSize(pages.start - 1))
    if not painter.begin(printer):
        raise Refusal("打印机没有响应，没有打印。请检查打印机是否开机、联机后重试。")
    try:
        for number in pages:
            if number > pages.start:
                _turn(printer, document.pagePointSize(number - 1))
                printer.newPage()
            _draw(document, number - 1, painter, printer)
    finally:
        painter.end()
        document.close()
    return len(pages)


def _chosen(printer: QPrinter, count: int) -> range:
    """The pages that the user wants, from 1."""
    first, last = printer.fromPage(), printer.toPage()
    if not first:
        return range(1, count + 1)
    return range(min(first, count), min(max(first, last), count) + 1)


def _turn(printer: QPrinter, size: QSizeF) -> None:
    """Lay the sheet as the page lies."""
    wide = size.width() > size.height()
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait)


def _draw(document: QPdfDocument, index: int, painter: QPainter, printer: QPrinter) -> None:
    """One page at the printer's sharpness, in its true size from the sheet's corner."""
    size = document.pagePointSize(index)
    dots = min(printer.resolution(), SHARPEST) / 72
    picture = document.render(index, (size * dots).toSize())
    scale = printer.resolution() / 72
    origin = (
        printer.paperRect(QPrinter.Unit.DevicePixel).topLeft() - printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
    )
    painter.drawImage(QRectF(origin, size * scale), picture)
