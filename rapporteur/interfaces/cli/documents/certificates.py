"""`rapporteur certificates`: the certificates of a course in one run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.parameters import DAY, WHO, system_user
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor

DONE = Message(
    "{count} document in {folder}; of these {kept} lay there as they would be made",
    "{count} documents in {folder}; of these {kept} lay there as they would be made",
    by="count",
)
GIVEN = Message(
    "{count} certificate was given a number", "{count} certificates were given a number", by="count"
)
WOULD_GIVE = Message(
    "{count} certificate would be given a number", "{count} certificates would be given a number", by="count"
)
LEFT_OUT = Message(
    "{count} person who came gets none: no agreement to a certificate with their name is on record",
    "{count} people who came get none: no agreement to a certificate with their name is on record",
    by="count",
)
NOT_DRAWN = Message("{certificate}: the fonts do not have {characters}; it is left out")


@click.command("certificates")
@click.argument("course")
@click.option(
    "--by",
    type=WHO,
    default=system_user,
    show_default="the system's user",
    help="Who gives them: a name for the audit trail.",
)
@click.option("--as-of", type=DAY, help="The day on which they are given (default: today).")
@click.option(
    "--language", "-l", "languages", multiple=True, help="May be repeated (default: the course's own)."
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Folder (default: build/certificates/COURSE/)."
)
@click.option("--dry-run", is_flag=True, help="Say what would be given; write nothing.")
def command(
    course: str,
    by: Actor,
    as_of: date | None,
    languages: tuple[str, ...],
    output: Path | None,
    dry_run: bool,
) -> None:
    """Give everybody who came to COURSE a certificate, and write them; a run that was stopped goes on where it was.

    \b
      rapporteur certificates 2018-04-sustainable-mobility
      rapporteur certificates 2018-04-sustainable-mobility --language fr --output /tmp/certificates

    Whoever came and agreed to one with their name gets one: numbered within the year, with a code that a public page
    confirms without showing the name. One that was given keeps its number and its code.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.conf import settings

    from rapporteur.base.core.queries import the_association
    from rapporteur.base.core.references import RecordNotFound, find
    from rapporteur.documents.certificates import certificate_cannot_draw, make_certificates
    from rapporteur.records.training.actions import issue_certificates
    from rapporteur.records.training.models import Course
    from rapporteur.records.training.queries import came_without_consent, to_be_certified
    from rapporteur.report.compile.certificates import compile_certificates
    from rapporteur.report.value.languages import UnknownLanguage

    found = find(Course, course)
    if found is None:
        raise RecordNotFound(Course, course, Course.objects.values_list("slug", flat=True))
    day = as_of or datetime.now(UTC).date()
    if left_out := came_without_consent(found):
        echo(words(LEFT_OUT, count=left_out), err=True)
    if dry_run:
        echo(words(WOULD_GIVE, count=to_be_certified(found).filter(certificate__isnull=True).count()))
        return
    offered = tuple(the_association().languages)
    for language in languages:  # before anything is written
        if language not in offered:
            raise UnknownLanguage(language, offered)
    issued = issue_certificates(by=by, course=found, issued=day)
    folder = output or settings.BUILD_DIR / "certificates" / found.slug
    wanted = []
    for data in compile_certificates(found, day, settings.WAGTAILADMIN_BASE_URL):
        for language in languages or data.spoken:
            if missing := certificate_cannot_draw(data, language):
                label = f"{data.year}/{data.number} {data.slug} ({language})"
                echo(words(NOT_DRAWN, certificate=label, characters=" ".join(missing)), err=True)
            else:
                wanted.append((data, language))
    kept = 0
    with progress() as report:
        for done, one in enumerate(make_certificates(folder, wanted), start=1):
            kept += one.kept
            report("documents", done, len(wanted))
    echo(words(GIVEN, count=len(issued)))
    echo(words(DONE, count=len(wanted), folder=str(folder), kept=str(kept)))
