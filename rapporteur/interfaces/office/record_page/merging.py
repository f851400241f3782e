"""Two records that are one: chosen, previewed, merged; and that undone, each on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.core.merging.planning import Conflict, MergerPlan, plan_merger
from rapporteur.base.core.merging.undoing import hindrances
from rapporteur.base.core.models import Merger
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import check_writable
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say, say_fault
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.pages.wording import column_of, in_words, row_in_words
from rapporteur.interfaces.office.record_page.merging_words import (
    CHOICE_OF_PLACE,
    CHOICE_OF_REGIONS,
    MERGED,
    MERGER,
    PAGE,
    UNDONE,
)
from rapporteur.interfaces.office.record_page.verbs import address_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.governance import actions as governance
from rapporteur.records.governance.models import Person
from rapporteur.records.members import actions as members
from rapporteur.records.members.merging import REGIONS, RIGHTS, field_choices
from rapporteur.records.members.models import Organisation

MOST_OFFERED = 20
"""Records among which the other one is chosen: more are a list that nobody reads, a word more finds it sooner."""
KEPT, OTHER = "kept", "other"


@dataclass(frozen=True)
class MergeDoor:
    """How records of a kind are merged: the rights, the verbs, and the fields in which one value is chosen."""

    rights: tuple[Right, ...]
    merge: Callable[..., Merger]
    unmerge: Callable[..., Any]
    choices: Callable[[Any, Any], list[Any]]


MERGE_DOORS: Mapping[type[models.Model], MergeDoor] = {
    Organisation: MergeDoor(
        RIGHTS,
        members.merge_organisations,
        members.unmerge_organisations,
        field_choices,
    ),
    Person: MergeDoor(
        governance.MERGING, governance.merge_persons, governance.unmerge_persons, lambda kept, other: []
    ),
}


@dataclass(frozen=True)
class MergeChoice:
    """What both have: the name of its choice, what it is, and the value of each."""

    name: str
    label: str
    kept: SafeString | str
    other: SafeString | str
    other_is_chosen: bool


def may_merge(by: Actor, model: type[models.Model]) -> bool:
    """Tell whether somebody may merge records of a kind."""
    door = MERGE_DOORS.get(model)
    return door is not None and all(can(by, right) for right in door.rights)


def mergers_into(record: models.Model, by: Actor) -> list[dict[str, str]]:
    """Return what was merged into a record and is not undone, each with where it is undone by who may."""
    if type(record) not in MERGE_DOORS:
        return []
    found = Merger.objects.filter(
        record_type=record._meta.label_lower, kept=getattr(record, "slug", ""), undone_at=None
    ).order_by("-at", "-pk")
    may = may_merge(by, type(record))
    return [
        {
            "said": say(
                MERGER, reader(), name=one.other_name, day=format_day(one.at.date(), reader()), who=one.by
            ),
            "address": address_of(type(record), "unmerge", record.pk, one.pk) if may else "",
        }
        for one in found
    ]


class MergePage(OneRecord, InspectView):
    """What pages of mergers have in common: they are there for whoever may merge."""

    refused = ""

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return none of Wagtail's own."""
        return []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever may merge records of the kind."""
        if not may_merge(actor_of(request.user), self.model):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @property
    def door(self) -> MergeDoor:
        """How records of the kind are merged."""
        return MERGE_DOORS[self.model]

    def again(self, refused: Exception) -> HttpResponse:
        """Show the page once more, with why nothing was done."""
        self.refused = sentence(refused)
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page


class MergeView(MergePage):
    """The record that stays, the one that goes, and what would become of everything."""

    template_name = "office/record_page/merge.html"
    page_title = PAGE["title"]

    def _other(self) -> Any:
        key = (self.request.POST if self.request.method == "POST" else self.request.GET).get(OTHER, "")
        if not key.isdecimal() or len(key) > 18:
            return None
        return get_object_or_404(self.model, pk=int(key))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Merge them as it was chosen."""
        other = self._other()
        if other is None:
            raise Http404
        names = {"kept": called(self.object), "other": called(other)}
        try:
            self.door.merge(
                by=actor_of(request.user), kept=self.object, other=other, taken=self._taken(request)
            )
        except REFUSALS as refused:
            return self.again(refused)
        messages.success(request, say(MERGED, reader(), **names))
        return redirect(address_of(self.model, "inspect", self.object.pk))

    def _taken(self, request: HttpRequest) -> set[str]:
        prefix = "choice-"
        return {
            name.removeprefix(prefix)
            for name, value in request.POST.items()
            if name.startswith(prefix) and value == OTHER
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the records to choose from, or what the merger of two would do."""
        kept, other = self.object, self._other()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {
            "words": PAGE,
            "name": called(kept),
            "refused": self.refused,
            "back": address_of(self.model, "inspect", kept.pk),
            "typed": self.request.GET.get("q", "")[:200],
        }
        if other is None or other.pk == kept.pk:
            return context | {"offered": self._offered(context["typed"])}
        plan = plan_merger(kept, other)
        return context | {
            "other": other,
            "other_name": called(other),
            "swap": f"{address_of(self.model, 'merge', other.pk)}?{OTHER}={kept.pk}",
            "counts": [
                {"label": capfirst(str(kind._meta.verbose_name_plural)), "count": count}
                for kind, count in plan.counts().items()
            ],
            "doubles": len(plan.doubles),
            "choices": [*self._field_choices(kept, other), *self._row_choices(plan.conflicts)],
            "blocking": [self._blocked(one) for one in plan.blocking],
            "shut": shut_by_periods(plan, actor_of(self.request.user)),
        }

    def _offered(self, typed: str) -> list[dict[str, str]]:
        if not typed.strip():
            return []
        found = self.model._default_manager.matching(typed).exclude(pk=self.object.pk).order_by("slug")
        languages, offered = association_languages(), []
        for one in found[:MOST_OFFERED]:
            one._languages = languages
            offered.append({"name": called(one), "address": f"?{OTHER}={one.pk}"})
        return offered

    def _field_choices(self, kept: Any, other: Any) -> list[MergeChoice]:
        found = []
        for one in self.door.choices(kept, other):
            label, values = self._say_values(one, kept, other)
            chosen = self.request.POST.get(f"choice-{one.name}") == OTHER
            found.append(MergeChoice(one.name, label, values[0], values[1], chosen))
        return found

    def _say_values(self, one: Any, kept: Any, other: Any) -> tuple[str, list[SafeString | str]]:
        if one.name == "latitude":
            return str(CHOICE_OF_PLACE), [f"{it.latitude}, {it.longitude}" for it in (kept, other)]
        if one.name == REGIONS:
            column = column_of(self.model, one.name)
            rows = [
                [{"region": row.region, "start": row.start, "end": row.end} for row in it.affiliations.all()]
                for it in (kept, other)
            ]
            return str(CHOICE_OF_REGIONS), [in_words(column, row) for row in rows]
        column = column_of(self.model, one.name)
        return capfirst(str(column.verbose_name)), [
            in_words(column, value) for value in (one.kept, one.other)
        ]

    def _row_choices(self, conflicts: tuple[Conflict, ...]) -> list[MergeChoice]:
        kinds: dict[str, list[Conflict]] = {}
        for one in conflicts:
            if one.is_choice:
                kinds.setdefault(one.kind, []).append(one)
        found = []
        for kind, rows in kinds.items():
            theirs = [say_row(one, one.row) for one in rows]
            ours = list(dict.fromkeys(say_row(one, row) for one in rows for row in one.others))
            label = capfirst(str(rows[0].link.model._meta.verbose_name_plural))
            chosen = self.request.POST.get(f"choice-{kind}") == OTHER
            found.append(MergeChoice(kind, label, " · ".join(ours), " · ".join(theirs), chosen))
        return found

    def _blocked(self, one: Conflict) -> dict[str, Any]:
        viewset: Any = getattr(one.link.kind, "snippet_viewset", None)
        rows = [one.row, *one.others]
        return {
            "label": capfirst(str(one.link.kind._meta.verbose_name)),
            "rows": [
                {
                    "said": say_row(one, row),
                    "address": address_of(one.link.kind, "inspect", one.link.owner_of(row).pk)
                    if viewset
                    else "",
                }
                for row in rows
            ],
        }


def shut_by_periods(plan: MergerPlan, by: Actor) -> list[str]:
    """Return why records that would move are not written now: one sentence for each kind. Nothing is written."""
    kinds: dict[type[models.Model], list[models.Model]] = {}
    for link, row in plan.touched():
        kinds.setdefault(link.kind, []).append(link.owner_of(row))
    found = []
    for records in kinds.values():
        with transaction.atomic():
            try:
                check_writable(records, by=by)
            except Foreseeable as refused:
                found.append(sentence(refused))
            transaction.set_rollback(True)  # that an exception was used is noted when it is
    return found


def say_row(conflict: Conflict, row: Any) -> SafeString:
    """Return what a row says, but for the record that it names."""
    names = [
        one.name
        for one in row._meta.concrete_fields
        if not one.primary_key and one.name != conflict.link.column
    ]
    return row_in_words(type(row), {name: getattr(row, name) for name in names}, {})


class UnmergeView(MergePage):
    """A merger, and what keeps it from being undone; sent, it is undone."""

    template_name = "office/record_page/unmerge.html"
    page_title = PAGE["undo"]

    @property
    def merger(self) -> Merger:
        """The merger in question."""
        return get_object_or_404(
            Merger,
            pk=self.kwargs["merger"],
            record_type=self.model._meta.label_lower,
            kept=self.object.slug,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Undo it."""
        merger = self.merger
        try:
            again = self.door.unmerge(by=actor_of(request.user), merger=merger)
        except REFUSALS as refused:
            return self.again(refused)
        messages.success(request, say(UNDONE, reader(), name=called(again)))
        return redirect(address_of(self.model, "inspect", again.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was merged, and why it cannot be undone where that is so."""
        merger = self.merger
        day = format_day(merger.at.date(), reader())
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "words": PAGE,
            "name": called(self.object),
            "said": say(MERGER, reader(), name=merger.other_name, day=day, who=merger.by),
            "other_name": merger.other_name,
            "hindrances": [say_fault(one, reader()) for one in hindrances(merger)],
            "refused": self.refused,
            "back": address_of(self.model, "inspect", self.object.pk),
        }
