"""The language that a translator's file names, in the form in which the network has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PARTED = re.compile(r"[-_]")
_ENCODING = re.compile(r"[.@].*$")


def language_of(named: str, languages: Sequence[str]) -> str:
    """Return which of `languages` is meant by the name in a file, or the name itself where none or several may be.

    Tools name languages with a country (`es-ES`, `es_MX`, `es-419`, `pt_BR.UTF-8`): that of a language which the
    network has once is the language. A language that is there as it is named comes first.
    """
    wanted = _plain(named)
    exact = [one for one in languages if _plain(one) == wanted]
    if exact:
        return exact[0]
    alike = [one for one in languages if _plain(one)[0] == wanted[0]]
    return alike[0] if len(alike) == 1 else named


def _plain(name: str) -> tuple[str, ...]:
    return tuple(_PARTED.split(_ENCODING.sub("", name.strip().lower())))
