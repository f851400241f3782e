"""Data sets: what a file may not say, and that nothing is written until all is well."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image as PictureFile
from wagtail.images.models import Image
from wagtail.models import ModelLogEntry, Revision

from rapporteur.base.core.models import Association, AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.intake.importing.datasets.contents import DataSet
from rapporteur.intake.importing.datasets.loading import load_data_set
from rapporteur.intake.importing.datasets.reading import NoDataSet, read_data_set
from rapporteur.intake.importing.datasets.yaml_source import MAX_BYTES
from rapporteur.intake.importing.problems import InvalidFile
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import Payment
from rapporteur.records.governance.models import Mandate
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.meetings.queries import quorum_of
from rapporteur.records.members.actions import move_to_region
from rapporteur.records.members.models import Membership, Organisation, Region, RegionalAffiliation
from rapporteur.records.plan.models import Node
from rapporteur.records.reports.models import Report
from tests.factories import make

ROOT = Path(__file__).resolve().parents[3]
TINY = ROOT / "tests" / "data" / "tiny"
WORKSHOP = "activities/tide-workshop.yaml"
METROPOLIS = "  kind: METROPOLITAN_GOVERNMENT\n  country: PT\n  region: north"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data set of one's own to spoil."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(InvalidFile) as refused:
        read_data_set(folder)
    return str(refused.value).splitlines()


# file, what stands there, what is put there instead, the one problem that is told
BAD: list[tuple[str, str, str, str]] = [
    (
        WORKSHOP,
        "[A.1, B.1]",
        "[A.1, A.9]",
        f"{WORKSHOP}:8: deliverables.1: 'A.9': expected a deliverable of the plan; did you mean 'A.1'?",
    ),
    (
        WORKSHOP,
        "[A.1, B.1]",
        "[A.1, A]",
        f"{WORKSHOP}:8: deliverables.1: 'A': expected a deliverable of the plan; did you mean 'A.1'?",
    ),
    (WORKSHOP, "line: A", "line: C", f"{WORKSHOP}:2: line: 'C': expected a line of the plan"),
    (
        WORKSHOP,
        "line: A",
        "line: A.1",
        f"{WORKSHOP}:2: line: 'A.1': expected a line of the plan; did you mean 'A'?",
    ),
    (
        WORKSHOP,
        "organisation: porto, role: HOST",
        "organisation: portto, role: HOST",
        f"{WORKSHOP}:10: activations.0.organisation: 'portto': expected an organisation; did you mean 'porto'?",
    ),
    (
        WORKSHOP,
        "[{organisation: porto}]",
        "[{organisation: lisboa}]",
        f"{WORKSHOP}:6: places.0.organisation: 'lisboa': expected an organisation",
    ),
    (
        WORKSHOP,
        "initiative: open-tides",
        "initiative: open-tide",
        f"{WORKSHOP}:7: initiative: 'open-tide': expected an initiative; did you mean 'open-tides'?",
    ),
    (
        WORKSHOP,
        "kind: WORKSHOP",
        "kind: WORKSHOPS",
        (
            f"{WORKSHOP}:3: kind: 'WORKSHOPS': expected 'CONFERENCE', 'MEETING', 'TRAINING', 'WEBINAR', 'WORKSHOP', "
            "'MISSION', 'CALL', 'PUBLICATION', 'AGREEMENT', 'CAMPAIGN', 'STATEMENT', 'GOVERNANCE', 'COMMUNICATION' "
            "or 'AUDIT'; did you mean 'WORKSHOP'?"
        ),
    ),
    (
        WORKSHOP,
        "en: Tide workshop",
        "es: Taller",
        f"{WORKSHOP}:4: title.es: 'es': expected one of the association's languages (pt, en)",
    ),
    (
        WORKSHOP,
        "end: 2026-02-12",
        "end: 2026-02-30",
        f"{WORKSHOP}:5: dates.end: '2026-02-30': expected a date that exists",
    ),
    (
        WORKSHOP,
        "end: 2026-02-12",
        "end: 12 February",
        f"{WORKSHOP}:5: dates.end: '12 February': expected a date such as 2018-04-12",
    ),
    (
        WORKSHOP,
        "end: 2026-02-12",
        "end: 2026-02-01",
        f"{WORKSHOP}:5: dates: '…': expected an end that does not lie before the start 2026-02-10",
    ),
    (WORKSHOP, "line: A", "lines: A", f"{WORKSHOP}:2: lines: 'lines': expected a key that is known here"),
    (WORKSHOP, "line: A\n", "line: A\nline: B\n", f"{WORKSHOP}:3: line: 'line': expected each key once"),
    (
        WORKSHOP,
        "slug: tide-workshop",
        "slug: reed-day",
        f"{WORKSHOP}:1: slug: 'reed-day': expected a name that is not given twice",
    ),
    (
        WORKSHOP,
        "organisation: aveiro, role: SPEAKER",
        "organisation: porto, role: HOST",
        f"{WORKSHOP}:11: activations.1: 'porto HOST': expected a name that is not given twice",
    ),
    (
        WORKSHOP,
        "line: A",
        "line: !point A",
        f"{WORKSHOP}:2: line: '!point': expected a plain value without a tag",
    ),
    (WORKSHOP, "line: A", "? [line]\n: A", f"{WORKSHOP}:2: : '…': expected keys that are plain words"),
    (
        WORKSHOP,
        "title: {pt: Oficina das marés",
        'title: {pt: "Oficina\\0"',
        f"{WORKSHOP}:4: title.pt: ''Oficina\\x00'': expected text without control characters",
    ),
    (
        WORKSHOP,
        "title: {pt: Oficina das marés, en: Tide workshop}",
        "title: Tide workshop",
        f"{WORKSHOP}:4: title: 'Tide workshop': expected a text per language, such as {{en: …}}",
    ),
    (
        "organisations.yaml",
        "  kind: METROPOLITAN_GOVERNMENT\n  country: PT\n  region: north",
        "  kind: METROPOLITAN_GOVERNMENT\n  country: PT\n  region: nort",
        "organisations.yaml:12: 1.region: 'nort': expected a region; did you mean 'north'?",
    ),
    (
        "organisations.yaml",
        METROPOLIS,
        f"{METROPOLIS[:-15]}  regions: [{{region: north, end: 2020-01-01}}, {{region: sout, start: 2020-01-01}}]",
        "organisations.yaml:12: 1.regions.1.region: 'sout': expected a region; did you mean 'south'?",
    ),
    (
        "organisations.yaml",
        METROPOLIS,
        f"{METROPOLIS[:-15]}  regions: [{{region: north, end: 2020-01-01}}, {{region: south, start: 2019-12-31}}]",
        (
            "organisations.yaml:12: 1.regions.1.start: '2019-12-31': expected a start that is not before the end of "
            "'north'; did you mean '2020-01-01'?"
        ),
    ),
    (
        "organisations.yaml",
        METROPOLIS,
        f"{METROPOLIS[:-15]}  regions:\n  - {{region: south, start: 2020-01-01}}\n  - {{region: north}}",
        (
            "organisations.yaml:13: 1.regions.0.start: '2020-01-01': expected one region at a time: 'north' before it "
            "has no end"
        ),
    ),
    (
        "organisations.yaml",
        METROPOLIS,
        f"{METROPOLIS[:-15]}  regions: [{{region: north, end: 2020-01-01}}, {{region: south}}]",
        (
            "organisations.yaml:12: 1.regions.1: 'none': expected a start that is not before the end of 'north'; "
            "did you mean '2020-01-01'?"
        ),
    ),
    (
        "organisations.yaml",
        METROPOLIS,
        f"{METROPOLIS[:-15]}  regions: [{{region: north, start: 2020-01-01, end: 2020-01-01}}]",
        "organisations.yaml:12: 1.regions.0: '…': expected an end after the start 2020-01-01",
    ),
    (
        "organisations.yaml",
        METROPOLIS,
        f"{METROPOLIS}\n  regions: [{{region: south}}]",
        "organisations.yaml:12: 1.region: 'north': expected either a region or a list of regions with their dates",
    ),
    (
        "organisations.yaml",
        "slug: faro\n  kind: CITY\n  country: PT",
        "slug: faro\n  kind: CITY\n  country: NO",
        "organisations.yaml:28: 3.country: 'False': expected a text (in quotes where YAML would read something else)",
    ),
    (
        "organisations.yaml",
        "since: 2026-01",
        "since: January",
        (
            "organisations.yaml:30: 3.prospect.since: 'January': expected a day such as 2018-04-12 or a month such as "
            "2018-04"
        ),
    ),
    (
        "bilateral.yaml",
        "country: PT",
        "country: pt",
        "bilateral.yaml:3: 0.place.country: 'pt': expected a code of two capitals such as FR",
    ),
    (
        "organisations.yaml",
        "latitude: 38.52",
        "latitude: 98.52",
        "organisations.yaml:22: 2.latitude: '98.52': expected less than or equal to 90",
    ),
    (
        "organisations.yaml",
        "end: 2026-02-01",
        "end: 2020-01-01",
        "organisations.yaml:25: 2.membership: '…': expected an end after the start 2020-01-01",
    ),
    (
        "organisations.yaml",
        "- slug: faro",
        "- {slug: porto, kind: CITY, country: PT, names: {pt: Porto}}\n- slug: faro",
        "organisations.yaml:26: 3.slug: 'porto': expected a name that is not given twice",
    ),
    (
        "organisations.yaml",
        "pt: [Porto]",
        "pt: [Porto, Porto]",
        "organisations.yaml:16: 1.aliases.pt.1: 'Porto (pt)': expected a name that is not given twice",
    ),
    (
        "regions.yaml",
        "order: 2",
        "order: 1",
        "regions.yaml:6: 1.order: '1': expected a name that is not given twice",
    ),
    (
        "governance.yaml",
        "holder: ana-souza",
        "holder: ana-sousa",
        "governance.yaml:12: seats.0.holder: 'ana-sousa': expected a person; did you mean 'ana-souza'?",
    ),
    (
        "governance.yaml",
        "people:",
        "secretary_general: anna\npeople:",
        "governance.yaml:1: secretary_general: 'anna': expected a person; did you mean 'ana-souza'?",
    ),
    (
        "governance.yaml",
        "body: board",
        "body: bored",
        "governance.yaml:9: seats.0.body: 'bored': expected a body; did you mean 'board'?",
    ),
    (
        "plan.yaml",
        "code: A.2, level: action,",
        "code: A.2, level: actions,",
        "plan.yaml:11: nodes.2.level: 'actions': expected a level of the plan; did you mean 'action'?",
    ),
    (
        "plan.yaml",
        "code: A.1, level: action, parent: A",
        "code: A.1, level: action, parent: B",
        "plan.yaml:10: nodes.1.parent: 'B': expected the code of a node that stands above",
    ),
    (
        "plan.yaml",
        "code: A.2,",
        "code: A.1,",
        "plan.yaml:11: nodes.2.code: 'A.1': expected a name that is not given twice",
    ),
    (
        "plan.yaml",
        "end: 2027-12-31",
        "end: 2025-12-31",
        "plan.yaml:8: document: '…': expected an end that does not lie before the start 2026-01-01",
    ),
    (
        "bilateral.yaml",
        "prospects: [faro]",
        "prospects: [farro]",
        "bilateral.yaml:5: 0.prospects.0: 'farro': expected an organisation; did you mean 'faro'?",
    ),
    (
        "bilateral.yaml",
        "day: 2026-03-04",
        "day: 4",
        "bilateral.yaml:2: 0.day: '4': expected a date such as 2018-04-12",
    ),
    (
        "media.yaml",
        "month: 2026-02",
        "month: 2026-2",
        "media.yaml:1: 0.month: '2026-2': expected a month such as 2018-04",
    ),
    (
        "media.yaml",
        "[PRESS]",
        "[PRES]",
        (
            "media.yaml:4: 0.channels.0: 'PRES': expected 'WEB', 'NEWSLETTER', 'PRESS', 'RADIO', 'TELEVISION' or "
            "'SOCIAL'; did you mean 'PRESS'?"
        ),
    ),
    (
        "dues.yaml",
        "organisation: setubal",
        "organisation: setuval",
        "dues.yaml:13: calls.0.items.2.organisation: 'setuval': expected an organisation; did you mean 'setubal'?",
    ),
    (
        "dues.yaml",
        "organisation: setubal",
        "organisation: porto",
        "dues.yaml:13: calls.0.items.2.organisation: 'porto': expected a name that is not given twice",
    ),
    (
        "dues.yaml",
        "reference: T-3",
        "reference: T-2",
        "dues.yaml:12: calls.0.items.1.payments.1.reference: 'T-2': expected a name that is not given twice",
    ),
    (
        "dues.yaml",
        'amount: "300.00"',
        "amount: 300 EUR",
        "dues.yaml:14: calls.0.items.2.amount: '300 EUR': expected an amount such as 1234.50",
    ),
    (
        "dues.yaml",
        "currency: EUR",
        "currency: Euro",
        "dues.yaml:3: calls.0.currency: 'Euro': expected a code of three capitals such as EUR",
    ),
    (
        "report.yaml",
        "period: 2026-Q1",
        "period: 2026-Q5",
        (
            "report.yaml:1: period: '2026-Q5': expected a quarter (2018-Q2), a half-year (2018-H1), a year (2018) or "
            "two days (2018-04-01..2018-06-30); did you mean '2026-Q4'?"
        ),
    ),
    (
        "report.yaml",
        "period: 2026-Q1",
        "period: 2026-Q1\nsections: [cover, activites]",
        "report.yaml:2: sections.1: 'activites': expected a section; did you mean 'activities'?",
    ),
    (
        "report.yaml",
        "period: 2026-Q1",
        "period: 2026-Q1\neditorial: {text: {pt: x}, signatory: ana}",
        "report.yaml:2: editorial.signatory: 'ana': expected a person; did you mean 'ana-souza'?",
    ),
    (
        "association.yaml",
        "source_language: pt",
        "source_language: es",
        "association.yaml:16: document: '…': expected a source language that is one of the languages",
    ),
    (
        "association.yaml",
        'own: "#0b4f6c"',
        "own: blue",
        "association.yaml:15: colours.own: 'blue': expected a colour such as #1b4f8f",
    ),
    (
        "association.yaml",
        "short_name: Estuário\n",
        "",
        "association.yaml:15: short_name: 'short_name': expected a value here",
    ),
    (
        "agreements.yaml",
        "  stage: ENDED",
        "  stage: SIGNED",
        (
            "agreements.yaml:7: 0.stage: 'SIGNED': expected ENDED: the agreement 'harbour-data', "
            "which is signed, replaces it"
        ),
    ),
    (
        "agreements.yaml",
        "replaces: harbour-data-2025",
        "replaces: harbour-data",
        (
            "agreements.yaml:23: 1.replaces: 'harbour-data': expected an agreement that stands above; "
            "did you mean 'harbour-data-2025'?"
        ),
    ),
    (
        "agreements.yaml",
        "    - body: board\n",
        "    - body: bored\n",
        "agreements.yaml:15: 1.parties.0.body: 'bored': expected a body; did you mean 'board'?",
    ),
    (
        "agreements.yaml",
        "  end: 2027-05-31\n  notice_months: 1",
        "  end: 2027-05-31\n  notice_months: 1\n  notice_date: 2026-05-01",
        "agreements.yaml:25: 1: '…': expected a notice in months or on a day, not both",
    ),
    (
        "admissions.yaml",
        "  organisation: faro",
        "  organisation: farol",
        "admissions.yaml:2: 0.organisation: 'farol': expected an organisation; did you mean 'faro'?",
    ),
    (
        "admissions.yaml",
        "  decided_date: 2023-12-04\n",
        "",
        "admissions.yaml:16: 1: '…': expected decided_date where it is decided or withdrawn, and nowhere else",
    ),
    (
        "admissions.yaml",
        "  from_date: 2024-01-01",
        "  from_date: 2023-12-03",
        "admissions.yaml:17: 1: '…': expected from_date on the day of the decision or after it",
    ),
    (
        "agenda.yaml",
        "  goers: [ana-souza]",
        "  goers: [ana-sousa]",
        "agenda.yaml:8: 0.goers.0: 'ana-sousa': expected a person; did you mean 'ana-souza'?",
    ),
    (
        "agenda.yaml",
        "  part_of: tide-days-2026",
        "  part_of: reed-day-planned",
        "agenda.yaml:21: 1.part_of: 'reed-day-planned': expected an event that stands above",
    ),
    (
        "agenda.yaml",
        "  reason: {pt: O orçamento não chega., en: The budget does not stretch.}\n",
        "",
        "agenda.yaml:32: 3: '…': expected a reason why nobody goes",
    ),
    (
        "calls.yaml",
        "time_zone: Europe/Lisbon",
        "time_zone: Europe/Lisboa",
        (
            "calls.yaml:17: 1.time_zone: 'Europe/Lisboa': expected a time zone such as Europe/Madrid; "
            "did you mean 'Europe/Lisbon'?"
        ),
    ),
    (
        "calls.yaml",
        "        - {organisation: porto}",
        "        - {organisation: aveiro}",
        (
            "calls.yaml:49: 1.applications.1.partners.0.organisation: 'aveiro': "
            "expected an organisation beside the one that leads; did you mean 'faro'?"
        ),
    ),
    (
        "calls.yaml",
        "jury_call: reed-jury",
        "jury_call: reed-projects",
        "calls.yaml:20: 1.jury_call: 'reed-projects': expected a call that stands above",
    ),
    (
        "calls.yaml",
        "      declared: 2026-02-15\n",
        "",
        "calls.yaml:59: 1.jurors.0: '…': expected the day on which the ties were declared",
    ),
    (
        "joint-statements.yaml",
        "organisation: aveiro, person: ana-souza",
        "organisation: aveiro, person: ana-sousa",
        (
            "joint-statements.yaml:10: 0.signatories.0.person: 'ana-sousa': expected a person; "
            "did you mean 'ana-souza'?"
        ),
    ),
    (
        "joint-statements.yaml",
        "closed: 2026-03-31",
        "closed: 2026-02-01",
        "joint-statements.yaml:9: 0: '…': expected an end that does not lie before the start 2026-02-20",
    ),
]


@pytest.mark.parametrize(("name", "old", "new", "message"), BAD, ids=[f"{bad[0]}: {bad[2]}" for bad in BAD])
def test_a_problem_names_file_line_value_expectation_and_cure(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    edit(folder, name, old, new)
    assert problems(folder) == [message]


def test_all_problems_are_told_at_once(folder: Path) -> None:
    edit(folder, WORKSHOP, "line: A", "line: C")
    edit(folder, "dues.yaml", "organisation: setubal", "organisation: setuval")
    edit(folder, "governance.yaml", "holder: ana-souza", "holder: ana-sousa")
    assert [line.split(":")[0] for line in problems(folder)] == [WORKSHOP, "dues.yaml", "governance.yaml"]


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _bomb(path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    path.write_text("\n".join(lines), encoding="utf-8")


FILES: list[tuple[Callable[[Path], object], str]] = [
    (_bomb, "2: file: 'aliases (*name) are not read': expected valid YAML"),
    (
        lambda path: path.write_bytes(b"- slug: s\xe3o-paulo\n"),
        "1: file: 'not UTF-8': expected text in UTF-8",
    ),
    (
        lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)),
        "1: file: 'too large': expected at most 4,000,000 bytes",
    ),
    (lambda path: path.write_text("slug: north\n"), "1: document: 'dict': expected a list"),
    (lambda path: path.write_text(""), "1: document: 'NoneType': expected a list"),
    (
        lambda path: path.write_text("[" * 20_000),
        "1: file: 'too deep': expected lists and mappings that are nested a few times at most",
    ),
    (
        lambda path: path.write_text(
            f"order: 1{':5' * 500_000}\n"
        ),  # minutes and seconds: their square, 23 minutes
        f"1: order: '1{':5' * 19}:…': expected a number of at most 40 characters",
    ),
    (
        lambda path: path.write_text(f"order: 0x{'f' * 400_000}\n"),
        f"1: order: '0x{'f' * 38}…': expected a number of at most 40 characters",
    ),
    (
        lambda path: path.write_text("- slug: [north\n"),
        "2: file: 'expected ',' or ']', but got '<stream end>'': expected valid YAML",
    ),
    (
        lambda path: path.write_text("- a\n---\n- b\n"),
        "2: file: 'but found another document': expected valid YAML",
    ),
    (_folder, "1: file: 'Is a directory': expected a readable file"),
]


@pytest.mark.parametrize(("spoil", "message"), FILES)
def test_a_file_that_is_not_what_it_should_be_is_refused(
    folder: Path, spoil: Callable[[Path], object], message: str
) -> None:
    spoil(folder / "regions.yaml")
    (told,) = problems(folder)
    assert told == f"regions.yaml:{message}"


EXPECTED = "expected a folder that holds a data set, association.yaml and its other files"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("", "has no association.yaml: {}; did you mean '{}/tiny'?"),
        ("tinny", "does not exist: {}; did you mean '{}/tiny'?"),
        ("tiny/activities", "has no association.yaml: {}; did you mean '{}/tiny'?"),
        ("tiny/plan.yaml", "is no folder: {}; did you mean '{}/tiny'?"),
        ("empty/nothing", "does not exist: {}"),
    ],
)
def test_a_path_without_a_data_set_is_refused(tmp_path: Path, place: str, told: str) -> None:
    shutil.copytree(TINY, tmp_path / "tiny")
    (tmp_path / "empty").mkdir()
    path = tmp_path / place
    with pytest.raises(NoDataSet) as refused:
        read_data_set(path)
    assert str(refused.value) == f"'{path}' {told.format(EXPECTED, tmp_path)}"


def test_files_that_nothing_would_read_are_refused(folder: Path) -> None:
    (folder / "media.yaml").rename(folder / "medai.yaml")
    (folder / "activities" / "one.yml").write_text("")
    told = problems(folder)
    assert (
        told[0]
        == "activities/one.yml:1: file: 'one.yml': expected a name that ends in .yaml; did you mean 'one.yaml'?"
    )
    assert told[1].startswith(
        "medai.yaml:1: file: 'medai.yaml': expected one of association.yaml, regions.yaml"
    )
    assert told[1].endswith("did you mean 'media.yaml'?")


def test_the_smallest_data_set_is_an_association(tmp_path: Path) -> None:
    shutil.copy(TINY / "association.yaml", tmp_path)
    assert len(list(read_data_set(tmp_path).entries())) == 1


# --- writing --------------------------------------------------------------------------------------


def load(folder: Path) -> None:
    load_data_set(read_data_set(folder), by=operator("test"))


@pytest.mark.django_db
@pytest.mark.parametrize("folder_name", ["tests/data/tiny", "demo/2018-q2"])
def test_a_second_time_writes_nothing(folder_name: str) -> None:
    def counts() -> tuple[int, int, int]:
        return AuditEntry.objects.count(), Revision.objects.count(), ModelLogEntry.objects.count()

    data: DataSet = read_data_set(ROOT / folder_name)
    first = load_data_set(data, by=operator("test"))
    written = counts()
    second = load_data_set(data, by=operator("test"))
    assert counts() == written
    assert not second.created
    assert not second.changed
    assert second.unchanged == first.created


@pytest.mark.django_db
def test_what_is_corrected_in_a_file_is_corrected_in_the_records(folder: Path) -> None:
    load(folder)
    edit(folder, "organisations.yaml", "end: 2026-02-01", "end: 2026-03-01")
    edit(folder, "dues.yaml", 'amount: "400.00"', 'amount: "450.00"')
    before = AuditEntry.objects.count()
    loaded = load_data_set(read_data_set(folder), by=operator("test"))
    assert not loaded.created
    assert Payment.objects.get(reference="T-2").amount == 450
    assert [entry.changes for entry in AuditEntry.objects.order_by("id")[before:]] == [
        {"end": ["2026-02-01", "2026-03-01"]},
        {"amount": ["400.00", "450.00"]},
    ]


@pytest.mark.django_db
def test_a_membership_that_ends_is_ended_and_not_doubled(folder: Path) -> None:
    edit(folder, "organisations.yaml", ", end: 2026-02-01", "")
    load(folder)
    edit(folder, "organisations.yaml", "start: 2020-01-01", "start: 2020-01-01, end: 2026-02-01")
    load(folder)
    load(folder)
    (membership,) = Membership.objects.filter(organisation__slug="setubal")
    assert (membership.start, membership.end) == (date(2020, 1, 1), date(2026, 2, 1))


@pytest.mark.django_db
def test_nodes_and_regions_may_change_their_order(folder: Path) -> None:
    load(folder)
    first = "  - {code: A, level: axis, title: {pt: Água, en: Water}}\n"
    edit(folder, "plan.yaml", first, "  - {code: Z, level: axis, title: {pt: Zero, en: Zero}}\n" + first)
    for old, new in (("order: 1", "order: 3"), ("order: 2", "order: 1"), ("order: 3", "order: 2")):
        edit(folder, "regions.yaml", old, new)
    load(folder)
    codes = Node.objects.order_by("position").values_list("code", flat=True)
    assert list(codes) == ["Z", "A", "A.1", "A.2", "B", "B.1"]
    assert list(Region.objects.order_by("order").values_list("slug", flat=True)) == ["south", "north"]
    assert Node.objects.get(code="A").position == 2
    before = AuditEntry.objects.count()
    load(folder)
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db
def test_a_load_that_fails_on_the_way_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rapporteur.records.reports import actions

    def break_down(**values: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(actions, "record_report", break_down)  # the last step
    with pytest.raises(RuntimeError, match="the disk is full"):
        load(folder)
    assert not Association.objects.exists()
    assert not Organisation.objects.exists()
    assert not AuditEntry.objects.exists()


MOVED = "  regions: [{region: north, end: 2020-01-01}, {region: south, start: 2020-01-01}]"


def regions_of_porto() -> list[tuple[str, date | None, date | None]]:
    found = RegionalAffiliation.objects.filter(organisation__slug="porto").order_by("start")
    return sorted(found.values_list("region__slug", "start", "end"))


@pytest.mark.django_db
def test_an_organisation_has_one_region_since_always_or_several_with_their_dates(folder: Path) -> None:
    load(folder)
    assert regions_of_porto() == [("north", None, None)]
    edit(folder, "organisations.yaml", METROPOLIS, METROPOLIS.replace("  region: north", MOVED))
    load(folder)
    moved = [("north", None, date(2020, 1, 1)), ("south", date(2020, 1, 1), None)]
    assert regions_of_porto() == moved
    entries = AuditEntry.objects.count()
    load(folder)
    assert AuditEntry.objects.count() == entries
    edit(folder, "organisations.yaml", MOVED, "  regions: [{region: north}]")
    load(folder)
    assert regions_of_porto() == [("north", None, None)]


@pytest.mark.django_db
def test_a_plain_region_does_not_undo_a_move_that_is_on_record(folder: Path) -> None:
    load(folder)
    south = Region.objects.get(slug="south")
    move_to_region(
        by=operator("x"),
        organisation=Organisation.objects.get(slug="porto"),
        region=south,
        on=date(2021, 1, 1),
    )
    load(folder)
    assert regions_of_porto() == [("north", None, date(2021, 1, 1)), ("south", date(2021, 1, 1), None)]


@pytest.mark.django_db
def test_a_plain_region_that_was_corrected_takes_the_place_of_the_one_before(folder: Path) -> None:
    load(folder)
    edit(folder, "organisations.yaml", METROPOLIS, METROPOLIS.replace("north", "south"))
    load(folder)
    assert regions_of_porto() == [("south", None, None)]


@pytest.mark.django_db
def test_an_old_data_set_does_not_wipe_out_who_holds_a_seat_now(folder: Path) -> None:
    load(folder)
    held = Mandate.objects.get(person__slug="ana-souza")
    before, person = held.start, make.PersonFactory(slug="ben")
    assert before is None
    Mandate.objects.filter(pk=held.pk).update(person=person, start=date(2026, 3, 1))
    load(folder)
    load(folder)
    found = Mandate.objects.filter(seat=held.seat).order_by("pk").values_list("person__slug", "start", "end")
    assert list(found) == [("ben", date(2026, 3, 1), None), ("ana-souza", None, date(2026, 3, 1))]


@pytest.mark.django_db
def test_progress_is_told_to_the_last_record(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    load_data_set(read_data_set(folder), by=operator("test"), progress=lambda *step: told.append(step))
    assert ("organisations", 0, 4) in told
    assert ("organisations", 4, 4) in told
    assert told[-1] == ("communication", 1, 1)


MEETINGS = """\
rules:
  - {body: %(body)s, share: 1, parts: 2}
