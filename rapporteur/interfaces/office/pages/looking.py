"""Lists and pages of single records, held to what whoever looks may see: the kind of record, and the record itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.forms import ModelChoiceField
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import ReferenceIndex, WorkflowMixin, WorkflowState
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.snippets import (
    CollectWorkflowActionDataView,
    ConfirmWorkflowCancellationView,
    IndexView,
    RevisionsCompareView,
    UsageView,
    WorkflowHistoryDetailView,
    WorkflowHistoryView,
)

from rapporteur.base.core.audit import record_name
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import can, reaches_every_region
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import is_regional, within_reach
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import with_colon
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.codes import by_country_name, country_named, is_country
from rapporteur.interfaces.office.doors.door import CHANGE, DELETE, VIEW
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing.index import WorkedList
from rapporteur.interfaces.office.listing.paging import KeysFirst
from rapporteur.interfaces.office.noting.words import NOTE_MEETING, NOTE_MENTION
from rapporteur.interfaces.office.pages.calling import OTHERWISE, called
from rapporteur.interfaces.office.pages.narrowing import NarrowedList
from rapporteur.interfaces.office.pages.searching import SearchedList
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.words import field_label, label
from rapporteur.records.activities.models import BilateralMeeting, MediaMention
from rapporteur.records.names.called import SaysItsName, names_of_relations, with_names

NOTED: Mapping[type[models.Model], tuple[Message, str]] = {
    BilateralMeeting: (NOTE_MEETING, "noting:meeting"),
    MediaMention: (NOTE_MENTION, "noting:mention"),
}
"""Kinds of record with a short form: what leads to it, and its address."""
ANY_KEY = 0
"""No record has it."""
KEYS = frozenset({"slug", "key"})
"""By what files and addresses know a record, or a level of a plan; people see what it is called."""
ADD = Message("Add", context="record")


def entries_of(record: Any) -> QuerySet[AuditEntry]:
    """Return what the trail holds of a record, the newest first."""
    found = AuditEntry.objects.filter(record_type=record._meta.label_lower, record=record_name(record))
    return found.order_by("-at", "-pk")


def last_entry(record: Any) -> dict[str, Any] | None:
    """Return who wrote a record last and when, as Wagtail's pages ask for it."""
    entry = entries_of(record).first()
    return {"timestamp": entry.at, "user_display_name": entry.by} if entry else None


def note_reviews(model: type[models.Model], records: Sequence[Any]) -> None:
    """Tell records that have drafts of their reviews, all at once, where Wagtail would ask for each."""
    if not issubclass(model, WorkflowMixin):
        return
    found: dict[str, list[WorkflowState]] = {}
    kind = ContentType.objects.get_for_model(model)
    keys = [str(record.pk) for record in records]
    for state in WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=keys):
        found.setdefault(state.object_id, []).append(state)
    for record in records:
        record._current_workflow_states = found.get(str(record.pk), [])


class Headed:
    """A page that is called by what is done and by the record, with the colon of the reader's language between."""

    def get_header_title(self) -> str:
        """Return what the window is called."""
        view: Any = self
        title, record = str(view.get_page_title()), view.get_page_subtitle()
        return f"{with_colon(title, get_language() or ENGLISH)} {record}" if record else title


class OneRecord(Headed):
    """A page of one record: not there for whom no right reaches it (Wagtail asks for the kind only, issue 13314)."""

    needs = VIEW
    request: HttpRequest
    model: Any

    def get_page_subtitle(self) -> str:
        """Return what the record is called: people know no keys."""
        return called(self.object)  # type: ignore[attr-defined]  # of the view

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """Return the record; raise Http404 where it is out of reach, as if there were none."""
        record = super().get_object(*args, **kwargs)  # type: ignore[misc]  # of the view
        policy = RecordPolicy(self.model)
        if not policy.user_has_permission_for_instance(self.request.user, self.needs, record):
            raise Http404
        return record


