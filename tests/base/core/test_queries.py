"""Questions with a date: what holds on a day, what began in a period, what a search finds."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.queries import NoAssociation, association_languages, the_association
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.governance.models import Mandate
from rapporteur.records.members.models import Membership
from tests.factories import make

pytestmark = pytest.mark.django_db
START, END = date(2018, 4, 1), date(2018, 7, 1)
QUARTER = Period(START, END)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2018, 3, 31), False),
        (START, True),
        (date(2018, 6, 30), True),
        (END, False),
        (date(2019, 1, 1), False),
    ],
)
def test_in_force_includes_the_start_and_excludes_the_end(on: date, held: bool) -> None:
    make.MembershipFactory(start=START, end=END)
    make.MandateFactory(start=START, end=END)
    assert Membership.objects.in_force(on).exists() is held
    assert Mandate.objects.in_force(on).exists() is held


@pytest.mark.parametrize(
    ("start", "end", "on", "held"),
    [
        (None, None, date(1, 1, 1), True),
        (None, END, date(1, 1, 1), True),
        (None, END, END, False),
        (START, None, date(9999, 12, 31), True),
        (START, None, date(2018, 3, 31), False),
    ],
)
def test_in_force_with_an_open_end(start: date | None, end: date | None, on: date, held: bool) -> None:
    make.MembershipFactory(start=start, end=end)
    assert Membership.objects.in_force(on).exists() is held


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (Dates(date(2018, 3, 31), date(2018, 4, 2)), False),
        (Dates(START), True),
        (Dates(date(2018, 6, 30), date(2018, 7, 2)), True),
        (Dates(END), False),
        (Dates(month="2018-06"), True),
        (Dates(month="2018-07"), False),
    ],
)
def test_in_period_is_where_something_began(span: Dates, found: bool) -> None:
    columns = {"start_date": span.first_day, "end_date": span.last_day}
    make.ActivityFactory(**columns)
    make.BilateralMeetingFactory(**columns)
    make.MediaMentionFactory(**columns)
    for model in (Activity, BilateralMeeting, MediaMention):
        assert model.objects.in_period(QUARTER).exists() is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", True),
        ("forum", True),
        ("FÓRUM medellin", True),
        ("Medellín forum", True),
        ("metropol", True),
        ("l’eau", True),
        ("forum madrid", False),
        ("%", True),
        ("_", False),
    ],
)
def test_matching_finds_every_word_whatever_its_case_and_accents(text: str, found: bool) -> None:
    make.ActivityFactory(
        title={"en": "Metropolitan Forum", "fr": "Forum métropolitain"},
        text={"es": "<p>En <b>Medellín</b></p>", "fr": "<p>L'eau</p>"},
    )
    assert Activity.objects.matching(text).exists() is found


def test_published_leaves_out_drafts() -> None:
    live = make.ActivityFactory()
    make.ActivityFactory(live=False)
    assert list(Activity.objects.published()) == [live]


def test_without_an_association_the_cure_is_named() -> None:
    with pytest.raises(NoAssociation, match="load a data set first"):
        the_association()
    assert association_languages() == ("en",)


def test_the_association_and_its_languages() -> None:
    association = make.AssociationFactory(languages=["pt", "en"])
    assert the_association() == association
    assert association_languages() == ("pt", "en")
