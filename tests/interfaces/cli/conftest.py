"""Fixtures of the command line's tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interfaces.cli.installation import WARM, Installation, shared_installation


@pytest.fixture(scope="session", autouse=True)
def warm_process() -> Iterator[None]:
    """Commands are copied from one process; it ends with the tests."""
    yield
    WARM.end()


@pytest.fixture(scope="session")
def installation(common_folder: Path) -> Installation:
    """The demonstration, made once for all workers; commands in tests may read it but not change it."""
    return shared_installation(common_folder / "installation")


@pytest.fixture
def own(installation: Installation, tmp_path: Path) -> Installation:
    """A copy of the demonstration that a test may change."""
    shutil.copytree(installation.var, tmp_path / "var")
    return Installation(tmp_path / "var", tmp_path / "build")


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """An installation in which nothing has happened yet."""
    return Installation(tmp_path / "var", tmp_path / "build")
