"""The program's commands, wherever its modules lie, and a way to run many of them in one process.

    python -m tests.kept.commands < commands.json

reads a list of commands (lists of words) and prints a list of [exit code, what it printed]: a process starts once,
which costs more than most commands.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import NamedTuple

import click
from click.testing import CliRunner


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    printed: bytes


def command_line() -> click.Command:
    """Return the command line that the installed command `rapporteur` runs."""
    (program,) = entry_points(group="console_scripts", name="rapporteur")
    program.load()
    command: click.Command = sys.modules[program.module].cli
    return command


def run(arguments: Sequence[str]) -> Done:
    """Run a command in this process."""
    done = CliRunner().invoke(command_line(), arguments, prog_name="rapporteur", catch_exceptions=False)
    return Done(done.exit_code, done.stdout_bytes)


if __name__ == "__main__":
    results = [run(arguments) for arguments in json.load(sys.stdin)]
    json.dump([[result.code, result.printed.decode()] for result in results], sys.stdout)
