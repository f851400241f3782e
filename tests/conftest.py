"""What all tests share: the databases, the demonstration data, the documents of editions."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from rapporteur.base.values.running import bounded
from rapporteur.proof.editions import archive
from tests.support import contexts, databases, measuring, selection
from tests.support.printing import KEPT, KeptPrinting

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "demo" / "2018-q2"

# A slow machine is no failure; in continuous integration the examples are the same every time.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure(config: pytest.Config) -> None:
    """Let :mod:`tests.support.selection` say which tests run, and :mod:`tests.support.measuring` which are measured."""
    config.pluginmanager.register(selection, "selection")
    config.pluginmanager.register(measuring, "measuring")


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what is imported for good, and look at what tests leave less often.

    It went through all objects of modules, which never end, while pages were drawn: a fifth of a list's time or more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(autouse=True)
def nothing_of_the_test_before() -> Iterator[None]:
    """Let no test meet what another left in its process: the language of a request, pictures in the cache.

    Wagtail keeps by number which renditions of a picture there are; numbers begin anew with every database.
    """
    yield
    translation.deactivate()
    caches["renditions"].clear()


@pytest.fixture(scope="session", autouse=True)
def drawn_as_for_people(django_test_environment: None) -> None:
    """Let templates note nothing of what they were given."""
    contexts.draw_as_for_people()


@pytest.fixture
def noted_contexts() -> Iterator[None]:
    """Let pages have `context`: what their templates were given."""
    with contexts.noted():
        yield


@pytest.fixture
def unmeasured() -> Iterator[None]:
    """Measure no coverage in a test and in the processes that it starts.

    For tests that bound processor time or memory, or trace calls: what measures takes of all three. And for those of
    minutes that run again, with other values or in other processes, what quicker ones run: measured, they take twice
    as long.
    """
    with measuring.unmeasured():
        yield


@pytest.fixture(scope="session")
def common_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers share, under `make test` those of both runs."""
    if given := os.environ.get(KEPT):
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


_databases = pytest.StashKey[tuple[databases.Templates, DjangoDbBlocker]]()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[databases.Templates]:
    """Lead the connection to this worker's copy of the database that the migrations made."""
    with django_db_blocker.unblock():
        kept = databases.templates()
        databases.use_empty(kept)
    request.session.stash[_databases] = kept, django_db_blocker
    yield kept
    del request.session.stash[_databases]
    with django_db_blocker.unblock():
        kept.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Make the database anew after a test that emptied its tables: what the migrations wrote is gone with the rest.

    A worker that is done takes tests of another, of any kind: the next may need what is gone.
    """
    yield
    if selection.empties_tables(item) and (made := item.session.stash.get(_databases, None)):
        kept, blocker = made
        with blocker.unblock():
            databases.renew_empty(kept)


@pytest.fixture(scope="module")
def demo_records(django_db_setup: databases.Templates, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Lead the connection to a database with the demonstration, for the tests of a module.

    A test asks for `db` beside it (``@pytest.mark.usefixtures("demo_records", "db")``); what it changes is undone
    after it. Not for tests with ``transaction=True``, which empty the tables.
    """
    with django_db_blocker.unblock():
        databases.use_demo(django_db_setup)
    yield
    with django_db_blocker.unblock():
        databases.use_empty(django_db_setup)


@pytest.fixture(scope="session")
def new_database(
    django_db_setup: databases.Templates, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Make a migrated database on this run's engine, for processes that tests start; return its address."""
    return lambda: databases.own_database(django_db_setup, tmp_path_factory.mktemp("database"))


@pytest.fixture(autouse=True)
def kept_documents(
    request: pytest.FixtureRequest, common_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Make the documents of the same edition once, but for tests that are about making them."""
    if request.node.get_closest_marker("prints") is None:
        monkeypatch.setattr(archive, "print_from", KeptPrinting(common_folder))


@pytest.fixture(autouse=True)
def read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the process of the test, but in tests of what reading may cost, which are marked `bounded`.

    A copy of a process that has imported everything takes 20 ms; where coverage is measured it takes 300 ms more to
    write down, each time, what it found. What is answered goes through the same form.
    """
    if request.node.get_closest_marker("bounded") is None:
        monkeypatch.setattr(
            bounded,
            "_asked",
            lambda function, given, named, _: (bounded._done(lambda: function(*given, **named)), 0),
        )
