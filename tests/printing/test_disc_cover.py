"""The cover of a disc as it leaves the printer: as large as the front of the case, whatever is written on it."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from desktop_app.printing import facts, forms, press
from desktop_app.printing.pen import MM
from desktop_app.printing.values import FactValue, Footer

FORM = "office/disc-cover"
LONG = {
    "disc_office": "新疆生产建设兵团工业和信息化局中小企业发展处",
    "disc_title": "新疆生产建设兵团第八师石河子经济技术开发区装备制造产业中小企业综合公共服务示范平台",
    "disc_unit": "新疆生产建设兵团第八师石河子经济技术开发区装备制造产业中小企业综合公共服务中心有限责任公司",
}


def samples() -> dict[str, FactValue]:
    return facts.samples(forms.load(FORM).names)


@pytest.mark.parametrize("given", [None, samples(), samples() | LONG], ids=["blank", "sample", "long names"])
def test_that_the_outer_frame_is_120_by_120_mm(given: dict[str, FactValue] | None) -> None:
    made = press.press(forms.load(FORM), given, Footer())
    assert made.complaints == ()
    (leaf,) = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    contents = leaf.get_contents()
    assert contents is not None
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l", contents.get_data().decode("latin-1"))
    across = [(float(x), float(y)) for x0, y0, x1, y1 in lines for x, y in ((x0, y0), (x1, y1)) if float(y) > 100]
    for values in zip(*across, strict=True):
        assert (max(values) - min(values)) / MM == pytest.approx(120, abs=0.2)
