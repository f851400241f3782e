"""The lists found by form, written in the plain shape: press, meetings, members, plan, regions, staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.activities import line_of, write_line
from rapporteur.intake.reading.form.contents import CODE, Content, content_of, dated, names_in, plain_names
from rapporteur.intake.reading.form.entries import month_in, place_and_names, quoted_in
from rapporteur.intake.reading.form.meanings import Meanings
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.form.stretches import Stretch
from rapporteur.intake.reading.form.writing import PlainSheet, month_name
from rapporteur.intake.reading.front import is_person
from rapporteur.intake.reading.sources.lines import Line, collapse

_LONGEST_OUTLET = 60
_SIGN = re.compile(r"\s+[–—-]\s+|\s*[,:]\s*(?=[“«\"‘])|\s*:\s+|\s+\|\s+|\t+")
_MANY = 3
_ARROW = re.compile(r"^[→➔>»\s]+")
_OF_PRESS = ("when", "placed", "outlet", "subject")


class Lists:
    """Writes the stretches that are lists."""

    def __init__(self, meanings: Meanings, ctx: ReadingContext, firsts: frozenset[str]) -> None:
        self.meanings = meanings
        self.ctx = ctx
        self.firsts = firsts

    def write(self, stretch: Stretch, sheet: PlainSheet) -> None:
        """Write a stretch as what it is."""
        writer = {
            "media": self._media, "bilateral": self._meetings, "activated": self._activated, "plan": self._plan,
            "who": self._regions, "secretariat": self._staff,
        }.get(stretch.kind, self._as_it_stands)  # fmt: skip
        writer(stretch.pieces, sheet)

    def _as_it_stands(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        for piece in pieces:
            texts = piece.texts_with_lines
            if piece.shape is PieceForm.FACT and not piece.label.startswith(("#", "@")):
                texts = [(f"{piece.label}: {piece.texts[0]}", piece.first), *texts[1:]]
            sheet.block(texts)

    def _records(self, pieces: Sequence[FormPiece]) -> Iterator[FormPiece | list[FormPiece]]:
        """Yield facts that go together as one record, and every other piece by itself."""
        record: list[FormPiece] = []
        for piece in pieces:
            goes_on = bool(record) and piece.shape is PieceForm.FACT and piece.row == record[-1].row
            if goes_on and piece.name in {each.name for each in record}:
                goes_on = False
            if record and not goes_on:
                yield record
                record = []
            if piece.shape is PieceForm.FACT:
                record.append(piece)
            else:
                yield piece
        if record:
            yield record

    def _of(self, record: Sequence[FormPiece], *meanings: str) -> FormPiece | None:
        return next((piece for piece in record if self.meanings.of(piece) in meanings), None)

    def _month(self, piece: FormPiece, sheet: PlainSheet) -> str:
        """Write the month of a day as a heading; return what was written."""
        found = dated(piece.text, self.ctx)
        if found is None:
            return ""
        name = month_name(found.when.month, found.when.year, self.ctx)
        sheet.block([(name, piece.first)])
        return name

    # --- press

    def _media(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        month = ""
        outlet: FormPiece | None = None
        for record in self._records(_in_pairs(pieces)):
            if isinstance(record, list):
                for each in self._mentions(record):
                    month = self._mention(each, month, outlet, sheet)
            elif record.style == MONTH:
                self._month(record, sheet)
                outlet = None
            elif record.shape is PieceForm.HEAD:
                outlet = record
            else:
                for text, line in self._items(record):
                    self._item(text, line, outlet, sheet)

    def _mentions(self, record: list[FormPiece]) -> list[list[FormPiece]]:
        """Return the mentions of a record: each fact one where its labels are outlets, else all facts together."""
        if any(piece.label.startswith("#") or self.meanings.of(piece) in _OF_PRESS for piece in record):
            return [record]
        return [[piece] for piece in record]

    def _items(self, piece: FormPiece) -> Iterator[tuple[str, Line]]:
        """Yield the items of a paragraph: each line that has an outlet and a subject by itself, else the whole."""
        signed = [_SIGN.search(text) is not None for text in piece.texts]
        if piece.shape is PieceForm.TEXT and len(piece.texts) > 1 and all(signed):
            yield from piece.texts_with_lines
        else:
            yield piece.text, piece.first

    def _item(self, text: str, line: Line, outlet: FormPiece | None, sheet: PlainSheet) -> None:
        if outlet is not None:
            sheet.put(f"- {outlet.text.rstrip(' :')}: {text}", line)
            return
        text = re.sub(r"^\d{1,2}[.)]\s+(?=\D)", "", text)
        with_month = month_in(text, self.ctx)
        if with_month is not None:
            found, text = with_month
            sheet.block([(month_name(found.when.month, found.when.year, self.ctx), line)])
        article = quoted_in(text)
        if article is not None:
            sheet.put(f"- {article[1]}: {article[0]}", line)
            return
        match = _SIGN.search(text)
        if match is not None and match.start() <= _LONGEST_OUTLET:
            when = dated(text[: match.start()], self.ctx)
            if when is not None and not when.place:
                name = month_name(when.when.month, when.when.year, self.ctx)
                sheet.block([(name, line)])
                self._item(text[match.end() :], line, outlet, sheet)
                return
            sheet.put(f"- {text[: match.start()]}: {text[match.end() :]}", line)
        else:
            sheet.put(f"- {text}", line)

    def _mention(
        self, record: list[FormPiece], month: str, outlet: FormPiece | None, sheet: PlainSheet
    ) -> str:
        when = self._of(record, "when", "placed")
        if when is not None:
            found = dated(when.text, self.ctx)
            named = month_name(found.when.month, found.when.year, self.ctx) if found else ""
            if named and named != month:
                month = self._month(when, sheet)
        rest = [piece for piece in record if piece is not when]
        if len(rest) == 1 and not rest[0].label.startswith(("#", "@")):
            sheet.put(f"- {rest[0].label}: {rest[0].text}", rest[0].first)
            return month
        by = self._of(rest, "outlet") or (rest[0] if rest else None)
        what = self._of(rest, "subject", "title", "told") or next(
            (piece for piece in rest if piece is not by), None
        )
        if by is not None and what is not None:
            sheet.put(f"- {by.text}: {what.text}", what.first)
        elif by is not None:
            self._item(by.text, by.first, outlet, sheet)
        return month

    # --- meetings

    def _meetings(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        place: tuple[str, Line] | None = None
        month = ""
        for record in self._records(pieces):
            if not isinstance(record, list):
                if record.style == MONTH:
                    month = self._month(record, sheet)
                elif not self._meeting_in(record, sheet):
                    place = (record.text, record.first)
                continue
            when = self._of(record, "when", "placed")
            if when is not None:
                found = dated(when.text, self.ctx)
                named = month_name(found.when.month, found.when.year, self.ctx) if found else ""
                month = self._month(when, sheet) if named and named != month else month
                if found is not None and found.place:
                    place = (found.place, when.first)
            self._meeting(record, when, place, sheet)

    def _meeting_in(self, piece: FormPiece, sheet: PlainSheet) -> bool:
        """Write a meeting that is one sentence: its month, its place, and names after words; tell whether it is one."""
        if piece.shape is PieceForm.HEAD:
            return False
        found = month_in(piece.text, self.ctx)
        told = place_and_names(found[1] if found else piece.text, self.ctx)
        if told is None:
            return False
        if found is not None:
            when = found[0].when
            sheet.block([(month_name(when.month, when.year, self.ctx), piece.first)])
        place, listed = told
        sheet.block([(place, piece.first)])
        kinds = [self.meanings.by_word(label, "members", "prospects") for label, _ in listed]
        for number, (kind, (_, names)) in enumerate(zip(kinds, listed, strict=True)):
            other = {"members", "prospects"} - set(kinds)
            own = kind or (min(other) if other else "") if len(listed) <= 2 else kind
            if not own and number < 2:
                own = ("members", "prospects")[number]
            if own:
                parts = plain_names(names_in([names], self.ctx), self.ctx)
                sheet.put(f"{sheet.label(own)}: {', '.join(parts)}", piece.first)
        sheet.gap()
        return True

    def _meeting(
        self,
        record: list[FormPiece],
        when: FormPiece | None,
        place: tuple[str, Line] | None,
        sheet: PlainSheet,
    ) -> None:
        listed = [
            p
            for p in record
            if p is not when and self.meanings.of(p) not in ("told", "short", "when", "results")
        ]
        where = self._of(listed, "where")
        prospects = [p for p in listed if self._is_of(p, "prospects")]
        members = [p for p in listed if p is not where and p not in prospects and self._is_of(p, "members")]
        rest = [p for p in listed if p is not where and p not in prospects and p not in members]
        if where is None and place is None and rest:
            where = rest.pop(0)
        if not members and rest:
            members = [rest.pop(0)]
        if not prospects and rest:
            prospects = [rest.pop(0)]
        if where is not None:
            place = (where.text, where.first)
        if place is None or not (members or prospects):
            return
        sheet.block([place])
        for kind, found in (("members", members), ("prospects", prospects)):
            for piece in found:
                if content_of(piece.texts, self.ctx) is not Content.NOTHING:
                    names = plain_names(names_in(piece.texts, self.ctx), self.ctx)
                    sheet.put(f"{sheet.label(kind)}: {', '.join(names)}", piece.first)
        sheet.gap()

    def _is_of(self, piece: FormPiece, kind: str) -> bool:
        return self.meanings.by_word(piece.label, "members", "prospects") == kind

    # --- lists of members, the plan

    def _activated(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        named = [p for p in pieces if p.shape is not PieceForm.HEAD and self._lists_names(p)]
        sheet.gap()
        for at, piece in enumerate(named):
            names = plain_names(names_in(piece.texts, self.ctx), self.ctx)
            if at + 1 < len(named):
                names[-1] += ","
            sheet.names(names, piece.lines)
        sheet.gap()

    def _lists_names(self, piece: FormPiece) -> bool:
        return content_of(piece.texts, self.ctx) in (Content.NAMES, Content.NAME, Content.PERSON)

    def _plan(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        if sum(CODE.fullmatch(piece.text) is not None and not piece.row for piece in pieces) >= _MANY:
            self._columns_of_plan(pieces, sheet)
            return
        for record in self._records(pieces):
            if isinstance(record, list):
                self._node(record, sheet)
            elif self._heads_line(record):
                write_line(*line_of(record.text, self.firsts), record, sheet)
            elif record.shape is not PieceForm.HEAD:
                sheet.gap()
                for text, line in record.texts_with_lines:
                    sheet.put(text, line)

    def _heads_line(self, piece: FormPiece) -> bool:
        """Whether a piece names a line of the plan, and begins with no code of something in it."""
        code, _ = line_of(piece.text, self.firsts)
        match = CODE.match(piece.text)
        return bool(code) and (match is None or match.group() == code) and len(piece.texts) <= _MANY

    def _columns_of_plan(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        """Write codes and texts that were read column by column: each text goes with the first code that waits."""
        waiting: list[tuple[str, Line]] = []
        for piece in pieces:
            if all(CODE.fullmatch(text) for text in piece.texts):
                waiting += piece.texts_with_lines
            elif CODE.match(piece.text) is not None and not self._heads_line(piece):
                waiting = []
                sheet.block([(piece.text, piece.first)])
            elif piece.shape is PieceForm.HEAD and line_of(piece.text, self.firsts)[0]:
                waiting = []
                write_line(*line_of(piece.text, self.firsts), piece, sheet)
            elif piece.shape is not PieceForm.HEAD and len(piece.texts) == len(waiting) > 1:
                for (code, line), text in zip(waiting, piece.texts, strict=True):
                    sheet.block([(f"{code} {_ARROW.sub('', text)}", line)])
                waiting = []
            elif piece.shape is not PieceForm.HEAD and waiting:
                code, line = waiting.pop(0)
                sheet.block([(f"{code} {_ARROW.sub('', piece.text)}", line)])

    def _node(self, record: list[FormPiece], sheet: PlainSheet) -> None:
        """Write a row of a table of the plan: each code with the text after it, in its cell or in the next."""
        code: FormPiece | None = None
        for piece in record:
            match = CODE.match(piece.text)
            if match is not None and match.end() < len(piece.text):
                sheet.gap()
                for text, line in piece.texts_with_lines:
                    sheet.put(text, line)
                code = None
            elif match is not None:
                code = piece
            elif code is not None:
                sheet.block([(f"{code.text} {piece.text}", code.first)])
                code = None
            elif not piece.label.startswith("#") and CODE.match(piece.label):
                sheet.block([(f"{piece.label} {piece.text}", piece.first)])

    # --- regions and people

    def _regions(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        for record in self._records(pieces):
            if isinstance(record, list):
                self._of_region(record, sheet)
            elif record.shape is PieceForm.HEAD:
                self._region(record, sheet)
            elif self._lists_names(record):
                names = plain_names(names_in(record.texts, self.ctx), self.ctx)
                sheet.names([*names[:-1], f"{names[-1]},"], record.lines)
            else:
                sheet.gap()
                for text, line in record.texts_with_lines:
                    sheet.put(text, line)

    def _region(self, piece: FormPiece, sheet: PlainSheet) -> None:
        sheet.begin("region", piece.texts_with_lines)

    def _of_region(self, record: list[FormPiece], sheet: PlainSheet) -> None:
        """Write the facts of a region: its name where it is in a cell, its members, its offices."""
        for piece in record:
            means = self.meanings.of(piece)
            if means == "region":
                self._region(piece, sheet)
        for piece in record:
            means = self.meanings.of(piece)
            if self.names_region(piece):
                sheet.begin("region", [(piece.label, piece.first)])
                means = "members"
            if means in ("region", "country") or content_of(piece.texts, self.ctx) is Content.NOTHING:
                continue
            word = self.meanings.by_word(piece.label, "members")
            kind = "" if word else self._kind_of_office(piece)
            office = kind == "board" or (kind == "secretary" and means != "members")
            if (means == "members" and not office) or (
                means in ("name", "where") and self._lists_names(piece) and not office
            ):
                sheet.gap()
                sheet.names(plain_names(names_in(piece.texts, self.ctx), self.ctx), piece.lines)
                sheet.gap()
            else:
                self._office(piece, means, sheet)

    def names_region(self, piece: FormPiece) -> bool:
        """Whether the label of names is a region: its name is known, or no other names stand under it."""
        if piece.row or content_of(piece.texts, self.ctx) not in (Content.NAMES, Content.NAME):
            return False
        if self.ctx.grammar.regions.score(self.ctx.region_name(piece.label)) == 1:
            return True
        word = self.meanings.by_word(piece.label, "members", "honorary", "secretary", "focal_point", "board")
        return not word and not piece.label.startswith(("#", "@")) and self.meanings.times(piece) == 1

    def _office(self, piece: FormPiece, means: str, sheet: PlainSheet) -> None:
        kind = (
            means if means in ("secretary", "focal_secretariat", "focal_point", "board", "honorary") else ""
        )
        kind = kind or self._kind_of_office(piece)
        if not kind:
            sheet.block([(f"{piece.label}: {piece.texts[0]}", piece.first)])
        elif kind == "board" or len(piece.texts) > 1:
            if len(piece.texts) == 1 and kind == "board":
                seats = re.split(r"\s*;\s+", piece.text.rstrip("."))
                piece = replace(piece, texts=seats, lines=[piece.first] * len(seats))
            sheet.block([(sheet.label(kind), (piece.rest or piece.lines)[0])])
            sheet.block(
                zip((re.sub(r"^[-–•*·]\s+", "", text) for text in piece.texts), piece.lines, strict=True)
            )
        else:
            sheet.block([(f"{sheet.label(kind)}: {piece.text}", piece.first)])

    def _kind_of_office(self, piece: FormPiece) -> str:
        """Tell an office by who holds it: one person, one with a city, or people with their functions."""
        listed = self.meanings.of(piece) == "members"
        people = [
            re.split(r"\s*[,(]\s*|\s+[–—-]\s+", re.sub(r"^[-–•*·]\s+", "", text), maxsplit=1)
            for text in piece.texts
        ]
        if not people or not is_person(people[0][0], self.ctx):
            return ""
        if len(people[0]) == 1:
            return "focal_secretariat"
        office = people[0][1].strip(" )")
        named = 0 < len(office.split()) <= _MANY and all(
            w[0].isupper() for w in office.split() if len(w) > _MANY
        )
        told = any(word.strip(",.").lower() in self.ctx.grammar.function_words for word in office.split())
        if named and not told:
            return "secretary"
        return "board" if told or office[:1].islower() or not listed else ""

    def _staff(self, pieces: Sequence[FormPiece], sheet: PlainSheet) -> None:
        pieces = self._beside(self._lines_apart(pieces))
        for record in self._records(pieces):
            if not isinstance(record, list):
                sheet.gap()
                for text, line in record.texts_with_lines:
                    sheet.put(re.sub(r"\t+|\s{3,}", ", ", text.strip()), line)
                continue
            names = [p for p in record if is_person(p.text, self.ctx)]
            others = [
                p
                for p in record
                if p not in names[:1] and "@" not in p.text and not re.search(r"\d{3}", p.text)
            ]
            if names:
                said = [others[0].text] if others else []
                sheet.block([(", ".join([names[0].text, *said]), names[0].first)])
            elif len(record) == 1 and not record[0].label.startswith("#"):
                sheet.block([(f"{record[0].label}: {record[0].text}", record[0].first)])
            else:
                sheet.block([(collapse(" ".join(p.text for p in record)), record[0].first)])

    def _lines_apart(self, pieces: Sequence[FormPiece]) -> list[FormPiece]:
        """Return people and as many functions as a piece for each line; also headings that are somebody."""
        result: list[FormPiece] = []
        waiting = 0
        for index, piece in enumerate(pieces):
            people = len(piece.texts) > 1 and all(is_person(text, self.ctx) for text in piece.texts)
            if piece.shape is PieceForm.TEXT and people:
                waiting = len(piece.texts) if _line_up(pieces[index + 1 :], len(piece.texts)) else 0
            elif piece.shape is not PieceForm.TEXT or not waiting:
                waiting = 0
                head = piece.shape is PieceForm.HEAD and is_person(piece.text, self.ctx)
                result.append(FormPiece(PieceForm.TEXT, piece.lines, piece.texts) if head else piece)
                continue
            else:
                waiting -= len(piece.texts)
            result += [FormPiece(PieceForm.TEXT, [line], [text]) for text, line in piece.texts_with_lines]
        return result

    def _beside(self, pieces: Sequence[FormPiece]) -> list[FormPiece]:
        """Return people whose functions were read below them, as a column of their own, each with its function."""
        first = next((i for i, p in enumerate(pieces) if self._is_alone(p)), len(pieces))
        end = first
        while end < len(pieces) and self._is_alone(pieces[end]):
            end += 1
        count = end - first
        functions = pieces[end : end + count]
        if count < 2 or len(functions) < count or any(len(p.texts) > 2 or "@" in p.text for p in functions):
            return list(pieces)
        joined = [
            FormPiece(PieceForm.TEXT, [name.first], [f"{name.text}, {what.text}"], rest=what.lines)
            for name, what in zip(pieces[first:end], functions, strict=True)
        ]
        return [*pieces[:first], *joined, *pieces[end + count :]]

    def _is_alone(self, piece: FormPiece) -> bool:
        return piece.shape is PieceForm.TEXT and len(piece.texts) == 1 and is_person(piece.text, self.ctx)


def _in_pairs(pieces: Sequence[FormPiece]) -> list[FormPiece]:
    """Return texts of an even number of lines, none with a sign, as an outlet and its article each."""
    result: list[FormPiece] = []
    for piece in pieces:
        lines = len(piece.texts)
        signed = any(_SIGN.search(text) or quoted_in(text) for text in piece.texts)
        long = any(len(text) > 2 * _LONGEST_OUTLET for text in piece.texts)
        if piece.shape is not PieceForm.TEXT or lines < 2 or lines % 2 or signed or long or piece.first.unit:
            result.append(piece)
            continue
        pairs = zip(piece.texts_with_lines[::2], piece.texts_with_lines[1::2], strict=True)
        result += [
            FormPiece(PieceForm.ITEM, [first], [f"{outlet}: {article}"], rest=[second])
            for (outlet, first), (article, second) in pairs
        ]
    return result


def _line_up(pieces: Sequence[FormPiece], count: int) -> bool:
    """Whether the texts that follow have as many lines together."""
    for piece in pieces:
        if count <= 0 or piece.shape is not PieceForm.TEXT:
            break
        count -= len(piece.texts)
    return count == 0
