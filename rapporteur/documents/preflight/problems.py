"""One thing that keeps a report from being laid out: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part
from typing import Any

from rapporteur.base.values.failures import Fault, SeveralFaults
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say

EMPTY_FAULTS = frozenset({"EMPTY", "ALT_EMPTY", "CREDIT_EMPTY"})
"""Faults of a text that is not there."""

FAULTS = {
    "EMPTY": (
        Message("the text is empty"),
        Message("Write it, or leave the language out of the report"),
    ),
    "ALT_EMPTY": (
        Message("the description is empty"),
        Message("Say what the photograph shows"),
    ),
    "CREDIT_EMPTY": (
        Message("the credit is empty"),
        Message("Name the photographer or the owner of the rights"),
    ),
    "CONTRAST": (
        Message("{colour} has a contrast of {contrast} to 1 with its tint; text needs {least} to 1"),
        Message("Take a darker colour"),
    ),
    "NOT_BASE64": (
        Message("the file is not base64"),
        Message("Upload it again as an RGB JPEG or a PNG"),
    ),
    "OTHER_TYPE": (
        Message("the file is a {found}, not the {said} that it claims to be"),
        Message("Upload it again as an RGB JPEG or a PNG"),
    ),
    "NO_PICTURE": (
        Message("the file is no {said} picture"),
        Message("Upload it again as an RGB JPEG or a PNG"),
    ),
    "DAMAGED": (
        Message("the {said} file is damaged"),
        Message("Upload it again as an RGB JPEG or a PNG"),
    ),
    "CUT": (
        Message("the {said} file breaks off"),
        Message("Upload it again as an RGB JPEG or a PNG"),
    ),
    "TOO_MANY_PIXELS": (
        Message("the {said} file has more than {most} million pixels"),
        Message("Upload it again, smaller"),
    ),
    "CMYK": (
        Message("the file is a CMYK JPEG, meant for a printing press"),
        Message("Upload it again as an RGB JPEG or a PNG"),
    ),
    "NO_GLYPH": (
        Message(
            "the report's fonts cannot print this character: {characters}",
            "the report's fonts cannot print these characters: {characters}",
            by="characters",
        ),
        Message("Write Latin, Greek or Cyrillic letters, or leave out what cannot be printed"),
    ),
    "LONG_WORD": (
        Message("“{word}” has {length} characters and no place to break; a line takes {most}"),
        Message("Put a space or a hyphen into it, or make a link's address its target instead of its text"),
    ),
}
"""What is wrong, as a clause, and what to do about it, without a full stop."""


@dataclass(frozen=True, slots=True)
class LayoutProblem:
    """One thing that keeps the report from being laid out.

    `record` is the kind and slug (or number) of the record, `field` the field in it, `language` the language
    or empty. `fault` is a code, `values` what its words name.
    """

    record: str
    field: str
    language: str
    fault: str
    values: Mapping[str, Any] = part(default_factory=dict)

    def wrong(self, language: str = "en") -> str:
        """Say in `language` what is the matter, as a clause."""
        return self._sentences(language)[0]

    def cure(self, language: str = "en") -> str:
        """Say in `language` what to do, without a full stop."""
        return self._sentences(language)[1]

    def _sentences(self, language: str) -> tuple[str, str]:
        wrong, cure = FAULTS[self.fault]
        return say(wrong, language, **self.values), say(cure, language, **self.values)

    @property
    def explanation(self) -> Fault:
        """The same in the shape of every fault."""
        where = f"{self.field} ({self.language})" if self.language else self.field
        said = {"wrong": self.wrong, "cure": self.cure}
        return Fault(Message("{place}: {wrong}. {cure}"), place=f"{self.record}, {where}", values=said)

    def __str__(self) -> str:
        return str(self.explanation)


class ReportNotRenderable(SeveralFaults, ValueError):
    """The report cannot be laid out; `problems` says why, record by record."""

    def __init__(self, problems: Sequence[LayoutProblem]) -> None:
        super().__init__(problem.explanation for problem in problems)
        self.problems = tuple(problems)
