"""Write docs/commands.md from the command line itself: every command, argument and option with its help.

python -m tools.write_commands_doc
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from rapporteur.interfaces.cli.main import GROUPS, cli

TARGET = Path(__file__).resolve().parents[1] / "docs" / "commands.md"
HEAD = """# Commands

Written by `tools/write_commands_doc.py` from the command line itself. `rapporteur COMMAND --help` says the same.
Exit codes and settings are in [administration](administration.md).
"""


def commands(
    command: click.Command | None = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it, groups before what is in them."""
    command = command or cli
    if path:
        yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found:
                yield from commands(found, (*path, name))


def page() -> str:
    """Return the whole page."""
    titles = {name: title for title, names in GROUPS for name in names}
    parts, title = [HEAD], ""
    order = {name: place for place, name in enumerate(titles)}
    for path, command in sorted(commands(), key=lambda found: order[found[0][0]]):
        if titles[path[0]] != title:
            title = titles[path[0]]
            parts.append(f"## {title}\n")
        parts.append(_section(path, command))
    return "\n".join(parts)


def _section(path: tuple[str, ...], command: click.Command) -> str:
    context = click.Context(
        command, info_name=" ".join(path), parent=click.Context(cli, info_name="rapporteur")
    )
    usage = command.get_usage(context).removeprefix("Usage: ")
    lines = [f"### rapporteur {' '.join(path)}\n", f"    {' '.join(usage.split())}\n", _text(command), ""]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record:
            lines.append(f"- `{record[0]}`: {' '.join(record[1].split())}")
    return "\n".join([*lines, ""])


def _text(command: click.Command) -> str:
    """Return the help as paragraphs; what click is told to leave as it stands (`\\b`) becomes a block."""
    parts = []
    for paragraph in (command.help or "").split("\n\n"):
        block = paragraph.strip("\n")
        if block.lstrip().startswith("\b"):
            body = block.lstrip().removeprefix("\b").strip("\n")
            parts.append("\n".join(f"    {line.strip()}" for line in body.splitlines()))
        else:
            parts.append(" ".join(block.split()))
    return "\n\n".join(parts)


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET.name}: {sum(1 for _ in commands())} commands")


if __name__ == "__main__":
    main()
