"""`rapporteur changes`: the records of today against the newest edition."""

from __future__ import annotations

import json

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.parameters import PERIOD
from rapporteur.interfaces.cli.reader import echo, tell


@click.command("changes")
@click.argument("period", type=PERIOD)
@click.option("--language", "-l", help="Language of the sentences (default: the association's first).")
@click.option("--json", "as_json", is_flag=True, help="Every change with its record, field and both values.")
def command(period: Period, language: str | None, as_json: bool) -> None:
    """Say, field by field, what the records of PERIOD say otherwise than its newest edition.

    \b
      rapporteur changes 2018-Q2
      rapporteur changes 2018-Q2 --language es --json
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.core.queries import the_association
    from rapporteur.proof.editions.changes.sentences import sentence
    from rapporteur.proof.editions.freezing import changes_since
    from rapporteur.report.value.languages import UnknownLanguage

    association = the_association()
    languages = tuple(association.languages)
    if language is not None and language not in languages:
        raise UnknownLanguage(language, languages)
    edition, changes = changes_since(period)
    chosen = language or languages[0]
    if as_json:
        found = [
            {
                "kind": change.kind,
                "record_type": change.record_type,
                "record": change.record,
                "name": change.name.as_dict(),
                "field": change.field,
                "language": change.language,
                "part": change.part.as_dict(),
                "before": change.before.as_dict(),
                "after": change.after.as_dict(),
                "words": {one: sentence(change, one, others=languages) for one in languages},
            }
            for change in changes
        ]
        answer = {"edition": edition.slug, "as_of": edition.as_of.isoformat(), "changes": found}
        echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for change in changes:
        echo(sentence(change, chosen, others=languages))
    if not changes:
        tell(Message("the records say what {edition} says"), edition=edition.slug)
