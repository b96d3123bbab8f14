"""What a log and a crash dialog may say about an unexpected error: where it happened, never what was typed."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path


def report_of(error: BaseException) -> str:
    """`error` and what led to it, each as its type and the places in the program, without messages or values.

    Under `python -X dev` the whole traceback goes to standard error as well.
    """
    if sys.flags.dev_mode:
        traceback.print_exception(error)
    parts: list[str] = []
    step: BaseException | None = error
    while step is not None and len(parts) < 4:
        places = traceback.extract_tb(step.__traceback__)
        lines = [f"  {Path(place.filename).name}:{place.lineno} {place.name}" for place in places]
        parts.append("\n".join([type(step).__name__, *lines]))
        step = step.__cause__ or step.__context__
    return "\n".join(parts)
