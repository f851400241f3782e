"""The manual of the checks says what the rules say."""

from __future__ import annotations

import re

from rapporteur.proof.rules.rulebook import ALL
from tests.interfaces.cli.installation import FINDING_KEYS
from tools.write_checks_doc import TARGET, page, table


def test_table_of_rules_is_current() -> None:
    written = TARGET.read_text(encoding="utf-8")
    assert page(written) == written


def test_table_has_each_rule_once() -> None:
    rows = [line for line in table().splitlines() if line.startswith("| `")]
    assert sorted(row.split("`")[1] for row in rows) == sorted(rule.id for rule in ALL)


def test_keys_of_a_finding_are_told() -> None:
    _, _, told = TARGET.read_text(encoding="utf-8").partition("## Findings as JSON")
    rows = [line.split("|")[1] for line in told.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    assert {key for row in rows for key in re.findall(r"`(\w+)`", row)} == FINDING_KEYS
