"""Templates leave to each language what stands around a value: French sets a space before a colon, and « » around."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rapporteur.base.words import say as words

INTERFACES = Path(words.__file__).resolve().parents[2] / "interfaces"
TEMPLATES = sorted(INTERFACES.rglob("templates/**/*.html"))
MARKED = re.compile(r"(?:\}\}|%\}|</\w+>|\))[:;](?=\s|<|$)|[“”„«»]")
"""A colon or semicolon after a value or an element, and quotation marks: the filters `colon` and `quoted` set them."""
CODE = re.compile(
    r"<(style|script)\b.*?</\1>|\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|style=\"[^\"]*\"", re.DOTALL
)


def marks(text: str) -> list[str]:
    return [text[max(0, one.start() - 30) : one.end()] for one in MARKED.finditer(CODE.sub("", text))]


def test_no_template_sets_marks_as_english_does() -> None:
    assert len(TEMPLATES) > 80
    found = {str(one.relative_to(INTERFACES)): marks(one.read_text(encoding="utf-8")) for one in TEMPLATES}
    assert {name: one for name, one in found.items() if one} == {}


@pytest.mark.parametrize(
    "planted", ["{{ a }}: {{ b }}", "{% word 'a' %}: b", "<b>{{ a }}</b>: b", "“{{ a }}”"]
)
def test_marks_of_english_are_noticed(planted: str) -> None:
    assert marks(planted)


@pytest.mark.parametrize(
    "sound", ["{{ a|colon }} {{ b }}", "{# a: “b” #}", "{% if a == ':' %}", '<p style="a: b">']
)
def test_what_the_language_sets_is_none(sound: str) -> None:
    assert marks(sound) == []