class RecordIndexView(NarrowedList, SearchedList, WorkedList, IndexView):
    """The records of a kind that somebody may see, searched by their names; as a file too."""

    paginator_class = KeysFirst
    listed: Sequence[int] = ()
    """The keys of the records on the page."""
    add_item_label = label(ADD)  # no kind beside it: in French and Spanish it has a gender

    @property
    def header_buttons(self) -> list[Any]:
        """Return what is done from the list: for some kinds a short form, before the one with all fields."""
        buttons: list[Any] = super().header_buttons
        if self.model in NOTED and self.add_url:
            words, address = NOTED[self.model]
            short = HeaderButton(label(words), url=reverse(address), icon_name="plus")
            return [short, *buttons]
        return buttons

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records in the order asked for, each in one place of it."""
        ordered: QuerySet[Any] = super().order_queryset(queryset)
        return ordered.order_by(*map(self._in_reader_order, ordered.query.order_by), "pk")

    def _in_reader_order(self, key: Any) -> Any:
        """Return an order; of countries by their names, which are shown, where the database has codes."""
        name = key.removeprefix("-") if isinstance(key, str) else ""
        if name not in self._countries:
            return key
        named = by_country_name(name)
        return named.desc() if key.startswith("-") else named.asc()

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(one.name for one in self.model._meta.concrete_fields if is_country(one))

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> Any:
        """Return a page of the list, with what each row would else ask the database for by itself."""
        paginator, page, records, more = super().paginate_queryset(queryset, page_size)
        self.listed = [record.pk for record in records]
        languages = association_languages()
        for record in records:
            record._languages = languages
            for name in self._referred:
                if (referred := getattr(record, name)) is not None:
                    referred._languages = languages
        prefetch_related_objects(
            records,
            *(names_of_relations(self.model) if self._is_named else ()),
            *(one for name in self._referred for one in names_of_relations(self.model, name)),
        )
        self.fetch_listed(records)
        note_reviews(self.model, records)
        return paginator, page, records, more

    @cached_property
    def filters(self) -> Any:
        """The filters; records among their choices by what they are called."""
        found = super().filters
        languages = association_languages() if found is not None else ()

        def named(record: Any) -> str:
            record._languages = languages  # asked once for all
            return called(record)

        for field in found.form.fields.values() if found is not None else ():
            if isinstance(field, ModelChoiceField):
                of_this_form: Any = field
                of_this_form.queryset = with_names(of_this_form.queryset)
                of_this_form.label_from_instance = named
        return found

    @cached_property
    def _is_named(self) -> bool:
        """Whether the first column says what records are called, where files have a key."""
        has_name = hasattr(self.model, "called_by") or self.model in OTHERWISE
        return self.list_display[0] in KEYS and has_name

    @cached_property
    def _referred(self) -> tuple[str, ...]:
        """The columns that name another record."""
        columns = {
            one.name
            for one in self.model._meta.concrete_fields
            if one.is_relation and hasattr(one.related_model, "called_by")
        }
        return tuple(name for name in self.list_display if isinstance(name, str) and name in columns)

    def _get_custom_column(self, field_name: str, column_class: type[Column] = Column, **kwargs: Any) -> Any:
        """Return a column; records are called by their names in it."""
        column = super()._get_custom_column(field_name, column_class, **kwargs)
        if field_name in self._referred:
            column.accessor = lambda record: called(one) if (one := getattr(record, field_name)) else ""
        elif field_name in self._countries:
            column.accessor = lambda record: country_named(getattr(record, field_name))
        elif field_name in KEYS and self._is_named and isinstance(column, TitleColumn):
            column.accessor = called
            several = issubclass(self.model, SaysItsName)
            by = () if several else getattr(self.model, "called_by", ())
            kind = capfirst(self.model._meta.verbose_name)
            column.label = field_label(by[0].removesuffix("s")) if by else kind
        return column

    @cached_property
    def _own(self) -> frozenset[int] | None:
        """What may be changed of the page, None where all may; the kind itself was asked for already."""
        right = DOORS[self.model].right(CHANGE)
        by = actor_of(self.request.user)
        if right is None or reaches_every_region(by, right):
            return None
        listed = self.model._default_manager.filter(pk__in=self.listed)
        return frozenset(within_reach(listed, by, right).values_list("pk", flat=True))

    def get_edit_url(self, instance: Any) -> str | None:
        """Return where a record is edited by whoever may."""
        if self._own is not None and instance.pk not in self._own:
            return None
        return self._address("edit", instance)

    def get_delete_url(self, instance: Any) -> str | None:
        """Return where a record is deleted by whoever may."""
        return self._address("delete", instance)

    def _address(self, action: str, instance: Any) -> str | None:
        """Return the address of a page of a record; it is resolved once for all rows."""
        pattern = self._patterns.get(action)
        return pattern.replace(f"/{ANY_KEY}/", f"/{quote(instance.pk)}/") if pattern else None

    @cached_property
    def _patterns(self) -> dict[str, str]:
        """The addresses of pages of records that this account has for some, with a key that none has."""
        names = {"edit": (self.edit_url_name, CHANGE), "delete": (self.delete_url_name, DELETE)}
        return {
            action: reverse(name, args=[ANY_KEY])
            for action, (name, right) in names.items()
            if name and self.user_has_permission(right)
        }


class RecordUsageView(OneRecord, UsageView):
    """What refers to a record, as far as whoever asks may see it."""

    needs = CHANGE

    @cached_property
    def columns(self) -> list[Any]:
        """What refers to it, each record by what it is called."""
        first, *others = super().columns
        first.accessor = lambda row: called(row["object"]) if row["edit_url"] else row["label"]
        return [first, *others]

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        """Return the table, with what the names of its rows need, fetched at once for each kind."""
        rows, languages = list(object_list), association_languages()
        kinds: dict[Any, list[Any]] = {}
        for record, _ in rows:
            record._languages = languages
            kinds.setdefault(type(record), []).append(record)
        for model, records in kinds.items():
            prefetch_related_objects(records, *names_of_relations(model))
        return super().get_table(rows, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way to this page; the record on it by what it is called."""
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        edit = self.get_edit_url(self.object)
        return [
            {**one, "label": called(self.object)} if edit and one["url"] == edit else one for one in items
        ]

    def get_queryset(self) -> Any:
        """Return the references from records of kinds that are shown to this account."""
        by = actor_of(self.request.user)
        seen = [model for model, door in DOORS.items() if can(by, door.view)]
        kinds = ContentType.objects.get_for_models(*seen, for_concrete_models=False)
        references = ReferenceIndex.get_references_to(self.object).filter(
            base_content_type__in=kinds.values()
        )
        for model, kind in kinds.items():
            right = DOORS[model].view
            if is_regional(model) and not reaches_every_region(by, right):
                within = within_reach(model._default_manager.all(), by, right)
                own = [str(pk) for pk in within.values_list("pk", flat=True)]  # Wagtail keeps keys as text
                references = references.exclude(Q(base_content_type=kind) & ~Q(object_id__in=own))
        return references.group_by_source_object()


class RecordCompareView(OneRecord, RevisionsCompareView):
    """Two versions of a record side by side."""

    needs = CHANGE


class RecordWorkflowHistoryView(OneRecord, WorkflowHistoryView):
    """The reviews of a record."""

    needs = CHANGE


class RecordWorkflowHistoryDetailView(OneRecord, WorkflowHistoryDetailView):
    """One review of a record."""

    needs = CHANGE


class RecordCollectWorkflowActionDataView(OneRecord, CollectWorkflowActionDataView):
    """The comment to a step of a review, asked for before the form is sent."""


class RecordConfirmWorkflowCancellationView(OneRecord, ConfirmWorkflowCancellationView):
    """Whether publication ends a review."""

    needs = CHANGE


class RecordURLFinder(SnippetAdminURLFinder):
    """Where a record is edited, told to whoever may."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, instance: Any) -> str | None:
        """Return the address of the form, None where the record is out of reach."""
        self.user_can_edit = self.user is None or RecordPolicy(self.model).user_has_permission_for_instance(
            self.user, CHANGE, instance
        )
        url: str | None = super().get_edit_url(instance)
        return url
