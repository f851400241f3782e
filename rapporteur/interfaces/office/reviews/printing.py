"""A draft as it will be printed, by the report's own compile and view, cut into sentences that comments name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from rapporteur.base.core.models import Editorial
from rapporteur.base.values.periods import Period
from rapporteur.documents.view.activities import lines
from rapporteur.documents.view.context import Context
from rapporteur.documents.view.shapes import ActivityView, CodeView, NameView
from rapporteur.documents.view.vocabulary import words
from rapporteur.interfaces.office.reviews.comparing import printed
from rapporteur.records.activities.models import Activity
from rapporteur.records.remarks.models import Comment
from rapporteur.records.remarks.passages import QuotedPassage, find_passage, flat, sentence_spans
from rapporteur.report.compile.draft import fetch_draft_alone, with_draft
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.report import Compilation
from rapporteur.report.compile.rows import Records
from rapporteur.report.value.data import ReportData


@dataclass(frozen=True)
class PrintedRun:
    """A stretch of a sentence in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence as printed: its styled stretches, its words, and the numbers of the comments on it."""

    runs: tuple[PrintedRun, ...]
    text: str
    comments: tuple[int, ...] = ()


@dataclass(frozen=True)
class PrintedBlock:
    """A paragraph (one item) or a list; each item is a row of sentences."""

    kind: str
    items: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True)
class PrintedPiece:
    """What will be printed of a record in one language; `title` and `blocks` are empty where it has no such text."""

    language: str
    name: str
    title_field: str
    text_field: str
    title: tuple[Sentence, ...]
    line: str
    blocks: tuple[PrintedBlock, ...]
    deliverables: tuple[CodeView, ...] = ()
    members: tuple[NameView, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    """What the report calls deliverables and members in this language."""

    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Yield each sentence with the field that it is of."""
        yield from ((self.title_field, one) for one in self.title)
        yield from ((self.text_field, one) for block in self.blocks for item in block.items for one in item)

    def text_of(self, field: str) -> str:
        """Return the text of a field as comments know it: its sentences with a space between."""
        return " ".join(one.text for name, one in self.sentences() if name == field)


def quarter_of(draft: Activity) -> Period:
    """Return the quarter that reports an activity."""
    day = draft.start_date
    return Period.parse(f"{day.year}-Q{(day.month - 1) // 3 + 1}")


@dataclass(frozen=True)
class CompiledDraft:
    """A report of a quarter with a draft in it: the rows, and the report as a value."""

    period: Period
    records: Records
    data: ReportData

    def headings(self, language: str) -> dict[str, str]:
        """Return what the report calls the boxes of an activity: deliverables by the name that its plan gives them."""
        said = words(Context(self.data, language))
        return {"deliverables": said["deliverables"], "members": said["activated_members"]}

    def view(self, draft: Activity, language: str) -> ActivityView:
        """Return what the report would print of the draft."""
        alone = tuple(one for one in self.data.activities if one.slug == draft.slug)
        found = lines(Context(replace(self.data, activities=alone), language))
        return next(view for line in found for view in line.activities)


def compile_draft(draft: Activity) -> CompiledDraft:
    """Compile a report of the quarter of an activity that holds its draft alone: all that is printed of it."""
    period = quarter_of(draft)
    return _compiled(period, fetch_draft_alone(period, period.last_day, draft))


def compile_quarter(*drafts: Activity) -> CompiledDraft:
    """Compile the one quarter of some drafts, at least one, with them in it: what checks are asked of."""
    period = quarter_of(drafts[0])
    records = fetch_records(period, period.last_day)
    for draft in drafts:
        records = with_draft(records, period.last_day, draft)
    return _compiled(period, records)


def _compiled(period: Period, records: Records) -> CompiledDraft:
    return CompiledDraft(period, records, Compilation(period, period.last_day, records).report())


