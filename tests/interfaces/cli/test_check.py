"""`rapporteur check` and `rapporteur waive` as a person or a script runs them."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.installation import FINDING_KEYS, ROOT, Installation

GOLDEN = ROOT / "tests" / "proof" / "checks" / "demo-findings.json"
JUDGED = Counter(severity for severity, *_ in json.loads(GOLDEN.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def findings(installation: Installation) -> dict[str, Any]:
    done = installation.run("check", "2018-Q2", "--json")
    assert done.returncode == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def code_of(findings: dict[str, Any], rule: str) -> str:
    return next(str(each["fingerprint"][:8]) for each in findings["findings"] if each["rule"] == rule)


def test_check_groups_by_severity_and_rule_with_the_way_to_mend(installation: Installation) -> None:
    done = installation.run("check", "2018-Q2")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == (
        f"2018-Q2   Blocking: 0 · Warnings: {JUDGED['WARNING']} · Information: {JUDGED['INFORMATION']} · waived: 0"
    )
    assert lines[2:5] == ["WARNINGS", "", "activity-no-place (6)"]
    assert lines[5].startswith("  activity g7-letter, places [")
    assert lines[6:8] == [
        "      The activity “Joint letter from city and regional networks to the G7” has no place and is not online.",
        "    → Give its place, or mark it as online.",
    ]
    assert lines.index("INFORMATION") > 100


def test_check_shows_the_severity_asked_for_and_worse(installation: Installation) -> None:
    assert "INFORMATION" not in installation.run("check", "2018-Q2", "--severity", "warning").stdout
    assert (
        installation.run("check", "2018-Q2", "--severity", "blocking").stdout.splitlines()[-1]
        == "nothing found"
    )


def test_check_speaks_french(installation: Installation) -> None:
    assert "AVERTISSEMENTS" in installation.run("check", "2018-Q2", "--language", "fr").stdout


def test_check_as_json_tells_everything(findings: dict[str, Any]) -> None:
    assert findings["counts"] == {"BLOCKING": 0, **JUDGED}
    assert findings["blocks"] is False
    first = findings["findings"][0]
    assert set(first) == FINDING_KEYS
    assert set(first["message"]) == set(first["mend"]) == {"en", "fr", "es"}


def test_check_of_a_period_that_blocks_fails(own: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(Path(__file__).resolve().parents[3] / "demo" / "2018-q2", folder)
    dues = (folder / "dues.yaml").read_text(encoding="utf-8")
    (folder / "dues.yaml").write_text(dues.replace("members: 137", "members: 138"), encoding="utf-8")
    assert own.run("load", str(folder)).returncode == 0
    done = own.run("check", "2018-Q2", "--severity", "blocking")
    assert done.returncode == 1
    assert "Members in the statement of dues: 138 stated, 137 by the list." in done.stdout
    assert own.run("check", "2018-Q2", "--json", "--severity", "blocking").returncode == 1


def test_check_of_no_period_is_bad_input(installation: Installation) -> None:
    done = installation.run("check", "2018-Q5")
    assert done.returncode == 2
    assert "'2018-Q5' is not a period" in done.stderr


def test_check_of_an_unknown_severity_is_bad_input(installation: Installation) -> None:
    assert installation.run("check", "2018-Q2", "--severity", "fatal").returncode == 2


def test_check_without_a_database_is_bad_input(empty: Installation) -> None:
    done = empty.run("check", "2018-Q2")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_waive_silences_one_finding(own: Installation, findings: dict[str, Any]) -> None:
    code = code_of(findings, "activity-no-place")
    arguments = ("waive", "2018-Q2", code, "--by", "Ana", "--reason", "A letter has no place.")
    assert own.run(*arguments, "--dry-run").stdout.startswith(f"would waive activity-no-place:{code}: ")
    assert own.run(*arguments).stdout.startswith(f"waived activity-no-place:{code}: ")
    counts = f"Warnings: {JUDGED['WARNING'] - 1} · Information: {JUDGED['INFORMATION']} · waived: 1"
    assert counts in own.run("check", "2018-Q2").stdout
    (waived,) = json.loads(own.run("check", "2018-Q2", "--json").stdout)["waived"]
    assert (waived["by"], waived["reason"]) == ("Ana", "A letter has no place.")
    again = own.run(*arguments)
    assert again.returncode == 2
    assert "is waived already" in again.stderr


@pytest.mark.parametrize(
    ("code", "said"), [("ffffffff", "is no finding that stands"), ("", "is no finding that stands")]
)
def test_waive_of_what_is_no_finding_is_bad_input(installation: Installation, code: str, said: str) -> None:
    done = installation.run("waive", "2018-Q2", code, "--by", "Ana", "--reason", "So.")
    assert done.returncode == 2
    assert said in done.stderr


def test_waive_without_a_reason_is_bad_input(installation: Installation, findings: dict[str, Any]) -> None:
    code = code_of(findings, "activity-no-place")
    done = installation.run("waive", "2018-Q2", code, "--by", "Ana", "--reason", " ")
    assert done.returncode == 2
    assert "a waiver needs a reason" in done.stderr
