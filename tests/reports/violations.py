"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from rapporteur.reports.models import CheckWaiver, Edition, EditionFile
from tests.factories import make


def _edition(**values: object) -> Edition:
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


def _file(edition: Edition) -> EditionFile:
    return EditionFile.objects.create(
        edition=edition, name="report.pdf", format="pdf", sha256="0" * 64, size=1
    )


def _waiver(**values: object) -> CheckWaiver:
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
    "one_edition_per_number": lambda: [_edition(), _edition()],
    "edition_number_from_one": lambda: _edition(number=0),
    "edition_names_who": lambda: _edition(by=""),
    "edition_period_not_empty": lambda: _edition(period_end=date(2018, 4, 1)),
    "edition_file_once": lambda: [_file(edition) for edition in [_edition()] for _ in range(2)],
    "finding_waived_once": lambda: [_waiver(), _waiver(reason="Still so.")],
    "check_waiver_has_reason": lambda: _waiver(reason=" \n"),
    "check_waiver_names_who": lambda: _waiver(by=" "),
    "check_waiver_names_what": lambda: _waiver(record=""),
    "check_waiver_fingerprint": lambda: _waiver(fingerprint="1a2b3c4d"),
}
