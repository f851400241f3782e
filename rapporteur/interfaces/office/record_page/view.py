"""The page of one record, and the page on which one of its fields is put back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import capfirst
from wagtail.admin import messages
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.core.engine import row_fields
from rapporteur.base.core.models import AuditEntry, Editorial
from rapporteur.base.core.permissions import Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import CHANGE
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.history import (
    address_to_restore,
    as_html,
    entries_in_words,
)
from rapporteur.interfaces.office.pages.looking import OneRecord, entries_of
from rapporteur.interfaces.office.pages.references import Reference, references_to, references_visible
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.pages.restoring import is_restorable, restore_field
from rapporteur.interfaces.office.pages.wording import column_of, in_words, name_of_column, names_in
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.record_page.documents.certificates import certificates_of
from rapporteur.interfaces.office.record_page.documents.minutes import minutes_of
from rapporteur.interfaces.office.record_page.documents.passports import passports_of
from rapporteur.interfaces.office.record_page.facts import (
    facts_of,
    other_names,
    rows_of_record,
    since_when,
)
from rapporteur.interfaces.office.record_page.merging import mergers_into
from rapporteur.interfaces.office.record_page.timeline import happenings
from rapporteur.interfaces.office.record_page.verbs import address_of, buttons_of, verbs_of
from rapporteur.interfaces.office.record_page.words import AS_BEFORE, PAGE, RESTORED, TITLE
from rapporteur.interfaces.office.states import ONE, SIGNS, state_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

NEWEST = 10
"""Entries of the trail on the page itself: more than a year of an organisation of the demonstration."""


def _counted(kind: Any, count: int) -> str:
    return capfirst(str(kind.verbose_name if count == 1 else kind.verbose_name_plural))


class RecordView(OneRecord, InspectView):
    """A record: what it is called and is, what may be done with it, what refers to it, what became of it."""

    template_name = "office/record_page/page.html"
    page_title = label(TITLE)

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """Return the record, which knows in which languages it is called."""
        record = super().get_object(*args, **kwargs)
        record._languages = association_languages()
        return record

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return where the page stands: below the list of its kind."""
        listed = {
            "url": address_of(self.model, "list"),
            "label": capfirst(str(self.model._meta.verbose_name_plural)),
        }
        return [listed, {"url": "", "label": called(self.object)}]

    @property
    def header_more_buttons(self) -> list[Any]:
        """Return none: what is done with the record stands on the page."""
        return []

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return none of Wagtail's own: facts stand in their place."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        record, by = self.object, actor_of(self.request.user)
        references = references_visible(self.model, by)
        counts = [(one, one.to(record, by).count()) for one in references]
        hidden = any(one.to_anything(record) for one in _hidden(self.model, references))
        possible, hindered = buttons_of(
            record,
            by,
            verbs_of(self.model),
            is_used=hidden or any(count for _, count in counts),
        )
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "words": PAGE,
            "name": called(record),
            "kind": capfirst(str(self.model._meta.verbose_name)),
            "since": since_when(record),
            "state": self._state(),
            "names": other_names(record),
            "facts": facts_of(record),
            "lists": rows_of_record(record),
            "offered": minutes_of(record) or passports_of(record, by) or certificates_of(record, by),
            "possible": possible,
            "hindered": hindered,
            "references": [
                {
                    "label": _counted(one.listed._meta, count),
                    "count": count,
                    "address": one.address(record),
                }
                for one, count in counts
                if count
            ],
            "happenings": happenings(record, references, by, record._languages),
            "mergers": mergers_into(record, by),
            "history": self._history(),
        }

    def _state(self) -> str:
        if not isinstance(self.object, Editorial):
            return ""
        state = state_of(self.object)
        return f"{SIGNS[state]} {label(ONE[state])}"

    def _history(self) -> dict[str, Any] | None:
        """Return the newest entries of the trail; None for whoever may not read it."""
        by = actor_of(self.request.user)
        if not can(by, Right.VIEW_TRAIL):
            return None
        may = RecordPolicy(self.model).user_has_permission_for_instance(
            self.request.user, CHANGE, self.object
        )
        newest = list(entries_of(self.object)[:NEWEST])
        told = entries_in_words(
            newest,
            by,
            restore=lambda entry, name: address_to_restore(self.object, entry, name) if may else "",
        )
        return {
            "entries": [
                {"entry": one, "changes": as_html(one.changes) if one.changes else ""} for one in told
            ],
            "address": address_of(self.model, "history", self.object.pk),
        }


class RestoreView(OneRecord, InspectView):
    """One field of a record as it is and as it was; sent, it is as it was."""

    needs = CHANGE
    template_name = "office/record_page/restore.html"
    page_title = PAGE["restore"]
    refused = ""

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return none of Wagtail's own."""
        return []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer where there is such a field to put back, for whoever may read what it was."""
        if not can(actor_of(request.user), Right.VIEW_TRAIL):
            raise Http404
        self.entry: AuditEntry = get_object_or_404(entries_of(self.object), pk=kwargs["entry"])
        self.field: str = kwargs["field"]
        if not is_restorable(self.model, self.entry, self.field):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put it back through the verb; what the verb refuses is said on the page."""
        by = actor_of(request.user)
        values = {"field": capfirst(name_of_column(self.model, self.field)), "name": called(self.object)}
        try:
            with transaction.atomic():
                saved = restore_field(by=by, record=self._fresh(), entry=self.entry, name=self.field)
        except REFUSALS as refused:
            self.refused = sentence(refused)
            page: HttpResponse = self.render_to_response(self.get_context_data())
            return page
        message = RESTORED if saved.changed else AS_BEFORE
        messages.success(request, say(message, reader(), **values))
        return redirect(address_of(self.model, "inspect", self.object.pk))

    def _fresh(self) -> Any:
        return self.model._default_manager.get(pk=self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the field as it is and as it was."""
        record, by = self.object, actor_of(self.request.user)
        now = record.get_latest_revision_as_object() if isinstance(record, Editorial) else record
        column = column_of(self.model, self.field)
        current = getattr(now, self.field)
        if hasattr(current, "all"):
            current = _rows_now(column, current)
        names = names_in(self.model, [AuditEntry(changes={self.field: self.entry.changes[self.field]})], by)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "words": PAGE,
            "name": called(record),
            "field": capfirst(name_of_column(self.model, self.field)),
            "now": in_words(column, current),
            "then": in_words(column, self.entry.changes[self.field][0], names),
            "is_draft": isinstance(record, Editorial),
            "refused": self.refused,
            "back": address_of(self.model, "inspect", record.pk),
        }


def _rows_now(column: Any, relation: Any) -> list[Any]:
    if column.many_to_many:
        return list(relation.all())
    names = row_fields(column.related_model)
    return [{name: getattr(row, name) for name in names} for row in relation.all()]


def _hidden(model: Any, shown: tuple[Reference, ...]) -> list[Reference]:
    return [one for one in references_to(model) if one not in shown]
