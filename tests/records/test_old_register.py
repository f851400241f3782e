"""An old register goes there, back and there again: drafts of records that have none any more, regions without dates.

Nothing is lost, and nothing is printed that was not.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
EUROPE = ["europe", None, None]


@dataclass(frozen=True)
class Ways:
    """What was said on the way, and what became of the register."""

    stdout: str
    stderr: str


@pytest.fixture(scope="module")
def done(
    common_folder: Path, new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Ways:
    """The migrations back, there, back and there again, on this run's engine: minutes, so once for all workers."""
    kept = common_folder / f"old-register-{connection.vendor}.json"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            ways = went(new_database(), tmp_path_factory.mktemp("var"))
            kept.write_text(json.dumps([ways.stdout, ways.stderr]))
    return Ways(*json.loads(kept.read_text()))


def went(database: str, var: Path) -> Ways:
    """Go all the way on a database; a way that fails is none."""
    environment = {
        **os.environ, "RAPPORTEUR_DATABASE": database, "DJANGO_SETTINGS_MODULE": "config.settings",
        "RAPPORTEUR_VAR": str(var),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.old_register"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Ways(done.stdout, done.stderr)


@pytest.fixture(scope="module")
def told(done: Ways) -> Any:
    return json.loads(done.stdout)


# --- drafts ------------------------------------------------------------------------------------


def test_what_was_published_stays_as_it_is(told: Any) -> None:
    assert told["drafts"]["people"] == [["ana", "Ana"], ["ben", "Ben"], ["cy", "Cy"], ["dora", "Dora"]]
    assert told["drafts"]["route"] == [{"en": "Route"}, "2018-01-01", "porto"]


def test_what_a_draft_said_is_in_the_trail_beside_what_is_on_record(told: Any) -> None:
    assert told["drafts"]["trail"] == {
        "ana": {"name": ["Ana", "Ana Souza"]},
        "cy": {"live": [False, True]},
        "dora": {"live": [False, True], "referred to by": ["1 governance.mandate"]},
        "route": {
            "name": [{"en": "Route"}, {"en": "Salt route"}],
            "start": ["2018-01-01", "2019-01-01"],
            "lead": ["porto", "faro"],
            "partners": [[{"organisation": "porto"}], [{"organisation": "faro"}]],
        },
        "two": {"live": [False, True], "listed": [True, False], "title": [{}, {"en": "Two"}]},
    }
    assert told["drafts"]["who"] == [["migration", "draft kept"]]


def test_node_that_nobody_published_is_no_part_of_the_adopted_plan(told: Any) -> None:
    assert told["drafts"]["nodes"] == [["1", True], ["2", False]]


def test_what_reports_will_count_from_now_on_is_told(done: Ways) -> None:
    assert done.stderr.splitlines()[0] == (
        "governance.person dora was never published and is a record now. Reports count it, since it is referred to "
        "by 1 governance.mandate: see docs/adr/0014-drafts-only-where-there-is-prose.md"
    )


def test_nothing_waits_for_approval_or_for_its_hour_and_every_revision_is_kept(told: Any) -> None:
    found = told["drafts"]
    assert (found["states"], found["hours"], found["revisions"]) == (["cancelled", "cancelled"], 0, 4)


def test_on_the_way_back_everything_is_published_and_no_draft_is_left(told: Any) -> None:
    assert told["drafts back"] == [
        ["ana", "Ana", True, None],
        ["ben", "Ben", True, None],
        ["cy", "Cy", True, None],
        ["dora", "Dora", True, None],
    ]
    assert told["drafts again"] == told["drafts"]


# --- regions -----------------------------------------------------------------------------------


def test_a_region_becomes_an_affiliation_since_always(told: Any) -> None:
    assert told["regions"]["affiliations"] == {
        "avila": [], "bonn": [EUROPE], "izmir": [EUROPE], "lugo": [], "tver": [EUROPE],
    }  # fmt: skip


def test_a_draft_is_kept_in_the_trail_with_its_own_region(told: Any) -> None:
    note = {"note": ["", "draft"]}
    europe, asia = ([{"start": None, "end": None, "region": slug}] for slug in ("europe", "asia"))
    smyrna = {"text": "Smyrna", "language": "und", "kind": "SPELLING"}
    assert told["regions"]["kept"] == {
        "avila": {**note, "affiliations": [[], asia]},
        "bonn": note,
        "izmir": {**note, "affiliations": [europe, asia], "aliases": [[smyrna], []]},
        "lugo": note,
        "tver": {**note, "affiliations": [europe, []]},
    }


def test_the_use_of_a_region_is_known_as_if_it_were_noted_anew(told: Any) -> None:
    kept, anew = told["regions"]["references"]
    assert len(kept) == 3
    assert kept == anew


def test_organisations_on_record_are_found_by_their_names_and_spellings(told: Any) -> None:
    names = {slug.upper(): [slug] for slug in ("avila", "bonn", "izmir", "lugo", "tver")}
    assert told["regions"]["found"] == {**names, "Smyrnà": ["izmir"]}
    assert told["regions again"]["found"] == told["regions"]["found"]
    assert told["regions"]["overlapping"] is True


def test_going_back_keeps_the_region_of_records_and_revisions(told: Any) -> None:
    placed = {"avila": None, "bonn": "europe", "izmir": "europe", "lugo": None, "tver": "europe"}
    assert told["regions back"]["records"] == placed
    drafted = placed | {"avila": "asia", "izmir": "asia", "tver": None}
    assert told["regions back"]["revisions"] == {slug: [region, False] for slug, region in drafted.items()}
    assert told["regions again"]["affiliations"] == told["regions"]["affiliations"]
