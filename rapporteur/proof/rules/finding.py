"""What a rule found, and how it is told: the record and field that mend it, the evidence, a fingerprint."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.words.say import say

if TYPE_CHECKING:
    from rapporteur.proof.rules.rule import Rule


class Severity(StrEnum):
    """How bad it is, worst first."""

    BLOCKING = "BLOCKING"
    """The report contradicts itself, or cannot be laid out: it is not frozen."""
    WARNING = "WARNING"
    """Probably a slip or a gap; a person decides."""
    INFORMATION = "INFORMATION"
    """Nothing need be wrong; somebody may want to know."""

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True)
class PrintedPassage:
    """Where something stands in a printed report: its words, first and last line, page of the first."""

    text: str = ""
    lines: tuple[int, int] | None = None
    page: int | None = None


@dataclass(frozen=True)
class Record:
    """The record that a finding is about: its type as Django labels it, its slug, and what it is called."""

    type: str
    slug: str
    name: LocalizedText = field(default=EMPTY, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What identifies it."""
        return self.type, self.slug


@dataclass(frozen=True)
class Evidence:
    """A value that the finding rests on, with the field it stands in, and its passage where it was printed."""

    field: str
    value: Any
    passage: PrintedPassage | None = None


@dataclass(frozen=True)
class Finding:
    """One thing that one rule found."""

    rule: Rule
    record: Record
    field: str
    values: Mapping[str, Any]
    evidence: tuple[Evidence, ...]
    fingerprint: str
    """SHA-256 of what the finding rests on: it changes when the record does."""

    @property
    def severity(self) -> Severity:
        """That of the rule."""
        return self.rule.severity

    @property
    def waivable(self) -> bool:
        """Whether a person may silence it, with a reason."""
        return self.rule.waivable

    @property
    def code(self) -> str:
        """A short name for it: the rule and the first eight digits of its fingerprint."""
        return f"{self.rule.id}:{self.fingerprint[:8]}"

    def message(self, language: str) -> str:
        """Say in `language` what is the matter."""
        return say(self.rule.message, language, **self.values)

    def cure(self, language: str) -> str:
        """Say in `language` what to do."""
        return say(self.rule.mend, language, **self.values)


def fingerprint(*parts: Any) -> str:
    """Return the SHA-256 of `parts`, whatever the order of languages, keys and set members in them."""
    canonical = json.dumps(plain_value(parts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def plain_value(value: Any) -> Any:
    """Return `value` as JSON holds it, sets sorted; raise TypeError for what has no such form."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            part.name: plain_value(getattr(value, part.name))
            for part in dataclasses.fields(value)
            if part.compare
        }
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted((plain_value(item) for item in value), key=repr)
    if isinstance(value, (tuple, list)):
        return [plain_value(item) for item in value]
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no plain form")
