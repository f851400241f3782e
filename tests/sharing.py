"""How `make test` divides the tests between its two workers, one per database engine.

A test that touches the database runs on each engine, and its name tells which: `test_x[@sqlite]`. No engine changes the
others: each of them runs once, file by file on whichever worker is free. At the end the runs are counted, and one too
many or too few fails the whole.
"""

from __future__ import annotations

import os
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import pytest
from coverage import Coverage
from xdist.scheduler.each import EachScheduling
from xdist.workermanage import WorkerController

ENGINE = "RAPPORTEUR_TEST_DATABASE"
ENGINES = ("sqlite", "postgresql")
SHARED = "RAPPORTEUR_TEST_SHARED"
ENOUGH = 2
"""A worker starts a test when it knows the next one: with fewer than this it waits."""


_NAMED = re.compile(r"(?<=[\[-]@)(?:" + "|".join(ENGINES) + r")(?=[\]-])")


def engine_of(name: str) -> str | None:
    """Return the engine that a test was named for; None where none matters to it."""
    found = _NAMED.search(name)
    return found[0] if found else None


def for_engine(metafunc: pytest.Metafunc) -> None:
    """Name a database test for this worker's engine."""
    engine = os.environ[ENGINE]
    metafunc.parametrize("database_engine", [engine], ids=[f"@{engine}"], indirect=True)


class EngineScheduling(EachScheduling):  # type: ignore[misc]  # xdist publishes no types
    """Every worker runs the tests of its engine; then the workers share the others between them."""

    def schedule(self) -> None:
        """Begin: give each worker the tests of its engine, and its first files of the others."""
        if not self._started:
            some = next(iter(self.node2collection.values()))
            common = [name for name in some if engine_of(name) is None]
            files = (list(tests) for _, tests in groupby(common, lambda name: name.partition("::")[0]))
            self._files = deque(files)
            self._places = {
                node: {name: place for place, name in enumerate(names)}
                for node, names in self.node2collection.items()
            }
        for node, pending in self.node2pending.items():
            if node in self._started:
                continue
            names = self.node2collection.get(node, ())
            pending[:] = pending or [place for place, name in enumerate(names) if engine_of(name)]
            node.send_runtest_some(list(pending))
            self._started.append(node)
            self._top_up(node)

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        """Note that a test has run, and give its worker the next file when it is about to run dry."""
        super().mark_test_complete(node, item_index, duration)
        self._top_up(node)

    def _top_up(self, node: WorkerController) -> None:
        pending = self.node2pending[node]
        while self._files and len(pending) < ENOUGH:
            places = [self._places[node][name] for name in self._files.popleft()]
            pending.extend(places)
            node.send_runtest_some(places)
        if not self._files and not node.shutting_down:
            node.shutdown()  # it runs what it has to its end

    @property
    def tests_finished(self) -> bool:
        """Whether the workers have nothing more to be given."""
        return bool(self._started) and not self._files and bool(super().tests_finished)


def miscounted(collected: Mapping[str, Sequence[str]], runs: Mapping[str, int]) -> list[str]:
    """Say which tests ran too often or too seldom.

    `collected` gives the names that each worker found, `runs` how often each name ran, on whichever worker.
    """
    wanted = {name for names in collected.values() for name in names}
    engines = set(collected)
    faults = [
        f"{name}: ran {runs.get(name, 0)} times" for name in wanted | set(runs) if runs.get(name, 0) != 1
    ]
    faults += [
        f"{name}: not found on {other}"
        for name in wanted
        if (engine := engine_of(name))
        for other in engines - {engine}
        if name.replace(f"@{engine}", f"@{other}") not in wanted
    ]
    return sorted(faults)


class Sharing:
    """The plug-in of the process that starts the workers."""

    def __init__(self) -> None:
        self.scheduling: EngineScheduling | None = None
        self.runs: Counter[str] = Counter()
        self.faults: list[str] = []

    def pytest_xdist_make_scheduler(self, config: pytest.Config) -> EngineScheduling:
        """Schedule by engine."""
        self.scheduling = EngineScheduling(config)
        return self.scheduling

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test when it has been taken down, whatever came of it."""
        if report.when == "teardown":
            self.runs[report.nodeid] += 1

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Fail a run that is complete by its own account and whose tests were not all run as often as they should."""
        stopped = session.shouldfail or session.shouldstop
        ended = exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED} and not stopped
        if self.scheduling and ended:
            collected = self.scheduling.node2collection
            self.faults = miscounted(
                {node.gateway.spec.env[ENGINE]: collected[node] for node in collected}, self.runs
            )
        if self.faults:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many tests ran where."""
        on = Counter(engine_of(name) or "one of the two" for name in self.runs)
        terminalreporter.write_line(
            "tests run: " + ", ".join(f"{on[name]} on {name}" for name in (*ENGINES, "one of the two"))
        )
        for fault in self.faults:
            terminalreporter.write_line(f"not run as it should be: {fault}", red=True)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Measure coverage of a database test once, on the first engine: it costs as much time as the test itself."""
    coverage = Coverage.current() if engine_of(item.nodeid) == ENGINES[1] else None
    if coverage:
        coverage.stop()
    yield
    if coverage:
        coverage.start()
