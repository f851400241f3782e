"""What lines of the plan are called above their activities and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.sources.outline import OutlineUnit

_LONGEST_KICKER = 50
"""Characters of the line above a heading that says which line of the plan it heads."""
_LONGEST_LETTERS = 4
"""Letters of a line that has no number (`Goal EDU`)."""

_KICKED = re.compile(r"^(?P<kicker>[^:]{2,40}?)\s*:\s+(?P<title>\S.*)$")


def is_kicker(unit: OutlineUnit, heading: OutlineUnit) -> bool:
    """Tell whether `unit` is the short line above a heading that says which line of the plan it heads."""
    beside = unit.path == heading.path[:-1] or unit.path[:-1] == heading.path[:-1]
    text = unit.text
    return (
        bool(unit.path)
        and beside
        and len(text) <= _LONGEST_KICKER
        and not text.endswith(".")
        and not unit.level
    )


class LineNames:
    """Finds the code of a line of the plan from what it is called (`Guideline 1`, `Goal A`)."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = known

    def line(self, title: str, kicker: str, ctx: ReadingContext) -> tuple[str, str]:
        """Return the code of the line that a heading names, and its title alone."""
        if not kicker:
            match = _KICKED.match(title)
            if match is None or not self._code(match["kicker"], ctx):
                return "", title
            kicker, title = match["kicker"], match["title"]
        return self._code(kicker, ctx), title

    def of_codes(self, codes: Sequence[str]) -> str:
        """Return the first part that all codes of a table share."""
        firsts = {match.group() for code in codes if (match := re.match(r"[A-Za-z]*\d+|[A-Za-z]+", code))}
        return firsts.pop() if len(firsts) == 1 else ""

    def _code(self, kicker: str, ctx: ReadingContext) -> str:
        token = kicker.rsplit(maxsplit=1)[-1]
        number = re.search(r"\d+$", token)
        wanted = number.group() if number and number.group() != token else token
        if token in self._known:
            return token
        for code in self._known:
            match = re.match(rf"^(\D*?{re.escape(wanted)})(?!\d)", code)
            if match and (wanted.isdecimal() or match[1] == wanted):
                return match[1]
        first = next((re.match(r"^(\D*)\d+", code) for code in self._known), None)
        if first and token.isdecimal():
            return f"{first[1]}{token}"
        return token if number or (token.isupper() and len(token) <= _LONGEST_LETTERS) else ""
