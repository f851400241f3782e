"""What stands outside the activities, cut at the headings of sections, each with the kind that its content is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.columns import as_rows
from rapporteur.intake.reading.form.contents import CODE, Content, content_of, is_city, names_in
from rapporteur.intake.reading.form.entries import month_in, place_and_names
from rapporteur.intake.reading.form.meanings import Meanings
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.form.units import Units
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.progress import has_amount
from rapporteur.intake.reading.sources.lines import key

_FEWEST_SECTIONS = 3
_FEWEST_CODED = 3
_FEWEST_NAMES = 8
_FEWEST_PEOPLE = 2
_FEWEST_ENTRIES = 3
_PROSE = 100
_MOST_OF_DUES = 14
_LONGEST_DUES, _COUNTS = 240, 2
_OFFICES = ("secretary", "focal_secretariat", "focal_point", "board", "person")
_WEAK = ("activated", "media", "editorial", "secretariat", "contact", "who")
"""Kinds that contents alone do not tell surely, so that a heading whose words are known says more."""
_PLAIN = 0.6
"""How much of a stretch is of one form where that makes its kind."""


@dataclass(slots=True)
class Stretch:
    """A heading and the pieces below it, up to the next of its level; `units` are those that lie in it."""

    head: FormPiece | None
    pieces: list[FormPiece] = field(default_factory=list)
    kind: str = ""


class Stretches:
    """Cuts a document into stretches, and says what each is."""

    def __init__(
        self, pieces: Sequence[FormPiece], meanings: Meanings, units: Units, ctx: ReadingContext
    ) -> None:
        self.pieces = pieces
        self.meanings = meanings
        self.units = units
        self.ctx = ctx
        self.inside = {i: number for number, unit in enumerate(units.found) for i in unit.inside}
        self.found = self._cut(self._styles())
        self._name()

    def _styles(self) -> set[str]:
        """Return the styles of the headings of sections."""
        heads = [i for i, piece in enumerate(self.pieces)
                 if piece.shape is PieceForm.HEAD and piece.style != MONTH and i not in self.inside]  # fmt: skip
        times = Counter(self.pieces[i].style for i in heads)
        known = Counter(
            self.pieces[i].style for i in heads
            if any(score == 1 for _, score in self.ctx.heading_scores(self.pieces[i].text))
        )  # fmt: skip
        scores = {style: self._score({style}) + known[style] / 2 for style, n in times.items() if n >= 2}
        if not scores:
            return set()
        best = max(scores, key=lambda style: (scores[style], style))
        begun = self.units.found[0].first
        late = {self.pieces[i].style for i in heads if i > begun}  # the title on the cover is none
        larger = {style for style in late if style[0] == best[0] != "T" and style < best}
        both = {best, *larger}
        return both if larger and self._score(both) >= self._score({best}) else {best}

    def _score(self, styles: set[str]) -> float:
        """Return how many different kinds of sections headings of a style head, less those that head nothing known."""
        kinds = [
            stretch.kind or self._kind(stretch) for stretch in self._cut(styles) if stretch.head is not None
        ]
        plain = [kind for kind in kinds if kind != "activities"]
        return len(set(kinds) - {""}) - 0.25 * (len(plain) - len(set(plain)))

    def _cut(self, styles: set[str]) -> list[Stretch]:
        result = [Stretch(None)]
        for index, piece in enumerate(self.pieces):
            heads = piece.shape is PieceForm.HEAD and piece.style in styles and index not in self.inside
            if heads and not (
                self._heads_units(index) and result[-1].kind == "activities" and self._within_units(index)
            ):
                result.append(Stretch(piece))
            else:
                result[-1].pieces.append(piece)
                if index in self.inside:
                    result[-1].kind = "activities"
        return result

    def _heads_units(self, index: int) -> bool:
        """Whether units stand right below a heading: one of a line of the plan in the type of sections."""
        following = next(
            (i for i in range(index + 1, len(self.pieces)) if self.pieces[i].shape is not PieceForm.TEXT),
            None,
        )
        return following is not None and (
            following in self.inside or self.pieces[following].shape is PieceForm.HEAD
        )

    def _within_units(self, index: int) -> bool:
        return any(i > index for i in self.inside)

    def _name(self) -> None:
        begun = False
        self.found = [part for stretch in self.found for part in self._parts(stretch)]
        self._part_dues()
        for stretch in self.found:
            if stretch.kind == "activities":
                begun = True
            elif stretch.head is None:
                stretch.kind = stretch.kind or "cover"
            else:
                stretch.pieces = as_rows(stretch.pieces, self.ctx)
                stretch.kind = self._kind(stretch)
                if stretch.kind == "editorial" and begun:
                    stretch.kind = ""

    def _parts(self, stretch: Stretch) -> list[Stretch]:
        """Part a stretch at headings of a lower style where what stands below these is of two kinds or more."""
        if stretch.kind == "activities" or stretch.head is None or self._is_contents(stretch):
            return [stretch]
        texts = [text for piece in stretch.pieces for text in piece.texts]
        if 2 * sum(bool(self._leads(text)) for text in texts) > len(texts):
            return [stretch]  # a plan, whatever stands in it
        styles = list(dict.fromkeys(
            p.style for p in stretch.pieces if p.shape is PieceForm.HEAD and p.style != MONTH
        ))  # fmt: skip
        whole = self._kind(stretch)
        for style in styles:
            heads = [p.text for p in stretch.pieces if p.shape is PieceForm.HEAD and p.style == style]
            if whole == "bilateral" and not any(map(self.ctx.heading_scores, heads)):
                continue  # where one met, and no sections
            parts = [Stretch(stretch.head)]
            for piece in stretch.pieces:
                if piece.shape is PieceForm.HEAD and piece.style == style:
                    parts.append(Stretch(piece))
                else:
                    parts[-1].pieces.append(piece)
            kinds = [self._kind(part) for part in parts if part.pieces]
            own = {kind for kind in kinds if kind}
            if len(own) > 1 and not (own <= {"who", "activated", "secretariat"} and self._are_regions(parts)):
                if not parts[0].pieces and parts[1].head is not None:
                    parts[1].head.rest += stretch.head.lines
                    return parts[1:]
                return parts
        return [stretch]

    def _part_dues(self) -> None:
        """Give a paragraph that tells of dues a stretch of its own, where no section does."""
        if any(stretch.head is not None and self._kind(stretch) == "dues" for stretch in self.found):
            return
        for place, stretch in enumerate(self.found):
            told = [p for p in stretch.pieces if p.shape is PieceForm.TEXT and _tells_dues(p.text)]
            if stretch.kind != "activities" and stretch.head is not None and len(told) == 1:
                stretch.pieces = [p for p in stretch.pieces if p is not told[0]]
                self.found.insert(place + 1, Stretch(None, told, "dues"))
                return

    def _are_regions(self, parts: Sequence[Stretch]) -> bool:
        """Whether parts are regions: names of places and of people in most of them."""
        both = [
            self._names(part.pieces) >= 2 and any(self.meanings.of(p) in _OFFICES for p in part.pieces)
            for part in parts[1:]
        ]
        return 2 * sum(both) > len(both)

    # --- kinds

    def _kind(self, stretch: Stretch) -> str:
        """Return the kind of a stretch: the word of its heading where its content bears it out, else its content."""
        heading = stretch.head.text if stretch.head is not None else ""
        said = [kind for kind, score in self.ctx.heading_scores(heading) if score == 1]
        found = self._by_content(stretch)
        if "contents" in said or self._is_contents(stretch):
            return "contents"
        if said and (not found or found in said or said[0] in ("editorial", "dues", "contact", "activated")):
            return said[0]
        if said and said[0] in ("bilateral", "media") and found in _WEAK and self._months(stretch.pieces):
            return said[0]
        if found == "contact" and "secretariat" in said:
            return "secretariat"
        words = self.ctx.grammar.heading_kinds(self.ctx.common(heading))
        if not found and words:
            return words[0]
        return found or (said[0] if said else "")

    def _is_contents(self, stretch: Stretch) -> bool:
        heads = {key(p.text) for p in self.pieces if p.shape is PieceForm.HEAD and p is not stretch.head}
        texts = [text for p in stretch.pieces if p.shape is not PieceForm.HEAD for text in p.texts]
        entries = sum(
            key(re.sub(r"[\s.…·_]*\d*\s*$", "", re.sub(r"^\s*\d+[.)]?\s+", "", text))) in heads
            for text in texts
        )
        return entries >= _FEWEST_ENTRIES and entries >= _PLAIN * len(texts)

    def _by_content(self, stretch: Stretch) -> str:
        pieces = stretch.pieces
        if not pieces:
            return ""
        means = Counter(self.meanings.of(piece) for piece in pieces)
        texts = [text for piece in pieces for text in piece.texts]
        months = self._months(pieces)
        coded = sum(bool(self._leads(text)) for text in texts)
        if coded >= _FEWEST_CODED and coded >= 0.3 * len(texts):
            return "plan"
        people = self._people(pieces)
        offices = sum(means[each] for each in ("secretary", "focal_secretariat", "focal_point", "board"))
        if self._regions(stretch) >= 2 or offices >= 2 or self._parted_by_offices(pieces):
            return "who"
        if means["outlet"] or (means["subject"] and months):
            return "media"
        if months and (
            means["prospects"] or self._mostly_names(pieces) or self._sentences_of_meetings(pieces)
        ):
            return "bilateral"
        if months and not coded:
            return "media"
        if any(has_amount(piece.text) for piece in pieces) and len(texts) <= _MOST_OF_DUES:
            return "dues"
        names = self._names(pieces)
        if (
            "@" in " ".join(texts)
            and people < _FEWEST_PEOPLE
            and sum(is_person(t, self.ctx) for t in texts) < _FEWEST_PEOPLE
        ):
            return "contact"
        alone = sum(is_person(text, self.ctx) and not is_city(text) for text in texts)
        if people >= _FEWEST_PEOPLE or (alone >= _FEWEST_PEOPLE and not months and 2 * alone <= len(texts)):
            return "secretariat"
        if names >= _FEWEST_NAMES:
            return "activated"
        prose = sum(len(p.text) for p in pieces if p.shape is PieceForm.TEXT and len(p.text) > _PROSE / 2)
        return "editorial" if prose > _PROSE and not coded else ""

    def _months(self, pieces: Sequence[FormPiece]) -> int:
        """Return how many pieces are a month or a day, or begin or are marked with a month."""
        dated = sum(p.style == MONTH or self.meanings.of(p) in ("when", "placed") for p in pieces)
        return dated + sum(
            month_in(p.text, self.ctx) is not None
            for p in pieces
            if p.shape in (PieceForm.TEXT, PieceForm.ITEM)
        )

    def _parted_by_offices(self, pieces: Sequence[FormPiece]) -> bool:
        """Whether headings of one style stand above names and people, again and again: regions by any name."""
        styles = Counter(p.style for p in pieces if p.shape is PieceForm.HEAD and p.style != MONTH)
        people = sum(
            any(is_person(re.split(r"\s*[,(]\s*|\.\s", text)[0], self.ctx) for text in p.texts)
            for p in pieces
            if p.shape is PieceForm.FACT and not p.label.startswith(("#", "@"))
        )
        named = self._names(pieces)
        heads = max(styles.values(), default=0)
        return heads >= 2 and people >= heads and named >= 2 * heads

    def _sentences_of_meetings(self, pieces: Sequence[FormPiece]) -> bool:
        """Whether most of what stands here is a sentence with a place and names after words each."""
        told = [p for p in pieces if p.shape in (PieceForm.TEXT, PieceForm.ITEM)]
        found = 0
        for piece in told:
            when = month_in(piece.text, self.ctx)
            place = place_and_names(when[1] if when else piece.text, self.ctx)
            names = place is not None and all(
                content_of([listed], self.ctx) in (Content.NAMES, Content.NAME, Content.PERSON)
                for _, listed in place[1]
            )
            found += names and when is not None
        return found >= 2 and found >= _PLAIN * len(told)

    def _mostly_names(self, pieces: Sequence[FormPiece]) -> bool:
        """Whether most of what stands here, headings and days aside, is labels with names of places."""
        kinds = [
            content_of(piece.texts, self.ctx) if piece.shape is PieceForm.FACT else Content.SHORT
            for piece in pieces
            if piece.shape is not PieceForm.HEAD and self.meanings.of(piece) not in ("when", "placed")
        ]
        named = sum(kind in (Content.NAMES, Content.NAME, Content.PERSON, Content.ONLINE) for kind in kinds)
        return len(kinds) >= 2 and Content.NAMES in kinds and named >= _PLAIN * len(kinds)

    def _leads(self, text: str) -> bool:
        """Whether a text begins with a code, and has words after it or nothing."""
        match = CODE.match(text.lstrip("-•*· "))
        return match is not None and len(re.findall(r"[A-Za-z]+|\d+", match.group())) > 1

    def _regions(self, stretch: Stretch) -> int:
        """Return how many names of regions head something here."""
        texts = [p.text for p in stretch.pieces if p.shape is PieceForm.HEAD]
        texts += [p.text for p in stretch.pieces if self.meanings.of(p) == "region"]
        texts += [p.label for p in stretch.pieces if p.shape is PieceForm.FACT]
        names = {key(self.ctx.region_name(text)) for text in texts if text and self.is_region(text)}
        return len(names)

    def is_region(self, text: str) -> bool:
        """Tell whether `text` names a region, with or without the count beside it."""
        return self.ctx.grammar.regions.score(self.ctx.region_name(text)) == 1

    def _names(self, pieces: Sequence[FormPiece]) -> int:
        found = 0
        for piece in pieces:
            if piece.shape is PieceForm.HEAD:
                continue
            kind = content_of(piece.texts, self.ctx)
            if kind in (Content.NAMES, Content.NAME, Content.PERSON):
                found += len(names_in(piece.texts, self.ctx))
        return found

    def _people(self, pieces: Sequence[FormPiece]) -> int:
        """Return how many lines are somebody with an office."""
        rows: Counter[int] = Counter()
        count = 0
        for piece in pieces:
            for text in piece.texts:
                parts = re.split(r"\s*[,:\t|–—(]\s*|\s+-\s+|\s{3,}", text.strip(), maxsplit=1)
                person = is_person(parts[0], self.ctx)
                office = (len(parts) > 1 and parts[1][:1].islower()) or any(
                    word.strip(",.:;") in self.ctx.grammar.function_words for word in text.lower().split()
                )
                if piece.row:
                    rows[piece.row] += person
                else:
                    count += person and office
        beside = {
            p.row for p in pieces if p.row and content_of(p.texts, self.ctx) in (Content.SHORT, Content.TEXT)
        }
        return count + sum(bool(rows[row]) and row in beside for row in rows)


def _tells_dues(text: str) -> bool:
    """Whether a paragraph has an amount and two counts beside it."""
    return (
        has_amount(text)
        and len(text) <= _LONGEST_DUES
        and len(re.findall(r"(?<![\d.,])\d+(?![\d%])", text)) > _COUNTS
    )
