"""What all tests share: the mark `database`, the division of work between two engines, the demonstration data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from tests import sharing
from tests.sharing import SHARED

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo" / "2018-q2"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_user", "admin_client"}

# A slow machine is no failure; in continuous integration the examples are the same every time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def _touches_database(definition: pytest.Item, fixtures: Iterable[str]) -> bool:
    return definition.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(fixtures))


def pytest_configure(config: pytest.Config) -> None:
    """Under ``make test`` the two workers share the tests as :mod:`tests.sharing` says."""
    if SHARED not in os.environ:
        return
    if "PYTEST_XDIST_WORKER" in os.environ:
        config.pluginmanager.register(sharing, "engines")
    else:
        config.pluginmanager.register(sharing.Sharing(), "engines")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Under ``make test`` name what touches the database for its engine."""
    if SHARED in os.environ and _touches_database(metafunc.definition, metafunc.fixturenames):
        sharing.for_engine(metafunc)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database."""
    for item in items:
        if _touches_database(item, getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)


@pytest.fixture(autouse=True)
def database_engine() -> str:
    """The engine of this worker."""
    return os.environ.get(sharing.ENGINE, sharing.ENGINES[0])


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
