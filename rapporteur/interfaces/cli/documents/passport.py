"""`rapporteur passport`: the passport of one member."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.documents.making import NoMember, ask, options
from rapporteur.interfaces.cli.reader import echo


@click.command("passport")
@click.argument("member")
@options
def command(
    member: str,
    period: Period | None,
    as_of: date | None,
    languages: tuple[str, ...],
    staff: bool,
    output: Path | None,
    dry_run: bool,
) -> None:
    """Write the passport of MEMBER: two pages on what the network is to it and did with it.

    \b
      rapporteur passport dakar
      rapporteur passport dakar --period 2018-Q2 --language fr --staff --output /tmp

    It is written in the language of the member's country where the association has it, else in its source language.
    With --staff it holds dues and meetings too, and is for the secretariat alone.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.core.references import RecordNotFound, find
    from rapporteur.documents.passports import make_passports, passport_name
    from rapporteur.records.members.models import Organisation

    found = find(Organisation, member)
    if found is None:
        raise RecordNotFound(Organisation, member, Organisation.objects.values_list("slug", flat=True))
    asked = ask(period, as_of, [found.pk], languages, staff=staff, output=output)
    if not asked.passports:
        raise NoMember(member, asked.day)
    if dry_run:
        for data, language in asked.passports:
            echo(asked.folder / passport_name(data, language))
        return
    for made in make_passports(asked.folder, asked.passports):
        echo(made.path)
