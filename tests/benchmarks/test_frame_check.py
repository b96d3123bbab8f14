"""The frame check of a long list beside a short one: it must grow with the list, not with its square.

Not run by default: `pytest tests/benchmarks -m benchmark -s -p no:xdist`.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from rapidfuzz import fuzz, process

from desktop_app.rules import firm_names
from desktop_app.rules.findings import Applicant, Listed, findings

pytestmark = pytest.mark.benchmark
MARKS = "鼎瑞翔昱创泰朗润博峰越启海锐远佳盛骏信晟川泓辰凌宏景恒岳禾致澜"
TRADES = ("生物科技", "汽车零部件", "包装材料", "精密机械", "模具", "装备制造", "软件技术", "建材", "纺织", "物流")
PLACES = ("澜江市", "石川市", "湖东区", "青屏区", "海桥市", "南麓县")
OWN = Applicant(name="云岭省机械工业研究院有限公司", investors=("云岭省机械工业集团有限公司",), staff=("伍素",))


def firms(count: int, mark: str = "") -> list[Listed]:
    """As many invented firms; with `mark`, all of them begin with it: the hardest list there is."""
    dice = random.Random(1)

    def name() -> str:
        own = mark + "".join(dice.choices(MARKS, k=2))
        return f"{'澜江市' if mark else dice.choice(PLACES)}{own}{dice.choice(TRADES)}有限公司"

    return [Listed(name(), f"人{at}", str(15_000_000_000 + at)) for at in range(count)]


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of several runs, in seconds."""
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return min(spent)


def test_that_ten_times_the_firms_take_about_ten_times_as_long() -> None:
    short, long = firms(200), firms(2000)
    ours, least = best(lambda: findings(long, OWN)), best(lambda: findings(short, OWN))
    print(f"\n2,000 firms {ours * 1000:.0f} ms ÷ 200 firms {least * 1000:.1f} ms = {ours / least:.1f}")
    assert ours / least < 40  # the square would be 100


def test_that_the_hardest_list_costs_little_more_than_comparing_everybody_in_c() -> None:
    rows = firms(2000, "鼎瑞")
    sounds = [firm_names.parts(row.name).sounds for row in rows]

    def compare() -> None:
        for place, one in enumerate(sounds):
            list(process.extract_iter(one, sounds[place + 1 :], scorer=fuzz.ratio, score_cutoff=65))

    ours, least = best(lambda: findings(rows, OWN), 2), best(compare, 2)
    print(f"\none mark {ours * 1000:.0f} ms ÷ all pairs {least * 1000:.0f} ms = {ours / least:.1f}")
    assert ours / least < 6
