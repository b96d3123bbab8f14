"""The working papers of a dossier as files of its archive: eligibility, survey, panel; text, frame and drawings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from desktop_app.archive import index
from desktop_app.archive.contents import Document, Drawing
from desktop_app.records.casefile import Casefile
from desktop_app.records.expert_draw import ExpertDraw
from desktop_app.records.kinds import (
    Absence,
    ContactResult,
    DigitsSource,
    FindingKind,
    Grade,
    Outcome,
    Settling,
    SurveyMethod,
)
from desktop_app.records.panel import Signature
from desktop_app.records.survey import Draw, Frame
from desktop_app.rules import draw as draws
from desktop_app.rules import eligibility, expert_pool, ink, panel, survey, throwing
from desktop_app.rules.regulation import Regulation

ELIGIBILITY, SURVEY, PANEL, BASIS = "条件审查", "满意度测评", "专家评审", "审查依据"
PAD_WIDTH, PAD_HEIGHT = 60.0, 20.0
"""The box, in mm, that a signature is drawn in."""


def documents(file: Casefile, regulation: Regulation) -> tuple[Document, ...]:
    """The working papers that the dossier holds so far."""
    found: list[Document] = []
    if file.verdicts:
        found.append(_text(file, ELIGIBILITY, "条件审查记录", eligibility_text(file, regulation)))
    for number, frame in enumerate(file.frames, start=1):
        title = "名单" if len(file.frames) == 1 else f"名单（第 {number} 次冻结）"
        found.append(_frame(file, title, frame))
        checked = check_text(file, frame)
        if checked:
            found.append(_text(file, SURVEY, f"{title}核查记录", checked, frame.frozen_at))
    for drawn in file.draws:
        title = "抽样记录" if len(file.draws) == 1 else f"抽样记录（第 {drawn.sequence} 次）"
        found.append(_text(file, SURVEY, title, draw_text(file, drawn), drawn.drawn_at))
    if file.answers:
        found.append(_text(file, SURVEY, "测评记录", answers_text(file)))
    found += _panels(file)
    for opinion in file.opinions:
        title = "专家组评审意见" if len(file.opinions) == 1 else f"专家组评审意见（第 {opinion.version} 版）"
        found.append(_text(file, PANEL, title, opinion.text, opinion.written_at))
    found += [_signature(file, signature) for signature in file.signatures]
    return tuple(found)


def edition_text(file: Casefile, regulation: Regulation, text: bytes) -> Document:
    """The very text of the edition that the dossier was judged by; its SHA-256 is the one that the data names."""
    note = f"{regulation.number}，审查所依据的办法文件，校验码见 archive.json 的 regulation"
    title = f"办法文件 {regulation.short}"
    return _made(file, BASIS, title, "toml", text, file.dossier.accepted_on, note)


def _text(file: Casefile, group: str, title: str, text: str, at: datetime | None = None) -> Document:
    """A text file as every editor opens it: UTF-8 with a byte order mark, CRLF."""
    raw = b"\xef\xbb\xbf" + "\r\n".join([*text.splitlines(), ""]).encode()
    return _made(file, group, title, "txt", raw, day(at))


def _made(file: Casefile, group: str, title: str, suffix: str, raw: bytes, on: date | None, note: str = "") -> Document:
    return Document(
        group=group,
        title=title,
        suffix=suffix,
        source=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        responsible=file.office.name,
        day=on,
        remark=note,
    )


def _frame(file: Casefile, title: str, frame: Frame) -> Document:
    note = f"{frame.firms} 家，指纹即本文件的 SHA-256"
    return _made(file, SURVEY, title, "tsv", frame.text.encode(), day(frame.frozen_at), note)


def _panels(file: Casefile) -> list[Document]:
    """The pools of experts and the draws made from them."""
    found = []
    for number, frame in enumerate(file.expert_frames, start=1):
        title = "专家名单" if len(file.expert_frames) == 1 else f"专家名单（第 {number} 次冻结）"
        note = f"{frame.experts} 位，指纹即本文件的 SHA-256"
        found.append(_made(file, PANEL, title, "tsv", frame.text.encode(), day(frame.frozen_at), note))
    for drawn in file.expert_draws:
        title = "抽取专家记录" if len(file.expert_draws) == 1 else f"抽取专家记录（第 {drawn.sequence} 次）"
        found.append(_text(file, PANEL, title, panel_text(file, drawn), drawn.drawn_at))
    return found


def _signature(file: Casefile, signature: Signature) -> Document:
    holds = panel.standing(signature, file) is panel.Standing.VALID
    title = f"签名 {signature.signer}" + ("" if holds else "（已失效）")
    picture = index.svg(rendering(signature), signature.signer, 480)
    raw = f'<?xml version="1.0" encoding="UTF-8"?>\n{picture}\n'.encode()
    return _made(file, PANEL, title, "svg", raw, day(signature.signed_at), "笔迹的图形，原始笔迹留存在本单位")


def rendering(signature: Signature) -> Drawing:
    """How the signature looks: lines in mm. Times and pressures, which would let a hand be copied, are not in it."""
    return _drawn(signature.ink)


@lru_cache(maxsize=64)
def _drawn(text: str) -> Drawing:
    """Once for each ink: the page, the index and the file show the same."""
    lines = []
    segments = ink.outline(text, PAD_WIDTH, PAD_HEIGHT)
    for width, run in groupby(segments, key=lambda segment: max(0.2, round(segment.width, 1))):
        lines.append((width, _path(run)))
    return Drawing(width=PAD_WIDTH, height=PAD_HEIGHT, lines=tuple(lines))


def _path(run: Iterable[ink.Segment]) -> str:
    parts: list[str] = []
    at: tuple[float, float] | None = None
    for segment in run:
        if at != (segment.x0, segment.y0):
            parts.append(f"M{segment.x0:.2f} {segment.y0:.2f}")
        parts.append(f"L{segment.x1:.2f} {segment.y1:.2f}")
        at = (segment.x1, segment.y1)
    return " ".join(parts)


def eligibility_text(file: Casefile, regulation: Regulation) -> str:
    """Condition by condition: what counts, what the figures say, the reviewer's reason and the pages it rests on."""
    scans = {scan.id: scan for scan in file.scans}
    lines = ["条件审查记录", f"依据：{regulation.title}（{regulation.number}）", ""]
    for finding in eligibility.findings(file, regulation):
        condition, verdict = finding.condition, finding.verdict
        lines += [f"{condition.article} {condition.title}：{finding.standing.label}", f"  {condition.says}"]
        if finding.weighed.says:
            by_figures = finding.outcome in (Outcome.MET, Outcome.NOT_MET)
            lines.append(f"  {'按数据' if by_figures else '要判断'}：{finding.weighed.says}")
        if verdict is not None:
            lines.append(f"  理由：{verdict.reason or '（未写）'}（{verdict.decided_by}，{stamp(verdict.decided_at)}）")
        pages = [f"{scans[c.scan_id].name} 第 {c.page} 页" for c in finding.citations]
        if pages:
            lines.append(f"  依据：{'；'.join(pages)}")
        lines.append("")
    return "\n".join(lines)


