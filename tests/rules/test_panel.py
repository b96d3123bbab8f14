"""The panel's rules: recusal, what is signed, and when a signature is void."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.records.casefile import Casefile
from desktop_app.records.dossier import Application, Dossier
from desktop_app.records.office import OfficeProfile
from desktop_app.records.panel import Opinion, Seat, Signature
from desktop_app.records.papers import Recommendation
from desktop_app.rules import ink, panel, regulation

NOW = datetime(2024, 7, 2, 6, 30, tzinfo=UTC)
NATIONAL = regulation.load("national-2017")
COUNTER = Path(__file__).parents[3] / "shared" / "counter" / "truth.json"
APPLICANT = "澜江市桥山科技服务有限公司"
BODIES = "洛阳铭翎村镇银行、河南峤创职业技术大学、骏捷会计师事务所（普通合伙）等3家"


def seat(number: int, name: str = "孟令川", unit: str = "云岭诚达会计师事务所", **values: object) -> Seat:
    made = Seat(dossier_id=1, expert_id=number, position=number, name=name, title="注册会计师", unit=unit)
    made.id = number
    for column, value in values.items():
        setattr(made, column, value)
    return made


def opinion(version: int, text: str = "专家组一致同意推荐。") -> Opinion:
    made = Opinion(dossier_id=1, version=version, text=text, written_at=NOW, written_by="林晓岚")
    made.id = version
    return made


def casefile(
    seats: Sequence[Seat] = (), opinions: Sequence[Opinion] = (), signatures: Sequence[Signature] = ()
) -> Casefile:
    dossier = Dossier(
        number="2024-0001", regulation_id=NATIONAL.id, regulation_digest=NATIONAL.digest, accepted_on=date(2024, 6, 18),
        opened_at=NOW, applicant_name=APPLICANT, platform_name="澜江市桥山中小企业公共服务平台",
    )  # fmt: skip
    return Casefile(
        office=OfficeProfile(name="云岭省工业和信息化厅", region_code="530000", made_at=NOW),
        dossier=dossier,
        application=Application(dossier_id=1, signed_bodies=BODIES, other_bodies="澜江中小企业协会"),
        recommendation=Recommendation(dossier_id=1),
        seats=tuple(seats),
        opinions=tuple(opinions),
        signatures=tuple(signatures),
    )


def signed(file: Casefile, by: Seat, number: int = 1) -> Signature:
    """What `by` signs in `file` as it stands."""
    standing = panel.standing_opinion(file)
    assert standing is not None
    text = ink.canonical(ink.ink_of([[(i * 100, number, i * 8, 900) for i in range(30)]], "pen"))
    bound = panel.Signing(
        signer=by.name,
        content_hash=panel.content_hash(file, standing),
        ink_hash=ink.ink_hash(text),
        statement=panel.statement(by, standing),
        signed_at=NOW,
        operator="林晓岚",
        journal_code="12-ABCD-ABCD-ABCD-ABCD-ABCD",
    )
    made = Signature(
        dossier_id=1, seat_id=by.id, opinion_id=standing.id, signer=bound.signer, content_hash=bound.content_hash,
        ink=text, ink_hash=bound.ink_hash, statement=bound.statement, signed_at=bound.signed_at,
        operator=bound.operator, journal_code=bound.journal_code, record_hash=bound.record_hash,
    )  # fmt: skip
    made.id = number
    return made


def with_signatures(file: Casefile, *signatures: Signature) -> Casefile:
    return replace(file, signatures=signatures)


@pytest.mark.parametrize(
    ("unit", "reason"),
    [
        (APPLICANT, "是申请单位"),
        ("澜江市桥山科技服务有限公司技术委员会", "是申请单位"),
        ("澜江市　桥山科技服务 有限公司", "是申请单位"),
        ("洛阳铭翎村镇银行（客座）", "合作单位“洛阳铭翎村镇银行”"),
        ("骏捷会计师事务所(普通合伙)", "合作单位“骏捷会计师事务所（普通合伙）”"),
        ("澜江中小企业协会", "合作单位“澜江中小企业协会”"),
        ("河南峤捷职业技术大学", ""),
        ("澜江市桥山科技服务", ""),
        ("云岭理工大学", ""),
        ("", ""),
    ],
)
def test_that_an_expert_of_the_applicant_or_a_cooperating_body_steps_aside(unit: str, reason: str) -> None:
    found = panel.conflict(unit, casefile())
    assert reason in found
    assert bool(found) == bool(reason)


def test_that_an_empty_applicant_or_a_fragment_of_a_name_is_no_conflict() -> None:
    file = casefile()
    file.dossier.applicant_name = ""
    file.application.signed_bodies = "大学、 、银行"
    file.application.other_bodies = ""
    assert panel.conflict("云岭理工大学", file) == ""


@pytest.mark.skipif(not COUNTER.is_file(), reason="the counter kit is not beside the repository")
def test_that_the_conflicts_of_the_counter_kit_are_found_and_no_others() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    truth = json.loads(COUNTER.read_text(encoding="utf-8"))
    fields = {row["field"]: row["as_written"] for row in truth["application_form"]["fields"]}
    file = casefile()
    file.dossier.applicant_name = fields["申请单位名称"]
    file.application.signed_bodies = fields["签订合作协议的单位"]
    file.application.other_bodies = fields["其他合作单位"]
    rows = openpyxl.load_workbook(COUNTER.with_name("experts.xlsx")).active.iter_rows(min_row=3, values_only=True)
    found = {row[1] for row in rows if row[1] and panel.conflict(row[3], file)}
    assert found == {row["name"] for row in truth["expert_conflicts"]["expected"]}


def test_that_a_signature_holds_while_the_content_stands() -> None:
    one = seat(1)
    file = casefile([one], [opinion(1)])
    signature = signed(file, one)
    file = with_signatures(file, signature)
    assert panel.standing(signature, file) is panel.Standing.VALID
    assert panel.valid_signature(one, file) is signature
    assert panel.open_items(file, NATIONAL) == ()


@pytest.mark.parametrize("text", ["专家组一致同意推荐。 ", "专家组一致同意推荐", "专家组一致同意推荐。"])
def test_that_a_new_version_makes_every_signature_void_even_with_the_same_words(text: str) -> None:
    one = seat(1)
    signature = signed(casefile([one], [opinion(1)]), one)
    later = casefile([one], [opinion(1), opinion(2, text)], [signature])
    assert panel.standing(signature, later) is panel.Standing.VOID
    (item,) = panel.open_items(later, NATIONAL)
    assert item.says == "孟令川的签名已失效，要重新签名"


def test_that_what_was_shown_beside_the_opinion_is_bound_too() -> None:
    one = seat(1)
    file = casefile([one], [opinion(1)])
    signature = signed(file, one)
    file.dossier.platform_name = "另一个平台"
    assert panel.standing(signature, with_signatures(file, signature)) is panel.Standing.VOID


def test_that_content_is_hashed_as_it_was_shown_and_never_normalised() -> None:
    compatible = "\uf9d1\u8c50"  # a compatibility ideograph, as a few personal names use
    assert unicodedata.normalize("NFC", compatible) != compatible
    file = casefile([], [opinion(1, compatible)])
    other = casefile([], [opinion(1, unicodedata.normalize("NFC", compatible))])
    first, second = file.opinions[0], other.opinions[0]
    assert panel.content_hash(file, first) != panel.content_hash(other, second)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("signer", "冯雪梅"),
        ("content_hash", "0" * 64),
        ("ink_hash", "0" * 64),
        ("statement", "本人未阅读。"),
        ("signed_at", datetime(2024, 7, 2, 6, 31, tzinfo=UTC)),
        ("operator", "别人"),
        ("journal_code", "1-AAAA-AAAA-AAAA-AAAA-AAAA"),
        ("ink", '{"device":"pen","strokes":[],"unit":"0.01mm","v":1}'),
        ("record_hash", "0" * 64),
    ],
)
def test_that_any_later_change_to_the_signing_record_shows_as_altered(column: str, value: object) -> None:
    one = seat(1)
    file = casefile([one], [opinion(1)])
    signature = signed(file, one)
    setattr(signature, column, value)
    assert panel.standing(signature, with_signatures(file, signature)) is panel.Standing.ALTERED


def test_that_signing_again_supersedes_and_stepping_aside_ends_a_signature() -> None:
    one = seat(1)
    file = casefile([one], [opinion(1)])
    first, second = signed(file, one, 1), signed(file, one, 2)
    both = with_signatures(file, first, second)
    assert [panel.standing(s, both) for s in both.signatures] == [panel.Standing.SUPERSEDED, panel.Standing.VALID]
    aside = with_signatures(casefile([seat(1, recused=True)], [opinion(1)]), first)
    assert panel.standing(first, aside) is panel.Standing.RECUSED


def test_that_a_panel_without_members_opinion_or_signatures_is_open() -> None:
    assert [item.jump for item in panel.open_items(casefile(), NATIONAL)] == ["seats", "opinion"]
    only_recused = casefile([seat(1, recused=True)], [opinion(1)])
    assert [item.jump for item in panel.open_items(only_recused, NATIONAL)] == ["seats"]
    unsigned = casefile([seat(1), seat(2, "冯雪梅"), seat(3, signs_on_paper=True)], [opinion(1)])
    assert [item.says for item in panel.open_items(unsigned, NATIONAL)] == ["孟令川还没有签名", "冯雪梅还没有签名"]
    blank = casefile([seat(1)], [opinion(1, " ")])
    assert [item.jump for item in panel.open_items(blank, NATIONAL)] == ["opinion"]


def test_that_a_conflict_found_after_seating_is_an_error() -> None:
    file = casefile([seat(1, unit=f"{APPLICANT}顾问"), seat(2, signs_on_paper=True)], [opinion(1)])
    (item,) = panel.open_items(file, NATIONAL)
    assert item.wrong
    assert item.jump == "seat:1"
    assert "须回避" in item.says


@pytest.mark.parametrize(("members", "says"), [(0, ""), (1, "少于通常的 3 人"), (3, ""), (4, "通常为单数"), (5, "")])
def test_that_a_small_or_even_panel_gets_a_remark_only(members: int, says: str) -> None:
    found = panel.hint(casefile([seat(i) for i in range(1, members + 1)]))
    assert says in found
    assert bool(found) == bool(says)
