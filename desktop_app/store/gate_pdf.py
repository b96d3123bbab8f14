"""What the gate asks of a PDF: does it open, how many pages, and is there anything in it that could act."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pikepdf

from desktop_app.errors import Refusal

MOST_PAGES: Final = 5_000
MOST_OBJECTS: Final = 30_000
MOST_DEPTH: Final = 8
MOST_IMAGE_PIXELS: Final = 400_000_000
ACTIONS: Final = {
    "/JavaScript": "脚本",
    "/Launch": "启动程序的动作",
    "/SubmitForm": "向外发送的动作",
    "/ImportData": "导入数据的动作",
}
TAIL_BYTES: Final = 2048


def look(path: Path, name: str) -> tuple[int, tuple[str, ...]]:
    """Pages of the PDF at `path` (`name` to the user), and hints. Raises Refusal for what can't be shown."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return _read(pdf, path, name)
    except Refusal:
        raise
    except pikepdf.PasswordError:
        raise Refusal(f"“{name}”设有打开口令，无法查看。请向申请单位要无口令的文件后重新添加。", field=name) from None
    except Exception as error:  # whatever a broken file makes of the parser: it raises a dozen kinds
        raise _broken(name) from error


def _broken(name: str) -> Refusal:
    return Refusal(f"“{name}”已损坏，打不开，也修不好。请向申请单位要完整的文件后重新添加。", field=name)


def _read(pdf: pikepdf.Pdf, path: Path, name: str) -> tuple[int, tuple[str, ...]]:
    declared = _declared(pdf)
    pages = len(pdf.pages)
    if pages == 0:
        raise _broken(name)
    if pages > MOST_PAGES:
        raise Refusal(f"“{name}”有 {pages} 页，超过 {MOST_PAGES} 页。请分成几份后添加。", field=name)
    lost = sum(1 for page in pdf.pages if not _has_content(page))
    found = _Walk(name)
    found.walk(pdf)
    hints = []
    if pdf.get_warnings() or declared > pages:
        whole = f"，原有 {declared} 页" if declared > pages else ""
        blank = f"，其中 {lost} 页没有内容" if lost else ""
        cut = "没有复制完" if not _has_end(path) else "有损坏"
        hints.append(f"“{name}”{cut}，已修复并保存能读出的 {pages} 页{whole}{blank}。请逐页核对，缺页时重新索取。")
    if found.active:
        said = "、".join(sorted(found.active))
        hints.append(f"“{name}”里有{said}，本程序不会执行。用其他软件打开这份文件时请留意。")
    return pages, tuple(hints)


def _declared(pdf: pikepdf.Pdf) -> int:
    """How many pages the file says that it has; 0 when it doesn't say. Asked before pikepdf repairs the page tree."""
    try:
        return int(pdf.Root.Pages.Count)
    except (AttributeError, KeyError, TypeError, ValueError):
        return 0


def _has_content(page: pikepdf.Page) -> bool:
    contents = page.obj.get("/Contents")
    return contents is not None and (not isinstance(contents, pikepdf.Array) or len(contents) > 0)


def _has_end(path: Path) -> bool:
    """Whether the file ends as a PDF ends."""
    with path.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - TAIL_BYTES))
        return b"%%EOF" in stream.read()


class _Walk:
    """One walk over the objects: what can act, and no picture too large to decode. Bounded in number and depth."""

    def __init__(self, name: str) -> None:
        self.active: set[str] = set()
        self._name = name
        self._left = MOST_OBJECTS

    def walk(self, pdf: pikepdf.Pdf) -> None:
        """Look at every object of the file, as far as the bound reaches."""
        for value in pdf.objects:
            if self._left <= 0:
                return
            self._look(value, 0)

    def _look(self, value: object, depth: int) -> None:
        """One object with what is written directly in it; references lead to objects that come by themselves."""
        self._left -= 1
        if depth > MOST_DEPTH or self._left <= 0:
            return
        if isinstance(value, pikepdf.Stream):
            self._picture(value)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            self._acts(value)
            inner = [value.get(key) for key in value.keys()]  # noqa: SIM118 - pikepdf iterates only over keys()
        elif isinstance(value, pikepdf.Array):
            inner = list(value)
        else:
            return
        for child in inner:
            if isinstance(child, pikepdf.Dictionary | pikepdf.Array) and not child.is_indirect:
                self._look(child, depth + 1)

    def _acts(self, value: pikepdf.Dictionary | pikepdf.Stream) -> None:
        action = value.get("/S")
        if isinstance(action, pikepdf.Name) and str(action) in ACTIONS:
            self.active.add(ACTIONS[str(action)])
        if value.get("/JS") is not None:
            self.active.add(ACTIONS["/JavaScript"])
        if value.get("/EF") is not None or value.get("/EmbeddedFiles") is not None:
            self.active.add("附带的文件")

    def _picture(self, value: pikepdf.Stream) -> None:
        try:
            width, height = int(value.get("/Width", 0)), int(value.get("/Height", 0))
        except (TypeError, ValueError):
            return
        if width * height > MOST_IMAGE_PIXELS:
            raise Refusal(
                f"“{self._name}”里有 {width} × {height} 像素的图，大到无法查看。请用 300 dpi 重新扫描后添加。",
                field=self._name,
            )
