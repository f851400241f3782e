"""The two walks of docs/architecture.md, taken: every file is at work, in the order that the page gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rapporteur.base.core.permissions import Role
from rapporteur.documents.building.build import build
from rapporteur.documents.text.render import render
from rapporteur.proof.editions.composition import compile_period
from tests.intake.reconciling.reconcile_sample import clean_report
from tests.interfaces.cli.installation import Installation
from tests.support import small_network, tracing
from tests.support.office import form_of, send, shown, signed_in, url
from tools.code_graph import PACKAGE, ROOT
from tools.walks import ACTIVITY, OLD_REPORT, WALKS, Walk


def wrong_turns(walk: Walk, order: list[str]) -> list[str]:
    """Return the steps of a walk that were not taken where the page has them.

    What a process of its own does is not traced: such a step is named by a file before it.
    """
    wrong, reached, before = [], -1, ""
    for path, _ in walk.steps:
        if path in order:
            if order.index(path) < reached:
                wrong.append(f"{path} comes earlier")
            reached = max(reached, order.index(path))
        elif not any(name in before for name in names_of(path)):
            wrong.append(f"{path} has nothing to do")
        before += (ROOT / PACKAGE / path).read_text(encoding="utf-8")
    return wrong


def names_of(path: str) -> tuple[str, ...]:
    """Return how another file names this one."""
    if path.endswith(".typ"):
        return (f'"{Path(path).name}"',)
    inside = path.removesuffix(".py").removesuffix("/__main__").removesuffix("/__init__")
    module = f"{PACKAGE}.{inside.replace('/', '.')}"
    return (f'"{module}"', f"from {module} import")


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.title)
def test_every_step_is_a_file_and_stands_once(walk: Walk) -> None:
    paths = [path for path, _ in walk.steps]
    assert [path for path in paths if not (ROOT / PACKAGE / path).is_file()] == []
    assert len(paths) == len(set(paths))


def test_a_wrong_turn_is_noticed() -> None:
    order = [path for path, _ in OLD_REPORT.steps]
    assert wrong_turns(OLD_REPORT, order) == []
    assert wrong_turns(OLD_REPORT, order[1:]) == [f"{order[0]} has nothing to do"]
    assert wrong_turns(OLD_REPORT, [order[1], order[0], *order[2:]]) == [f"{order[1]} comes earlier"]


@pytest.mark.django_db
def test_walk_of_an_activity_from_form_to_page(tmp_path: Path) -> None:
    from rapporteur.records.activities.models import Activity

    small_network.record_network()
    reviewer, address, trace = signed_in(Role.REVIEWER), url(Activity, "add"), tmp_path / "trace"
    said = {
        "kind": "MEETING", "start_date": "2021-03-01", "end_date": "2021-03-02",
        "date_precision": "DAY",
        "title_en": "A tour of the walls", "title_fr": "Le tour des murailles", "action-publish": "anyway",
    }  # fmt: skip

    with tracing.traced(trace):
        rejected = send(reviewer, address, {**form_of(shown(reviewer, address)), **said})
        data = compile_period(small_network.PERIOD, date(2021, 3, 31))
        (built,) = build(data, tmp_path, languages=["en"], formats=["pdf"])

    assert rejected is None
    assert "2021-03-a-tour-of-the-walls" in {activity.slug for activity in data.activities}
    assert built.pages
    assert wrong_turns(ACTIVITY, tracing.order(trace)) == []


@pytest.mark.usefixtures("unmeasured")
def test_walk_of_an_old_report_from_file_to_records(new_database: Callable[[], str], tmp_path: Path) -> None:
    report, trace = tmp_path / "old-report.txt", tmp_path / "trace"
    report.write_bytes(render(clean_report(), "en"))
    empty = Installation(tmp_path / "var", tmp_path / "build")
    command = [sys.executable, "-m", "tests.support.tracing", str(trace)]

    done = subprocess.run(
        [*command, "import", "report", str(report), "--commit"],
        cwd=ROOT, env=empty.environment(RAPPORTEUR_DATABASE=new_database()),
        text=True, capture_output=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert wrong_turns(OLD_REPORT, tracing.order(trace)) == []
