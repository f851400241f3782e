"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.editions.models import Edition, EditionFile, EditionSignature
from tests.factories import make


def an_edition(**values: object) -> Edition:
    """Freeze the smallest edition that the database accepts, or what `values` make of it."""
    fixed = {
        "period_start": date(2018, 4, 1),
        "period_end": date(2018, 7, 1),
        "number": 1,
        "snapshot": "{}",
        "sha256": "0" * 64,
        "as_of": date(2018, 6, 30),
        "frozen_at": datetime(2018, 7, 9, tzinfo=UTC),
        "by": "ana",
        "program": "test",
        "versions": {},
        "seal": "0" * 64,
    }
    return Edition.objects.create(**{**fixed, **values})


def a_file(edition: int) -> EditionFile:
    """Write a file of an edition that is still to be frozen under this number."""
    return EditionFile.objects.create(
        edition_id=edition, name="report.pdf", format="pdf", sha256="0" * 64, size=1
    )


def an_edition_with_files(files: int = 1) -> EditionFile:
    """Freeze an edition with so many files, all of one name; return the last."""
    number = Edition.objects.next_id()
    written = [a_file(number) for _ in range(files)]
    an_edition(id=number)
    return written[-1]


def a_signature(**values: object) -> EditionSignature:
    """Write a signature of an edition that is frozen for it, unless `values` name one."""
    edition = values.get("edition") or an_edition()
    fixed = {"key": "ssh-ed25519 AAAA", "signature": "0" * 128, "signed_at": datetime(2018, 7, 3, tzinfo=UTC)}
    return EditionSignature.objects.create(**{**fixed, "edition": edition, **values})


def a_waiver(**values: object) -> CheckWaiver:
    fixed = {
        "rule": "activity-no-place",
        "record_type": "activities.activity",
        "record": "letter",
        "fingerprint": "0" * 64,
        "reason": "A letter has no place.",
        "by": "ana",
    }
    return CheckWaiver.objects.create(**{**fixed, **values})


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "reports_report.slug": lambda: [
        make.ReportFactory(slug="same", period_end=date(2018, 7, day)) for day in (1, 2)
    ],
    "report_period_not_empty": lambda: make.ReportFactory(period_end=date(2018, 4, 1)),
    "one_report_per_period": lambda: [make.ReportFactory(slug=slug) for slug in ("one", "two")],
    "one_edition_per_number": lambda: [an_edition(), an_edition()],
    "edition_number_from_one": lambda: an_edition(number=0),
    "edition_names_who": lambda: an_edition(by=""),
    "edition_period_not_empty": lambda: an_edition(period_end=date(2018, 4, 1)),
    "edition_signed_once_by_a_key": lambda: [
        a_signature(edition=edition) for edition in [an_edition()] for _ in range(2)
    ],
    "edition_file_once": lambda: an_edition_with_files(2),
    "finding_waived_once": lambda: [a_waiver(), a_waiver(reason="Still so.")],
    "check_waiver_has_reason": lambda: a_waiver(reason=" \n"),
    "check_waiver_names_who": lambda: a_waiver(by=" "),
    "check_waiver_names_what": lambda: a_waiver(record=""),
    "check_waiver_fingerprint": lambda: a_waiver(fingerprint="1a2b3c4d"),
}
