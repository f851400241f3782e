"""The history of a record: our trail, with what was before and after; below it the versions of its drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import RevisionMixin
from wagtail.snippets.views.snippets import HistoryView

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import with_colon
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import CHANGE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.looking import OneRecord, entries_of
from rapporteur.interfaces.office.pages.restoring import is_restorable
from rapporteur.interfaces.office.pages.wording import (
    Names,
    column_of,
    in_words,
    name_of_column,
    names_in,
    row_in_words,
)
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.record_page.words import ACTIONS
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

WORDS = {
    "versions": label(Message("Versions", context="history")),
    "compare": label(Message("compare with the one before", context="history")),
    "revert": label(Message("take up again", context="history")),
}
"""What the page says around the versions."""
RESTORE = label(Message("Restore", context="record page"))
KINDS_OF_RECORD = {model._meta.label_lower: model for model in DOORS}
"""Kinds that an entry names whose records were moved with another: what is not shown of them is not said of them."""
MOST_VERSIONS = 50
"""Versions listed below a history: a text that was saved more often is compared from the newest backwards."""


@dataclass(frozen=True)
class ChangeInWords:
    """A field of a record with what it was and is; `restore` is where it is put back, empty where it is not."""

    label: str
    before: SafeString | str
    after: SafeString | str
    is_pair: bool = True
    restore: str = ""


@dataclass(frozen=True)
class EntryInWords:
    """Who did what to a record, and when; in words."""

    at: datetime
    by: str
    action: str
    changes: tuple[ChangeInWords, ...]


def entries_in_words(
    entries: Sequence[AuditEntry], by: Actor, *, restore: Callable[[AuditEntry, str], str] | None = None
) -> list[EntryInWords]:
    """Return entries of one kind of record in words; `restore` gives where a field of one is put back."""
    model = kind_of(entries[0]) if entries else None
    names = names_in(model, entries, by)
    return [
        EntryInWords(
            one.at, one.by, action_in_words(one), tuple(changes_in_words(one, model, names, by, restore))
        )
        for one in entries
    ]


def kind_of(entry: AuditEntry) -> type[models.Model] | None:
    """Return the kind of record that an entry is about, None where there is none (any more)."""
    try:
        return apps.get_model(entry.record_type)
    except (LookupError, ValueError):
        return None


def action_in_words(entry: AuditEntry) -> str:
    """Return what was done."""
    action = ACTIONS.get(entry.action)
    return str(label(action)) if action else entry.action


def changes_in_words(
    entry: AuditEntry,
    model: type[models.Model] | None,
    names: Names,
    by: Actor,
    restore: Callable[[AuditEntry, str], str] | None = None,
) -> Iterator[ChangeInWords]:
    """Yield each field that an entry names, with what it was and is."""
    for name, value in entry.changes.items():
        kind = KINDS_OF_RECORD.get(name)
        if kind is not None and not can(by, DOORS[kind].view):
            continue  # what was moved of a kind that is not shown
        column = column_of(model, name) if model else None
        field = name_of_column(model, name) if kind is None else str(kind._meta.verbose_name_plural)
        if isinstance(value, list) and len(value) == 2 and kind is None:
            before, after = (in_words(column, one, names) for one in value)
            yield ChangeInWords(
                capfirst(field), before, after, restore=restore(entry, name) if restore else ""
            )
        else:
            held = ", ".join(map(str, value)) if kind is not None else value
            yield ChangeInWords(capfirst(field), "", _held(model, held, names), is_pair=False)


def _held(model: type[models.Model] | None, value: Any, names: Names) -> SafeString | str:
    """Return what is told of by itself: a reason, or everything that a record held when it was deleted."""
    if model is not None and isinstance(value, Mapping):
        return row_in_words(model, value, names)
    return in_words(None, value)


def as_html(changes: Iterable[ChangeInWords]) -> SafeString:
    """Return changes as a list of fields, old values struck."""
    lines = []
    for one in changes:
        if one.is_pair:
            value = format_html("<del>{}</del> → <ins>{}</ins>", one.before, one.after)
        else:
            value = format_html("{}", one.after)
        if one.restore:
            value = format_html(
                '{} <a class="record-restore" href="{}" aria-label="{}">{}</a>',
                value,
                one.restore,
                f"{with_colon(RESTORE, reader())} {one.label}",
                RESTORE,
            )
        lines.append((one.label, value))
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines))


def _changes(entry: Any) -> SafeString:
    shown: SafeString = entry.shown_changes
    return shown


class TrailOfOne:
    """A page with what the trail holds of one thing; for whoever may read the trail."""

    object: Any
    any_permission_required = None
    filterset_class = None
    template_name = "office/history.html"
    columns: ClassVar[list[Column]] = [
        DateColumn("at", label=label(Message("When", context="history")), width="15%"),
        Column("by", label=label(Message("Who", context="history")), width="15%"),
        Column(
            "action", label=label(Message("What", context="history")), accessor=action_in_words, width="10%"
        ),
        Column("changes", label=label(Message("Before → after", context="history")), accessor=_changes),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may not read the trail."""
        if not can(actor_of(request.user), Right.VIEW_TRAIL):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        return response

    def get_base_queryset(self) -> QuerySet[AuditEntry]:
        """Return the entries, the newest first."""
        return entries_of(self.object)

    def paginate_queryset(self, queryset: QuerySet[AuditEntry], page_size: int) -> Any:
        """Return a page of the entries, with what each says in words: names are asked for together."""
        paginator, page, entries, more = super().paginate_queryset(queryset, page_size)  # type: ignore[misc]  # of the view
        by = actor_of(self.request.user)  # type: ignore[attr-defined]  # of the view
        entries = list(entries)
        model = kind_of(entries[0]) if entries else None
        names = names_in(model, entries, by)
        for one in entries:
            one.shown_changes = as_html(changes_in_words(one, model, names, by, self.restore_address))
        page.object_list = entries
        return paginator, page, entries, more

    def restore_address(self, entry: AuditEntry, name: str) -> str:
        """Return where a field is put back: nowhere, but for records."""
        return ""


