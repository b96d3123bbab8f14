"""打开我_目录.html: one static page that opens everything; no script, nothing from outside, good on paper too."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from urllib.parse import quote

from desktop_app.archive import layout, lists
from desktop_app.archive.contents import Contents, Drawing, Section
from desktop_app.archive.layout import Placed

_STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#F3F5F6;color:#1A252B;font:15px/24px "Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
header{padding:0 0 16px}
h1{font-size:26px;line-height:40px;margin:0;font-weight:600}
h2{font-size:18px;line-height:28px;margin:0 0 12px;font-weight:600}
h3{font-size:15px;line-height:24px;margin:20px 0 4px;font-weight:600}
p{margin:0 0 8px}
section{background:#FFF;border:1px solid #DBE1E5;border-radius:8px;padding:20px 24px;margin:16px 0}
dl{display:grid;grid-template-columns:max-content 1fr max-content 1fr;gap:4px 20px;margin:0}
dt{color:#5C6B74}
dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:4px 0 8px}
th{font-weight:400;font-size:13px;color:#47565F;text-align:left;border-bottom:1px solid #7C8A93;padding:4px 8px}
td{border-bottom:1px solid #DBE1E5;padding:6px 8px;vertical-align:top;overflow-wrap:anywhere}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.w{white-space:nowrap}
th.n:first-child{width:1%}
.files{table-layout:fixed}
.files th:nth-child(1){width:38%}
.files th:nth-child(3){width:84px}
.files th:nth-child(4){width:176px}
.q{color:#5C6B74;font-size:13px}
a{color:#0B5C6E;text-underline-offset:3px}
code,pre{font-family:Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;font-size:13px}
pre{background:#EDF1F3;border-radius:4px;padding:8px 12px;margin:4px 0 12px;white-space:pre-wrap;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:4px 20px}
figure{display:inline-block;margin:8px 16px 8px 0;vertical-align:top}
figcaption{color:#47565F;font-size:13px}
svg{display:block;background:#FFF;border:1px solid #DBE1E5;border-radius:4px}
@media (max-width:700px){dl{grid-template-columns:max-content 1fr}}
@media print{@page{size:A4;margin:18mm 15mm}body{background:#FFF;font-size:10pt;line-height:15pt}
main{max-width:none;padding:0}
section{border:0;padding:0;margin:14pt 0}h2,h3{break-after:avoid}td{font-size:9pt}
tr,figure{break-inside:avoid}thead{display:table-header-group}
a{color:inherit;text-decoration:none}nav{display:none}pre{border:1px solid #DBE1E5}}
""".strip()
_NEVER_BROKEN = 16  # characters of a cell; 2025-09-12 01:30 is one
_PATH = re.compile(r"[MLZ0-9 .\-]*")


def link(path: str) -> str:
    """`path` as a relative address: UTF-8, percent-encoded, `/` kept."""
    return quote(path, safe="/")


