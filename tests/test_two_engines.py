"""`make test` runs a database test on each engine and every other test once, and tells what it leaves out: seen on a
small set of tests.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.support.selection import DEMANDED, ENGINE, Tally, miscounted, slow_first
from tools.run_tests import FEW, ROOT, run_alone, run_both

CONFTEST = f"""
import os
from pathlib import Path
import pytest
from tests.support import selection

selection.PRINTED_REPORT = Path(__file__).with_name("printed.txt")

def pytest_configure(config):
    config.addinivalue_line("markers", "database: runs on each engine")
    config.addinivalue_line("markers", "django_db: touches the database")
    config.addinivalue_line("markers", "one_engine: of the page alone")
    config.pluginmanager.register(selection, "selection")

@pytest.fixture(autouse=True)
def noted(request):
    with open(os.environ["NOTES"], "a") as notes:
        notes.write(os.environ["{ENGINE}"] + " " + request.node.originalname + "\\n")
"""
MANY = "import pytest\n@pytest.mark.parametrize('n', range(7))\ndef test_many(n): assert n < 7\n"
DATABASE = (
    "import pytest\n@pytest.mark.django_db\n@pytest.mark.parametrize('n', [1, 2])\ndef test_stored(n): pass\n"
)
PAGES = (
    "import pytest\n@pytest.mark.one_engine\n@pytest.mark.django_db\ndef test_page(): pass\n"
    "@pytest.mark.django_db\ndef test_journey(): pass\n"
)
ONE_SIDED = f"""
import os, pytest
if os.environ['{ENGINE}'] == 'sqlite':
    @pytest.mark.django_db
    def test_odd(): pass
"""
FAILING = f"""
import os, pytest
@pytest.mark.django_db
def test_only_good_on_sqlite(): assert os.environ['{ENGINE}'] == 'sqlite'
"""
REPORT = "def test_print(printed_report): assert printed_report.read_text() == 'printed'\n"
NEEDY = "import pytest\n@pytest.mark.needs('npm')\ndef test_needy(): pass\n"
ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""No plug-ins but xdist: each run is six processes, and the others take most of their time to be imported."""
DEMAND = "the printed report is demanded, and is not at"


def run(folder: Path, files: dict[str, str], **environment: str) -> tuple[int, list[str]]:
    """Run tests as `make test` does; return the exit code, and what ran where."""
    for name, text in {"conftest.py": CONFTEST, **files}.items():
        (folder / name).write_text(text)
    (folder / "kept").mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "COV_", "COVERAGE_", "RAPPORTEUR_TEST_", "DJANGO_"))
    }
    code = run_both(
        ["-p", "xdist.plugin", "-p", "no:cacheprovider", "-q", f"--rootdir={folder}", str(folder)],
        {**kept, **ALONE, "PYTHONPATH": str(ROOT), "NOTES": str(folder / "notes"), **environment},
        folder / "kept",
        coverage=False,
    )
    notes = folder / "notes"  # which nobody writes where no test gets as far as that
    return code, sorted(notes.read_text().splitlines()) if notes.exists() else []


def test_database_tests_run_on_both_engines_and_the_others_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, ran = run(
        tmp_path, {"test_a.py": MANY, "test_b.py": DATABASE, "test_c.py": MANY, "test_d.py": MANY}
    )

    said = capfd.readouterr().out
    assert code == 0, said
    assert Counter(ran) == {"postgresql test_stored": 2, "sqlite test_stored": 2, "sqlite test_many": 21}
    assert "tests run: 2 on sqlite, 2 on postgresql, 21 that need no database" in said


def test_database_test_that_one_engine_lacks_fails_the_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(tmp_path, {"test_a.py": MANY, "test_b.py": ONE_SIDED})

    assert code == 1
    assert "test_odd: not found on the second engine" in capfd.readouterr().out