def check_text(file: Casefile, frame: Frame) -> str:
    """What the check of the list found before this frame was frozen, and how each finding was settled."""
    kept = [one for one in file.frame_findings if one.frame_id == frame.id]
    lines = [f"名单核查记录，{stamp(frame.frozen_at)} 由{frame.frozen_by}冻结 {frame.firms} 家", ""] if kept else []
    for one in kept:
        lines.append(f"{one.position}. {FindingKind(one.kind).label}：{one.says}")
        if one.decided_at is not None:
            gone = f"（{one.excluded_names}）" if one.excluded_names else ""
            done = f"{Settling(one.decision).label}{gone}：{one.why}"
            lines.append(f"  {done}（{one.decided_by}，{stamp(one.decided_at)}）")
    return "\n".join(lines)


def draw_text(file: Casefile, drawn: Draw) -> str:
    """The record of one draw, with the three lines that repeat it."""
    frame = survey.drawn_frame(file, drawn)
    order = survey.drawn_order(file, drawn)
    lines = [
        f"满意度测评抽样记录（第 {drawn.sequence} 次）",
        f"名单 {frame.firms} 家，{stamp(frame.frozen_at)} 由{frame.frozen_by}冻结，指纹 {frame.frame_hash}",
        f"抽样数字 {drawn.digits}（{DigitsSource(drawn.digits_source).label}），见证人：{drawn.witnesses or '无'}",
        f"{stamp(drawn.drawn_at)} 由{drawn.drawn_by}抽取 {drawn.size} 家",
        *([f"重抽理由：{drawn.reason}"] if drawn.reason else []),
        "",
        "任何人可以这样重做（名单.tsv 即本文件夹中的名单）：",
        *draws.repeat_lines(drawn.digits, frame.frame_hash, frame.firms, drawn.size),
        "",
        "次序\t名单号\t企业名称\t签号",
    ]
    for firm in order:
        place = f"样本 {firm.place}" if firm.place <= drawn.size else f"备 {firm.place - drawn.size}"
        lines.append(f"{place}\t{firm.number}\t{firm.name}\t{firm.ticket}")
    made = survey.replacements(file, drawn)
    lines += (
        ["", "替换", *(_replaced(one.out_place, one.in_place, drawn.size, one.reason) for one in made)] if made else []
    )
    return "\n".join(lines)


