"""What all tests share: the mark `database`, the division of work between two engines, the demonstration data.

`make test` starts one worker per database engine. Each runs every test that touches the database; the other tests,
which no engine changes, are divided between the two.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo" / "2018-q2"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_user", "admin_client"}

# A slow machine is no failure; in continuous integration the examples are the same every time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)


def _divided(items: list[pytest.Item]) -> dict[Path, int]:
    """Return the worker (0 or 1) of each file, the two with about as many tests; the same wherever it is asked."""
    loads = [0, 0]
    owners = {}
    for path, count in sorted(
        Counter(item.path for item in items).items(), key=lambda pair: (-pair[1], pair[0])
    ):
        owners[path] = loads.index(min(loads))
        loads[owners[path]] += count
    return owners


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches the database; under ``make test`` keep this worker's share of the rest."""
    for item in items:
        if _touches_database(item):
            item.add_marker(pytest.mark.database)
    share = os.environ.get("RAPPORTEUR_TEST_SHARE")
    if share is None:
        return
    others = _divided([item for item in items if not _touches_database(item)])
    kept = [item for item in items if _touches_database(item) or others[item.path] == int(share)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Say in a failure which engine it happened on."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]  # pluggy's result, which has no public type
    if report.failed and item.get_closest_marker("database"):
        report.sections.append(("database engine", os.environ.get("RAPPORTEUR_TEST_DATABASE", "sqlite")))


@pytest.fixture(scope="module")
def demo_records(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the demonstration data once for the tests of a module, and take it away after the last.

    A test asks for `db` beside it (``@pytest.mark.usefixtures("demo_records", "db")``); what it changes is undone
    after it. Not for tests with ``transaction=True``, which empty the tables.
    """
    from rapporteur.intake.dataset import read_data_set
    from rapporteur.intake.dataset_load import load_data_set

    with django_db_blocker.unblock(), transaction.atomic():
        load_data_set(read_data_set(DEMO), by="test")
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
