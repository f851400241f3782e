"""What a name was found to mean: one record, or one of four reasons why there is none, with candidates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapporteur.records.names.name import Standing


class Answer(StrEnum):
    """What was found: the record, or why no record is the answer."""

    MATCHED = "MATCHED"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"
    ENDED = "ENDED"
    PROSPECT = "PROSPECT"


class How(StrEnum):
    """By which likeness a record was found, the surest first."""

    SLUG = "SLUG"
    EXACT = "EXACT"
    ALIAS = "ALIAS"
    LANGUAGE = "LANGUAGE"
    FOLDED = "FOLDED"
    FUZZY = "FUZZY"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant, how it was found and how near it is (0 to 100)."""

    slug: str
    name: str
    standing: Standing
    how: How
    score: float = 100.0

    def as_dict(self) -> dict[str, str | float]:
        """Return plain values, as an import keeps them."""
        return {
            "slug": self.slug,
            "name": self.name,
            "standing": self.standing.value,
            "how": self.how.value,
            "score": round(self.score, 1),
        }


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to a name: `slug` is empty unless it is MATCHED; `candidates` are best first."""

    text: str
    answer: Answer
    slug: str = ""
    how: How | None = None
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_matched(self) -> bool:
        """Whether there is one record."""
        return self.answer is Answer.MATCHED
