"""The manual of the checks says what the rules say."""

from __future__ import annotations

from rapporteur.reports.checks import ALL
from tools.write_checks_doc import TARGET, page, table


def test_table_of_rules_is_current() -> None:
    written = TARGET.read_text(encoding="utf-8")
    assert page(written) == written


def test_table_has_each_rule_once() -> None:
    rows = [line for line in table().splitlines() if line.startswith("| `")]
    assert sorted(row.split("`")[1] for row in rows) == sorted(rule.id for rule in ALL)
