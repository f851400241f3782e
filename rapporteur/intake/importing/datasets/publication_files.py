"""The file that says what was published: its shape, its references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rapporteur.intake.importing.datasets.parts import DayOrMonth, FilePart, Slug, Text
from rapporteur.records.publications.rules import is_doi, is_isbn, plain_doi, plain_isbn


class AuthorInFile(FilePart):
    """Who wrote it: a person by their slug, or a name."""

    person: Slug | None = None
    name: Annotated[str, Field(max_length=150)] = ""

    @model_validator(mode="after")
    def _says_who(self) -> AuthorInFile:
        if (self.person is None) is not bool(self.name):
            raise ValueError("expected a person or a name")
        return self


class PublicationInFile(FilePart):
    """An entry of publications.yaml; `mentions` are named by month and place in media.yaml, as 2018-05-013."""

    slug: Slug
    kind: Literal["PAPER", "STUDY", "GUIDE", "BOOK", "OTHER"]
    title: Text
    series: Slug | None = None
    number: Annotated[int | None, Field(ge=1, le=32767)] = None
    authors: tuple[AuthorInFile, ...] = ()
    languages: tuple[str, ...] = ()
    published: DayOrMonth = None
    isbn: Annotated[str, Field(max_length=25)] = ""
    doi: Annotated[str, Field(max_length=200)] = ""
    link: str = ""
    activity: Slug | None = None
    mentions: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> PublicationInFile:
        if self.number is not None and self.series is None:
            raise ValueError("expected the series of a number")
        if self.isbn and not is_isbn(plain_isbn(self.isbn)):
            raise ValueError("expected an ISBN whose last digit fits the others")
        if self.doi and not is_doi(plain_doi(self.doi)):
            raise ValueError("expected a DOI such as 10.1000/182")
        return self


def names_in(
    publication: PublicationInFile, known: Any, mentions: dict[str, None]
) -> Iterator[tuple[tuple[str | int, ...], str | None, Any, str]]:
    """Yield each name that a publication gives, where, what it may be, and what is expected."""
    yield ("series",), publication.series, known.initiatives, "an initiative"
    yield ("activity",), publication.activity, known.activities, "an activity"
    for n, author in enumerate(publication.authors):
        yield ("authors", n, "person"), author.person, known.people, "a person"
    for n, mention in enumerate(publication.mentions):
        yield ("mentions", n), mention, mentions, "a mention by its month and place in media.yaml"
