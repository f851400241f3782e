"""How the translations of a period stand, and the texts of it that go out to translators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapporteur.base.core.database.consistent import consistent_reads
from rapporteur.base.core.models import Association
from rapporteur.base.core.translations import Status, revision
from rapporteur.base.values.periods import Period
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.translating.export_files import REVISION_DIGITS, SENT_DIGITS, Offered, unfit
from rapporteur.report.translating.texts import PeriodText, printed_texts


@dataclass(frozen=True)
class Matrix:
    """The texts of a period, in the languages of the association."""

    period: Period
    source: str
    languages: tuple[str, ...]
    texts: tuple[PeriodText, ...]

    def counts(self) -> dict[str, dict[str, Counter[Status]]]:
        """Count per type of record and language how the texts stand."""
        found: dict[str, dict[str, Counter[Status]]] = defaultdict(lambda: defaultdict(Counter))
        for text in self.texts:
            for language in self.languages:
                found[text.record_type][language][text.status(language, self.source)] += 1
        return {record_type: dict(by_language) for record_type, by_language in found.items()}

    def open(self, language: str) -> Iterator[tuple[PeriodText, Status]]:
        """Yield the texts that are not done in a language."""
        for text in self.texts:
            found = text.status(language, self.source)
            if found is not Status.DONE:
                yield text, found

    def offered(self, language: str) -> list[Offered]:
        """Return every text that has a source, as an entry for a file in `language`."""
        entries = []
        for text in self.texts:
            source, target = text.texts.get(self.source, ""), text.texts.get(language, "")
            if not source or unfit(source + target):
                continue
            found, made_from = text.status(language, self.source), text.made_from.get(language)
            entries.append(
                Offered(
                    key=text.key,
                    revision=revision(source)[:REVISION_DIGITS],
                    source=source,
                    target=target,
                    finished=found is Status.DONE,
                    machine=found is Status.MACHINE,
                    status=found,
                    sent=revision(target)[:SENT_DIGITS],
                    old_source=made_from.source_text if made_from else "",
                )
            )
        return entries

    def left_out(self, language: str) -> list[PeriodText]:
        """Return the texts that no file can hold: they contain control characters."""
        both = (self.source, language)
        return [text for text in self.texts if unfit("".join(text.texts.get(one, "") for one in both))]


def translation_matrix(period: Period, as_of: date | None = None) -> Matrix:
    """Return the texts that the report of `period` prints and how their translations stand; empty ones are left out.

    A constant number of queries. Raises NoAssociation.
    """
    as_of = as_of or period.last_day
    with consistent_reads():
        records = fetch_records(period, as_of)
        texts = printed_texts(records, as_of)
    return matrix_of(period, records.association, texts)


def matrix_of(period: Period, association: Association, texts: Iterable[PeriodText]) -> Matrix:
    """Return the matrix of texts that a report prints; those that are empty in every language are left out."""
    written = tuple(text for text in texts if text.texts)
    return Matrix(period, association.source_language, tuple(association.languages), written)