def test_what_is_of_the_page_alone_runs_once(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, ran = run(tmp_path, {"test_a.py": PAGES})

    assert code == 0
    assert ran == ["postgresql test_journey", "sqlite test_journey", "sqlite test_page"]
    assert "tests run: 1 on sqlite, 1 on postgresql, 1 that need no database" in capfd.readouterr().out


def test_module_that_is_of_one_engine_alone_is_told_where_everything_ran() -> None:
    first, second = Tally(Path("unused")), Tally(Path("unused"))
    first.one_engine = {"a.py::page", "b.py::page"}
    first.database = second.found = {"a.py::journey"}
    first.found = first.one_engine | first.database
    first.ran, second.ran = Counter(first.found), Counter(second.found)

    assert miscounted(first, second) == []
    assert miscounted(first, second, whole=True) == [
        "b.py: all of its tests are marked one_engine, none runs on both"
    ]


def test_failure_on_the_second_engine_fails_the_whole(tmp_path: Path) -> None:
    code, ran = run(tmp_path, {"test_a.py": FAILING})

    assert code == 1
    assert ran == ["postgresql test_only_good_on_sqlite", "sqlite test_only_good_on_sqlite"]


@pytest.mark.parametrize(
    ("failed", "alone", "code", "again"),
    [
        ({"tests/browser/test_a.py::b"}, 0, 0, True),
        ({"tests/browser/test_a.py::b"}, 1, 1, True),
        ({"tests/browser/test_a.py::b", "tests/records/test_c.py::d"}, 0, 1, False),
        ({f"tests/browser/test_a.py::b[{number}]" for number in range(FEW + 1)}, 0, 1, False),
        (set(), 0, 1, False),
    ],
)
def test_few_of_the_browser_are_tried_again_alone(
    failed: set[str], alone: int, code: int, again: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They pass only if all pass then; a failure of anything else is one."""
    ran: list[list[str]] = []

    def noted(command: list[str], environment: dict[str, str]) -> int:
        ran.append(command)
        return alone

    monkeypatch.setattr("tools.run_tests.run", noted)

    assert run_alone(failed, "--basetemp=unused", {}) == code
    assert [failed <= set(command) for command in ran] == [True] * again


def test_run_too_many_or_too_few_is_told() -> None:
    def tally(found: set[str], database: set[str], **ran: int) -> Tally:
        made = Tally(Path("unused"))
        made.found, made.database, made.ran = found, database, Counter(ran)
        return made

    second = tally({"t"}, {"t"}, t=1)

    assert miscounted(tally({"t", "u", "v"}, {"t"}, t=1, u=1, v=1), second) == []
    assert miscounted(tally({"t", "u", "v"}, {"t"}, t=1, u=2), second) == ["u: ran 2 times", "v: ran 0 times"]
    assert miscounted(tally({"t", "w"}, {"t", "w"}, t=1, w=1), second) == [
        "w: not found on the second engine"
    ]
    assert miscounted(tally({"u"}, set(), u=1), second) == ["t: not found on the first engine"]


class Item:
    """A test as far as its order goes."""

    def __init__(self, module: str, *, slow: bool = False) -> None:
        self.path, self.slow = Path(module), slow

    def get_closest_marker(self, name: str) -> object:
        return self.slow if name == "slow" and self.slow else None


def test_each_worker_begins_with_its_part_of_what_is_slow() -> None:
    names = "abcABCdefghi"  # in capitals: slow
    items: list[Any] = [Item(name, slow=name.isupper()) for name in names]

    def order(workers: int) -> list[str]:
        ordered = "".join(str(item.path) for item in slow_first(items, workers))
        return [ordered[n * 12 // workers : (n + 1) * 12 // workers] for n in range(workers)]

    assert order(1) == ["ABCabcdefghi"]
    assert order(2) == ["ACabcd", "Befghi"]
    assert order(4) == ["Aab", "Bcd", "Cef", "ghi"]


def test_slow_module_stays_together() -> None:
    items: list[Any] = [Item("A", slow=True), Item("b"), Item("A", slow=True), Item("c")]
    assert [str(item.path) for item in slow_first(items, 2)] == ["A", "A", "b", "c"]


def test_printed_report_that_is_not_there_leaves_tests_out_and_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, ran = run(tmp_path, {"test_a.py": MANY, "test_b.py": REPORT})

    assert code == 0
    assert ran == ["sqlite test_many"] * 7
    assert (
        f"not run: 1 tests that need the printed report, which is not at {tmp_path / 'printed.txt'}"
        in capfd.readouterr().out
    )


def test_what_is_not_there_leaves_tests_out_and_says_so(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, ran = run(tmp_path, {"test_a.py": MANY, "test_b.py": NEEDY}, PATH=str(tmp_path))

    assert (code, ran) == (0, ["sqlite test_many"] * 7)
    assert "not run: 1 tests that need a provider of single sign-on" in capfd.readouterr().out


def test_printed_report_that_is_there_leaves_nothing_out(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "printed.txt").write_text("printed")

    code, ran = run(tmp_path, {"test_b.py": REPORT})

    assert (code, ran) == (0, ["sqlite test_print"])
    assert "not run" not in capfd.readouterr().out


def test_printed_report_that_is_demanded_and_is_not_there_fails(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(tmp_path, {"test_b.py": REPORT}, **{DEMANDED: "demanded"})

    assert code == 1
    assert DEMAND in capfd.readouterr().out


def test_continuous_integration_demands_the_printed_report() -> None:
    assert f"{DEMANDED}=demanded" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
