"""The ranking of a call: its applications in the order of their points, by each criterion, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.text import slugify
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.numbers import format_number
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.intake.importing.exporting import table_bytes
from rapporteur.intake.importing.tables.writing import Cell
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.listing.index import TYPES
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.record_page.verbs import RANKING, address_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.juries.queries import RankedApplication, ranking_table
from rapporteur.records.names.called import names_of_relations

WEIGHT = Message("{criterion} (counts {weight} ×)", context="ranking")
COUNT = Message(
    "{judged} of {count} application has points",
    "{judged} of {count} applications have points",
    by="count",
    context="ranking",
)
WORDS = {
    key: label(message)
    for key, message in {
        "title": RANKING,
        "how": Message(
            "From 0 to 10: by each criterion the mean of the jurors, of these the mean by the weights of the criteria. "
            "Applications with the same points share a place; what a juror may not judge counts for nothing.",
            context="ranking",
        ),
        "place": Message("Place", context="ranking"),
        "number": Message("No.", context="ranking"),
        "application": Message("Application", context="ranking"),
        "lead": Message("Lead", context="ranking"),
        "points": Message("Points", context="ranking"),
        "jurors": Message("Jurors", context="ranking"),
        "touched": Message("Jurors whom it touches", context="ranking"),
        "decision": Message("Decision", context="ranking"),
        "none": Message("No application is on record. Record them, then jurors can judge them.", context="ranking"),
        "scroll": Message("Ranking, scrolls sideways", context="ranking"),
        "file": Message("This table as a file", context="ranking"),
    }.items()
}  # fmt: skip


class RankingView(OneRecord, InspectView):
    """Where each application of a call stands, for whoever may see applications."""

    template_name = "office/record_page/ranking.html"
    page_title = WORDS["title"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer for whom applications are there."""
        if not can(actor_of(request.user), Right.VIEW_APPLICATIONS):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the page, or with `?file=xlsx` or `?file=csv` what it shows as a file."""
        form = request.GET.get("file")
        if form is None:
            page: HttpResponseBase = super().get(request, *args, **kwargs)
            return page
        if form not in TYPES:
            raise Http404
        header, rows = self.table()
        cells: list[list[Cell]] = [header, *([*map(_plain, row)] for row in rows)]
        name = f"{slugify(say(RANKING, reader()))}-{self.object.slug}.{form}"
        content = table_bytes(cells, Path(name), say(RANKING, reader()))
        disposition = f'attachment; filename="{name}"'
        return HttpResponse(content, content_type=TYPES[form], headers={"Content-Disposition": disposition})

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return where the page stands: below the call."""
        back = {
            "url": address_of(CallForApplications, "inspect", self.object.pk),
            "label": called(self.object),
        }
        return [back, {"url": "", "label": WORDS["title"]}]

    @property
    def header_more_buttons(self) -> list[Any]:
        """Return none: there is nothing to do here but to read."""
        return []

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return none of Wagtail's own."""
        return []

    def rows(self) -> list[RankedApplication]:
        """Return the lines that whoever looks may see; places count all applications."""
        self.criteria, every = ranking_table(self.object)
        by = actor_of(self.request.user)
        seen = within_reach(Application.objects.filter(call=self.object), by, Right.VIEW_APPLICATIONS)
        keys = set(seen.values_list("pk", flat=True))
        rows = [one for one in every if one.application.pk in keys]
        languages = association_languages()
        leads = [one.application.lead for one in rows]
        prefetch_related_objects(leads, *names_of_relations(type(leads[0]))) if leads else None
        for one in rows:
            one.application._languages = one.application.lead._languages = languages
        return rows

    def table(self) -> tuple[list[Cell], list[list[Any]]]:
        """Return the heads of the columns, and the rows: text, whole numbers, and points as floats."""
        rows = [list(self._row(one)) for one in self.rows()]
        named = [str(WORDS[key]) for key in ("place", "number", "application", "lead", "points")]
        told = [str(WORDS[key]) for key in ("jurors", "touched", "decision")]
        return [*named, *self.heads(), *told], rows

    def heads(self) -> list[str]:
        """Return the criteria in words, with what they count where that differs."""
        differs = len({one.weight for one in self.criteria}) > 1
        languages = (reader(), *association_languages())
        titles = [(one.title.best(languages) or str(one.number), one.weight) for one in self.criteria]
        return [
            say(WEIGHT, reader(), criterion=title, weight=weight) if differs else title
            for title, weight in titles
        ]

    def _row(self, one: RankedApplication) -> Iterator[Any]:
        it, ranked = one.application, one.ranked
        yield from (ranked.place, it.number, called(it), called(it.lead), ranked.mean)
        yield from (one.means.get(criterion.number) for criterion in self.criteria)
        yield from (ranked.jurors, one.touched, str(it.get_decision_display()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the table as it is read."""
        rows = self.rows()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        judged = sum(one.ranked.place is not None for one in rows)
        return context | {
            "words": WORDS,
            "name": called(self.object),
            "counted": say(COUNT, reader(), count=len(rows), judged=judged),
            "heads": self.heads(),
            "rows": [
                {
                    "place": one.ranked.place,
                    "number": one.application.number,
                    "name": called(one.application),
                    "address": address_of(Application, "inspect", one.application.pk),
                    "lead": called(one.application.lead),
                    "mean": _points(one.ranked.mean),
                    "means": [_points(one.means.get(criterion.number)) for criterion in self.criteria],
                    "jurors": one.ranked.jurors,
                    "touched": one.touched,
                    "decision": one.application.get_decision_display(),
                }
                for one in rows
            ],
            "files": [(form.upper(), f"?file={form}") for form in ("xlsx", "csv")],
        }


def _points(mean: float | None) -> str:
    return "–" if mean is None else format_number(round(Decimal(mean), 2), reader())


def _plain(value: Any) -> Cell:
    return round(value, 2) if isinstance(value, float) else value
