"""An archive's contents made by hand, and the archive sealed from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.archive import chain
from desktop_app.archive.contents import Contents, Document, Drawing, Journal, JournalLine, Section
from desktop_app.archive.sealed import Sealed, seal

DOMAIN = "test-journal-1"


def _journal() -> Journal:
    lines, prev = [], "0" * 64
    for seq, body in enumerate(['{"act":"dossier.opened"}', None, '{"act":"paper.printed","who":"林晓岚"}'], start=7):
        digest = hashlib.sha256((body or "another dossier's").encode()).hexdigest()
        own = chain.link(DOMAIN, prev, digest)
        lines.append(JournalLine(seq=seq, body=body, body_sha256=digest, prev=prev, hash=own))
        prev = own
    return Journal(domain=DOMAIN, lines=tuple(lines), head_code=chain.code_of(9, prev))


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Document, ...]:
    """Four files: two copied from a vault, two made in memory; one with a name that no system would take."""
    made = []
    for title, raw in (("审计报告", b"%PDF audit " * 400), ("营业执照", b"\xff\xd8 licence")):
        source = tmp_path / "vault" / hashlib.sha256(raw).hexdigest()
        source.parent.mkdir(exist_ok=True)
        source.write_bytes(raw)
        suffix = "pdf" if raw.startswith(b"%PDF") else "jpg"
        made.append(
            Document(
                group="申请材料",
                title=title,
                suffix=suffix,
                source=source,
                sha256=source.name,
                original_name=f"CON:{title}?.{suffix}",
                day=date(2026, 3, 1),
            )
        )
    frame = Document(group="满意度测评", title="抽样框", suffix="tsv", source="1\t甲公司\t\n".encode())
    odd = Document(group="满意度测评", title="<b>记录</b> 𠮷/..\\x", suffix="txt", source=b"record")
    return (*made, frame, odd)


@pytest.fixture
def contents(documents: tuple[Document, ...]) -> Contents:
    """A small archive's contents, with text that tries to break out of HTML."""
    return Contents(
        number="2026-0012",
        serial=12,
        short="云岭平台",
        title="云岭装备制造中小企业公共服务平台 <script>alert(1)</script>",
        year=2026,
        category="平台",
        office="云岭省工业和信息化厅",
        facts=(("平台名称", "云岭 & 平台"), ("申请单位", "云岭省机械工业研究院")),
        documents=documents,
        sections=(
            Section(
                title="服务企业",
                says=("共 2 家。",),
                columns=("序号", "名称", "电话"),
                rows=(("1", "甲公司", "138****0001"), ("2", '乙"公司"', "")),
                numbers=frozenset({"序号"}),
            ),
            Section(
                title="签名", drawings=(("钱伯安", Drawing(width=60, height=20, lines=((0.5, "M1 1 L20.5 12 L3 4"),))),)
            ),
        ),
        data={"format": "test-1", "platform": "云岭 & 平台", "firms": [{"name": "甲", "price": "12.50", "age": 3}]},
        schema={"type": "object"},
        journal=_journal(),
        sealed_at=datetime(2026, 11, 20, 8, 30, tzinfo=UTC),
        sealed_by="林晓岚",
    )


@pytest.fixture
def sealed(contents: Contents, tmp_path: Path) -> Sealed:
    """The archive, on disk."""
    (tmp_path / "out").mkdir()
    return seal(tmp_path / "out" / "档案包", contents)


@pytest.fixture
def files_of() -> Callable[[Path], list[str]]:
    """Every file below a folder, as relative paths."""
    return lambda root: sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
