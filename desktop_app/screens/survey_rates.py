"""The foot of the survey: both readings of the rate with threshold and lower bound, and how the sample was used up."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.records.kinds import Grade
from desktop_app.steps.survey_board import RatesView, RateView
from desktop_app.widgets import kit, tokens
from desktop_app.widgets.charts import Gauge, Part, Stack


class RatePart(QWidget):
    """One reading: label, share of valid answers, bar with the threshold, and the lower bound as advice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = kit.text("", "small", "text2", elide=True)
        self._count = kit.text("", "small", "text3", name=f"{name}_count")
        self._gauge = Gauge()
        self._bound = kit.text("", "caption", "text3", name=f"{name}_bound")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        head = kit.row((self._label, 1), self._count)
        layout.addWidget(kit.col(head, self._gauge, self._bound, gap=0))

    def show_rate(self, rate: RateView, note: str, threshold: float, frame: int) -> None:
        """`note` says whose reading it is."""
        self._label.setText(f"{rate.label}（{note}）" if note else f"仅{rate.label}")
        self._count.setText(f"{rate.satisfied} / {rate.valid} 家")
        tone = "ok" if rate.reached else "warn"
        self._gauge.show_figure(float(rate.percent) if rate.percent else None, threshold, tone)
        self._bound.setText(
            f"仅供参考：按 95 % 把握，{frame} 家中至少 {rate.lower} %" if rate.lower else "还没有有效评价"
        )


class RatesPane(QWidget):
    """The whole foot, 88 high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counted, self.very = RatePart("rate_counted"), RatePart("rate_very")
        self._valid = kit.text("", "figure", name="valid")
        self._of = kit.text("", "small", "text3")
        self._response = kit.text("", "small", "text3", name="response_rate")
        self._rest = kit.text("", "caption", "text3", name="response")
        self._chart = Stack()
        self._chart.setObjectName("sample_chart")
        self._chart.setFixedWidth(96)
        line = kit.row(self._valid, self._of, self._chart, "stretch", gap=4)
        answers = kit.col(
            kit.row(kit.text("有效评价", "small", "text2"), self._response, "stretch"), line, self._rest, gap=0
        )
        line = kit.row(
            (self.counted, 1),
            kit.rule(True),
            (self.very, 1),
            kit.rule(True),
            answers,
            gap=tokens.L,
            pad=(tokens.L, tokens.S, tokens.L, tokens.S),
            name="panel",
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line)

    def show_rates(self, rates: RatesView) -> None:
        """Everything counted anew."""
        threshold = float(rates.threshold)
        self.counted.show_rate(rates.counted, "本办法口径", threshold, rates.frame)
        self.very.show_rate(rates.very, "", threshold, rates.frame)
        self._valid.setText(str(rates.valid))
        self._of.setText(f"/ {rates.sample} 家")
        self._response.setText(f"应答率 {rates.response} %" if rates.response else "")
        self._response.setToolTip("有效评价 ÷ 已联系的企业（含换出的）")
        self._chart.show_parts(parts_of(rates))
        told = [f"{part.label} {part.count}" for part in parts_of(rates)[len(Grade) :] if part.count]
        told += [f"换出 {rates.replaced}"] if rates.replaced else []
        self._rest.setText("　".join(told) or "全部应答")
        self._rest.setToolTip(gone_says(rates))


def parts_of(rates: RatesView) -> list[Part]:
    """Every firm of the sample in one part: the grades first, then those without a valid answer."""
    tones = {Grade.VERY: "ok", Grade.BASICALLY: "accent", Grade.DISSATISFIED: "bad"}
    return [
        *(Part(grade.label, rates.grades[grade.value], tone) for grade, tone in tones.items()),
        Part("拒访", rates.refused, "warn"),
        Part("未接通", rates.unreached, "text3"),
        Part("答复无效", rates.invalid, "text2"),
        Part("注销、搬迁或未受服务", rates.ineligible, "none"),
        Part("待访", rates.waiting, "none_soft"),
    ]


def gone_says(rates: RatesView) -> str:
    """How the replaced firms had ended, and how many answers were void, as a sentence."""
    ends = {"unreached": "未接通", "refused": "拒访", "invalid": "答复无效", "ineligible": "注销、搬迁或未受服务"}
    gone = "、".join(f"{label} {rates.gone[name]}" for name, label in ends.items() if rates.gone.get(name))
    said = [f"先后联系 {rates.contacted} 家"]
    if gone:
        said.append(f"换出的 {rates.replaced} 家：{gone}")
    if rates.voided:
        said.append(f"作废的评价 {rates.voided} 份")
    return "；".join(said)
