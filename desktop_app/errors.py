"""The one kind of error that a user is meant to read."""

from __future__ import annotations


class Refusal(Exception):
    """Something the program will not do, said so that the user can act on it.

    `says` is a full Chinese sentence: what is wrong, where, what to do (at most two sentences).
    `article` is the article or rule behind it (第十二条（二）), or empty.
    `field` names the place where it happened (a field's name, a row), so that the screen can show it there.
    """

    def __init__(self, says: str, *, article: str = "", field: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.article = article
        self.field = field


class Cancelled(Exception):
    """The user stopped a long step; the step leaves nothing behind."""
