"""Translations back from translators: each text that fits is written, the others are refused, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.queries import the_association
from rapporteur.base.core.translations import Status, revision, status
from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.periods.refusals import PeriodLocked
from rapporteur.report.translating.entries import Entry
from rapporteur.report.translating.export_files import REVISION_DIGITS, SENT_DIGITS
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.file_languages import language_of
from rapporteur.report.translating.writing import (
    DraftInTheWorks,
    NotFaithful,
    RecordText,
    TextNotThere,
    confirm_text,
    fetch_text,
    load_fidelity,
    save_text,
)
from rapporteur.report.value.languages import UnknownLanguage


@dataclass(frozen=True)
class Refused:
    """A text of a file that was not taken, and why."""

    key: str
    reason: Fault


@dataclass
class Imported:
    """What an import did, text by text, and the language of the network that the file was taken for."""

    language: str = ""
    written: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    untranslated: list[str] = field(default_factory=list)
    unfinished: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


class _NotTaken(Foreseeable):
    """Why one text is not taken."""


def import_translations(
    entries: Iterable[Entry],
    *,
    language: str,
    by: Actor,
    machine: bool = False,
    names: bool = True,
    dry_run: bool = False,
) -> Imported:
    """Write the translated texts of a file, each that fits; the others are refused, each with the reason.

    A text is refused where its record is no more, where its source is of another revision than the file was made for,
    where somebody else has translated it since, where it loses or invents a placeholder, tag, address, code or (unless
    `names` is false) a member's name, and where the record has a draft that publishing would overtake. One that is
    marked as not finished is left alone. All that is taken is written in one transaction.
    """
    check_can(by, Right.WRITE_TRANSLATIONS)
    association = the_association()
    source = association.source_language
    language = language_of(language, association.languages)
    if language not in association.languages or language == source:
        others = tuple(one for one in association.languages if one != source)
        raise UnknownLanguage(language, others)
    taking = _Taking(language, source, by, machine, names, load_fidelity(source), Imported(language))
    with transaction.atomic():
        for entry in entries:
            try:
                taking.take(entry)
            except (_NotTaken, NotFaithful, TextNotThere, DraftInTheWorks, PeriodLocked) as reason:
                taking.result.refused.append(Refused(entry.key, reason.faults[0]))
        if dry_run:
            transaction.set_rollback(True)
    return taking.result


@dataclass
class _Taking:
    """The texts of one file, taken one by one."""

    language: str
    source: str
    by: Actor
    machine: bool
    names: bool
    fidelity: Fidelity
    result: Imported = field(default_factory=Imported)

    def take(self, entry: Entry) -> None:
        """Take one text, or raise _NotTaken."""
        if not entry.target.strip():
            self.result.untranslated.append(entry.key)
            return
        text = fetch_text(entry.key)
        original, before = text.texts.get(self.source, ""), text.texts.get(self.language, "")
        if not original or revision(original)[:REVISION_DIGITS] != entry.revision:
            raise _NotTaken(
                Message(
                    "the file was made for another revision of the source: it has “{found}”, "
                    "the record has “{recorded}”; export it again"
                ),
                found=_short(entry.source),
                recorded=_short(original),
            )
        if entry.target == before:
            self._as_it_was(entry, text, original, before)
        elif _untouched(entry):  # somebody else has translated it since, and the file says nothing of its own
            self.result.unchanged.append(entry.key)
        elif not entry.finished and not entry.machine and not self.machine:
            self.result.unfinished.append(entry.key)
        elif entry.sent and revision(before)[:SENT_DIGITS] != entry.sent:
            raise _NotTaken(
                Message(
                    "somebody else has translated it since the file was made: "
                    "the record has “{recorded}”; export it again"
                ),
                recorded=_short(before),
            )
        else:
            self._write(entry, text, original)

    def _as_it_was(self, entry: Entry, text: RecordText, original: str, before: str) -> None:
        """Confirm a text that came back unchanged but finished; leave any other alone."""
        if not entry.finished or status(original, before, text.state(self.language)) is Status.DONE:
            self.result.unchanged.append(entry.key)
            return
        self._check(entry, original)
        confirm_text(text, self.source, self.language, self.by)
        self.result.confirmed.append(entry.key)

    def _write(self, entry: Entry, text: RecordText, original: str) -> None:
        """Write a text that is new or changed, through the engine of writes."""
        self._check(entry, original)
        by_machine = self.machine or (entry.machine and not entry.finished)
        save_text(text, entry.target, self.language, self.by.as_machine() if by_machine else self.by)
        self.result.written.append(entry.key)

    def _check(self, entry: Entry, original: str) -> None:
        """Raise _NotTaken where the text cannot be a translation of its source."""
        problems = tuple(
            self.fidelity.problems(original, entry.target, names=self.names, language=self.language)
        )
        if len(problems) > 1:
            raise _NotTaken(Message("not what its source says: {problems}"), problems=problems)
        if problems:
            raise NotFaithful(problems)


def _untouched(entry: Entry) -> bool:
    """Tell whether a text comes back as it went out."""
    return bool(entry.sent) and revision(entry.target)[:SENT_DIGITS] == entry.sent


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"
