"""Who on the staff list counts as a professional (大专及以上学历和中级及以上技术职称的专业人员).

“学历和职称” can mean either or both; degree, title and both are counted apart, and a person with both counts once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.records.lists import StaffMember

_BELOW_COLLEGE = re.compile(r"高中|中专|中技|中职|初中|小学|技校|职高|高职高中|肄业|结业")
_COLLEGE = re.compile(r"大专|专科|高职|本科|大学|学士|硕士|博士|研究生|双学位|MBA|EMBA|MPA|PhD", re.IGNORECASE)
_JUNIOR_TITLE = re.compile(r"助理|助教|技术员|初级|实习|见习|员级|会计员|经济员|统计员|管理员$|^无$")
_MIDDLE_TITLE = re.compile(
    r"高级|正高|副高|中级|教授|研究员|研究馆员|副编审|编审|编辑|译审|翻译|讲师|馆员|主治|主任医师|主管"
    r"|工程师|经济师|会计师|审计师|统计师|评估师|税务师|咨询师|培训师|农艺师|工艺美术师|建筑师|建造师|造价师|规划师"
    r"|律师|技师|一级教师|二级律师|三级律师|实验师|政工师|分析师"
)


def college(education: str) -> bool:
    """Whether an education as written (本科, 大学本科, 大学, 专科…) is 大专 or above."""
    return bool(_COLLEGE.search(education)) and not _BELOW_COLLEGE.search(education)


def known_education(education: str) -> bool:
    """Whether the word lists know this education at all."""
    return bool(_COLLEGE.search(education) or _BELOW_COLLEGE.search(education))


def middle_title(title: str) -> bool:
    """Whether a professional title as written is 中级 or above; 助理工程师 and 技术员 are not."""
    return any(
        bool(_MIDDLE_TITLE.search(part)) and not _JUNIOR_TITLE.search(part) for part in re.split(r"[、，,；;/]", title)
    )


@dataclass(frozen=True)
class HeadCount:
    """How many of `listed` people have only the degree, only the title, or both."""

    listed: int = 0
    degree_only: int = 0
    title_only: int = 0
    both: int = 0

    @property
    def either(self) -> int:
        """People with the degree or the title, each once."""
        return self.degree_only + self.title_only + self.both


def count(staff: Iterable[StaffMember]) -> HeadCount:
    """The head counts of a staff list."""
    listed = degree_only = title_only = both = 0
    for member in staff:
        degree, title = college(member.education), middle_title(member.title)
        listed += 1
        both += degree and title
        degree_only += degree and not title
        title_only += title and not degree
    return HeadCount(listed, degree_only, title_only, both)
