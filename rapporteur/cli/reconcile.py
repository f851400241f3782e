"""`rapporteur reconcile`: where a printed report contradicts itself, or the records."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rapporteur.cli.progress import progress

if TYPE_CHECKING:
    from rapporteur.intake.reconcile import Reconciled
    from rapporteur.intake.reconciling.printed import Recorded
    from rapporteur.reports.checking.finding import Evidence, Finding

CONTRADICTED = 1
LANGUAGES = ("en", "fr", "es")
SEVERITIES = ("blocking", "warning", "information")
WORDS = {
    "en": {
        "BLOCKING": "Contradictions", "WARNING": "Warnings", "INFORMATION": "Information", "line": "line",
        "page": "page", "none": "no contradiction found", "records": "against the records", "alone": "the print alone",
        "understood": "read", "doubtful": "not read whole, and so not held against the print",
        "directory": "the lists by region", "count of the directory": "the number of members in the lists by region",
        "activated": "the list of activated members", "plan": "the tables of the plan", "boxes": "the boxes of members",
        "codes": "the codes of activities", "dates": "the dates of activities", "meetings": "the bilateral meetings",
    },
    "fr": {
        "BLOCKING": "Contradictions", "WARNING": "Avertissements", "INFORMATION": "Informations", "line": "ligne",
        "page": "page",
        "none": "aucune contradiction", "records": "avec les enregistrements", "alone": "l'imprimé seul",
        "understood": "lu", "doubtful": "lu en partie seulement, et donc non opposé à l'imprimé",
        "directory": "les listes par région", "count of the directory": "le nombre de membres des listes par région",
        "activated": "la liste des membres activés", "plan": "les tableaux du plan", "boxes": "les encadrés de membres",
        "codes": "les codes des activités", "dates": "les dates des activités", "meetings": "les réunions bilatérales",
    },
    "es": {
        "BLOCKING": "Contradicciones", "WARNING": "Avisos", "INFORMATION": "Información", "line": "línea",
        "page": "página",
        "none": "ninguna contradicción", "records": "con los registros", "alone": "solo el impreso",
        "understood": "leído", "doubtful": "leído solo en parte y, por tanto, no cotejado",
        "directory": "las listas por región", "count of the directory": "el total de las listas por región",
        "activated": "la lista de miembros activados", "plan": "las tablas del plan",
        "boxes": "los recuadros de miembros", "codes": "los códigos de las actividades",
        "dates": "las fechas de las actividades", "meetings": "las reuniones bilaterales",
    },
}  # fmt: skip
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
@click.option("--language", "-l", type=click.Choice(LANGUAGES), default="en", show_default=True)
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
        from rapporteur.intake.reading.report import parse_lines
        from rapporteur.intake.reading.sources import read_source
        from rapporteur.intake.reconcile import reconcile

        doc = read_source(file)
        parsed = parse_lines(doc, report_language)
        recorded = None
        if records is not False and parsed.period is not None:
            report("records", 0, 0)
            recorded = _recorded(parsed.period, required=bool(records))
        elif records:
            raise click.UsageError("the report names no period: its records cannot be found")
        report("rules", 0, 0)
        found = reconcile(doc, parsed=parsed, recorded=recorded)
    rank = SEVERITIES.index(severity.lower())
    shown = [finding for finding in found.findings if finding.severity.rank <= rank]
    if as_json:
        click.echo(json.dumps(as_data(file.name, found, shown), ensure_ascii=False, indent=2))
    else:
        _print(file.name, found, shown, language)
    if found.contradicted:
        sys.exit(CONTRADICTED)


def _recorded(period: Any, *, required: bool) -> Recorded | None:
    """Return the records of the period; none where there is no database, unless they are asked for."""
    from rapporteur.cli.django import setup

    try:
        setup()
        from django.db import DatabaseError

        from rapporteur.core.queries import NoAssociation
        from rapporteur.intake.reconciling.fetch import load_recorded

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
        click.echo("no records: the print alone is checked", err=True)
    return found


def _print(name: str, found: Reconciled, shown: list[Finding], language: str) -> None:
    from rapporteur.core.formatting import format_list

    words = WORDS[language]
    counts = [
        f"{words[each.upper()]}: {sum(1 for finding in found.findings if finding.severity == each.upper())}"
        for each in SEVERITIES
    ]
    parsed = found.printed.parsed
    scope = words["records"] if found.against_records else words["alone"]
    period = parsed.period.code if parsed.period else "?"
    share = f"{words['understood']} {parsed.understood_share:.0%}"
    click.echo(f"{name}   {period}, {parsed.language}, {share}, {scope}")
    click.echo(" · ".join(counts))
    if found.doubtful:
        doubtful = format_list([words[part] for part in sorted(found.doubtful)], language)
        click.echo(f"{words['doubtful']}: {doubtful}".replace(":", "\u00a0:" if language == "fr" else ":"))
    if not found.findings:
        click.echo(f"\n{words['none']}")
    for severity, findings in groupby(shown, key=lambda finding: finding.severity):
        click.echo()
        click.secho(words[severity].upper(), bold=True)
        for rule, of_rule in groupby(findings, key=lambda finding: finding.rule):
            together = list(of_rule)
            same = len({finding.mend(language) for finding in together}) == 1
            click.echo()
            click.secho(f"{rule.id} ({len(together)})", bold=True)
            for finding in together:
                click.echo(f"  {finding.message(language)}")
                for item in finding.evidence:
                    _print_passage(item, words)
                if not same:
                    click.echo(f"    → {finding.mend(language)}")
            if same:
                click.echo(f"    → {together[0].mend(language)}")


def _print_passage(item: Evidence, words: dict[str, str]) -> None:
    passage = item.passage
    if passage is None:
        return
    first, last = passage.lines or (0, 0)
    where = f"{words['line']} {first}" if first == last else f"{words['line']} {first}–{last}"
    if passage.page and passage.page > 1:
        where += f", {words['page']} {passage.page}"
    text = " ".join(passage.text.split())
    text = text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
    click.echo(f"      {where}: {text or words.get(item.field, item.field)}")


# --- as data -----------------------------------------------------------------------------------


def as_data(name: str, found: Reconciled, shown: list[Finding]) -> dict[str, Any]:
    """Return the findings as plain values."""
    from rapporteur.reports.checking.finding_data import counts_data, finding_data

    parsed = found.printed.parsed
    return {
        "file": name,
        "language": parsed.language,
        "period": parsed.period.code if parsed.period else None,
        "understood_share": parsed.understood_share,
        "against_records": found.against_records,
        "not_read_whole": sorted(found.doubtful),
        "contradicted": found.contradicted,
        "counts": counts_data(found.findings),
        "findings": [finding_data(finding) for finding in shown],
    }
