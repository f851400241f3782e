"""Real processes on both databases: two freezes at once, a freeze while activities are published, kill -9."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from rapporteur.documents.formats import FORMATS
from tests.support.crowd import Command, Crowd

pytestmark = pytest.mark.slow

PATIENCE = 600.0  # seconds: a busy machine is no failure
PROGRAM = "rapporteur.interfaces.cli.main"
SMALL_NETWORK = "tests.support.small_network"
FREEZING = ("freeze", "2021-Q1", "--by", "A. Name")
DOCUMENTS = "SELECT edition_id, sha256 FROM reports_editionfile ORDER BY id"
EDITIONS = "SELECT id, number, program, snapshot FROM reports_edition ORDER BY number"


@dataclass
class Installation:
    """A database of its own with the small network in it, and the command line on it."""

    crowd: Crowd
    var: Path
    kept: Path
    database: str
    query: Callable[[str], list[tuple[object, ...]]]

    def start(self, module: str, *arguments: str) -> Command:
        environment = {
            **os.environ, "RAPPORTEUR_DATABASE": self.database, "RAPPORTEUR_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }  # fmt: skip
        return self.crowd.start(module, *arguments, environment=environment)

    def freeze(self) -> Command:
        """Freeze in a process; it makes the documents itself, and none that another one has made already."""
        return self.start("tests.support.printing", str(self.kept), *FREEZING)

    def run(self, module: str, *arguments: str) -> str:
        return self.start(module, *arguments).finished()

    def contents(self) -> set[str]:
        """The hashes of everything that is stored."""
        return {path.name for path in (self.var / "editions").glob("??/*") if len(path.name) == 64}

    def whole(self) -> int:
        """Return how many editions there are; fail where one of them is not all there."""
        editions = self.query(EDITIONS)
        documents = self.query(DOCUMENTS)
        stored = self.contents()
        assert [edition[1] for edition in editions] == list(range(1, len(editions) + 1))
        for key, _, program, _ in editions:
            files = [sha256 for edition, sha256 in documents if edition == key]
            assert len(files) == 2 * (len(FORMATS) - 1) + 1
            assert {*files, program} <= stored
        assert {edition for edition, _ in documents} == {edition[0] for edition in editions}
        return len(editions)


@pytest.fixture
def inst(
    unmeasured: None,
    new_database: Callable[[], str],
    common_folder: Path,
    tmp_path: Path,
) -> Iterator[Installation]:
    """Record the small network in a database of this run's engine."""
    database = new_database()

    def ask(statement: str) -> list[tuple[object, ...]]:
        if database.startswith("sqlite"):
            with closing(sqlite3.connect(database.removeprefix("sqlite:///"), timeout=20)) as file:
                return list(file.execute(statement))
        with psycopg.connect(database) as server:
            return list(server.execute(statement.encode()))

    crowd = Crowd(tmp_path)
    installation = Installation(crowd, tmp_path / "var", common_folder, database, ask)
    installation.run(SMALL_NETWORK)
    yield installation
    crowd.end()


def _until(condition: Callable[[], bool], process: Command) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition() and not process.ended() and time.monotonic() < deadline:
        time.sleep(0.002)


def test_editions_among_real_processes(inst: Installation) -> None:
    """One walk, since installing and freezing take their time: killed ones first, then crowds."""
    # kill -9 while the program of the edition runs, after it is stored, in the middle, and around the last transaction
    everything = 2 * (len(FORMATS) - 1) + 1 + 1  # the formats in two languages, JSON, the rendering program
    moments: list[Callable[[], bool]] = [
        (inst.var / "editions").exists,
        *(
            lambda least=least: len(inst.contents()) >= least
            for least in (1, everything // 2, everything, everything)
        ),
    ]
    for number, moment in enumerate(moments):
        process = inst.start(PROGRAM, *FREEZING) if number == 0 else inst.freeze()
        _until(moment, process)
        time.sleep(0.004 * (number == len(moments) - 1))  # into the transaction, or just past it
        process.kill()
        if inst.whole() == 0:
            shutil.rmtree(inst.var / "editions", ignore_errors=True)
        else:
            assert number >= len(moments) - 2
    inst.freeze().finished()
    assert inst.whole() == 1
    assert "nothing changed" in inst.freeze().finished()
    assert inst.whole() == 1

    # two at once: both end well, and one edition is what there is of it
    inst.run(SMALL_NETWORK, "publish", "1")
    both = [inst.freeze(), inst.freeze()]
    said = sorted(process.finished().splitlines()[0].split(";")[0] for process in both)
    assert [line.split(" with ")[0] for line in said] == [
        "2021-Q1/2 is frozen", "nothing changed since 2021-Q1/2 was frozen",
    ]  # fmt: skip
    assert inst.whole() == 2

    # a freeze while activities are published: whatever it counted, it counted as of one moment
    publishing = inst.start(SMALL_NETWORK, "publish", "12")
    freezing = inst.freeze()
    publishing.finished()
    freezing.finished()
    inst.freeze().finished()
    inst.whole()
    for *_, snapshot in inst.query(EDITIONS):
        data = json.loads(str(snapshot))
        activities = data["activities"]
        assert data["summary"]["activities"] == len(activities)
        for activity in activities:
            assert len(activity["members"]) == (
                3 if activity["slug"].startswith("visit-") else {"survey": 2, "fair": 1}[activity["slug"]]
            )
            assert activity["deliverables"] == ["A1"]
    output = inst.run(PROGRAM, "verify", "--run-unsandboxed")
    assert output.count("all as they were frozen") == inst.whole()
