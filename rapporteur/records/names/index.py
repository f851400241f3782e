"""The index of names: which record a name means, and which names stand in a text.

Pure: records with their names are plain values, loaded by :mod:`rapporteur.records.names.loading` or read from print.
A name matches exactly, by an alias, in another language, or without its accents and capitals; what merely resembles a
name is a suggestion and never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rapidfuzz import fuzz, process

from rapporteur.records.names.forms import Form, form_of
from rapporteur.records.names.in_texts import NameInText, WordTable, folded, word_table
from rapporteur.records.names.match import Answer, Candidate, How, Match
from rapporteur.records.names.name import UNDETERMINED, Name, NamedRecord, NameKind, Standing

SUGGESTED_FROM = 75.0
"""A likeness (0 to 100) below which a suggestion sends people astray: “Lyon” beside “London” is 60."""
SUGGESTIONS = 5

_ORDER = {how: rank for rank, how in enumerate(How)}
_OTHER_ANSWERS = {
    Standing.ENDED: Answer.ENDED,
    Standing.PROSPECT: Answer.PROSPECT,
    Standing.OTHER: Answer.UNKNOWN,
}


def names_like(name: str, names: Sequence[str]) -> list[tuple[str, float]]:
    """Return those of some folded names that most resemble one, with how much: some may be of the same record."""
    alike = process.extract(
        name, names, scorer=fuzz.ratio, score_cutoff=SUGGESTED_FROM, limit=SUGGESTIONS * 2
    )
    return [(one, score) for one, score, _ in alike]


class NameIndex:
    """Records that can be asked by name; made once for many questions."""

    def __init__(
        self,
        records: Iterable[NamedRecord] = (),
        on: date | None = None,
        *,
        squeeze: bool = False,
        prefer_current: bool = False,
    ) -> None:
        """Take records that are asked as of the day `on` unless a question says another (None: of any day).

        With `squeeze`, spaces and punctuation do not count at all: `L1 M7-D2` is `L1M7D2`. With `prefer_current`, a
        name that several records bear means the one in force: codes of successive plans.
        """
        self.on = on
        self.records: dict[str, NamedRecord] = {}
        self._prefer_current = prefer_current
        self._squeeze = squeeze
        self._folded: dict[str, list[tuple[NamedRecord, Name]]] = {}
        self._forms: dict[frozenset[str], list[NamedRecord]] | None = None
        self._choices: list[str] = []
        self._alike: dict[str, list[tuple[str, float]]] = {}
        self._words: dict[str, WordTable] = {}
        for record in records:
            self.add(record)

    def add(self, record: NamedRecord) -> None:
        """Let names mean `record` as well; it takes the place of one with the same key."""
        if (before := self.records.get(record.key)) is not None:
            self._forget(before)
        self.records[record.key] = record
        for name in record.names:
            if key := self._key(name.text):
                self._folded.setdefault(key, []).append((record, name))
        if self._forms is not None:
            self._note_forms(self._forms, record)
        self._choices, self._alike, self._words = [], {}, {}

    def copy(self) -> NameIndex:
        """Return an index of the same records, to which others can be added."""
        twin = NameIndex((), self.on, squeeze=self._squeeze, prefer_current=self._prefer_current)
        twin.records = dict(self.records)
        twin._folded = {key: list(bearers) for key, bearers in self._folded.items()}
        return twin

    def _forget(self, record: NamedRecord) -> None:
        for key in {self._key(name.text) for name in record.names} - {""}:
            self._folded[key] = [each for each in self._folded[key] if each[0] is not record]
        self._forms = None

    def _key(self, text: str) -> str:
        return folded(text).replace(" ", "") if self._squeeze else folded(text)

    # --- a name and nothing else ------------------------------------------------------------------

    def match(
        self, text: str, language: str = UNDETERMINED, *, on: date | None = None, any_standing: bool = False
    ) -> Match:
        """Return what `text`, written in `language`, means on the day `on`.

        `any_standing` accepts records that are not current: a place may be a city that is no member.
        """
        text = " ".join(text.split())
        on = on or self.on
        by_key = self.records.get(text)
        if by_key is not None:
            return _settled(text, [_candidate(by_key, How.SLUG, language, on)], any_standing)
        bearers: dict[str, Candidate] = {}
        ambiguous = False
        for record, name in self._folded.get(self._key(text), ()):
            ambiguous |= name.kind is NameKind.AMBIGUOUS
            how = _how(text, name, language, on)
            known = bearers.get(record.key)
            if known is None or _ORDER[how] < _ORDER[known.how]:
                bearers[record.key] = _candidate(record, how, language, on)
        found = sorted(bearers.values(), key=lambda one: (_ORDER[one.how], one.slug))
        if not found:
            return Match(text, Answer.UNKNOWN, candidates=self.suggestions(text, language, on))
        if self._prefer_current:
            found = [one for one in found if one.standing is Standing.CURRENT] or found
        if ambiguous or len(found) > 1:
            return Match(text, Answer.AMBIGUOUS, candidates=tuple(found))
        return _settled(text, found, any_standing)

    def suggestions(
        self, text: str, language: str = UNDETERMINED, on: date | None = None
    ) -> tuple[Candidate, ...]:
        """Return the records whose names most resemble `text`; none of them is an answer."""
        best: dict[str, Candidate] = {}
        for key, score in self._names_like(self._key(text)):
            for record, _name in self._folded[key]:
                if record.key not in best:
                    best[record.key] = _candidate(record, How.FUZZY, language, on or self.on, score)
        return tuple(best.values())[:SUGGESTIONS]

    def _names_like(self, key: str) -> list[tuple[str, float]]:
        """Return the folded names that most resemble `key`; looked for once however often a file has that name."""
        if (found := self._alike.get(key)) is None:
            if not self._choices:
                self._choices = [one for one, bearers in self._folded.items() if bearers]
            found = self._alike[key] = names_like(key, self._choices)
        return found

    def bearing(self, text: str) -> tuple[NamedRecord, ...]:
        """Return the records that bear this name, accents and capitals apart, in the order in which they came."""
        return tuple({record.key: record for record, _ in self._folded.get(self._key(text), ())}.values())

    def of_form(self, form: Form) -> tuple[NamedRecord, ...]:
        """Return the records of which a name has the words that tell `form` from others, whatever kinds they name.

        For names in print, where sounds, translated kinds and exonyms vary: see
        :mod:`rapporteur.records.names.forms`.
        """
        if self._forms is None:
            self._forms = {}
            for record in self.records.values():
                self._note_forms(self._forms, record)
        return tuple(self._forms.get(form.base, ()))

    @staticmethod
    def _note_forms(forms: dict[frozenset[str], list[NamedRecord]], record: NamedRecord) -> None:
        for base in dict.fromkeys(form_of(name.text).base for name in record.names):
            forms.setdefault(base, []).append(record)

    # --- names of a record ------------------------------------------------------------------------

    def folded_names(self, key: str) -> frozenset[str]:
        """Return every name of a record as it is compared; none for a key that nothing has."""
        record = self.records.get(key)
        return (
            frozenset(filter(None, (folded(name.text) for name in record.names))) if record else frozenset()
        )

    def namesakes(self, key: str) -> frozenset[str]:
        """Return the keys of the records that share a name with this one, itself included."""
        shared = (self._folded.get(self._key(name.text), ()) for name in self.records[key].names)
        return frozenset({key, *(record.key for bearers in shared for record, _ in bearers)})

    # --- names in running text --------------------------------------------------------------------

    def mentions(self, text: str, language: str) -> tuple[NameInText, ...]:
        """Return the names in a text of `language`, from left to right, none within another."""
        table = self._words.get(language)
        if table is None:
            table = self._words[language] = word_table(
                tuple(
                    (name, record.key)
                    for record in self.records.values()
                    for name in record.names_in(language)
                )
            )
        return table.mentions(text)

    def is_named(self, key: str, folded_text: str) -> bool:
        """Tell whether any name of a record, in any language, stands in a folded text as whole words."""
        text = f" {folded_text} "
        return any(f" {name} " in text for name in self.folded_names(key))


def _settled(text: str, found: Sequence[Candidate], any_standing: bool) -> Match:
    one = found[0]
    if any_standing or one.standing is Standing.CURRENT:
        return Match(text, Answer.MATCHED, one.slug, one.how, tuple(found))
    return Match(text, _OTHER_ANSWERS[one.standing], candidates=tuple(found))


def _candidate(
    record: NamedRecord, how: How, language: str, on: date | None, score: float = 100.0
) -> Candidate:
    return Candidate(record.key, record.called(language, on), record.standing(on), how, score)


def _how(text: str, name: Name, language: str, on: date | None) -> How:
    if text != name.text:
        return How.FOLDED
    if name.kind is not NameKind.NAME or not name.holds_on(on):
        return How.ALIAS
    return How.EXACT if language == UNDETERMINED or name.speaks(language) else How.LANGUAGE
