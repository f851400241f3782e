"""`rapporteur import` and `rapporteur export` as people and scripts run them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.values.base import from_json
from tests.interfaces.cli.installation import Installation


def own_report(own: Installation, folder: Path) -> Path:
    """Return the demonstration's report as text, in English."""
    from rapporteur.report.value.data import ReportData
    from tests.support.printed_text import render

    data = own.run("data", "2018-Q2")
    assert data.returncode == 0, data.stderr
    path = folder / "report.txt"
    path.write_bytes(render(from_json(data.stdout, ReportData), "en"))
    return path


def test_report_as_json_needs_no_database(own: Installation, empty: Installation, tmp_path: Path) -> None:
    path = own_report(own, tmp_path)
    shutil.rmtree(empty.var, ignore_errors=True)

    done = empty.run("import", "report", str(path), "--json")

    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert list(read)[:6] == ["period", "language", "editorial", "activities", "media", "bilateral_meetings"]
    assert (read["period"]["code"], read["language"], len(read["activities"])) == ("2018-Q2", "en", 45)
    assert not (empty.var / "rapporteur.sqlite3").exists()


def test_own_report_has_nothing_to_write(own: Installation, tmp_path: Path) -> None:
    done = own.run("import", "report", str(own_report(own, tmp_path)), "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "45 activities, 23 media mentions, 9 bilateral meetings" in done.stdout
    assert "new" not in done.stdout.partition("what would be written")[2].partition("doubts")[0]
    assert done.stdout.endswith("nothing was written\n")


@pytest.mark.parametrize("kind", ["members", "activities", "media", "dues"])
def test_what_is_exported_imports_as_nothing_to_write(
    installation: Installation, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"{kind}.xlsx"
    exported = installation.run("export", kind, str(path), "--period", "2018-Q2")
    assert exported.returncode == 0, exported.stderr

    done = installation.run("import", kind, str(path))

    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("there is nothing to write: the records say the same already\n")


def test_import_is_written_listed_and_undone(own: Installation, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    path.write_text("Name (en);Country;Kind;Since\nNewtown;FR;city;2018-01-01\n", encoding="utf-8")

    dry = own.run("import", "members", str(path), "--dry-run")
    assert dry.stdout.splitlines() == [
        "new.csv: what would be written",
        "  members and other organisations: 1 new",
        "  create   newtown",
        "nothing was written",
    ]
    assert own.run("import", "list").stdout == "no imports yet\n"

    done = own.run("import", "members", str(path), "--by", "jane")
    assert "import 1: 1 records written; `rapporteur import undo 1` takes them back\n" in done.stdout
    assert "COMMITTED  MEMBERS" in own.run("import", "list").stdout
    undone = own.run("import", "undo", "1")
    assert undone.stdout == "import 1 is undone: what it made is gone, what it changed is as it was before\n"
    again = own.run("import", "undo", "1")
    assert (again.returncode, again.stderr) == (
        2,
        "rapporteur: import 1 is UNDONE, so it cannot become UNDONE\n",
    )


def test_doubts_keep_an_import_from_being_written_unless_told_otherwise(
    own: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Title;Date;Members\nA new thing;2018-06-11;Barcelona\n", encoding="utf-8")

    done = own.run("import", "activities", str(path))
    assert done.returncode == 1, done.stderr
    assert "AMBIGUOUS   “Barcelona” may mean several (activations of “A new thing”)" in done.stdout
    assert "import 1 is kept; nothing was written, because 1 doubts must be decided first" in done.stdout

    forced = own.run("import", "activities", str(path), "--commit")
    assert "import 2: 1 records written" in forced.stdout
    assert own.run("import", "list").stdout.count("\n") == 1  # the one that waited was replaced


def doubts_of(own: Installation, number: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(own.run("import", "doubts", str(number), "--json").stdout)
    return found


def test_a_doubt_is_decided_by_its_number_and_not_asked_again(own: Installation, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Title;Date;Members\nA new thing;2018-06-11;"Barcelona; Atlantis"\n', encoding="utf-8")
    own.run("import", "activities", str(path))
    barcelona, atlantis = (one["number"] for one in doubts_of(own, 1))

    wrong = own.run("import", "decide", "1", str(barcelona), "barcelona-ciy")
    assert wrong.returncode == 2
    assert "did you mean 'barcelona-city'?" in wrong.stderr
    own.run("import", "decide", "1", str(barcelona), "barcelona-city", "--by", "jane")
    last = own.run("import", "decide", "1", str(atlantis), "out", "--by", "jane")
    assert last.stdout.endswith("now: rapporteur import commit 1 --by NAME\n")
    assert "1 records written" in own.run("import", "commit", "1", "--by", "jane").stdout

    again = own.run("import", "activities", str(path))
    assert again.stdout.endswith("there is nothing to write: the records say the same already\n")


def test_questions_are_asked_one_after_the_other_and_answers_are_kept(
    own: Installation, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Title;Date;Members\nA new thing;2018-06-11;"Barcelona; Atlantis"\n', encoding="utf-8")
    own.run("import", "activities", str(path))

    first = own.run("import", "ask", "1", typed="2\nstop\n")
    assert "barcelona-metropolitan-area" in first.stdout
    assert first.stdout.endswith("1 questions must still be decided: rapporteur import ask 1\n")
    second = own.run("import", "ask", "1", typed="nonsense\nout\n")
    assert "'nonsense' is no answer" in second.stdout
    assert second.stdout.endswith("now: rapporteur import commit 1 --by NAME\n")


def test_answers_are_taken_from_a_file(own: Installation, tmp_path: Path) -> None:
    path, answers = tmp_path / "a.csv", tmp_path / "answers.yaml"
    path.write_text("Title;Date;Members\nA new thing;2018-06-11;Barcelona\n", encoding="utf-8")
    own.run("import", "activities", str(path), "--save-doubts", str(answers))
    text = answers.read_text(encoding="utf-8")

    answers.write_text(text.replace("answer: ''", "answer: barcelona-ciy"), encoding="utf-8")
    wrong = own.run("import", "decide", "1", "--decisions", str(answers))
    assert wrong.returncode == 2
    assert "answers.yaml:" in wrong.stderr
    answers.write_text(text.replace("answer: ''", "answer: barcelona-city"), encoding="utf-8")
    done = own.run("import", "activities", str(path), "--decisions", str(answers))

    assert "import 2: 1 records written" in done.stdout, done.stderr


def test_source_report_is_joined_to_the_records_by_what_is_likely(
    own: Installation, printed_report: Path
) -> None:
    kept = own.run("import", "report", str(printed_report), "--accept-likely", "--by", "jane")
    assert kept.returncode == 1, kept.stderr
    assert "  “Bureau exécutif de CGLU 2018” is uclg-executive-bureau\n" in kept.stdout
    assert "3 doubts must be decided first" in kept.stdout
    for one in doubts_of(own, 1):
        if one["blocking"]:
            same = one["field"] == "slug"
            own.run(
                "import", "decide", "1", str(one["number"]), one["candidates"][0]["slug"] if same else "out"
            )
    assert own.run("import", "commit", "1").returncode == 0

    again = own.run("import", "report", str(printed_report))

    assert again.stdout.endswith("there is nothing to write: the records say the same already\n")
    assert "45 as recorded" in again.stdout


def test_problems_of_a_table_are_told_together(own: Installation, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("Name;Contry;Kind\nX;FR;cty\n", encoding="utf-8")

    done = own.run("import", "members", str(path))

    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'Country'?" in done.stderr
    assert "did you mean 'CITY'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_template_and_calendar(own: Installation, tmp_path: Path) -> None:
    template = tmp_path / "t.xlsx"
    assert own.run("import", "members", "--template", str(template)).returncode == 0
    assert template.read_bytes()[:2] == b"PK"
    path = tmp_path / "a.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Workshop\nDTSTART;VALUE=DATE:20180611\n"
        "LOCATION:Berlin\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )

    done = own.run("import", "calendar", str(path))

    assert "import 1: 1 records written" in done.stdout, done.stderr
    assert own.run("import", "calendar", str(path)).stdout.endswith(
        "there is nothing to write: the records say the same already\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "members"), "name a FILE to read"),
        (("import", "members", "missing.csv"), "missing.csv: cannot be read (No such file or directory)"),
        (("export", "members", "out.pdf"), "'out.pdf' names no table"),
        (("import", "undo", "99"), "there is no import 99"),
    ],
)
def test_bad_input_is_a_sentence(own: Installation, arguments: tuple[str, ...], says: str) -> None:
    done = own.run(*arguments)

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
