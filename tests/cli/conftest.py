"""Fixtures of the command line's tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.installation import Installation, shared_installation


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demonstration, made once; commands in tests may read it but not change it."""
    base = Path(os.environ.get("RAPPORTEUR_TEST_FOLDER") or tmp_path_factory.getbasetemp())
    return shared_installation(base / "installation")


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """An installation in which nothing has happened yet."""
    return Installation(tmp_path / "var", tmp_path / "build")
