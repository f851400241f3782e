"""Agreements: recorded whole, taken forward by verbs, replaced by later ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from rapporteur.base.core.database.circles import LeadsBack
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.agreements.actions import (
    announce_agreement,
    end_agreement,
    record_agreement,
    renew_agreement,
    sign_agreement,
)
from rapporteur.records.agreements.enums import AGREEMENT_STEPS, AgreementStage
from rapporteur.records.agreements.models import Agreement
from rapporteur.records.agreements.refusals import (
    RenewedTooEarly,
    StageIsNoDay,
    StageNotNext,
    StagesOutOfOrder,
    StageWithoutItsDay,
    TooFewParties,
)
from rapporteur.records.agreements.rules import notice_day
from rapporteur.records.agreements.shapes import AgreementShape, PartyShape
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
MAY, JUNE = date(2018, 5, 2), date(2018, 6, 1)


def words(text: str) -> LocalizedText:
    return LocalizedText({"en": text})


def shape(slug: str = "water", **values: Any) -> AgreementShape:
    parties = (
        PartyShape(association=True, commitments=words("To share what it knows")),
        PartyShape(name=words("Water Institute")),
    )
    given = {"kind": "COLLABORATION", "name": words("Water"), "parties": parties, **values}
    return AgreementShape(slug=slug, **given)


def record(**values: Any) -> Agreement:
    return record_agreement(by=ANA, agreement=shape(**values)).record


def test_an_agreement_is_written_once_with_all_its_parties() -> None:
    berlin = make.OrganisationFactory(slug="berlin")
    board = make.BodyFactory(slug="board")
    parties = (PartyShape(organisation="berlin"), PartyShape(body="board"), PartyShape(association=True))
    given = shape(parties=parties, stage="SIGNED", signed=Dates(month="2018-05"))
    agreement = record_agreement(by=ANA, agreement=given).record
    assert not record_agreement(by=ANA, agreement=given).changed
    assert AuditEntry.objects.filter(by="ana", record="water").count() == 1
    agreement.refresh_from_db()
    assert agreement.signed == Dates(month="2018-05")
    assert set(agreement.parties.values_list("organisation", "body", "association")) == {
        (berlin.pk, None, False),
        (None, board.pk, False),
        (None, None, True),
    }


def test_an_agreement_is_found_by_the_names_of_its_parties() -> None:
    record(name=words("Something else"))
    assert Agreement.objects.matching("institute").exists()
    assert not Agreement.objects.matching("academy").exists()


@pytest.mark.parametrize("count", [0, 1])
def test_nobody_agrees_alone(count: int) -> None:
    with pytest.raises(TooFewParties):
        record(parties=(PartyShape(association=True),) * count)
    assert not Agreement.objects.exists()


def test_what_is_said_of_the_rest_leaves_the_parties_as_they_are() -> None:
    record()
    changed = AgreementShape(slug="water", kind="PROJECT", name=words("Water"))
    assert record_agreement(by=ANA, agreement=changed).record.parties.count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"stage": "SIGNED"},
        {"stage": "ANNOUNCED"},
        {"stage": "ENDED", "signed": Dates(MAY)},
        {"stage": "TALKS", "signed": Dates(MAY)},
        {"announced": Dates(MAY)},
        {"stage": "ANNOUNCED", "announced": Dates(MAY), "signed": Dates(JUNE)},
    ],
)
def test_a_stage_has_its_day_and_none_of_a_later_one(values: dict[str, Any]) -> None:
    with pytest.raises(StageWithoutItsDay):
        record(**values)


def test_stages_are_reached_one_after_the_other() -> None:
    record(stage="SIGNED", talks=Dates(MAY), announced=Dates(month="2018-05"), signed=Dates(MAY))
    with pytest.raises(StagesOutOfOrder):
        record(stage="SIGNED", announced=Dates(JUNE), signed=Dates(month="2018-05"))
    with pytest.raises(StageIsNoDay):
        record(stage="SIGNED", announced=Dates(MAY), signed=Dates(MAY, JUNE))


def test_an_agreement_goes_forward_by_its_verbs() -> None:
    agreement = record(talks=Dates(month="2018-04"))
    announce_agreement(by=ANA, agreement=agreement, on=Dates(MAY))
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.announced) == ("ANNOUNCED", Dates(MAY))
    with pytest.raises(StagesOutOfOrder):
        sign_agreement(by=ANA, agreement=agreement, on=Dates(month="2018-04"))
    sign_agreement(by=ANA, agreement=agreement, on=Dates(month="2018-05"), end=date(2020, 1, 1))
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.signed, agreement.end) == (
        "SIGNED",
        Dates(month="2018-05"),
        date(2020, 1, 1),
    )
    with pytest.raises(RenewedTooEarly):
        renew_agreement(by=ANA, agreement=agreement, end=date(2020, 1, 1))
    renew_agreement(by=ANA, agreement=agreement, end=date(2022, 1, 1))
    agreement.refresh_from_db()
    end_agreement(by=ANA, agreement=agreement, end=date(2021, 1, 1))
    agreement.refresh_from_db()
    assert (agreement.stage, agreement.end) == ("ENDED", date(2021, 1, 1))
    actions = AuditEntry.objects.filter(record="water").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["created", "announced", "signed", "renewed", "ended"]


def in_stage(stage: AgreementStage) -> Agreement:
    days = {
        AgreementStage.TALKS: {},
        AgreementStage.ANNOUNCED: {"announced_date": MAY},
        AgreementStage.SIGNED: {"signed_date": MAY, "end": JUNE},
        AgreementStage.ENDED: {"signed_date": MAY, "end": JUNE},
    }
    made: Agreement = make.AgreementFactory(stage=stage, **days[stage])
    return made


VERBS = {
    "announce": lambda one: announce_agreement(by=ANA, agreement=one, on=Dates(JUNE)),
    "sign": lambda one: sign_agreement(by=ANA, agreement=one, on=Dates(JUNE)),
    "renew": lambda one: renew_agreement(by=ANA, agreement=one, end=None),
    "end": lambda one: end_agreement(by=ANA, agreement=one, end=date(2018, 6, 15)),
}


@pytest.mark.parametrize("stage", AgreementStage)
@pytest.mark.parametrize("verb", VERBS)
def test_stages_move_only_as_the_table_says(stage: AgreementStage, verb: str) -> None:
    agreement = in_stage(stage)
    after = AGREEMENT_STEPS[stage].get(verb)
    if after is None:
        with pytest.raises(StageNotNext):
            VERBS[verb](agreement)
    else:
        VERBS[verb](agreement)
    agreement.refresh_from_db()
    assert agreement.stage == (after or stage)


# --- one replaces another -------------------------------------------------------------------------


def test_the_one_that_is_replaced_ends_when_the_new_one_begins() -> None:
    before = record(slug="old", stage="SIGNED", signed=Dates(date(2015, 1, 1)))
    record(slug="new", stage="TALKS", replaces="old")
    before.refresh_from_db()
    assert (before.stage, before.end) == ("SIGNED", None)  # talks end nothing
    new = Agreement.objects.get(slug="new")
    sign_agreement(by=ANA, agreement=new, on=Dates(MAY), start=JUNE)
    before.refresh_from_db()
    assert (before.stage, before.end) == ("ENDED", JUNE)


def test_one_that_was_over_before_keeps_its_end() -> None:
    before = record(slug="old", stage="SIGNED", signed=Dates(date(2015, 1, 1)), end=date(2017, 1, 1))
    record(slug="new", stage="SIGNED", signed=Dates(MAY), replaces="old")
    before.refresh_from_db()
    assert (before.stage, before.end) == ("ENDED", date(2017, 1, 1))


def test_agreements_that_replace_each_other_are_refused() -> None:
    record(slug="one")
    record(slug="two", replaces="one")
    record(slug="three", replaces="two")
    with pytest.raises(LeadsBack):
        record_agreement(by=ANA, agreement=replace(shape("one"), replaces="three"))
    with pytest.raises(LeadsBack):
        record_agreement(by=ANA, agreement=replace(shape("one"), replaces="one"))


@pytest.mark.parametrize(
    ("end", "months", "day", "expected"),
    [
        (date(2021, 1, 1), 3, None, date(2020, 9, 30)),
        (date(2018, 3, 31), 1, None, date(2018, 2, 27)),
        (date(2021, 1, 1), None, MAY, MAY),
        (None, 3, None, None),
        (date(2021, 1, 1), None, None, None),
    ],
)
def test_notice_is_given_before_the_end(
    end: date | None, months: int | None, day: date | None, expected: date | None
) -> None:
    assert notice_day(end, months, day) == expected
