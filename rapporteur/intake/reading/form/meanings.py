"""What the labels of one report mean: by what their contents are, and only then by their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.alone import ALONE
from rapporteur.intake.reading.form.contents import Content, content_of, names_in
from rapporteur.intake.reading.form.pieces import FormPiece, PieceForm

_MOST = 0.6
"""The share of its contents that are of one kind, where a label means that."""
_MANY = 0.3
"""The share of its contents that are several names, where a label is one of lists."""
_OF_PEOPLE = ("secretary", "focal_secretariat", "focal_point", "board")
_OF_LISTS = ("members", "prospects", "honorary", *_OF_PEOPLE)
_BY_WORD = ("title", "told", "outlet", "subject", "function", "wording", "where", "region", "host")
_SWAPPED = {"members": "results", "results": "members"}
_DATED = (Content.DAY, Content.MONTH, Content.PLACED)
_OWN = {
    Content.CODES: "results", Content.DAY: "when", Content.PLACED: "placed", Content.NAMES: "members",
    Content.NAME: "name", Content.ONLINE: "where",
}  # fmt: skip
_NAMED = (Content.NAME, Content.NAMES, Content.PERSON, Content.ONLINE)


class Meanings:
    """Key of a label → what it means, and how surely: by form and word, or by form alone."""

    def __init__(self, pieces: Sequence[FormPiece], ctx: ReadingContext) -> None:
        self.ctx = ctx
        found: defaultdict[str, list[FormPiece]] = defaultdict(list)
        for piece in pieces:
            if piece.shape is PieceForm.FACT:
                found[piece.label].append(piece)
        merged: defaultdict[str, list[FormPiece]] = defaultdict(list)
        for facts in found.values():
            merged[facts[0].name].extend(facts)
        self._times = {name: len(facts) for name, facts in merged.items()}
        self._of = {name: self._meaning(facts) for name, facts in merged.items()}

    def of(self, piece: FormPiece) -> str:
        """Return what the label of a fact means; nothing for any other piece."""
        if piece.shape is not PieceForm.FACT:
            return ""
        if piece.label in ALONE:
            return ALONE[piece.label]
        if piece.label.startswith("#") and self._of.get(piece.name, "") in ("members", "short", "where"):
            own = _OWN.get(
                content_of(piece.texts, self.ctx)
            )  # a table without heads: cells mean what they are
            return own or self._of[piece.name]
        means = self._of.get(piece.name, "")
        if means in _SWAPPED:  # codes under the label of members, and names under that of codes
            content = content_of(piece.texts, self.ctx)
            swapped = content is Content.CODES if means == "members" else content is Content.NAMES
            return _SWAPPED[means] if swapped else means
        if means in ("where", "name", "short"):  # a place with its day, where others have a place alone
            content = content_of(piece.texts, self.ctx)
            return "placed" if content is Content.PLACED else "when" if content is Content.DAY else means
        return means

    def times(self, piece: FormPiece) -> int:
        """Return how often the label of a fact stands in the report."""
        return self._times.get(piece.name, 0)

    def by_word(self, label: str, *kinds: str) -> str:
        """Return which of `kinds` the word of a label is, or nothing."""
        grammar = self.ctx.grammar
        of_lists = [kind for kind in kinds if kind in grammar.labels]
        known = (
            grammar.label(label, *of_lists) or grammar.label(self.ctx.common(label), *of_lists)
            if of_lists
            else None
        )
        return (
            known or grammar.form_label(label, *(kind for kind in kinds if kind in grammar.form_labels)) or ""
        )

    def _meaning(self, facts: Sequence[FormPiece]) -> str:
        label = facts[0].label
        kinds = Counter(content_of(fact.texts, self.ctx) for fact in facts)
        del kinds[Content.NOTHING]
        count = max(1, sum(kinds.values()))

        def share(*wanted: Content) -> float:
            return sum(kinds[kind] for kind in wanted) / count

        if share(Content.CODES) >= _MOST:
            return "results"
        if share(*_DATED) >= _MOST:
            return "placed" if share(Content.PLACED) >= 0.5 else "when"
        if share(Content.TEXT) >= 0.5:
            return self.by_word(label, "subject", "board") or "told"
        word = self.by_word(label, *_OF_LISTS)
        if word and share(*_NAMED, Content.SHORT, Content.TEXT) >= _MOST:
            return word
        word = self.by_word(label, *_BY_WORD)
        names = [len(names_in(fact.texts, self.ctx)) for fact in facts]
        if share(*_NAMED) >= _MOST:
            if share(Content.ONLINE) > 0 and max(names) <= 3:
                return "where"
            few = sum(names) <= 1.7 * len(names)
            if word and (few or word in ("title", "told", "subject", "outlet", "function")):
                return word
            if share(Content.NAMES) >= _MANY:
                return "members"
            return "person" if share(Content.PERSON) >= _MOST else "name"
        return word or "short"


def missing(meanings: Mapping[str, int], *wanted: str) -> bool:
    """Tell whether none of `wanted` is among the meanings."""
    return not any(meanings.get(each) for each in wanted)
