"""Text in the languages of an association: one value, language → text.

A missing language is missing, never an empty text and never another language by accident:
whoever wants a fallback asks for one with :meth:`LocalizedText.best`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class LocalizedText(Mapping[str, str]):
    """An immutable, hashable mapping of language code to text; blank texts are dropped."""

    __slots__ = ("_texts",)

    _texts: dict[str, str]

    def __init__(self, texts: Mapping[str, str | None] | None = None) -> None:
        self._texts = {language: text for language, text in (texts or {}).items() if text and text.strip()}

    @classmethod
    def same(cls, text: str, languages: Sequence[str]) -> LocalizedText:
        """Return `text` under every one of `languages`: a proper name that no language changes."""
        return cls(dict.fromkeys(languages, text))

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __contains__(self, language: object) -> bool:
        return language in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(frozenset(self._texts.items()))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LocalizedText):
            return self._texts == other._texts
        if isinstance(other, Mapping):
            return self._texts == dict(other)
        return NotImplemented

    def __repr__(self) -> str:
        return f"LocalizedText({self._texts!r})"

    def __reduce__(self) -> tuple[type[LocalizedText], tuple[dict[str, str]]]:
        return LocalizedText, (self._texts,)

    def __deepcopy__(self, memo: dict[int, object]) -> LocalizedText:
        return self

    def best(self, languages: Sequence[str]) -> str:
        """Return the text in the first of `languages` that has one, else any, else an empty text."""
        for language in languages:
            if language in self._texts:
                return self._texts[language]
        return next(iter(self._texts.values()), "")

    def missing(self, languages: Sequence[str]) -> tuple[str, ...]:
        """Return those of `languages` that have no text, in their order."""
        return tuple(language for language in languages if language not in self._texts)

    def merged(self, changes: Mapping[str, str | None]) -> LocalizedText:
        """Return this text with `changes` put over it; languages not named are kept."""
        return LocalizedText({**self._texts, **changes})

    def as_dict(self) -> dict[str, str]:
        """Return a plain dictionary, languages in alphabetical order: the stored form."""
        return dict(sorted(self._texts.items()))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> CoreSchema:
        """Let data sets (:mod:`rapporteur.intake.importing.datasets.parts`) be read into this type."""
        from pydantic_core import core_schema

        texts = core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema())
        return core_schema.union_schema(
            [
                core_schema.is_instance_schema(cls),
                core_schema.no_info_after_validator_function(cls, texts),
            ],
            mode="left_to_right",
            serialization=core_schema.plain_serializer_function_ser_schema(cls.as_dict, return_schema=texts),
        )


EMPTY = LocalizedText()
