"""A register from before regions had dates keeps every region: in its records, its drafts, and on the way back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.postgres import cluster

ROOT = Path(__file__).resolve().parents[2]
EUROPE, ASIA = ["europe", None, None], ["asia", None, None]


@contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of an empty database."""
    name = f"regions_{uuid.uuid4().hex[:8]}"
    with cluster() as started:
        with psycopg.connect(started, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        yield urlunsplit(urlsplit(started)._replace(path=f"/{name}"))


def migrated(folder: Path, address: str) -> Any:
    environment = {
        **os.environ, "RAPPORTEUR_DATABASE": address, "RAPPORTEUR_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.undated_regions"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """What became of the register, on each engine."""
    folder = tmp_path_factory.mktemp("var")
    if request.param == "sqlite":
        yield migrated(folder, f"sqlite:///{folder / 'rapporteur.sqlite3'}")
        return
    with postgresql() as address:
        yield migrated(folder, address)


def test_a_region_becomes_an_affiliation_since_always(told: Any) -> None:
    assert told["affiliations"] == {
        "avila": [], "bonn": [EUROPE], "izmir": [EUROPE], "lugo": [], "tver": [EUROPE],
    }  # fmt: skip


def test_a_draft_is_published_with_its_own_region(told: Any) -> None:
    assert told["published"] == {
        "avila": [ASIA], "bonn": [EUROPE], "izmir": [ASIA], "lugo": [], "tver": [],
    }  # fmt: skip


def test_the_use_of_a_region_is_known_as_if_it_were_noted_anew(told: Any) -> None:
    kept, anew = told["references"]
    assert len(kept) == 3
    assert kept == anew


def test_going_back_keeps_the_region_of_records_and_revisions(told: Any) -> None:
    placed = {"avila": "asia", "bonn": "europe", "izmir": "asia", "lugo": None, "tver": None}
    assert told["back"] == placed
    assert told["back in revisions"] == {slug: [region, False] for slug, region in placed.items()}
    assert told["again"] == told["published"]
