"""What somebody typed at the desk: the texts of a record, each in the pieces in which it was shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rapporteur.report.translating.segments import join

MOST_TEXTS, MOST_ROWS = 200, 500
"""Of a form: an organisation with all its names, an editorial of a long year."""


@dataclass(frozen=True)
class TypedText:
    """One text as it was typed, piece by piece, with what it was typed for.

    `seen` is the source as it was shown, `made_for` its revision, `instead_of` the revision of the translation that was
    there. `meaning` says that the meaning is unchanged, `as_it_stands` that names and terms are right.
    """

    path: str
    seen: str
    made_for: str
    instead_of: str
    rows: tuple[str, ...]
    befores: tuple[str, ...]
    end: str = ""
    meaning: bool = False
    as_it_stands: bool = False

    @property
    def words(self) -> str:
        """The text put together."""
        return join(self.rows, self.befores, self.end) if any(self.rows) else ""

    @property
    def empty(self) -> int:
        """How many pieces have nothing in them."""
        return sum(not row for row in self.rows)

    def with_row(self, number: int, words: str) -> TypedText:
        """Return the text with another piece in the place of one."""
        if number >= len(self.rows):
            return self
        return replace(self, rows=(*self.rows[:number], words, *self.rows[number + 1 :]))


def typed_texts(values: Mapping[str, str]) -> Iterator[TypedText]:
    """Yield the texts of a form. Browsers send line ends as two characters: they are one again."""
    sent = {name: value.replace("\r\n", "\n") for name, value in values.items()}
    for number in range(MOST_TEXTS):
        if (path := sent.get(f"path-{number}")) is None:
            return
        rows, befores = [], []
        for row in range(MOST_ROWS):
            if (words := sent.get(f"row-{number}-{row}")) is None:
                break
            rows.append(words.strip())
            befores.append(sent.get(f"before-{number}-{row}", ""))
        yield TypedText(
            path,
            sent.get(f"seen-{number}", ""),
            sent.get(f"made_for-{number}", ""),
            sent.get(f"instead_of-{number}", ""),
            tuple(rows),
            tuple(befores),
            sent.get(f"end-{number}", ""),
            f"meaning-{number}" in sent,
            f"stands-{number}" in sent,
        )