def print_pieces(
    draft: Editorial,
    languages: Sequence[str],
    reader: str,
    compiled: CompiledDraft | None,
    comments: Sequence[Comment] = (),
) -> list[PrintedPiece]:
    """Return a draft in each language; of an activity as its report prints it, with its members and deliverables.

    Sentences know the `comments` on them by their place in that list, from one.
    """
    found = []
    for one in printed(draft, languages, reader):
        title_field, text_field = _fields(draft)
        title, line = one.title, one.line
        blocks: tuple[Any, ...] = one.blocks
        codes: tuple[CodeView, ...] = ()
        members: tuple[NameView, ...] = ()
        headings: Mapping[str, str] = {}
        if compiled is not None and isinstance(draft, Activity):
            view = compiled.view(draft, one.language)
            line = " · ".join(filter(None, (view.place, view.when, view.kind, view.initiative)))
            codes, members = tuple(view.deliverables), tuple(view.members)
            headings = compiled.headings(one.language)
            title = view.title if title else ""  # the report would take another language's
            blocks = tuple(view.text) if blocks else ()
        piece = PrintedPiece(
            one.language, one.name, title_field, text_field,
            title=_sentences([PrintedRun(title)]) if title else (),
            line=line,
            blocks=tuple(
                PrintedBlock(block.kind, tuple(_sentences(item) for item in block.items)) for block in blocks
            ),
            deliverables=codes,
            members=members,
            headings=headings,
        )  # fmt: skip
        found.append(_with_comments(piece, comments))
    return found


def _fields(draft: Editorial) -> tuple[str, str]:
    return ("title", "text") if isinstance(draft, Activity) else ("editorial_title", "editorial_text")


def _sentences(runs: Iterable[Any]) -> tuple[Sentence, ...]:
    """Cut styled stretches of a paragraph into sentences, each with its own stretches."""
    given = list(runs)
    text = "".join(run.text for run in given)
    return tuple(
        Sentence(tuple(_within(given, first, last)), flat(text[first:last]))
        for first, last in sentence_spans(text)
    )


def _within(runs: Sequence[Any], first: int, last: int) -> Iterator[PrintedRun]:
    at = 0
    for run in runs:
        part = run.text[max(0, first - at) : max(0, last - at)]
        at += len(run.text)
        if part:
            yield PrintedRun(part, run.bold, run.italic, run.href)


def span_of(piece: PrintedPiece, comment: Comment) -> tuple[int, int] | None:
    """Return where the passage of a comment stands in its field; None where it is no longer there."""
    passage = QuotedPassage(comment.quote, comment.before, comment.after)
    return find_passage(piece.text_of(comment.field), passage)


def _with_comments(piece: PrintedPiece, comments: Sequence[Comment]) -> PrintedPiece:
    """Return a piece whose sentences know the comments on them."""
    spans = {
        number: (one.field, span)
        for number, one in enumerate(comments, 1)
        if one.language == piece.language and (span := span_of(piece, one)) is not None
    }
    if not spans:
        return piece
    at = dict.fromkeys((piece.title_field, piece.text_field), 0)

    def known(field: str, sentence: Sentence) -> Sentence:
        first = at[field]
        at[field] = first + len(sentence.text) + 1
        last = first + len(sentence.text)
        numbers = (
            number
            for number, (of, span) in spans.items()
            if of == field and span[0] < last and first < span[1]
        )
        return Sentence(sentence.runs, sentence.text, tuple(numbers))

    return PrintedPiece(
        piece.language, piece.name, piece.title_field, piece.text_field,
        title=tuple(known(piece.title_field, one) for one in piece.title),
        line=piece.line,
        blocks=tuple(
            PrintedBlock(
                block.kind,
                tuple(tuple(known(piece.text_field, one) for one in item) for item in block.items),
            )
            for block in piece.blocks
        ),
        deliverables=piece.deliverables,
        members=piece.members,
        headings=piece.headings,
    )  # fmt: skip
