"""Which tests run, and what is told of those that do not: a plug-in of pytest that tests/conftest.py registers.

``make test`` is two runs, one per database engine (tools/run_tests.py). The first runs everything, the second what
touches the database. Each run writes down what it found and what ran (:class:`Tally`), so that both can be compared.
Tests of what belongs to others (:data:`OUTSIDE`) run where that is there; elsewhere they are left out, and the end of
the run says how many and why.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pytest

ENGINE = "RAPPORTEUR_TEST_DATABASE"
ENGINES = ("sqlite", "postgresql")
PART = "RAPPORTEUR_TEST_PART"
DATABASE = "database"
"""The only part there is: what touches the database."""
TALLY = "RAPPORTEUR_TEST_TALLY"
"""The file into which a run writes what it found and what ran."""
DEMANDED = "RAPPORTEUR_TEST_PRINTED_REPORT"
PRINTED_REPORT = Path(__file__).resolve().parents[3] / "shared" / "source-report-2018-q2.fr.txt"
"""The report whose facts the demonstration tells; it belongs to others, so the project cannot hold it."""
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "admin_user", "admin_client"}
LEFT_OUT = "left_out"
ONE_ENGINE = "one_engine"
"""The mark of a test whose matter is the page in the browser, and no database: it runs on the first engine alone."""


@dataclass(frozen=True)
class Outside:
    """Something that some tests need and the project cannot bring."""

    is_there: Callable[[], bool]
    what: Callable[[], str]
    """After “not run: 3 tests that need …”: what it is, why it is not here, and where it is demanded."""


def _has_sandbox() -> bool:
    from rapporteur.proof.editions.confinement import has_sandbox

    return has_sandbox()


OUTSIDE: Mapping[str, Outside] = {
    "printed_report": Outside(
        lambda: PRINTED_REPORT.exists() or os.environ.get(DEMANDED) == "demanded",
        lambda: (
            f"the printed report, which is not at {PRINTED_REPORT} "
            "(it belongs to others, so the project cannot hold it; .ci/run demands it)"
        ),
    ),
    "sandbox": Outside(
        _has_sandbox,
        lambda: "a sandbox, which this system does not grant (bubblewrap; .ci/run installs it where it can)",
    ),
    "npm": Outside(
        lambda: all(shutil.which(program) for program in ("node", "npm")),
        lambda: "a provider of single sign-on from npm, which is not here (Node.js with npm)",
    ),
}


def touches_database(item: pytest.Item) -> bool:
    """Tell whether a test asks for the database, by its mark or by a fixture."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(fixtures))


def empties_tables(item: pytest.Item) -> bool:
    """Tell whether all tables are empty after a test, because no transaction undoes what it wrote."""
    mark = item.get_closest_marker("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(mark and mark.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & fixtures
    )


