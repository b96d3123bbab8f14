"""What an edition's file quotes has to stand in the articles that it quotes: nothing in it may be invented.

Only a file that holds the articles ([articles]) can be held to them.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from desktop_app.rules.clauses import Clause
from desktop_app.rules.edition import Regulation
from desktop_app.rules.strict_toml import Table

_WIDE = str.maketrans("()", "（）")
_Quoted = tuple[str, str, str, str, str]
"""The file's key for it, what it is called, its id, its article, the wording that it quotes (empty for none)."""


def check(root: Table, edition: Regulation) -> None:
    """Refuse an article that isn't there, and a sentence that doesn't stand in its article; raises WrongFile."""
    if not edition.articles:
        return
    wording = dict(edition.articles)
    for key, called, name, article, says in quoted(edition):
        place = _place(root, key, name, called)
        if article not in wording:
            raise place.wrong(f"依据的“{article}”没有收进 [articles]。{_offer(article, wording)}", "article")
        if says and _bare(says) not in _bare(wording[article]):
            raise place.wrong(f"“{says}”不是“{article}”的原文。请对照 [articles] 中的原文改正。", "says")


def _offer(article: str, known: Iterable[str]) -> str:
    """What the article may have been meant to be, and what to do."""
    names = list(known)
    wide = article.translate(_WIDE)
    if wide in names:
        return f"括号要用全角，请写成“{wide}”。"
    close = difflib.get_close_matches(article, names, n=1, cutoff=0.6)
    offered = f"是否应为“{close[0]}”？" if close else ""
    return f"{offered}请核对条款号，或补上这一条的原文。"


def quoted(edition: Regulation) -> Iterator[_Quoted]:
    """Everything in the edition that rests on an article."""
    for function in edition.functions:
        yield "function", "服务功能", function.id, function.article, function.says
    for material in edition.materials:
        yield "material", "材料", material.id, material.article, material.name
        if material.substitute:
            yield "material", "材料", material.id, material.substitute_article, ""
    for condition in edition.conditions:
        yield "condition", "条件", condition.id, condition.article, condition.says
        if condition.relaxation is not None:
            relaxation = condition.relaxation
            yield "relaxation", "放宽规定", relaxation.id, relaxation.article, relaxation.says
    clauses: tuple[tuple[str, str, Sequence[Clause]], ...] = (
        ("term", "期限", edition.terms),
        ("duty", "义务", edition.duties),
        ("sanction", "罚则", edition.sanctions),
        ("stage", "步骤", edition.stages),
        ("forbidden", "禁止事项", edition.prohibitions),
        ("preference", "倾斜", edition.preferences),
    )
    for key, called, rows in clauses:
        for row in rows:
            yield key, called, row.id, row.article, row.says


def _bare(text: str) -> str:
    """The text without blanks and without the stop at its end, which a quotation may leave out."""
    return "".join(text.split()).rstrip("。；")


def _place(root: Table, key: str, name: str, called: str) -> Table:
    """The table of the file that quotes, for the place in the refusal."""
    for table in root.tables(key, called):
        if table.text("id", "") == name:
            return table
    return root
