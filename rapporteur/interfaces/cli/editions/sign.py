"""`rapporteur sign`: a signature over an edition that is frozen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.parameters import TEXT, WHO
from rapporteur.interfaces.cli.reader import echo, sentence, tell

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor

REFUSED = 1


@click.command("sign")
@click.argument("edition", type=TEXT)
@click.option("--by", type=WHO, required=True, help="Who signs it: a name for the audit trail.")
@click.option("--dry-run", is_flag=True, help="Verify and say what would be signed; write nothing.")
def command(edition: str, by: Actor, dry_run: bool) -> None:
    """Sign EDITION with the key that RAPPORTEUR_SIGNING_KEY names.

    `freeze` signs by itself where there is a key; this is for an edition that was frozen before, and for a further key.
    Its seal and hashes are compared first; what is not as it was frozen is not signed (exit code 1).

    \b
      ssh-keygen -t ed25519 -f signing-key -C "Secretariat"
      RAPPORTEUR_SIGNING_KEY=signing-key rapporteur sign 2018-Q2/1 --by "A. Name"
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.utils import timezone

    from rapporteur.proof.editions.freezing import edition_named
    from rapporteur.proof.editions.signing import sign_edition
    from rapporteur.proof.editions.verifying import unsigned_faults

    chosen = edition_named(edition)
    faults = unsigned_faults(chosen)
    if faults:
        tell(Message("{edition}: not as it was frozen"), edition=chosen.slug)
        for deviation in faults:
            echo(f"  {deviation.what}: {sentence(deviation.problem)}")
        sys.exit(REFUSED)
    key = sign_edition(edition=chosen, by=by, at=timezone.now(), dry_run=dry_run)
    done = Message("{edition} is signed with {key}")
    would = Message("{edition} would be signed with {key}; nothing was written")
    tell(would if dry_run else done, edition=chosen.slug, key=key)
