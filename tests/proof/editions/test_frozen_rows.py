"""The database itself refuses to change what is frozen: tried by raw SQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rapporteur.proof.editions.models import Edition, EditionFile

pytestmark = pytest.mark.django_db
COLUMNS = (
    'period_start, period_end, number, snapshot, sha256, as_of, frozen_at, "by", note, program, versions, '
    "erratum, seal"
)
FILE_COLUMNS = "edition_id, name, language, format, sha256, size"


def make(files: tuple[str, ...] = ("a.pdf",), **values: Any) -> Edition:
    edition = Edition(
        **{
            "id": Edition.objects.next_id(),
            "period_start": date(2021, 1, 1), "period_end": date(2021, 4, 1), "number": 1, "snapshot": "{}",
            "sha256": "0" * 64, "as_of": date(2021, 3, 31), "frozen_at": datetime(2021, 4, 20, tzinfo=UTC),
            "by": "A. Name", "program": "1" * 64, "versions": {}, "seal": "2" * 64, **values,
        }
    )  # fmt: skip
    for name in files:
        EditionFile.objects.create(edition=edition, name=name, format="pdf", sha256="3" * 64, size=1)
    edition.save(force_insert=True)
    return edition


def tried(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports_edition SET note = 'another'",
        "UPDATE reports_edition SET snapshot = '{\"a\": 1}' WHERE number = 1",
        "DELETE FROM reports_edition",
        "UPDATE reports_editionfile SET sha256 = 'x'",
        "UPDATE reports_editionfile SET name = name",
        "DELETE FROM reports_editionfile WHERE format = 'pdf'",
    ],
)
def test_frozen_rows_refuse(statement: str) -> None:
    make()
    with pytest.raises(DatabaseError, match="a frozen edition is never changed or deleted"):
        tried(statement)
    assert Edition.objects.get().note == ""
    assert EditionFile.objects.get().sha256 == "3" * 64


def test_frozen_rows_refuse_to_be_replaced_or_truncated() -> None:
    make()
    statement = "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE reports_editionfile, reports_edition CASCADE"
    if connection.vendor == "sqlite":  # INSERT OR REPLACE deletes without a DELETE
        values = COLUMNS.replace("snapshot,", "'[]',")
        statement = (
            f"INSERT OR REPLACE INTO reports_edition (id, {COLUMNS}) SELECT id, {values} FROM reports_edition"  # noqa: S608
        )
    with pytest.raises(DatabaseError, match="a frozen edition is never changed or deleted"):
        tried(statement)
    assert Edition.objects.get().snapshot == "{}"


def test_frozen_rows_refuse_the_models_too() -> None:
    edition = make()
    edition.note = "another"
    for attempt in (edition.save, EditionFile.objects.all().delete):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            attempt()


def test_further_editions_can_be_added() -> None:
    make()
    make(number=2)
    assert [edition.number for edition in Edition.objects.listed()] == [1, 2]


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("one_edition_per_number", {}),
        ("edition_number_from_one", {"number": 0}),
        ("edition_names_who", {"number": 2, "by": ""}),
        ("edition_period_not_empty", {"number": 2, "period_end": date(2021, 1, 1)}),
    ],
)
def test_invariants_of_editions_are_constraints(constraint: str, values: dict[str, Any]) -> None:
    make()
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make(**values)
    # SQLite names the columns of a unique index, and is asked first by the trigger against replacement
    named = {"one_edition_per_number": "never changed or deleted"} if connection.vendor == "sqlite" else {}
    assert named.get(constraint, constraint) in str(error.value)


def test_edition_file_twice_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make(files=("a.pdf", "a.pdf"))


def test_a_file_is_never_added_to_an_edition() -> None:
    edition = make()
    with pytest.raises(IntegrityError, match="complete: no file is added"), transaction.atomic():
        EditionFile.objects.create(edition=edition, name="b.pdf", format="pdf", sha256="4" * 64, size=1)
    row = "'../b.py', '', 'py', '4', 1"
    added = f"INSERT INTO reports_editionfile ({FILE_COLUMNS}) VALUES ({edition.pk}, {row})"  # noqa: S608
    with pytest.raises(DatabaseError, match="complete: no file is added"):
        tried(added)
    assert [file.name for file in EditionFile.objects.all()] == ["a.pdf"]


def test_a_file_of_no_edition_is_refused() -> None:
    def alone() -> None:
        with transaction.atomic():
            EditionFile.objects.create(edition_id=999, name="a.pdf", format="pdf", sha256="4" * 64, size=1)
            connection.check_constraints()

    with pytest.raises(IntegrityError):
        alone()
