"""What the start page is made of: lists of rows, each one click from its cure; and who looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from rapporteur.base.core.permissions import Actor


@dataclass(frozen=True)
class StartRow:
    """One thing that waits: what it is called, where it is cured, and what else is to be known of it."""

    text: str
    address: str
    note: str = ""
    why: str = ""
    """Why it came back."""


@dataclass(frozen=True)
class StartList:
    """A list of the start page: its rows, how many there are in all, and what is said where there is none."""

    name: str
    title: Any
    rows: tuple[StartRow, ...]
    count: int
    nothing: Any
    address: str = ""
    """Where all of them are, if anywhere."""


@dataclass(frozen=True)
class Visitor:
    """Whoever looks: the account, what it may, its language, and the day."""

    user: Any
    by: Actor
    language: str
    on: date


def list_of(model: Any) -> str:
    """Return the address of the list of a kind of record."""
    return reverse(model.snippet_viewset.get_url_name("list"))
