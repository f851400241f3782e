"""`make test` runs a database test on each engine and every other test once: seen on a small set of tests."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.sharing import ENGINE, ENGINES, SHARED, engine_of, miscounted
from tools.run_tests import ROOT, pytest_command

CONFTEST = f"""
import os
import pytest
from tests import sharing

def pytest_configure(config):
    config.addinivalue_line("markers", "database: runs on each engine")
    worker = "PYTEST_XDIST_WORKER" in os.environ
    config.pluginmanager.register(sharing if worker else sharing.Sharing(), "engines")

def pytest_generate_tests(metafunc):
    if metafunc.definition.get_closest_marker("database"):
        sharing.for_engine(metafunc)

@pytest.fixture(autouse=True)
def database_engine():
    return os.environ["{ENGINE}"]

@pytest.fixture(autouse=True)
def noted(request):
    with open(os.environ["NOTES"], "a") as notes:
        notes.write(os.environ["{ENGINE}"] + " " + request.node.originalname + "\\n")
"""
MANY = "import pytest\n@pytest.mark.parametrize('n', range(7))\ndef test_many(n): assert n < 7\n"
DATABASE = (
    "import pytest\n@pytest.mark.database\n@pytest.mark.parametrize('n', [1, 2])\ndef test_stored(n): pass\n"
)
ONE_SIDED = f"""
import os, pytest
if os.environ['{ENGINE}'] == 'sqlite':
    @pytest.mark.database
    def test_odd(): pass
"""


def run(folder: Path, files: dict[str, str]) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run tests as `make test` does; return what was said, and what ran where."""
    for name, text in {"conftest.py": CONFTEST, **files}.items():
        (folder / name).write_text(text)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))
    }
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [*pytest_command(["-p", "no:django", "-p", "no:cacheprovider", "-q", f"--rootdir={folder}", str(folder)])],
        cwd=folder, text=True, capture_output=True, check=False,
        env={**kept, "PYTHONPATH": str(ROOT), "NOTES": str(folder / "notes"), SHARED: "1"},
    )  # fmt: skip
    return done, sorted((folder / "notes").read_text().splitlines())


def test_database_tests_run_on_both_engines_and_the_others_once(tmp_path: Path) -> None:
    done, ran = run(
        tmp_path, {"test_a.py": MANY, "test_b.py": DATABASE, "test_c.py": MANY, "test_d.py": MANY}
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert [line for line in ran if line.endswith("test_stored")] == [
        "postgresql test_stored", "postgresql test_stored", "sqlite test_stored", "sqlite test_stored",
    ]  # fmt: skip
    assert len([line for line in ran if line.endswith("test_many")]) == 21
    assert "tests run: 2 on sqlite, 2 on postgresql, 21 on one of the two" in done.stdout


def test_database_test_that_one_engine_lacks_fails_the_run(tmp_path: Path) -> None:
    done, _ = run(tmp_path, {"test_a.py": MANY, "test_b.py": ONE_SIDED})

    assert done.returncode == 1, done.stdout + done.stderr
    assert "test_odd[@sqlite]: not found on postgresql" in done.stdout


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("a.py::test_x", None),
        ("a.py::test_x[@sqlite]", "sqlite"),
        ("a.py::test_x[1-@postgresql]", "postgresql"),
        ("a.py::test_x[@postgresql-1]", "postgresql"),
        ("a.py::test_x[sqlite]", None),
        ("a.py::test_x[ana@sqlite.org]", None),
    ],
    ids=("bare", "alone", "last", "first", "no sign", "an address"),  # these tests need no engine themselves
)
def test_name_tells_the_engine(name: str, engine: str | None) -> None:
    assert engine_of(name) == engine


def test_a_run_too_many_or_too_few_is_told() -> None:
    both = [f"t[@{engine}]" for engine in ENGINES]
    collected = {"sqlite": [both[0], "u", "v"], "postgresql": [both[1], "u", "v"]}

    assert miscounted(collected, {both[0]: 1, both[1]: 1, "u": 1, "v": 1}) == []
    assert miscounted(collected, {both[0]: 1, "u": 2}) == [
        "t[@postgresql]: ran 0 times", "u: ran 2 times", "v: ran 0 times",
    ]  # fmt: skip
