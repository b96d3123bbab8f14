"""The vault keeps what it was given, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.errors import Refusal
from desktop_app.store.vault import Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    kept = Vault(tmp_path / "vault")
    kept.make()
    return kept


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=5000))
def test_that_a_file_lies_under_its_own_hash(vault: Vault, content: bytes) -> None:
    kept = vault.keep(content)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert kept.size == len(content)
    assert vault.read(kept.sha256) == content


def test_that_the_same_file_twice_is_noticed_and_kept_once(vault: Vault) -> None:
    assert not vault.keep(b"scan").known
    assert vault.keep(io.BytesIO(b"scan")).known
    assert sum(1 for path in vault.folder.rglob("*") if path.is_file()) == 1


def test_that_a_damaged_file_is_replaced_when_the_sound_one_comes_again(vault: Vault) -> None:
    first = vault.keep(b"scan of the licence")
    path = vault.path(first.sha256)
    path.chmod(0o600)
    path.write_bytes(b"scan of the licenc3")
    again = vault.keep(b"scan of the licence")
    assert again.known
    assert vault.read(first.sha256) == b"scan of the licence"
    assert not list((vault.folder / "passing").iterdir())


def test_that_a_full_disk_leaves_nothing_behind(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refusal, match="磁盘已满"):
        vault.keep(b"scan")
    assert not [path for path in vault.folder.rglob("*") if path.is_file()]


def test_that_a_half_copied_file_is_cleared_away_at_the_next_start(vault: Vault) -> None:
    (vault.folder / "passing" / "half").write_bytes(b"half a sc")
    vault.make()
    assert not list((vault.folder / "passing").iterdir())


def test_that_altered_bytes_are_not_handed_out(vault: Vault) -> None:
    kept = vault.keep(b"scan")
    path = vault.path(kept.sha256)
    path.chmod(0o644)
    path.write_bytes(b"scam")
    with pytest.raises(Refusal, match="已被改动"):
        vault.read(kept.sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab", "A" * 64, "g" * 64, ""])
def test_that_nothing_but_a_hash_is_a_path(vault: Vault, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        vault.path(name)
