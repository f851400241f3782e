"""`rapporteur agenda`: lines of text, a calendar, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from tests.factories import make
from tests.kept.commands import run

pytestmark = pytest.mark.django_db
DAYS = ("--from", "2018-07-01", "--until", "2018-12-31")


@pytest.fixture(autouse=True)
def agenda() -> None:
    make.AssociationFactory(slug="estuaria", languages=["fr", "en"], source_language="fr")
    make.PlannedEventFactory(slug="days", title={"fr": "Journées", "en": "Days"}, end_date=date(2018, 8, 29))
    make.PlannedEventFactory(start_date=date(2019, 1, 1))


def test_what_lies_ahead_is_printed_as_lines_or_as_a_calendar() -> None:
    assert run(("agenda", *DAYS)).printed.decode().endswith(" · Journées\n")
    assert run(("agenda", *DAYS, "-l", "en")).printed.decode() == "26–29 August 2018 · Days\n"
    (event,) = Calendar.from_ical(run(("agenda", *DAYS, "--ics")).printed).walk("VEVENT")
    assert (event["uid"], event["summary"]) == ("event-days@estuaria", "Journées")
    assert event.decoded("dtend") == date(2018, 8, 30)


def test_a_language_that_the_association_has_not_is_refused() -> None:
    assert run(("agenda", *DAYS, "-l", "es")).code == 2