def size_text(size: int) -> str:
    """Bytes as people read them: 4.2 GB, 412.6 MB, 38 KB, 512 B."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    if size < 1024**3:
        return f"{size / 1024**2:.1f} MB"
    return f"{size / 1024**3:.1f} GB"


def page(contents: Contents, placed: tuple[Placed, ...], hashes: Mapping[str, str]) -> bytes:
    """The index as UTF-8 with a byte order mark; `hashes` holds the SHA-256 of every placed document by path."""
    style = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'"
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(contents.title)} 目录</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        _head(contents),
        _documents(placed, hashes),
        *(_section(section, f"s{position}") for position, section in enumerate(contents.sections, 1)),
        _machine_files(),
        _checking(contents),
        "</main>\n</body>\n</html>\n",
    ]
    return b"\xef\xbb\xbf" + "\n".join(parts).encode()


def _head(contents: Contents) -> str:
    links = [("#files", "文件"), *((f"#s{n}", section.title) for n, section in enumerate(contents.sections, 1))]
    links += [("#data", "数据与记录"), ("#check", "怎样核对")]
    facts = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in contents.facts)
    menu = "".join(f'<a href="{address}">{escape(text)}</a>' for address, text in links)
    return (
        f"<header><h1>{escape(contents.title)}</h1>"
        f'<p class="q">案卷 {escape(contents.number)} 的档案包，{escape(contents.office)}封装</p>'
        f"<nav>{menu}</nav></header>\n<section><dl>{facts}</dl></section>"
    )


def _documents(placed: tuple[Placed, ...], hashes: Mapping[str, str]) -> str:
    lines = ['<section id="files"><h2>文件</h2>']
    for group, members in groupby(placed, key=lambda p: p.document.group):
        lines.append(f'<h3>{escape(group)}</h3>\n<table class="files"><thead><tr><th>文件</th><th>说明</th>')
        lines.append('<th class="n">大小</th><th class="n">SHA-256 前 16 位</th></tr></thead><tbody>')
        lines.extend(_document(one, hashes[one.path]) for one in members)
        lines.append("</tbody></table>")
    return "\n".join([*lines, "</section>"])


def _document(one: Placed, digest: str) -> str:
    document = one.document
    notes = [document.remark, f"原文件名 {document.original_name}" if document.original_name else ""]
    note = "；".join(filter(None, notes))
    return (
        f'<tr><td><a href="{link(one.path)}">{escape(document.title)}</a></td><td class="q">{escape(note)}</td>'
        f'<td class="n">{size_text(document.size)}</td><td class="n"><code>{_groups(digest[:16])}</code></td></tr>'
    )


def _groups(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _section(section: Section, anchor: str) -> str:
    parts = [f'<section id="{anchor}"><h2>{escape(section.title)}</h2>']
    for sentence in section.says:
        paragraphs = "<br>".join(escape(line) for line in sentence.splitlines())
        parts.append(f"<p>{paragraphs}</p>")
    if section.code:
        parts.append(f"<pre>{escape(chr(10).join(section.code))}</pre>")
    if section.rows:
        parts.append(_table(section))
    parts.extend(_figure(caption, drawing) for caption, drawing in section.drawings)
    return "\n".join([*parts, "</section>"])


def _table(section: Section) -> str:
    kinds = [_kind(section, at) for at in range(len(section.columns))]
    head = "".join(f"<th{kind}>{escape(text)}</th>" for kind, text in zip(kinds, section.columns, strict=True))
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{''.join(_rows(section.rows, kinds))}</tbody></table>"


def _kind(section: Section, at: int) -> str:
    """Figures stand at the right; a column of short words never breaks them."""
    if section.columns[at] in section.numbers:
        return ' class="n"'
    longest = max(len(row[at]) for row in section.rows)
    return ' class="w"' if longest <= _NEVER_BROKEN else ""


def _rows(rows: Iterable[tuple[str, ...]], kinds: list[str]) -> Iterable[str]:
    for row in rows:
        cells = "".join(f"<td{kind}>{escape(text)}</td>" for kind, text in zip(kinds, row, strict=True))
        yield f"<tr>{cells}</tr>\n"


def svg(drawing: Drawing, label: str, width: int) -> str:
    """`drawing` as an SVG element `width` pixels wide; raises ValueError for path data that isn't plain lines."""
    if not all(_PATH.fullmatch(path) for _, path in drawing.lines):
        raise ValueError("a drawing holds only M, L, Z and numbers")
    lines = "".join(f'<path stroke-width="{thick:g}" d="{path}"/>' for thick, path in drawing.lines)
    height = round(width * drawing.height / drawing.width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {drawing.width:g} {drawing.height:g}" role="img" aria-label="{escape(label)}">'
        f'<g fill="none" stroke="#1A252B" stroke-linecap="round" stroke-linejoin="round">{lines}</g></svg>'
    )


def _figure(caption: str, drawing: Drawing) -> str:
    first, *rest = caption.splitlines()
    small = "".join(f"<br><code>{escape(line)}</code>" for line in rest)
    return f"<figure>{svg(drawing, first, 240)}<figcaption>{escape(first)}{small}</figcaption></figure>"


def _machine_files() -> str:
    files = (
        (layout.README, "本档案包的说明"),
        (layout.CATALOGUE, "文件目录，供档案系统读入"),
        (layout.DATA, "案卷全部数据，供程序读入"),
        (layout.SCHEMA, "上述数据的格式"),
        (layout.JOURNAL, "变更记录，每行一条，连成哈希链"),
        (layout.HOW_TO_CHECK, "不用本程序的核对方法"),
        (lists.ROOT_LIST, "全部文件的指纹清单，它自己的指纹印在纸质封面上"),
        (lists.PAYLOAD_LIST, "电子档案的指纹清单（BagIt）"),
        (lists.TAG_LIST, "说明与数据的指纹清单（BagIt）"),
        (layout.BAG_INFO, "档案包的标识（BagIt）"),
    )
    rows = "".join(f'<tr><td><a href="{link(p)}">{escape(p)}</a></td><td>{escape(says)}</td></tr>' for p, says in files)
    return f'<section id="data"><h2>数据与记录</h2><table><tbody>{rows}</tbody></table></section>'


def _checking(contents: Contents) -> str:
    return (
        '<section id="check"><h2>怎样核对</h2>'
        "<p>只看档案包自身，证明不了它没有被整个重做；要与盖章的纸质封面对照。先算清单的指纹，与封面逐组比较：</p>"
        f"<pre>sha256sum {lists.ROOT_LIST}\ncertutil -hashfile {lists.ROOT_LIST} SHA256    （Windows）</pre>"
        "<p>再核对清单里的每个文件，没有输出就是全部相符：</p>"
        f"<pre>sha256sum -c --quiet --strict {lists.ROOT_LIST}</pre>"
        f'<p>其余办法见<a href="{link(layout.HOW_TO_CHECK)}">校验说明</a>。'
        f"日志封装到 <code>{escape(contents.journal.head_code)}</code>，纸质封面上印有同一个日志码。</p></section>"
    )
