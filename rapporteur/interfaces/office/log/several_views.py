"""Several activities at once: pasted or dropped, looked through as a table, then kept as drafts or as pages."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views import View

from rapporteur.base.core.permissions import Right
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.when.series import series_of
from rapporteur.base.words.say import say_failure, say_fault
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.interfaces.office.log.desk import Desk, desk_of
from rapporteur.interfaces.office.log.drafts import typed_of
from rapporteur.interfaces.office.log.keeping import Kept, keep
from rapporteur.interfaces.office.log.meaning import Meaning, meaning_of
from rapporteur.interfaces.office.log.saying import context_of, errors_of
from rapporteur.interfaces.office.log.several import (
    MOST_LETTERS,
    MOST_LINES,
    typed_of_file,
    typed_of_series,
    typed_of_text,
)
from rapporteur.interfaces.office.log.typed import LONGEST_TITLE, Typed, TypedMember
from rapporteur.interfaces.office.log.views import submit_address
from rapporteur.interfaces.office.log.words import WORDS
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.activities.models import Activity

MOST_FILES = 20
COLUMNS = ("title", "when", "where", "names", "codes")


@dataclass(frozen=True)
class TableLine:
    """A line of the table: what is typed, what is understood of it, and what became of it."""

    typed: Typed
    context: dict[str, Any]
    errors: dict[str, str]
    kept: Kept | None = None

    @property
    def address(self) -> str:
        """Where its page is gone on with."""
        return reverse("log:page", args=(self.kept.jotting.key,)) if self.kept else ""


class SeveralView(View):
    """The page on which several are pasted, and the table of what was made of them."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show where to paste; for an activity that happens again, where its days are typed."""
        return self._page(request, [], [], like=_like(request.GET.get("like", ""), desk_of(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what the lines or files say; or keep the rows of the table."""
        desk = desk_of(request)
        if "title" in request.POST:
            rows = _rows(request, desk)
            if request.POST.get("then") == "keep":
                return self._page(request, [_kept(row, desk) for row in rows], [], are_kept=True)
            return self._page(request, rows, [])
        if like := _like(request.POST.get("like", ""), desk):
            text = request.POST.get("days", "")
            series = series_of(text, today=desk.today, period=desk.period, language=desk.language)
            again = typed_of_series(typed_of(like, desk), series.days, desk)
            told = [say_fault(series.problem, desk.language)] if series.problem else []
            return self._page(request, [_row(one, desk) for one in again], told, like=like, days=text)
        typed, refusals = typed_of_text(request.POST.get("text", ""), desk), []
        for file in request.FILES.getlist("files")[:MOST_FILES]:
            try:
                typed += typed_of_file(file.read(), file.name or "", desk)
            except IntakeRefused as refused:
                refusals.append(say_failure(refused, desk.language))
        if len(typed) == 1 and not refusals and request.FILES:
            return redirect("log:page", key=_begin(typed[0], desk).jotting.key)
        return self._page(request, [_row(one, desk) for one in typed[:MOST_LINES]], refusals)

    def _page(
        self, request: HttpRequest, rows: list[TableLine], refusals: list[str], *, are_kept: bool = False,
        like: Activity | None = None, days: str = "",
    ) -> HttpResponse:  # fmt: skip
        done = [row.kept.jotting.activity for row in rows if row.kept and row.kept.jotting.is_done]
        drafts = [one for one in done if one is not None]
        context = {
            "words": WORDS,
            "submit": submit_address(*drafts) if drafts else "",
            "rows": rows,
            "refusals": refusals,
            "are_kept": are_kept,
            "most": MOST_LINES,
            "like": like.slug if like else "",
            "again": like.title.best(desk_of(request).reading) if like else "",
            "days": days[:MOST_LETTERS],
        }
        return TemplateResponse(request, "office/log/several.html", context)


def _like(slug: str, desk: Desk) -> Activity | None:
    """Return the activity that happens again, if whoever logs may see it."""
    activity = Activity.objects.filter(slug=slug).first() if slug else None
    return activity if activity is not None and reaches(desk.by, Right.VIEW_ACTIVITIES, activity) else None


def _row(typed: Typed, desk: Desk) -> TableLine:
    meaning = meaning_of(typed, desk)
    return _row_of(meaning, desk)


def _row_of(meaning: Meaning, desk: Desk, kept: Kept | None = None) -> TableLine:
    errors = errors_of(meaning)
    return TableLine(
        meaning.typed, context_of(meaning, desk, kept.jotting.activity if kept else None), errors, kept
    )


def _rows(request: HttpRequest, desk: Desk) -> list[TableLine]:
    """Return the rows as the table sends them, without those that are taken out."""
    sent = request.POST
    columns = [sent.getlist(name) for name in COLUMNS]
    online, dropped = set(sent.getlist("online")), set(sent.getlist("drop"))
    found = []
    for number, (title, when, where, names, codes) in enumerate(zip(*columns, strict=False)):
        if str(number) in dropped or number >= MOST_LINES:
            continue
        typed = Typed(
            language=_known(desk.languages, sent.get(f"language-{number}")) or desk.title_language,
            kind=_known(ActivityKind.values, sent.get(f"kind-{number}")),
            no_host=sent.get(f"no_host-{number}", "")[:120],
            title=" ".join(title.split())[:LONGEST_TITLE], when=when[:LONGEST_TITLE],
            where=where[:LONGEST_TITLE], online=str(number) in online, names=names[:2000], codes=codes[:1000],
            place=sent.get(f"place-{number}", "")[:120],
            when_choice=sent.get(f"when_choice-{number}", "")[:30],
            members=tuple(
                TypedMember(slug=slug[:120], role=role[:20])
                for slug, role in zip(sent.getlist(f"member-{number}"), sent.getlist(f"role-{number}"), strict=False)
            ),
            deliverables=tuple(slug[:120] for slug in sent.getlist(f"deliverable-{number}")),
        )  # fmt: skip
        if not typed.is_blank:
            found.append(_row(typed, desk))
    return found


def _known(known: Sequence[str], sent: str | None) -> str:
    return sent if sent is not None and sent in known else ""


def _begin(typed: Typed, desk: Desk) -> Kept:
    """Keep a page that a dropped file has filled in, for whoever dropped it to look through."""
    meaning = meaning_of(typed, desk)
    return keep(meaning, desk=desk, key=uuid.uuid4(), version=0, draft="")


def _kept(row: TableLine, desk: Desk) -> TableLine:
    meaning = meaning_of(row.typed, desk)
    kept = keep(meaning, desk=desk, key=uuid.uuid4(), version=0, draft="", is_done=True)
    return _row_of(meaning, desk, kept)
