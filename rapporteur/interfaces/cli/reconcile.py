"""`rapporteur reconcile`: where a printed report contradicts itself, or the records."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say_around
from rapporteur.intake.reading.trust.wording import LISTS, say_torn, say_whole
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import IN_WHICH, echo, reader_language, tell, words

if TYPE_CHECKING:
    from rapporteur.intake.reading.parsed import ParsedReport
    from rapporteur.intake.reading.sources.lines import Doc
    from rapporteur.intake.reconciling.printed import Recorded
    from rapporteur.intake.reconciling.reconcile import Reconciled
    from rapporteur.proof.rules.finding import Evidence, Finding

CONTRADICTED = 1
SEVERITIES = ("blocking", "warning", "information")
WORDS = {
    "BLOCKING": Message("Contradictions", context="findings"),
    "WARNING": Message("Warnings", context="findings"),
    "INFORMATION": Message("Information", context="findings"),
    "line": Message("line", context="findings"),
    "page": Message("page", context="findings"),
    "none": Message("no contradiction found", context="findings"),
    "records": Message("against the records", context="findings"),
    "alone": Message("the print alone", context="findings"),
    "doubtful": Message("not read whole, and so not held against the print", context="findings"),
    **LISTS,
}
SHOWN = 160
"""Characters of a passage on the screen; JSON has more of it."""


@click.command("reconcile")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, in all three languages.")
@click.option(
    "--against-records/--no-records",
    "records",
    default=None,
    help="Hold the print against the records too (default: where there are any), or never look for them.",
)
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES, case_sensitive=False),
    default="information",
    show_default=True,
    help="Show findings of this severity and worse.",
)
@click.option("--language", "-l", type=click.Choice(LANGUAGES), default=reader_language, help=IN_WHICH)
@click.option(
    "--report-language", type=click.Choice(LANGUAGES), help="That of the report (default: detected)."
)
def command(
    file: Path,
    as_json: bool,
    records: bool | None,
    severity: str,
    language: str,
    report_language: str | None,
) -> None:
    """Find where a printed report (text, PDF or DOCX) contradicts itself, and the records.

    \b
      rapporteur reconcile report.txt
      rapporteur reconcile report.pdf --severity warning --language fr
      rapporteur reconcile report.txt --no-records --json > findings.json

    Each finding gives the passages that contradict each other, with line and page, and what would settle it. The rules
    are described in docs/reconciliation.md. Nothing is written to the records.

    The exit code is 0 when nothing or only information was found, 1 when there is a contradiction or a warning,
    whatever is shown, and 2 for a file that cannot be read as a report.
    """
    with progress() as report:
        report("reading", 0, 0)
        from rapporteur.intake.reading.door import read_report

        doc, parsed = read_report(file, report_language)
        recorded = None
        if records is not False and parsed.period is not None:
            report("records", 0, 0)
            recorded = _recorded(parsed.period, required=bool(records))
        elif records:
            raise click.UsageError(words(Message("the report names no period: its records cannot be found")))
        report("rules", 0, 0)
        rank = SEVERITIES.index(severity.lower())
        text, contradicted = _bounded(doc, parsed, recorded, rank, as_json, language)
    echo(text)
    if contradicted:
        sys.exit(CONTRADICTED)


def _bounded(
    doc: Doc, parsed: ParsedReport, recorded: Recorded | None, rank: int, as_json: bool, language: str
) -> tuple[str, bool]:
    """Return what is to be said of a report, and whether it contradicts anything, from a process with bounds."""
    from rapporteur.base.values.running.bounded import Bounds, OverBounds, bounded
    from rapporteur.intake.reading.sources.refused import LIMITS, IntakeRefused

    bounds = Bounds(round(LIMITS.seconds), LIMITS.mebibytes)
    try:
        return bounded(_reconciled, doc, parsed, recorded, rank, as_json, language, bounds=bounds)
    except OverBounds as error:
        raise IntakeRefused(
            Message("asking the rules: {reason}"), doc.name, reason=error.faults[0]
        ) from error


def _reconciled(
    doc: Doc, parsed: ParsedReport, recorded: Recorded | None, rank: int, as_json: bool, language: str
) -> tuple[str, bool]:
    from rapporteur.intake.reconciling.reconcile import reconcile

    found = reconcile(doc, parsed=parsed, recorded=recorded)
    shown = [finding for finding in found.findings if finding.severity.rank <= rank]
    if as_json:
        from rapporteur.intake.reconciling.as_data import as_data

        return json.dumps(as_data(doc.name, found, shown), ensure_ascii=False, indent=2), found.contradicted
    return "\n".join(_sentences(doc.name, found, shown, language)), found.contradicted


def _recorded(period: Any, *, required: bool) -> Recorded | None:
    """Return the records of the period; none where there is no database, unless they are asked for."""
    from rapporteur.interfaces.cli.django import setup

    try:
        setup()
        from django.db import DatabaseError

        from rapporteur.base.core.queries import NoAssociation
        from rapporteur.intake.reconciling.recorded import load_recorded

        try:
            found = load_recorded(period)
        except (DatabaseError, NoAssociation):
            if required:
                raise
            found = None
    except ImportError:
        if required:
            raise
        found = None
    if found is not None and not found.subject.activities and not found.subject.organisations:
        found = None
    if found is None:
        tell(Message("no records: the print alone is checked"), err=True)
    return found


def _sentences(name: str, found: Reconciled, shown: list[Finding], language: str) -> Iterator[str]:
    from rapporteur.base.values.formatting.lists import format_list
    from rapporteur.base.values.typography import normalise

    words = {key: say_around(message, language) for key, message in WORDS.items()}
    counts = [
        f"{words[each.upper()]}: {sum(1 for finding in found.findings if finding.severity == each.upper())}"
        for each in SEVERITIES
    ]
    parsed = found.printed.parsed
    scope = words["records"] if found.against_records else words["alone"]
    period = parsed.period.code if parsed.period else "?"
    yield f"{name}   {period}, {parsed.language}, {say_whole(parsed, language)}, {scope}"
    yield normalise(" · ".join(counts), language)
    if found.doubtful:
        doubtful = format_list([words[part] for part in sorted(found.doubtful)], language)
        yield normalise(f"{words['doubtful']}: {doubtful}", language)
    for part in found.torn:
        yield f"  {say_torn(part, language)}"
    if not found.findings:
        yield f"\n{words['none']}"
    for severity, findings in groupby(shown, key=lambda finding: finding.severity):
        yield ""
        yield click.style(words[severity].upper(), bold=True)
        for rule, of_rule in groupby(findings, key=lambda finding: finding.rule):
            together = list(of_rule)
            same = len({finding.cure(language) for finding in together}) == 1
            yield ""
            yield click.style(f"{rule.id} ({len(together)})", bold=True)
            for finding in together:
                yield f"  {finding.message(language)}"
                for item in finding.evidence:
                    yield from _passage(item, words)
                if not same:
                    yield f"    → {finding.cure(language)}"
            if same:
                yield f"    → {together[0].cure(language)}"


def _passage(item: Evidence, words: dict[str, str]) -> Iterator[str]:
    passage = item.passage
    if passage is None:
        return
    first, last = passage.lines or (0, 0)
    where = f"{words['line']} {first}" if first == last else f"{words['line']} {first}–{last}"
    if passage.page and passage.page > 1:
        where += f", {words['page']} {passage.page}"
    text = " ".join(passage.text.split())
    text = text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
    yield f"      {where}: {text or words.get(item.field, item.field)}"
