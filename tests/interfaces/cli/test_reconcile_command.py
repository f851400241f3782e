"""`rapporteur reconcile` as a person or a script runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.intake.reconciling.reconcile_sample import clean_text
from tests.interfaces.cli.installation import FINDING_KEYS, ROOT, Installation


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "clean.txt"
    path.write_text(clean_text("en"), encoding="utf-8")
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.txt"
    text = clean_text("en").replace("Associated results\nL1M1D1\n", "Associated results\nL3M2D1\n", 1)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_report_without_contradiction_passes(empty: Installation, clean: Path) -> None:
    done = empty.run("reconcile", str(clean), "--no-records")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "clean.txt   2018-Q2, en, 12 of 12 parts read whole, the print alone"
    assert lines[1] == "Contradictions: 0 · Warnings: 0 · Information: 0"
    assert lines[-1] == "no contradiction found"


def test_a_contradiction_is_shown_with_its_passage_and_cure(empty: Installation, faulty: Path) -> None:
    done = empty.run("reconcile", str(faulty), "--no-records")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    at = lines.index("activity-only-foreign-codes (1)")
    assert lines[at + 1].endswith("under L1, but its deliverable is of another line: L3M2D1.")
    assert lines[at + 2].strip().startswith("line ")
    assert lines[at + 2].endswith("L3M2D1")
    assert lines[at + 3] == "    → Change the line, or add a deliverable of L1."
    assert done.stderr.splitlines() == ["reading …", "rules …"]


def test_it_speaks_french(empty: Installation, faulty: Path) -> None:
    shown = empty.run("reconcile", str(faulty), "--no-records", "--language", "fr").stdout
    assert "AVERTISSEMENTS" in shown
    assert "Changer la ligne" in shown


def test_severity_hides_and_still_fails(empty: Installation, faulty: Path) -> None:
    done = empty.run("reconcile", str(faulty), "--no-records", "--severity", "blocking")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1:] == ["Contradictions: 0 · Warnings: 1 · Information: 0"]


def test_as_json(empty: Installation, faulty: Path) -> None:
    done = empty.run("reconcile", str(faulty), "--no-records", "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["file"], told["period"], told["language"], told["against_records"]) == (
        "faulty.txt", "2018-Q2", "en", False,
    )  # fmt: skip
    first = next(each for each in told["findings"] if each["rule"] == "activity-only-foreign-codes")
    assert set(first) == FINDING_KEYS
    assert set(first["message"]) == set(first["mend"]) == {"en", "fr", "es"}
    assert set(first["evidence"][0]) == {"field", "value", "passage"}
    assert first["evidence"][0]["passage"]["lines"][0] > 0


def test_without_a_database_the_print_alone_is_checked(empty: Installation, clean: Path) -> None:
    done = empty.run("reconcile", str(clean))
    assert done.returncode == 0
    assert "no records: the print alone is checked" in done.stderr


def test_records_that_are_asked_for_and_missing_are_bad_input(empty: Installation, clean: Path) -> None:
    done = empty.run("reconcile", str(clean), "--against-records")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_against_the_records(installation: Installation, clean: Path) -> None:
    done = installation.run("reconcile", str(clean), "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["against_records"] is True
    rules = {each["rule"] for each in told["findings"]}
    assert {"records-lack-activity", "print-lacks-activity", "records-differ-members"} <= rules


@pytest.mark.parametrize("content", [b"", b"Nothing here is a report.\n", b"%PDF-1.7 broken"])
def test_what_is_no_report_is_bad_input(empty: Installation, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(content)
    done = empty.run("reconcile", str(path), "--no-records")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_bad_input(empty: Installation, tmp_path: Path) -> None:
    assert empty.run("reconcile", str(tmp_path / "none.txt"), "--no-records").returncode == 2


def test_every_rule_is_in_the_documentation() -> None:
    from rapporteur.intake.reconciling.rulebook import RULES

    told = (ROOT / "docs" / "reconciliation.md").read_text(encoding="utf-8")
    assert [rule.id for rule in RULES if f"`{rule.id}`" not in told] == []
