"""`python -m desktop_app forms FOLDER`: every form blank, as a sample and with the sample dossier.

No office is needed: the sample dossier is played in a folder that is thrown away afterwards.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from desktop_app.errors import Refusal
from desktop_app.printing import contact_sheet, facts, forms, press
from desktop_app.printing.contact_sheet import Shown
from desktop_app.printing.values import BLANK_MARK, EPOCH, PREVIEW_MARK, SAMPLE_MARK, Footer, Printed
from desktop_app.steps import papers, sample
from desktop_app.store.office import Office

DONE, TO_LOOK_AT, REFUSED = 0, 1, 2
BLANK, SAMPLE, FULL = "空白样表", "样张", "样例案卷"
USAGE = "用法：python -m desktop_app forms 文件夹 [--only 表格编号]\n"
Maker = Callable[[str], Printed]


@dataclass(frozen=True)
class Made:
    """One print: its kind, the form and what came of it."""

    kind: str
    form: str
    title: str
    printed: Printed


class _Parser(argparse.ArgumentParser):
    """Says in Chinese what is wrong with the command line, and leaves with 2."""

    def error(self, message: str) -> NoReturn:
        """Leave with the usage; `message` is argparse's English."""
        self.exit(REFUSED, USAGE)


def main(arguments: Sequence[str]) -> int:
    """Print every form three ways into a folder, with a contact sheet of all pages.

    0: nothing to complain about; 1: the check before printing found something, which is told; 2: nothing was printed.
    """
    parser = _Parser(prog="forms", usage=USAGE.removeprefix("用法：").strip(), add_help=False,
                     description="把每张表印成空白样表、样张和样例案卷的一份，并合成一览。")  # fmt: skip
    parser._positionals.title, parser._optionals.title = "存到哪里", "选项"
    parser.add_argument("-h", "--help", action="help", help="显示这段说明")
    parser.add_argument("folder", type=Path, metavar="文件夹", help="没有时新建；同名文件会被替换")
    parser.add_argument("--only", action="append", default=[], metavar="表格编号", help="只印这张表，可以写多次")
    asked = parser.parse_args(list(arguments))
    try:
        made = tuple(every_print(asked.only or forms.available()))
        write(made, asked.folder)
    except (Refusal, OSError) as refused:
        print(refused.says if isinstance(refused, Refusal) else f"写不进去：{refused}。请换一个位置。", file=sys.stderr)
        return REFUSED
    complaints = [f"{one.kind}　{one.title}　第 {told.page} 页　{told.says}" for one in made
                  for told in one.printed.complaints]  # fmt: skip
    print("\n".join(complaints) or "没有空缺、缩小或放不下的栏目")
    print(f"{len(made)} 份，{sum(one.printed.pages for one in made)} 页，在 {asked.folder}")
    return TO_LOOK_AT if complaints else DONE


def every_print(form_ids: Sequence[str]) -> Iterator[Made]:
    """Each form blank, then each with samples, then each with the sample dossier; raises Refusal for a wrong form."""
    yield from _made(BLANK, form_ids, _blank)
    yield from _made(SAMPLE, form_ids, _sample)
    with tempfile.TemporaryDirectory() as folder:
        place, archive = Path(folder) / "office", Path(folder) / "archive"
        archive.mkdir()
        dossier_id = sample.make(place, archive)
        office = Office.open(place)
        try:
            footer = Footer(mark=PREVIEW_MARK, printed_at=EPOCH)
            yield from _made(FULL, form_ids, lambda form_id: papers.pressed(office, dossier_id, form_id, footer))
        finally:
            office.close()


def _made(kind: str, form_ids: Sequence[str], make: Maker) -> Iterator[Made]:
    for form_id in form_ids:
        yield Made(kind, form_id, forms.load(form_id).title, make(form_id))


def _blank(form_id: str) -> Printed:
    return press.press(forms.load(form_id), None, Footer(mark=BLANK_MARK))


def _sample(form_id: str) -> Printed:
    form = forms.load(form_id)
    return press.press(form, facts.samples(form.names), Footer(mark=SAMPLE_MARK))


def write(made: Sequence[Made], folder: Path) -> None:
    """Each print under its kind and its form's name, and the contact sheet of all; raises OSError."""
    for one in made:
        place = folder / one.kind
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{one.form.replace('/', ' ')} {one.title}.pdf").write_bytes(one.printed.pdf)
    sheet = contact_sheet.contact_sheet([Shown(one.kind, one.title, one.printed.pdf) for one in made])
    (folder / f"{contact_sheet.TITLE}.pdf").write_bytes(sheet)
