"""Fixtures of the command line's tests."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.installation import Installation, shared_installation


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The demonstration, made once for all workers; commands in tests may read it but not change it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    return shared_installation(base / "installation")


@pytest.fixture
def own(installation: Installation, tmp_path: Path) -> Installation:
    """A copy of the demonstration that a test may change."""
    shutil.copytree(installation.var, tmp_path / "var")
    return Installation(tmp_path / "var", tmp_path / "build")


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """An installation in which nothing has happened yet."""
    return Installation(tmp_path / "var", tmp_path / "build")
