"""`rapporteur verify`: editions against their hashes and their own making."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.parameters import TEXT
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo, sentence, tell, words

if TYPE_CHECKING:
    from rapporteur.proof.editions.verifying import Verified

DIFFERENT = 1


@click.command("verify")
@click.argument("edition", type=TEXT, required=False)
@click.option(
    "--python", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Make the documents again with this Python, that of an environment with the libraries of the time.",
)  # fmt: skip
@click.option("--hashes", is_flag=True, help="Compare seal and hashes, and run nothing.")
@click.option(
    "--run-unsandboxed", is_flag=True,
    help="Where there is no sandbox, run the edition's program all the same, with the rights of your account.",
)  # fmt: skip
def command(edition: str | None, python: Path | None, hashes: bool, run_unsandboxed: bool) -> None:
    """Make the documents of EDITION (default: of all) again from its snapshot and compare every byte.

    They are made by the rendering program that was stored with the edition, whatever has changed since; nothing of it
    runs where the seal, a hash or a name is wrong. It runs under bubblewrap, without network; where that is missing,
    seal and hashes are compared, no more. Exit code 1 when anything differs, with what does.

    By which known program an edition was made, and whose keys signed it, is said beside. RAPPORTEUR_TRUSTED_KEYS
    names the keys of which one must have signed, RAPPORTEUR_KNOWN_PROGRAMS further programs; where that is set, no
    other runs.

    \b
      rapporteur verify 2018-Q2/1
      rapporteur verify --hashes
    """
    if hashes and (run_unsandboxed or python):
        raise click.UsageError(
            words(Message("--hashes runs nothing: without --python and --run-unsandboxed"))
        )
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.proof.editions.freezing import edition_named
    from rapporteur.proof.editions.models import Edition
    from rapporteur.proof.editions.verifying import Making, verify

    making = Making.NEVER if hashes else Making.ANYHOW if run_unsandboxed else Making.SANDBOXED
    chosen = [edition_named(edition)] if edition else Edition.objects.listed().defer(None).iterator(1)
    with progress() as report:
        results = verify(chosen, making=making, python=python, progress=report)
    for result in results:
        _say_outcome(result)
        _say_origin(result)
    if making is Making.SANDBOXED and any(result.intact and not result.made_again for result in results):
        notice = Message(
            "no document was made again: there is no sandbox here to run the editions' programs in;\n"
            "install bubblewrap, or run them with the rights of your account: --run-unsandboxed"
        )
        echo(words(notice), err=True)
    if not results:
        tell(Message("no edition is frozen yet"))
    if not all(result.intact for result in results):
        sys.exit(DIFFERENT)


def _say_outcome(result: Verified) -> None:
    """Say whether an edition is as it was frozen, and what is not."""
    if result.intact:
        intact = Message("{edition}: {count} documents, all as they were frozen")
        hashed = Message("{edition}: {count} documents, all with the hashes they were frozen with")
        tell(intact if result.made_again else hashed, edition=result.edition, count=result.files)
        return
    tell(Message("{edition}: not as it was frozen"), edition=result.edition)
    for deviation in result.deviations:
        echo(f"  {deviation.what}: {sentence(deviation.problem)}")
    if result.cause:
        cause = Message(
            "  likely cause: other versions of libraries ({cause});\n"
            "  install those of requirements.lock in the edition's rendering program, then --python"
        )
        tell(cause, cause=result.cause)


def _say_origin(result: Verified) -> None:
    """Say what is known of who put an edition together: the program that made it, the keys that signed it."""
    if result.program:
        tell(Message("  rendering program: {name}"), name=result.program)
    else:
        tell(
            Message("  rendering program: none that is known here ({fingerprint})"),
            fingerprint=result.fingerprint or "-",
        )
    signed = result.signed_by
    if signed.trusted:
        tell(Message("  signed by {names}"), names=", ".join(signed.trusted))
    if signed.others:
        tell(Message("  signed by keys that are not trusted here: {keys}"), keys=", ".join(signed.others))
    if not (signed.trusted or signed.others):
        tell(Message("  not signed: that the parts belong together does not say who put them together"))