def needs(item: pytest.Item) -> set[str]:
    """Return what a test needs of OUTSIDE: by the mark `needs`, or by the fixture that leads there."""
    marked = {name for mark in item.iter_markers("needs") for name in mark.args}
    if unknown := marked - OUTSIDE.keys():
        raise pytest.UsageError(f"{item.nodeid} needs {unknown}; known are {', '.join(OUTSIDE)}")
    return marked | (OUTSIDE.keys() & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what touches the database; take out what does not belong to this run, or cannot run here.

    What is marked `one_engine` is not marked `database`: it runs with all that needs none.
    """
    for item in items:
        if touches_database(item) and item.get_closest_marker(ONE_ENGINE) is None:
            item.add_marker(pytest.mark.database)
    if os.environ.get(PART) == DATABASE:
        _take_out(config, items, [item for item in items if item.get_closest_marker("database") is None])
    for name, outside in OUTSIDE.items():
        asking = [item for item in items if name in needs(item)]
        if asking and not outside.is_there():
            _take_out(config, items, asking)
            _left(config)[name] = len(asking)
    items[:] = slow_first(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def slow_first(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """Return the tests in an order in which each worker begins with its part of the modules marked `slow`.

    Each is sent one stretch of the tests, and takes some of another's when it is done: a test of a minute that comes
    last would leave the others idle.
    """
    modules: dict[Path, list[pytest.Item]] = {}
    others = []
    for item in items:
        if item.get_closest_marker("slow") is None:
            others.append(item)
        else:
            modules.setdefault(item.path, []).append(item)
    slow, rest, ordered = list(modules.values()), iter(others), list[pytest.Item]()
    for worker in range(workers):
        ordered += chain.from_iterable(slow[worker::workers])
        ordered += islice(rest, max(0, len(items) * (worker + 1) // workers - len(ordered)))
    return [*ordered, *rest]


_left_out = pytest.StashKey[Counter[str]]()


def _left(config: pytest.Config) -> Counter[str]:
    """Return how many tests were left out so far, by what they need."""
    if _left_out not in config.stash:
        config.stash[_left_out] = Counter()
    return config.stash[_left_out]


def _take_out(config: pytest.Config, items: list[pytest.Item], unwanted: Sequence[pytest.Item]) -> None:
    if unwanted:
        config.hook.pytest_deselected(items=list(unwanted))
        gone = set(unwanted)
        items[:] = [item for item in items if item not in gone]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let a worker tell the process that started it how many tests it left out."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[LEFT_OUT] = dict(_left(session.config))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a worker left out: all of them find the same tests."""
    output = getattr(node, "workeroutput", {})
    node.config.stash[_left_out] = node.config.stash.get(_left_out, Counter()) | Counter(
        output.get(LEFT_OUT, {})
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what was left out, and why."""
    for name, count in _left(config).items():
        terminalreporter.write_line(f"not run: {count} tests that need {OUTSIDE[name].what()}", yellow=True)


@pytest.fixture(scope="session")
def printed_report() -> Path:
    """The report whose facts the demonstration tells; who asks for it runs only where it lies, or is demanded."""
    if not PRINTED_REPORT.exists():
        pytest.fail(f"the printed report is demanded, and is not at {PRINTED_REPORT}", pytrace=False)
    return PRINTED_REPORT


class Tally:
    """What a run found and what of it ran, counted in the process that starts the workers."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.found: set[str] = set()
        self.ran: Counter[str] = Counter()
        self.failed: set[str] = set()
        self.database: set[str] = set()
        self.one_engine: set[str] = set()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note what a run without workers found."""
        self.found.update(item.nodeid for item in getattr(session, "items", ()))

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: Iterable[str]) -> None:
        """Note what a worker found."""
        self.found.update(ids)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test when it has been taken down, whatever came of it; note those that failed."""
        if report.failed:
            self.failed.add(report.nodeid)
        if report.when == "teardown":
            self.ran[report.nodeid] += 1
            if "database" in report.keywords:
                self.database.add(report.nodeid)
            if ONE_ENGINE in report.keywords:
                self.one_engine.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write it all down."""
        told = {
            "found": sorted(self.found), "ran": dict(self.ran), "database": sorted(self.database),
            ONE_ENGINE: sorted(self.one_engine), "failed": sorted(self.failed),
        }  # fmt: skip
        self.file.write_text(json.dumps(told), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Keep a tally where one is asked for, in the process that starts the workers."""
    file = os.environ.get(TALLY)
    if file and "PYTEST_XDIST_WORKER" not in os.environ:
        config.pluginmanager.register(Tally(Path(file)), "tally")


def read_tally(file: Path) -> Tally:
    """Return the tally that a run wrote."""
    told = json.loads(file.read_text(encoding="utf-8"))
    tally = Tally(file)
    tally.found, tally.ran = set(told["found"]), Counter(told["ran"])
    tally.database, tally.one_engine = set(told["database"]), set(told[ONE_ENGINE])
    tally.failed = set(told["failed"])
    return tally


def miscounted(first: Tally, second: Tally, *, whole: bool = False) -> list[str]:
    """Say which tests did not run as often as they should: each once, those of the database once on each engine.

    `first` is of the run of everything, `second` of the run of what touches the database. In a run of the `whole`
    suite no module may be of one engine alone: some test of the same screens must have run on both.
    """
    faults = [
        f"{name}: ran {tally.ran[name]} times"
        for tally in (first, second)
        for name in tally.found | set(tally.ran)
        if tally.ran[name] != 1
    ]
    faults += [f"{name}: not found on the second engine" for name in first.database - second.found]
    faults += [f"{name}: not found on the first engine" for name in second.found - first.database]
    if whole:
        on_both = {_module(name) for name in first.database}
        alone = {_module(name) for name in first.one_engine} - on_both
        faults += [
            f"{module}: all of its tests are marked {ONE_ENGINE}, none runs on both" for module in alone
        ]
    return sorted(faults)


def _module(name: str) -> str:
    return name.partition("::")[0]
