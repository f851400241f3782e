"""What commands print: on a terminal nothing commands it, whatever records and files hold."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from rapporteur.interfaces import cli
from rapporteur.interfaces.cli.failures import reported
from rapporteur.interfaces.cli.reader import echo
from rapporteur.records.accounts.refusals import NameNotFree

TYPED = "a \x1b]0;title\x07 that \x1b[2J\x9b31m clears\u202e\tall"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("name", "is_error"), [("stdout", False), ("stderr", True)])
def test_text_of_a_record_commands_no_terminal(
    monkeypatch: pytest.MonkeyPatch, name: str, is_error: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, name, terminal)
    echo(TYPED, err=is_error)
    assert terminal.getvalue() == "a ␛]0;title␇ that ␛[2J\ufffd31m clears\ufffd\tall\n"


def test_failure_commands_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(SystemExit), reported():
        raise NameNotFree(TYPED)
    assert "␛[2J" in terminal.getvalue()
    assert "\x1b" not in terminal.getvalue()


def test_what_is_no_terminal_gets_every_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stdout", pipe)
    echo("a\x07b\u202ec")
    assert pipe.getvalue() == "a\x07b\u202ec\n"


def test_commands_print_through_this_door_alone() -> None:
    folder = Path(cli.__file__).parent
    others = [
        path.name for path in folder.rglob("*.py") if re.search(r"\bclick\.echo\(", path.read_text("utf-8"))
    ]
    assert others == ["reader.py"]
