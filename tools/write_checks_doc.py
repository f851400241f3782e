"""Write the table of rules in docs/checks.md from the rules themselves; the rest of the page is written by hand.

python -m tools.write_checks_doc
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Rule
from rapporteur.proof.rules.rulebook import ALL

TARGET = Path(__file__).resolve().parents[1] / "docs" / "checks.md"
BEGIN = "<!-- from here on written by tools/write_checks_doc.py -->"
END = "<!-- up to here written by tools/write_checks_doc.py -->"
HEADINGS = {
    Severity.BLOCKING: "Blocking",
    Severity.WARNING: "Warnings",
    Severity.INFORMATION: "Information",
}


def table() -> str:
    """Return the rules by severity, in the order in which they are asked."""
    parts: list[str] = []
    rules = sorted(ALL, key=lambda rule: rule.severity.rank)
    for severity, group in groupby(rules, key=lambda rule: rule.severity):
        of_severity = list(group)
        parts += [
            f"### {HEADINGS[severity]} ({len(of_severity)})",
            "",
            "| rule | question | why it has this severity |",
            "|---|---|---|",
            *map(_row, of_severity),
            "",
        ]
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    notes = [
        note
        for note, holds in (
            ("may be waived", rule.waivable and rule.severity is Severity.BLOCKING),
            ("confidential", rule.confidential),
        )
        if holds
    ]
    name = f"`{rule.id}`" + "".join(f" ({note})" for note in notes)
    return f"| {name} | {rule.asks} | {rule.why} |"


def page(current: str) -> str:
    """Return the page with its table as the rules are now."""
    head, begin, rest = current.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{TARGET.name}: expected the two lines '{BEGIN}' and '{END}' around the table")
    return f"{head}{BEGIN}\n\n{table()}\n{END}{tail}"


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{TARGET.name}: {len(ALL)} rules")


if __name__ == "__main__":
    main()
