"""Publications: recorded whole, with numbers that are what they say; which a period tells of."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.publications.actions import record_publication
from rapporteur.records.publications.models import Publication
from rapporteur.records.publications.queries import publications_of
from rapporteur.records.publications.rules import is_doi, is_isbn, plain_doi, plain_isbn
from rapporteur.records.publications.shapes import AuthorShape, PublicationShape
from tests.factories import make

ANA = operator("ana")
QUARTER = Period.parse("2018-Q2")


def paper(**values: Any) -> PublicationShape:
    given = {"slug": "tides", "kind": "PAPER", "title": LocalizedText({"en": "Tides"})}
    return PublicationShape(**{**given, **values})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("978-84-376-0494-7", "9788437604947"),
        ("ISBN 978 84 376 0494 7", "9788437604947"),
        ("84-376-0494-X", "9788437604947"),
        ("0-306-40615-2", "9780306406157"),
    ],
)
def test_an_isbn_is_kept_as_thirteen_digits(typed: str, kept: str) -> None:
    assert plain_isbn(typed) == kept
    assert is_isbn(kept)


@pytest.mark.parametrize("typed", ["978-84-376-0494-8", "84-376-0494-1", "9771234567898", "12", ""])
def test_what_is_no_isbn_stays_none(typed: str) -> None:
    assert not is_isbn(plain_isbn(typed))


@pytest.mark.parametrize("typed", ["10.1000/182", "doi: 10.1000/182", "https://doi.org/10.1000/182"])
def test_a_doi_is_kept_without_its_address(typed: str) -> None:
    assert plain_doi(typed) == "10.1000/182"


@pytest.mark.parametrize("typed", ["10.10/182", "11.1000/182", "10.1000/", "10.1000/a b"])
def test_what_is_no_doi_is_told_apart(typed: str) -> None:
    assert not is_doi(plain_doi(typed))


@pytest.mark.django_db
def test_a_publication_is_recorded_whole_once() -> None:
    make.InitiativeFactory(slug="papers")
    make.MediaMentionFactory(slug="2018-05-013")
    make.PersonFactory(slug="ana-souza")
    whole = paper(
        series="papers",
        number=4,
        authors=(AuthorShape(name="Tide Institute"), AuthorShape(person="ana-souza")),
        published=Dates(month="2018-06"),
        isbn="84-376-0494-X",
        doi="https://doi.org/10.1000/182",
        mentions=("2018-05-013",),
    )
    saved = record_publication(by=ANA, publication=whole).record
    assert (saved.isbn, saved.doi, saved.published) == (
        "9788437604947",
        "10.1000/182",
        Dates(month="2018-06"),
    )
    assert next(str(one) for one in saved.authors.order_by("position")) == "Tide Institute"
    assert not record_publication(by=ANA, publication=whole).changed
    with pytest.raises(ValidationError):
        record_publication(by=ANA, publication=paper(isbn="978-84-376-0494-8"))
    assert Publication.objects.get().isbn == "9788437604947"


@pytest.mark.django_db
def test_a_period_tells_of_what_came_out_was_launched_or_written_of_in_it() -> None:
    may = date(2018, 5, 2)
    make.PublicationFactory(slug="out", published_date=may)
    make.PublicationFactory(slug="launched", activity=make.ActivityFactory(start_date=may))
    make.PublicationFactory(slug="draft", activity=make.ActivityFactory(start_date=may, live=False))
    for mention in make.MediaMentionFactory.create_batch(2, start_date=may, end_date=may):
        make.PublicationMentionFactory(
            publication=Publication.objects.filter(slug="written").first()
            or make.PublicationFactory(slug="written"),
            mention=mention,
        )
    make.PublicationFactory(slug="later", published_date=date(2018, 7, 1))
    found = publications_of(QUARTER, date(2018, 6, 30)).order_by("slug")
    assert [one.slug for one in found] == ["launched", "out", "written"]
    assert [one.slug for one in publications_of(QUARTER, date(2018, 5, 1)).order_by("slug")] == ["launched"]
