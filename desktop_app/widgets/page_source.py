"""Opening a PDF or an image file and drawing single pages of it; no widget, runs on any thread.

Sizes are in points (1/72 inch) of the page as the file holds it; turning is the viewer's affair.
A source belongs to the thread that opened it. Everything that a file can get wrong ends in `PageError`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEventLoop, QSize, QSizeF
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer
from shiboken6 import delete

A4 = QSizeF(595.0, 842.0)
IMAGE_FORMATS = {"jpeg": b"jpeg", "png": b"png", "tiff": b"tiff"}
ALLOCATION_MB = 512
"""Room for one decoded image of 100 million pixels of 4 bytes; Qt's own limit is 256 MB."""


class PageError(Exception):
    """A file or page that can't be shown; `says` is the sentence for the user."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


class PageSource(Protocol):
    """An open file of pages; pages count from 0 here."""

    sizes: tuple[QSizeF, ...]

    def draw(self, page: int, size: QSize) -> QImage:
        """Page `page` filled into `size` device pixels, perhaps transparent; raises `PageError`."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def open_source(path: Path, kind: str) -> PageSource:
    """The pages of the file at `path`; `kind` is "pdf", "jpeg", "png" or "tiff". Raises `PageError`."""
    if not path.is_file():
        raise PageError("文件不在了。请核对办公文件夹是否完整，或从备份恢复。")
    if kind == "pdf":
        return PdfSource(path)
    if kind in IMAGE_FORMATS:
        return ImageSource(path, IMAGE_FORMATS[kind])
    raise PageError("这种文件没有可显示的页面。请用相应的软件打开查看。")


class PdfSource:
    """A PDF through QtPdf.

    Drawn by `QPdfPageRenderer`, whose own thread is not Python's: `QPdfDocument.render` would hold the interpreter, and
    with it the window, for as long as a page takes. While it draws, an event loop runs here.
    """

    def __init__(self, path: Path) -> None:
        self._document = QPdfDocument()
        error = self._document.load(str(path))
        if error == QPdfDocument.Error.IncorrectPassword:
            raise PageError("文件设有打开口令，无法显示。请向申请单位要无口令的文件。")
        if error != QPdfDocument.Error.None_ or self._document.pageCount() < 1:
            raise PageError("文件已损坏，无法显示。请向申请单位要完整的文件。")
        pages = range(self._document.pageCount())
        self.sizes = tuple(_sound(self._document.pagePointSize(page)) for page in pages)
        self._options = QPdfDocumentRenderOptions()
        # seals and signatures often lie on the page as annotations: without the flag a stamped paper looks unstamped
        self._options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
        self._renderer = QPdfPageRenderer()
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.setDocument(self._document)
        self._loop = QEventLoop()
        self._drawn = QImage()
        self._renderer.pageRendered.connect(self._take)

    def _take(self, _page: int, _size: QSize, image: QImage) -> None:
        self._drawn = image
        self._loop.quit()

    def draw(self, page: int, size: QSize) -> QImage:
        """See `PageSource.draw`."""
        self._renderer.requestPage(page, size, self._options)
        self._loop.exec()
        drawn, self._drawn = self._drawn, QImage()
        if drawn.isNull():
            raise PageError("这一页无法显示。请核对纸质件，或向申请单位要完整的文件。")
        return drawn

    def close(self) -> None:
        """See `PageSource.close`."""
        delete(self._renderer)
        self._document.close()


class ImageSource:
    """A JPEG, PNG or TIFF; each image of a TIFF is a page. Decoded anew for every size, scaled by the decoder."""

    def __init__(self, path: Path, image_format: bytes) -> None:
        if QImageReader.allocationLimit() < ALLOCATION_MB:
            QImageReader.setAllocationLimit(ALLOCATION_MB)
        self._path = path
        self._format = image_format
        reader = self._reader()
        count = max(1, reader.imageCount()) if image_format == b"tiff" else 1
        self.sizes = tuple(self._size(page) for page in range(count))

    def _reader(self, page: int = 0) -> QImageReader:
        reader = QImageReader(str(self._path))
        reader.setAutoDetectImageFormat(False)
        reader.setFormat(self._format)
        reader.setAutoTransform(True)
        if page and not reader.jumpToImage(page):
            raise PageError("这一页无法显示。请核对纸质件，或向申请单位要完整的文件。")
        return reader

    def _size(self, page: int) -> QSizeF:
        """The page's size in points, its long side taken as that of A4: photographs carry no honest resolution."""
        try:
            reader = self._reader(page)
        except PageError:
            return A4
        pixels = reader.size()
        if _lies(reader):
            pixels.transpose()
        longest = max(pixels.width(), pixels.height())
        return _sound(QSizeF(pixels) * (A4.height() / longest)) if longest > 0 else A4

    def draw(self, page: int, size: QSize) -> QImage:
        """See `PageSource.draw`."""
        reader = self._reader(page)
        reader.setScaledSize(size.transposed() if _lies(reader) else size)
        image = reader.read()
        if image.isNull():
            raise PageError("这张图片无法显示。请核对纸质件，或向申请单位要完整的文件。")
        if image.hasAlphaChannel() or image.depth() == 32:
            return image
        return image.convertToFormat(QImage.Format.Format_RGB32)  # once here, or at every painting

    def close(self) -> None:
        """See `PageSource.close`."""


def _lies(reader: QImageReader) -> bool:
    """Whether the file says (EXIF) that it is to be turned by a quarter."""
    return bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)


def _sound(size: QSizeF) -> QSizeF:
    """`size`, or A4 where a file gives none."""
    return size if size.width() >= 1 and size.height() >= 1 else QSizeF(A4)
