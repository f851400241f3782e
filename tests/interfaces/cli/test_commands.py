"""The commands as a person or a script runs them: real processes, exit codes, stdout and stderr."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rapporteur import __version__
from rapporteur.base.values.base import from_json
from rapporteur.interfaces.cli.demo import keep_work
from rapporteur.report.value.data import ReportData
from tests.interfaces.cli.installation import Installation

LANGUAGES = ("fr", "en", "es")
DOCUMENTS = {
    f"2018-Q2.{language}.{suffix}"
    for language in LANGUAGES
    for suffix in ("pdf", "html", "docx", "xlsx", "txt")
} | {"2018-Q2.json"}


def test_demo_freezes_every_language_and_format(installation: Installation) -> None:
    handed_out = {path.name for path in (installation.build / "2018-Q2").iterdir()}
    assert handed_out == DOCUMENTS
    assert installation.run("editions").stdout.startswith("2018-Q2/1  frozen ")
    assert installation.run("verify", "--hashes").stdout == (
        "2018-Q2/1: 16 documents, all with the hashes they were frozen with\n"
        f"  rendering program: Rapporteur {__version__}\n"
        "  not signed: that the parts belong together does not say who put them together\n"
    )


def test_demo_prints_file_pages_and_size(installation: Installation) -> None:
    table = (installation.var.parent / "demo.txt").read_text().splitlines()
    assert table[0].split() == ["file", "pages", "size"]
    assert len(table) == len(DOCUMENTS) + 1


def test_data_prints_the_snapshot_that_is_built(installation: Installation, tmp_path: Path) -> None:
    built = installation.run("build", "2018-Q2", "-f", "json", "-f", "txt", "--output", str(tmp_path))
    assert built.stdout.splitlines()[0].split() == ["file", "pages", "size", "seconds"]
    done = installation.run("data", "2018-Q2")
    assert done.returncode == 0
    assert done.stdout == (tmp_path / "2018-Q2.json").read_text(encoding="utf-8")


def test_data_has_the_promised_keys(installation: Installation) -> None:
    data = json.loads(installation.run("data", "2018-Q2").stdout)
    activity = {
        "title", "line", "start", "end", "month", "places", "online", "deliverables", "members"
    }  # fmt: skip
    assert all(activity <= set(one) for one in data["activities"])
    beside = {"activated_members", "dues", "plan", "regions", "media", "bilateral_meetings", "staff"}
    assert beside <= set(data)
    assert all({"slug", "name"} <= set(member) for one in data["activities"] for member in one["members"])


def test_data_as_of_an_earlier_day_has_no_dues_yet(installation: Installation) -> None:
    data = json.loads(installation.run("data", "2018-Q2", "--as-of", "2018-06-29").stdout)
    assert data["as_of"] == "2018-06-29"
    assert data["dues"] is None


def test_build_makes_only_what_was_asked_for(installation: Installation, tmp_path: Path) -> None:
    done = installation.run(
        "build", "2018-Q2", "--language", "es", "--format", "html", "--output", str(tmp_path / "out")
    )
    assert done.returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["2018-Q2.es.html"]


@pytest.mark.parametrize(
    ("period", "name"),
    [("2018", "2018.json"), ("2018-H1", "2018-H1.json"), ("2018-04-01..2018-06-30", "2018-Q2.json"),
     ("2018-04-01..2018-05-15", "2018-04-01_2018-05-15.json")],
)  # fmt: skip
def test_build_takes_every_form_of_a_period(
    installation: Installation, tmp_path: Path, period: str, name: str
) -> None:
    done = installation.run("build", period, "--format", "json", "--output", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_build_dry_run_writes_nothing(installation: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = installation.run("build", "2018-Q2", "--dry-run", "--output", str(folder))
    assert {Path(line).name for line in done.stdout.splitlines()} == DOCUMENTS
    assert not folder.exists()


def test_render_needs_neither_database_nor_django(installation: Installation, tmp_path: Path) -> None:
    snapshot = installation.build / "2018-Q2" / "2018-Q2.json"
    program = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'django', 'wagtail', 'pydantic', 'sqlite3', 'config'}:\n"
        "            raise AssertionError('imported ' + name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "from rapporteur.interfaces.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    for format_ in ("pdf", "html", "docx", "xlsx", "txt", "json"):
        target = tmp_path / f"report.{format_}"
        command = [sys.executable, "-c", program, "render", str(snapshot), "-l", "en", "-f", format_]
        done = subprocess.run(
            [*command, "-o", str(target)], capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert target.stat().st_size > 1000


@pytest.mark.parametrize("suffix", ["fr.pdf", "en.html", "es.docx", "fr.xlsx", "en.txt"])
def test_render_gives_the_bytes_that_build_gave(
    installation: Installation, tmp_path: Path, suffix: str
) -> None:
    language, format_ = suffix.split(".")
    folder = installation.build / "2018-Q2"
    target = tmp_path / suffix
    done = installation.run(
        "render", str(folder / "2018-Q2.json"), "-l", language, "-f", format_, "-o", str(target),
        PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert target.read_bytes() == (folder / f"2018-Q2.{suffix}").read_bytes()


def test_snapshot_reads_back_to_itself(installation: Installation) -> None:
    text = (installation.build / "2018-Q2" / "2018-Q2.json").read_text(encoding="utf-8")
    assert from_json(text, ReportData).canonical_json() == text


def test_help_imports_neither_django_nor_a_command() -> None:
    program = (
        "import sys\nfrom rapporteur.interfaces.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "heavy = {'django', 'pydantic', 'typst', 'rich', 'babel'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_load_a_second_time_changes_nothing(own: Installation) -> None:
    done = own.run("load", "demo/2018-q2")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 records new, 0 changed, ")


def test_demo_set_the_work_of_others_aside_and_cleared_what_a_killed_one_left(
    installation: Installation,
) -> None:
    kept = installation.var / "rapporteur-kept-1.sqlite3"
    assert f"the database held other work; it is now {kept}" in (
        installation.var.parent / "demo.err.txt"
    ).read_text(encoding="utf-8")
    with closing(sqlite3.connect(kept)) as database:
        assert database.execute("SELECT by FROM core_auditentry").fetchall() == [("Ana",)]
    assert list(installation.var.glob(".database-*")) == []
    # a command that other tests run meanwhile has files of its own beside the database: -wal, -shm
    assert sorted(path.name for path in installation.var.glob("*rapporteur*.sqlite3")) == [
        "rapporteur-kept-1.sqlite3",
        "rapporteur.sqlite3",
    ]


@pytest.mark.parametrize(
    ("change", "is_kept"),
    [
        ("", False),
        ("UPDATE core_auditentry SET by = 'Ana' WHERE id = (SELECT min(id) FROM core_auditentry)", True),
        (
            """INSERT INTO auth_user (password, is_superuser, username, last_name, email, is_staff, is_active,
               date_joined, first_name) VALUES ('', 0, 'ana', '', '', 0, 1, '2018-07-01', '')""",
            True,
        ),
    ],
)
def test_demonstration_in_which_somebody_worked_is_kept(
    own: Installation, change: str, is_kept: bool
) -> None:
    with closing(sqlite3.connect(own.var / "rapporteur.sqlite3")) as database, database:
        database.execute(change)
    (own.var / "rapporteur-kept-1.sqlite3").unlink()

    keep_work(own.var / "rapporteur.sqlite3")

    assert (own.var / "rapporteur-kept-1.sqlite3").exists() is is_kept


@pytest.mark.parametrize(("content", "is_kept"), [(b"", False), (b"something else", True)])
def test_file_that_is_no_database_of_ours_is_kept(tmp_path: Path, content: bytes, is_kept: bool) -> None:
    """An empty one was left by a command that found nothing to read."""
    (tmp_path / "rapporteur.sqlite3").write_bytes(content)

    keep_work(tmp_path / "rapporteur.sqlite3")

    assert (tmp_path / "rapporteur-kept-1.sqlite3").exists() is is_kept
