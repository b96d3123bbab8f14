"""An outsider's script: redraws a sample or a panel from the text of a printed record; plain hashlib, none of ours."""

import hashlib
import re


def redraw(text: str) -> tuple[list[int], list[int]]:
    """(numbers in drawn order as computed, as printed), as many as the record prints."""
    lines = text.split("复算方法")[1]
    digest = re.search(r"[0-9a-f]{64}", re.sub(r"\s", "", lines))[0]
    digits = re.search(r"\d+", re.split(r"%s,%s,%s'", lines, maxsplit=1)[1])[0]
    entries = int(re.search(r"seq\s+(\d+)", lines)[1])
    tickets = sorted((hashlib.sha256(f"{digits},{digest},{i}".encode()).hexdigest(), i) for i in range(1, entries + 1))
    printed = [int(number) for number in re.findall(r"(?:样本|抽中|备) ?\d+\s+(\d+)\s", text)]
    return [number for _ticket, number in tickets][: len(printed)], printed
