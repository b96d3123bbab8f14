"""The tag files of an archive: bag-info, 说明文件.TXT, 文件目录.XML, the data, the journal, how to check."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from desktop_app.archive import layout, lists
from desktop_app.archive.contents import Contents, Journal
from desktop_app.archive.layout import Placed

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def canonical(value: Any) -> bytes:
    """`value` as canonical JSON (RFC 8785) in UTF-8; raises TypeError for a float, whose text systems dispute."""
    _refuse_floats(value)
    # Keys are sorted by code point, which equals RFC 8785's UTF-16 order as long as they are ASCII (checked below).
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"a float in canonical data: {value!r}")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise TypeError(f"a key that isn't ASCII text: {key!r}")
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def bag_info(contents: Contents, size: int, files: int) -> bytes:
    """bag-info.txt for a payload of `size` bytes in `files` files."""
    lines = (
        ("Source-Organization", contents.office),
        ("External-Identifier", contents.number),
        ("External-Description", contents.title),
        ("Bagging-Date", contents.sealed_at.date().isoformat()),
        ("Payload-Oxum", f"{size}.{files}"),
        ("Bag-Count", "1 of 1"),
        ("Bag-Group-Identifier", contents.number),
        ("Internal-Sender-Identifier", contents.journal.head_code),
    )
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines).encode()


def readme(contents: Contents, size: int, files: int) -> bytes:
    """说明文件.TXT (档发〔2012〕7号 附件2 一): UTF-8 with a byte order mark, CRLF."""
    facts = "".join(f"{label}：{' '.join(value.split())}\n" for label, value in contents.facts)
    text = (
        f"{contents.title}\n档案包编号：{contents.number}（第 1 件，共 1 件）\n"
        f"载体参数：电子档案 {files} 个文件，{size} 字节；不压缩，不加密\n"
        f"制作单位：{contents.office}\n制作人：{contents.sealed_by}\n"
        f"制作时间：{contents.sealed_at.isoformat(timespec='seconds')}\n"
        f"日志码：{contents.journal.head_code}\n\n{facts}\n"
        f"读取环境：任何浏览器打开“{layout.INDEX}”即可查看全部内容；电子档案为 PDF、图片和文本，用常见软件打开。\n"
        f"目录结构：电子档案在“{layout.RECORDS}”下，按年度—类别—案卷—材料存放；“{layout.CATALOGUE}”是文件目录；\n"
        f"  “其他”是数据、格式说明、变更记录和校验说明；“{lists.ROOT_LIST}”是除它自己以外全部文件的指纹清单。\n"
        f"核对：先与盖章的纸质封面比较“{lists.ROOT_LIST}”的指纹，再核对清单，方法见“{layout.HOW_TO_CHECK}”。\n"
    )
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


def catalogue(contents: Contents, placed: tuple[Placed, ...]) -> bytes:
    """文件目录.XML (档发〔2012〕7号 附件2 二): one 文件 for each document."""
    root = ElementTree.Element("文件目录")
    for number, one in enumerate(placed, start=1):
        document = one.document
        entry = ElementTree.SubElement(root, "文件")
        values = (
            ("顺序号", str(number)),
            ("档号", f"{contents.number}-{number:03d}"),
            ("责任者", document.responsible),
            ("题名", document.title),
            ("日期", document.day.strftime("%Y%m%d") if document.day else ""),
            ("密级", ""),
            ("电子档案名称", one.path),
            ("备注", document.remark),
        )
        for tag, value in values:
            ElementTree.SubElement(entry, tag).text = xml_text(value)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'.encode()


def xml_text(text: str) -> str:
    """`text` without the signs that XML 1.0 can't hold (controls, lone surrogates, FFFE and FFFF)."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n" or 0x20 <= ord(sign) <= 0xD7FF or 0xE000 <= ord(sign) <= 0xFFFD or ord(sign) > 0xFFFF
    )


def journal(kept: Journal) -> bytes:
    """journal.jsonl: a first line that explains the chain, then one entry a line.

    An entry whose body may not leave the house is there with the body's SHA-256, so that the chain stays whole.
    """
    explained = {
        "chain": kept.domain,
        "entries": len(kept.lines),
        "head": kept.head_code,
        "rule": "hash = SHA-256(chain as UTF-8, one zero byte, the 32 bytes of prev, the 32 bytes of SHA-256(body))",
        "head_rule": "seq, then the first 20 letters of the last hash in base 32",
    }
    lines = [canonical(explained)]
    for line in kept.lines:
        entry: dict[str, Any] = {"seq": line.seq, "prev": line.prev, "hash": line.hash, "body_sha256": line.body_sha256}
        if line.body is not None:
            entry["body"] = line.body
        lines.append(canonical(entry))
    return b"\n".join(lines) + b"\n"


def how_to_check(contents: Contents) -> bytes:
    """校验说明.txt: what an outsider types to check the archive without this program."""
    text = f"""{contents.title}
不用本程序怎样核对这个档案包

一、与纸质封面对照（最要紧的一步）
   只凭档案包自身，证明不了它没有被整个重做。盖章的纸质封面上印着“{lists.ROOT_LIST}”的指纹，先比较它：
   Linux、麒麟、统信：  sha256sum {lists.ROOT_LIST}
   Windows：            certutil -hashfile {lists.ROOT_LIST} SHA256

二、核对清单里的每个文件（没有输出就是全部相符）
   sha256sum -c --quiet --strict {lists.ROOT_LIST}
   Windows 可用 7-Zip：在“{lists.ROOT_LIST}”上选“测试压缩包”。

三、看有没有多出来的文件（没有输出就是没有；两次排序用同一语言环境）
   find . -type f ! -name {lists.ROOT_LIST} -printf '%P\\n' | LC_ALL=C sort > /tmp/have
   cut -c67- {lists.ROOT_LIST} | LC_ALL=C sort | cmp - /tmp/have

四、用另一家的工具再核对一遍
   bagit.py --validate .

五、有本程序时，一条命令做完以上各步
   python -m desktop_app verify 档案包文件夹 --fingerprint 纸质封面上的指纹

六、变更记录（{layout.JOURNAL}）
   第一行说明哈希链的算法，其后每行一条。只有 body_sha256 的行属于别的案卷，内容不随本包提供。
   最后一条算出的日志码应为 {contents.journal.head_code}，与纸质封面一致。
   更改已印上纸面的记录，会与纸面不符而被发现；晚于最后一次打印的更改，仅凭本包发现不了。
"""
    return text.encode()
