"""Documents that the page of a record offers: in which languages and formats, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.base.values.formatting.languages import language_name


@dataclass(frozen=True)
class OfferedFile:
    """A document: the language that it is in, what else is said of it, and its address."""

    code: str
    said: str
    address: str

    @property
    def language(self) -> str:
        """The name of its language, in that language."""
        return language_name(self.code)


@dataclass(frozen=True)
class OfferedDocuments:
    """What is offered under one heading; `warning` says what is to be known of it first."""

    title: str
    intro: str
    files: list[OfferedFile]
    warning: str = ""
