"""Lists that lead to the page of each record, and that show only what refers to one record where they are asked so."""

from __future__ import annotations

from typing import Any, cast

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet

from rapporteur.base.core.permissions import can
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.references import ABOUT, Reference, record_meant, references_to
from rapporteur.interfaces.office.words import label

WHOSE = label(Message("About", context="record page"))


class NarrowedList:
    """A list that is told by `about` in its address to show what refers to one record, and says so as a filter."""

    request: HttpRequest
    model: Any

    @cached_property
    def _about(self) -> tuple[models.Model, Reference] | None:
        """The record that the list is about, with how it is referred to; Http404 where it is none to be seen."""
        asked = self.request.GET.get(ABOUT)
        if not asked:
            return None
        record = record_meant(asked)
        known = {one.listed: one for one in references_to(type(record))} if record else {}
        by = actor_of(self.request.user)
        if record is None or self.model not in known:
            raise Http404
        if not can(by, DOORS[type(record)].view) or not reaches(by, DOORS[type(record)].view, record):
            raise Http404
        return record, known[self.model]

    @cached_property
    def filters(self) -> Any:
        """Return what the list is filtered by: of what it is about, too, so that search and files keep to it."""
        if self._about is None:
            return super().filters  # type: ignore[misc]  # of the view
        record, reference = self._about
        by = actor_of(self.request.user)

        def about(queryset: Any, name: str, value: str) -> Any:
            return queryset.filter(pk__in=reference.to(record, by).values("pk"))

        choice = (self.request.GET[ABOUT], called(record))
        base = self.filterset_class or WagtailFilterSet  # type: ignore[attr-defined]  # of the view
        meta = type(
            "Meta", (), {"model": self.model, "fields": getattr(getattr(base, "Meta", None), "fields", [])}
        )
        narrowed = type(
            "Narrowed",
            (base,),
            {
                "Meta": meta,
                ABOUT: django_filters.ChoiceFilter(label=WHOSE, choices=[choice], method="about_one"),
                "about_one": lambda _, queryset, name, value: about(queryset, name, value),
            },
        )
        return cast(Any, narrowed)(**self.get_filterset_kwargs())  # type: ignore[attr-defined]  # of the view

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        """Return the first column: it leads to the page of the record."""
        column = super()._get_title_column(*args, **kwargs)  # type: ignore[misc]  # of the view
        column._get_url_func = self.get_inspect_url  # type: ignore[attr-defined]  # of the view
        return column

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """Return what is done with a record of the list; its page is what its name leads to."""
        page = self.get_inspect_url(instance)  # type: ignore[attr-defined]  # of the view
        buttons = super().get_list_more_buttons(instance)  # type: ignore[misc]  # of the view
        return [one for one in buttons if one.url != page]
