"""Real processes on both databases: two freezes at once, a freeze while activities are published, kill -9."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from rapporteur.reports.renderers import FORMATS
from tests.postgres import cluster

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120.0
DOCUMENTS = "SELECT edition_id, sha256 FROM reports_editionfile ORDER BY id"
EDITIONS = "SELECT id, number, program, snapshot FROM reports_edition ORDER BY number"


@dataclass
class Installation:
    """A database of its own with the small network in it, and the command line on it."""

    var: Path
    database: str
    query: Callable[[str], list[tuple[object, ...]]]

    def start(self, *command: str) -> subprocess.Popen[str]:
        environment = {
            **os.environ, "RAPPORTEUR_DATABASE": self.database, "RAPPORTEUR_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }  # fmt: skip
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def freeze(self) -> subprocess.Popen[str]:
        return self.start("-m", "rapporteur.cli.main", "freeze", "2021-Q1", "--by", "A. Name")

    def run(self, *command: str) -> str:
        return finished(self.start(*command))

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


def finished(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return output


@contextmanager
def _postgresql(name: str) -> Iterator[str]:
    with cluster() as started:
        parts = urlsplit(started)
        with psycopg.connect(started, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        yield urlunsplit(parts._replace(path=f"/{name}"))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Install the small network once per engine."""
    var = tmp_path_factory.mktemp("var")
    if request.param == "sqlite":
        file = var / "rapporteur.sqlite3"

        def ask(statement: str) -> list[tuple[object, ...]]:
            with closing(sqlite3.connect(file, timeout=20)) as connection:
                return list(connection.execute(statement))

        installation = Installation(var, f"sqlite:///{file}", ask)
        installation.run("-m", "tests.support.small_network")
        yield installation
        return
    with _postgresql(f"editions_{uuid.uuid4().hex[:8]}") as address:

        def ask_server(statement: str) -> list[tuple[object, ...]]:
            with psycopg.connect(address) as connection:
                return list(connection.execute(statement.encode()))

        installation = Installation(var, address, ask_server)
        installation.run("-m", "tests.support.small_network")
        yield installation


def _until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)


def test_editions_among_real_processes(template: Installation) -> None:
    """One walk, since installing and freezing take their time: killed ones first, then crowds."""
    inst = template

    # kill -9 before anything is stored, after the program, in the middle, and around the transaction at the end
    everything = 2 * (len(FORMATS) - 1) + 1 + 1  # the formats in two languages, JSON, the rendering program
    moments: list[Callable[[], bool]] = [
        (inst.var / "editions").exists,
        *(
            lambda least=least: len(inst.contents()) >= least
            for least in (1, everything // 2, everything, everything)
        ),
    ]
    for number, moment in enumerate(moments):
        process = inst.freeze()
        _until(moment, process)
        time.sleep(0.004 * (number == len(moments) - 1))  # into the transaction, or just past it
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        if inst.whole() == 0:
            shutil.rmtree(inst.var / "editions", ignore_errors=True)
        else:
            assert number >= len(moments) - 2
    finished(inst.freeze())
    assert inst.whole() == 1
    assert "nothing changed" in finished(inst.freeze())
    assert inst.whole() == 1

    # two at once: both end well, and one edition is what there is of it
    inst.run("-m", "tests.support.small_network", "publish", "1")
    both = [inst.freeze(), inst.freeze()]
    said = sorted(finished(process).splitlines()[0].split(";")[0] for process in both)
    assert [line.split(" with ")[0] for line in said] == [
        "2021-Q1/2 is frozen", "nothing changed since 2021-Q1/2 was frozen",
    ]  # fmt: skip
    assert inst.whole() == 2

    # a freeze while activities are published: whatever it counted, it counted as of one moment
    publishing = inst.start("-m", "tests.support.small_network", "publish", "12")
    freezing = inst.freeze()
    finished(publishing)
    finished(freezing)
    finished(inst.freeze())
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
    output = inst.run("-m", "rapporteur.cli.main", "verify")
    assert output.count("all as they were frozen") == inst.whole()
