"""A made-up pool of experts, drawn by the real rule; no name in it is a real one."""

from __future__ import annotations

from desktop_app.printing.catalogue import grouped
from desktop_app.printing.values import Row
from desktop_app.rules import draw

_EXPERTS = (
    ("钱伯安", "云岭理工大学"), ("冯雪梅", "云岭省标准化研究院"), ("孟莲庆", "云岭财经学院"),
    ("郝海", "泓泽会计师事务所"), ("石刚", "云岭省机械工程学会"), ("仇和平", "澜江大学"),
    ("单文娟", "云岭省检验检测中心"), ("解宗元", "云岭省软件行业协会"),
)  # fmt: skip
_SIZE = 3
SAMPLE_DIGITS = "40631952771803652941"
SAMPLE_HASH = draw.frame_hash(draw.frame_text(_EXPERTS))
SAMPLE_WITNESSES: tuple[Row, ...] = tuple({"witness": name} for name in ("刘明远", "赵倩"))
SAMPLE_POOL: tuple[Row, ...] = tuple(
    {"number": str(number), "name": name, "unit": unit} for number, (name, unit) in enumerate(_EXPERTS, 1)
)
SAMPLE_LEFT_OUT: tuple[Row, ...] = (
    {"name": "唐晓东", "unit": "澜江市桥山科技服务有限公司", "why": "须回避：工作单位是申请单位"},
)


def _order() -> tuple[Row, ...]:
    """The pool in the order in which the sample digits draw it; the first expert can't come."""
    rows: list[Row] = []
    for place, lot in enumerate(draw.order(SAMPLE_DIGITS, SAMPLE_HASH, range(1, len(_EXPERTS) + 1)), 1):
        name, unit = _EXPERTS[lot.number - 1]
        came = "本人不能参加：出差" if place == 1 else "参加" if place <= _SIZE + 1 else ""
        rank = f"抽中 {place}" if place <= _SIZE else f"备 {place - _SIZE}"
        rows.append(
            {"order": rank, "number": str(lot.number), "name": name, "unit": unit,
             "ticket": grouped(lot.ticket[:16]), "came": came}
        )  # fmt: skip
    return tuple(rows)


SAMPLE_ORDER = _order()