def address_to_restore(record: models.Model, entry: AuditEntry, name: str) -> str:
    """Return where a field is put back to what it was before an entry, empty where it cannot be."""
    if not is_restorable(type(record), entry, name):
        return ""
    viewset: Any = type(record).snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    return reverse(viewset.get_url_name("restore"), args=(record.pk, entry.pk, name))


class RecordHistoryView(TrailOfOne, OneRecord, HistoryView):
    """What the trail holds of a record, and the versions of one that has drafts."""

    def restore_address(self, entry: AuditEntry, name: str) -> str:
        """Return where a field of the record is put back, by whoever may change it."""
        return address_to_restore(self.object, entry, name) if self._may_restore else ""

    @cached_property
    def _may_restore(self) -> bool:
        return RecordPolicy(self.model).user_has_permission_for_instance(
            self.request.user, CHANGE, self.object
        )

    @cached_property
    def versions(self) -> list[dict[str, Any]]:
        """The revisions of the record, the newest first, each with where it is compared and taken up again."""
        if not isinstance(self.object, RevisionMixin):
            return []
        found = list(
            self.object.revisions.select_related("user").order_by("-created_at", "-pk")[:MOST_VERSIONS]
        )
        return [
            {
                "revision": one,
                "compare": self._url(self.revisions_compare_url_name, older.pk, one.pk) if older else "",
                "revert": self._url(self.revisions_revert_url_name, one.pk) if one != found[0] else "",
            }
            for one, older in zip_longest(found, found[1:])
        ]

    def _url(self, name: str, *keys: int) -> str:
        return reverse(name, args=(self.object.pk, *keys))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the entries, and the versions below them."""
        return {**super().get_context_data(*args, **kwargs), "versions": self.versions, "words": WORDS}
