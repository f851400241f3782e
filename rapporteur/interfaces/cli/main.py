"""The command `rapporteur`: its table of contents. Each command's module is imported when it is called."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from rapporteur import __version__

COMMANDS = {
    "demo": "Load the demonstration data set, build its report and show it in a browser.",
    "dev": "Make an installation to develop on, with an account for each role, and serve it with reload.",
    "serve": "Serve the public pages and the back office.",
    "work": "Send the mails that are due, and write the digests of the day.",
    "load": "Load a data set: a folder of YAML files.",
    "import": "Read an old report, a table or a calendar into the records; undo an import.",
    "reconcile": "Find where a printed report contradicts itself, and the records.",
    "export": "Write records as a table that is read back unchanged.",
    "build": "Build the report of a period in every language and format.",
    "data": "Print the report of a period as JSON.",
    "render": "Render a snapshot (JSON) without a database.",
    "agenda": "Print what lies ahead; as a calendar for other programs.",
    "minutes": "Write the minutes of a meeting of a body as PDF and Word document.",
    "passport": "Write the passport of a member: two pages on what the network did with it.",
    "passports": "Write the passports of all members in one run.",
    "certificates": "Give everybody who came to a course a certificate, and write them in one run.",
    "check": "Check the records of a period: what is missing or contradicts itself.",
    "waive": "Silence a finding of a check, with a name and a reason.",
    "period": "Tell how far a period is; call for contributions to it, close, lock and unlock it.",
    "freeze": "Freeze the report of a period as an edition that no longer moves.",
    "editions": "List the frozen editions; hand out their documents.",
    "sign": "Sign an edition with a key that lies outside of the database.",
    "verify": "Make editions again and compare every byte.",
    "changes": "Say what the records say otherwise than the newest edition.",
    "user": "Tell who may enter the back office; invite, give and take roles, close an account.",
    "translations": "Show which texts are missing or stale; export and import them.",
}
GROUPS = (
    ("Start here", ("demo", "serve", "work", "dev")),
    ("Records", ("load", "import", "reconcile", "export")),
    (
        "Reports",
        (
            "check",
            "waive",
            "period",
            "build",
            "data",
            "render",
            "minutes",
            "passport",
            "passports",
            "certificates",
            "agenda",
        ),
    ),
    ("Editions", ("freeze", "editions", "sign", "verify", "changes")),
    ("Languages", ("translations",)),
    ("Accounts", ("user",)),
)
MODULES = {
    "check": "checks.check",
    "waive": "checks.waive",
    "import": "importing.command",
    "freeze": "editions.freeze",
    "editions": "editions.listing",
    "verify": "editions.verify",
    "changes": "editions.changes",
    "sign": "editions.sign",
    "work": "working.command",
    "minutes": "documents.minutes",
    "passport": "documents.passport",
    "passports": "documents.passports",
    "certificates": "documents.certificates",
}
"""Commands that are not a file of their own name beside this one."""


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to show its own help."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; its foreseeable failures end in a sentence before click has its own word for them."""
        from rapporteur.interfaces.cli.failures import reported

        with reported():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = MODULES.get(cmd_name, cmd_name.replace("-", "_"))
        module = importlib.import_module(f"rapporteur.interfaces.cli.{name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            known = ", ".join(COMMANDS)
            ctx.fail(f"'{args[0]}' is not a command: expected one of {known}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, names in GROUPS:
            with formatter.section(title):
                formatter.write_dl([(name, COMMANDS[name]) for name in names])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="rapporteur")
def cli() -> None:
    """The register and the progress report of a network of cities.

    \b
    Try it:
      rapporteur demo                 fresh database, demonstration report, browser
      rapporteur build 2018-Q2        every language and format into build/2018-Q2/
      rapporteur data 2018-Q2         the same report as JSON, on stdout

    A period is a quarter (2018-Q2), a half-year (2018-H1), a year (2018) or two days (2018-04-01..2018-06-30).

    \b
    Exit codes: 0 done; 1 refused by a check; 2 bad input, or something that could not be read or written;
    129, 130 or 143 stopped: the terminal closed, Ctrl-C, a request to end.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line; every foreseeable failure ends in a sentence on stderr and a code, no traceback."""
    from rapporteur.interfaces.cli.failures import listen_for_interruption, reported

    listen_for_interruption()
    # pydantic would search every installed package for plug-ins: a tenth of the time that a command takes to start
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name in ("stdout", "stderr"):  # closed by the caller: `rapporteur build 2018-Q2 >&-`
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for as long as we run
    with reported():  # of what the group itself says: its help, its usage
        return cli.main(arguments, prog_name="rapporteur", standalone_mode=True)


if __name__ == "__main__":
    sys.exit(main())