papers:
  - {slug: budget, title: {en: Budget}, link: "https://papers.example/b.pdf"}
meetings:
  - slug: first
    body: %(body)s
    start: 2018-05-28
    state: HELD
    chair: %(seat)s
    agenda:
      - {number: 1, title: {en: Budget}, asks: DECISION, papers: [budget]}
    guests:
      - {name: Eva Guest}
    attendance:
      - {seat: %(seat)s, presence: PRESENT}
decisions:
  - {slug: d1, body: %(body)s, number: 1, day: 2018-05-28, title: {en: Budget}, meeting: first, item: 1,
     votes: {approving: 1}}
financial_reports:
  - {slug: annual-2017, kind: ANNUAL, year: 2017, stage: APPROVED, body: %(body)s, meeting: first, decision: d1}
"""


def _with_meetings(folder: Path, text: str = MEETINGS) -> dict[str, str]:
    file = read_data_set(folder).governance
    assert file is not None
    names = {"body": file.value.seats[0].body, "seat": file.value.seats[0].slug}
    (folder / "meetings.yaml").write_text(text % names, encoding="utf-8")
    return names


@pytest.mark.django_db
def test_meetings_of_bodies_are_loaded_with_attendance_and_a_second_time_change_nothing(folder: Path) -> None:
    names = _with_meetings(folder)
    load_data_set(read_data_set(folder), by=operator("test"))
    meeting = BodyMeeting.objects.get()
    assert meeting.chair is not None
    assert (meeting.body.slug, meeting.chair.slug) == (names["body"], names["seat"])
    assert [row.paper.slug for row in meeting.papers.all()] == ["budget"]
    assert quorum_of(meeting).needed is not None
    assert meeting.decisions.get().financial_reports.get().meeting == meeting
    again = load_data_set(read_data_set(folder), by=operator("test"))
    assert not again.created
    assert not again.changed


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "papers: [budget]",
            "papers: [budge]",
            "agenda.0.papers.0: 'budge': expected a paper; did you mean 'budget'?",
        ),
        ("state: HELD", "state: PLANNED", "expected no attendance of a meeting that was not held"),
        (
            "parts: 2}",
            "parts: 2, quorum_number: 3}",
            "expected a number of seats or a share of them, not both",
        ),
        ("{name: Eva Guest}", "{}", "expected a name or an organisation"),
        ("item: 1,", "item: 2,", "decisions.0.item: '2': expected the number of an item of its agenda"),
        ("day: 2018-05-28", "day: 2018-05-29", "expected a day of the meeting; did you mean '2018-05-28'?"),
        ("meeting: first, decision", "meeting: firs, decision", "expected a meeting of that body"),
        ("kind: ANNUAL", "kind: HALF_YEARLY", "expected half 1 or 2 for a half-yearly report"),
    ],
)
def test_what_a_file_of_meetings_may_not_say(folder: Path, old: str, new: str, told: str) -> None:
    _with_meetings(folder, MEETINGS.replace(old, new))
    (problem,) = problems(folder)
    assert told in problem


@pytest.mark.django_db
def test_evidence_of_an_activity_is_loaded_and_stays_where_a_file_says_nothing_of_it(folder: Path) -> None:
    edit(
        folder,
        WORKSHOP,
        "deliverables: [A.1, B.1]",
        "deliverables: [A.1, B.1]\n"
        "evidence:\n  - {title: {pt: Programa, en: Programme}, link: https://example.org/p, dated: 2026-02-10}",
    )
    load_data_set(read_data_set(folder), by=operator("test"))
    again = load_data_set(read_data_set(folder), by=operator("test"))
    load_data_set(read_data_set(TINY), by=operator("test"))
    assert not again.created.total() + again.changed.total()
    activity = Activity.objects.get(slug="tide-workshop")
    held = [(one.title, one.link, one.document, one.dated) for one in activity.evidence.all()]
    assert held == [({"pt": "Programa", "en": "Programme"}, "https://example.org/p", None, date(2026, 2, 10))]


def test_evidence_in_a_file_says_where_it_is(folder: Path) -> None:
    edit(
        folder,
        WORKSHOP,
        "initiative: open-tides",
        "initiative: open-tides\nevidence: [{title: {pt: Programa}}]",
    )
    (problem,) = problems(folder)
    assert problem == f"{WORKSHOP}:8: evidence.0.link: 'link': expected a value here"


@pytest.mark.django_db
def test_who_took_part_is_loaded_and_stays_where_a_file_says_nothing_of_it(folder: Path) -> None:
    rows = "[{who: WOMEN, people: 31, origin: DECLARED}, {who: MEN, people: 30, origin: COUNTED, exactness: ABOUT}]"
    edit(folder, WORKSHOP, "initiative: open-tides", f"initiative: open-tides\nheadcounts: {rows}")
    load_data_set(read_data_set(folder), by=operator("test"))
    load_data_set(read_data_set(TINY), by=operator("test"))
    held = Activity.objects.get(slug="tide-workshop").headcounts
    assert set(held.values_list("who", "people", "exactness", "origin")) == {
        ("WOMEN", 31, "EXACT", "DECLARED"),
        ("MEN", 30, "ABOUT", "COUNTED"),
    }


def test_numbers_of_participants_in_a_file_are_numbers_and_given_once(folder: Path) -> None:
    row = "{who: WOMEN, people: 3, origin: COUNTED}"
    edit(folder, WORKSHOP, "initiative: open-tides", f"initiative: open-tides\nheadcounts: [{row}, {row}]")
    (twice,) = problems(folder)
    assert twice.startswith(
        f"{WORKSHOP}:8: headcounts.1.who: 'WOMEN': expected a name that is not given twice"
    )
    edit(folder, WORKSHOP, f"[{row}, {row}]", "[{who: WOMEN, people: -3, origin: COUNTED}]")
    (negative,) = problems(folder)
    assert negative.startswith(f"{WORKSHOP}:8: headcounts.0.people: '-3'")


# --- a photograph on the cover --------------------------------------------------------------------


def _with_cover(folder: Path, name: str = "river.jpg") -> None:
    told = f"\ncover: {{file: {name}, alt: {{en: A river}}, credit: Ana Diallo, rights: CC BY 4.0, consent: true}}\n"
    with (folder / "report.yaml").open("a", encoding="utf-8") as file:
        file.write(told)


@pytest.mark.django_db
def test_a_picture_beside_the_report_goes_on_its_cover_and_is_kept_once(folder: Path) -> None:
    _with_cover(folder)
    PictureFile.new("RGB", (1300, 800), "#8a2445").save(folder / "river.jpg", "JPEG", comment=b"a secret")
    load_data_set(read_data_set(folder), by=operator("ana"))
    again = load_data_set(read_data_set(folder), by=operator("ana"))
    report = Report.objects.select_related("cover_image").get()
    assert report.cover_image is not None
    assert (report.cover_image.title, report.cover_image.width) == ("river", 1300)
    assert b"secret" not in report.cover_image.file.read()
    assert (report.cover_alt, report.cover_credit) == ({"en": "A river"}, "Ana Diallo")
    assert (report.cover_rights, report.cover_consent) == ("CC BY 4.0", True)
    assert (again.changed.total(), Image.objects.count()) == (0, 1)


def test_a_picture_that_is_not_there_or_lies_elsewhere_is_told_before_anything_is_written(
    folder: Path,
) -> None:
    _with_cover(folder, "rivr.jpg")
    PictureFile.new("RGB", (13, 8)).save(folder / "river.jpg", "JPEG")
    (told,) = problems(folder)
    assert told.endswith(
        "cover.file: 'rivr.jpg': expected the name of a picture that lies beside report.yaml; did you mean 'river.jpg'?"
    )
    (folder / "rivr.jpg").symlink_to(folder.parent / "river.jpg")
    assert "expected the name of a picture" in problems(folder)[0]


@pytest.mark.parametrize("name", ["../river.jpg", "/etc/river.jpg", "river.svg", "photos/river.jpg"])
def test_the_name_of_a_picture_leads_nowhere_else(folder: Path, name: str) -> None:
    _with_cover(folder, name)
    assert "such as cover.jpg" in problems(folder)[0]