def panel_text(file: Casefile, drawn: ExpertDraw) -> str:
    """The record of one drawn panel, with the three lines that repeat it and what came of asking."""
    frame = expert_pool.frame_of(file, drawn)
    gone = expert_pool.refusals(file, drawn)
    back = throwing.said(throwing.read(drawn.corrections), drawn.digits)
    lines = [
        f"抽取专家记录（第 {drawn.sequence} 次）",
        f"名单 {frame.experts} 位，{stamp(frame.frozen_at)} 由{frame.frozen_by}冻结，指纹 {frame.frame_hash}",
        f"列入条件：{frame.rule}",
        f"抽取数字 {drawn.digits}（{DigitsSource(drawn.digits_source).label}），见证人：{drawn.witnesses}",
        *([f"输入改正：{back}"] if back else []),
        f"{stamp(drawn.drawn_at)} 由{drawn.drawn_by}抽取 {drawn.size} 位",
        *([f"重抽理由：{drawn.reason}"] if drawn.reason else []),
        "",
        "任何人可以这样重做（名单.tsv 即本文件夹中的专家名单）：",
        *draws.repeat_lines(drawn.digits, frame.frame_hash, frame.experts, drawn.size, "位抽中"),
        "",
        "次序\t名单号\t姓名\t工作单位\t签号\t通知结果",
    ]
    for one in expert_pool.drawn_order(file, drawn):
        place = f"抽中 {one.place}" if one.place <= drawn.size else f"备 {one.place - drawn.size}"
        refusal = gone.get(one.place)
        came = f"{Absence(refusal.result).label}：{refusal.reason}" if refusal else ""
        lines.append(f"{place}\t{one.number}\t{one.name}\t{one.unit}\t{one.ticket}\t{came}")
    return "\n".join(lines)


def _replaced(out_place: int, in_place: int, size: int, reason: str) -> str:
    return f"第 {out_place} 位由备 {in_place - size} 替换：{reason}"


def answers_text(file: Casefile) -> str:
    """Every contact attempt and every answer of the draw that counts; of the replaced firms and void answers too."""
    drawn = survey.standing_draw(file)
    if drawn is None:
        return ""
    lines = ["满意度测评记录", ""]
    for line in survey.standing_sample(file, drawn):
        for gone in line.given_up:
            lines += [f"样本 {line.line}　{gone.name}（已换出）", *_tried(file, drawn, gone.place), ""]
        lines += [f"样本 {line.line}　{line.firm.name}", *_tried(file, drawn, line.firm.place)]
        answer = line.answer
        if answer is not None:
            method = SurveyMethod(answer.method).label if answer.method else "未写方法"
            grade = Grade(answer.grade).label if answer.grade else "未评价"
            who = " ".join(part for part in (answer.person, answer.post, answer.phone) if part)
            lines.append(
                f"  {method}；{who}；{answer.service}；{grade}" + (f"；{answer.remark}" if answer.remark else "")
            )
        lines.append("")
    return "\n".join(lines)


def _tried(file: Casefile, drawn: Draw, place: int) -> list[str]:
    """The attempts to reach the firm in `place`, and the answers of it that were declared void."""
    lines = [
        f"  {stamp(one.attempted_at)} {one.attempted_by}：{ContactResult(one.result).label} {one.remark}".rstrip()
        for one in survey.attempts(file, drawn, place)
    ]
    for void in file.void_answers:
        if (void.draw_id, void.place) == (drawn.id, place):
            given = f"作废的评价：{Grade(void.grade).label}，{void.person}，{void.asked_by}录入"
            lines.append(f"  {stamp(void.voided_at)} {void.voided_by}：{given}；{void.reason}")
    return lines


def stamp(at: datetime) -> str:
    """A moment as the office reads it: 2024-06-20 09:30."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def day(at: datetime | None) -> date | None:
    """The day of a moment where the office is."""
    return at.astimezone().date() if at is not None else None
