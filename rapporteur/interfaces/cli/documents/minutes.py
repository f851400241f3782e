"""`rapporteur minutes`: the minutes of a meeting of a body."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from rapporteur.interfaces.cli.reader import echo


@click.command("minutes")
@click.argument("meeting")
@click.option("--language", "-l", "languages", multiple=True, help="May be repeated (default: all).")
@click.option(
    "--format", "-f", "formats", multiple=True, help="pdf or docx; may be repeated (default: both)."
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Folder (default: build/minutes/).")
@click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing.")
def command(
    meeting: str, languages: tuple[str, ...], formats: tuple[str, ...], output: Path | None, dry_run: bool
) -> None:
    """Write the minutes of MEETING: agenda, attendance, quorum, decisions with votes, follow-ups.

    \b
      rapporteur minutes board-2018-08
      rapporteur minutes board-2018-08 --language fr --format docx --output /tmp

    They are a draft until the meeting has been held.
    """
    from rapporteur.documents.formats import UnknownFormat
    from rapporteur.documents.minutes import MINUTES, minutes_name, render_minutes
    from rapporteur.interfaces.cli.django import setup

    for format_ in formats:  # before anything slow begins
        if format_ not in MINUTES:
            raise UnknownFormat(format_, MINUTES)
    setup()
    from django.conf import settings

    from rapporteur.base.core.references import RecordNotFound, find
    from rapporteur.base.values.files import write_whole
    from rapporteur.records.meetings.models import BodyMeeting
    from rapporteur.report.compile.minutes import compile_minutes
    from rapporteur.report.value.languages import UnknownLanguage

    found = find(BodyMeeting, meeting)
    if found is None:
        raise RecordNotFound(BodyMeeting, meeting, BodyMeeting.objects.values_list("slug", flat=True))
    data = compile_minutes(found, datetime.now(UTC).date())
    for language in languages:
        if language not in data.languages:
            raise UnknownLanguage(language, data.languages)
    folder = output or settings.BUILD_DIR / "minutes"
    for language in languages or data.languages:
        for format_ in formats or MINUTES:
            path = folder / minutes_name(data, language, format_)
            if not dry_run:
                folder.mkdir(parents=True, exist_ok=True)
                write_whole(path, render_minutes(data, language, format_), private=True)
            echo(path)
