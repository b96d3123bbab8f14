"""Passwords: Argon2id, with the parameters of RFC 9106 for machines short of memory (64 MiB, 3 passes)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from desktop_app.errors import Refusal

SHORTEST = 8
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


def hashed(password: str) -> str:
    """The password's Argon2id hash, salt and parameters in one text; raises Refusal for a short password."""
    if len(password) < SHORTEST:
        raise Refusal(f"口令至少 {SHORTEST} 个字符。请换一个长一些的口令。", field="password")
    return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Whether `password` is the one whose hash was kept."""
    try:
        return bool(_HASHER.verify(kept, password))
    except (VerificationError, InvalidHashError):
        return False
