"""What commands say to whoever called them, in their language: that of RAPPORTEUR_LANGUAGE, English without it."""

from __future__ import annotations

import os
import re
import sys

import click

from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH, LANGUAGES

SETTING = "RAPPORTEUR_LANGUAGE"
_COMMANDS = re.compile(r"\x1b(?!\[[01]m)|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""All control characters but tabs, line ends and what makes our own headings bold; and those that turn the direction of
writing."""
IN_WHICH = "In which language it speaks (default: that of RAPPORTEUR_LANGUAGE, or English)."


def reader_language() -> str:
    """Return the language in which commands speak.

    Read from the environment, as some commands need no settings. Those refuse a language that the program does not
    speak; here it is English, so that the refusal itself has words.
    """
    asked = os.environ.get(SETTING, "").strip()
    return asked if asked in LANGUAGES else ENGLISH


def words(message: Message, /, **values: object) -> str:
    """Return a message in the reader's language; values keep their letters, as people must find them again."""
    return sentence(Fault(message, values=values))


def sentence(fault: Fault) -> str:
    """Return what is wrong in the reader's language, with what to do."""
    from rapporteur.base.words.say import say_fault  # here: most commands say nothing before they have worked

    return say_fault(fault, reader_language())


def echo(text: object = "", *, err: bool = False, nl: bool = True) -> None:
    """Print a text; on a terminal without what would command it: records and files hold what others typed.

    In a pipe, and in a file, every letter stays as it is.
    """
    stream = sys.stderr if err else sys.stdout
    click.echo(without_commands(str(text)) if stream.isatty() else text, err=err, nl=nl)


def without_commands(text: str) -> str:
    """Return a text with a sign in the place of each letter that a terminal takes for a command."""
    return _COMMANDS.sub(lambda found: _stand_in(ord(found[0])), text)


def _stand_in(code: int) -> str:
    return chr(0x2400 + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def tell(message: Message, /, *, err: bool = False, **values: object) -> None:
    """Print a message in the reader's language on a line of its own; on stderr where it is no result."""
    echo(words(message, **values), err=err)
