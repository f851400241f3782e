"""What the back office of all rooms stands on: how records are listed, found and compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from wagtail.admin.compare import FieldComparison, diff_text, register_comparison_class
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.utils.text import text_from_html

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.localized import EMPTY
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.interfaces.office.doors.door import VIEW
from rapporteur.interfaces.office.forms import EditorialForm, language_label
from rapporteur.interfaces.office.listing.ordering import with_order
from rapporteur.interfaces.office.pages.choosing import RecordChooserViewSet
from rapporteur.interfaces.office.pages.history import RecordHistoryView
from rapporteur.interfaces.office.pages.looking import (
    RecordCollectWorkflowActionDataView,
    RecordCompareView,
    RecordConfirmWorkflowCancellationView,
    RecordIndexView,
    RecordURLFinder,
    RecordUsageView,
    RecordWorkflowHistoryDetailView,
    RecordWorkflowHistoryView,
)
from rapporteur.interfaces.office.pages.removing import RecordDeleteView, WithdrawView
from rapporteur.interfaces.office.pages.saving import AddView, ChangeView, RevertView
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.record_page.documents.certificates import CertificatesFileView
from rapporteur.interfaces.office.record_page.documents.minutes import MinutesFileView
from rapporteur.interfaces.office.record_page.documents.passports import PassportFileView
from rapporteur.interfaces.office.record_page.doing import DoView
from rapporteur.interfaces.office.record_page.merging import MERGE_DOORS, MergeView, UnmergeView
from rapporteur.interfaces.office.record_page.ranking import RankingView
from rapporteur.interfaces.office.record_page.verb_forms import FORM_VERBS
from rapporteur.interfaces.office.record_page.view import RecordView, RestoreView
from rapporteur.interfaces.office.reviews.steps import ReviewStepView
from rapporteur.interfaces.office.states import ONE, SIGNS, state_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import field_label, label
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.members.models import Organisation
from rapporteur.records.training.models import Certificate, Course


class LocalizedTextComparison(FieldComparison):
    """Two versions of a text, language by language."""

    def htmldiff(self) -> SafeString:
        """Return the difference in every language that has one; equal texts as they are."""
        before, after = self.val_a or EMPTY, self.val_b or EMPTY
        rows = []
        for language in dict.fromkeys([*before, *after]):
            old, new = before.get(language, ""), after.get(language, "")
            if self.field.rich:
                old, new = text_from_html(old), text_from_html(new)
            rows.append((language_label(language), language, diff_text(old, new).to_html()))
        return format_html("<dl>{}</dl>", format_html_join("", '<dt>{}</dt><dd lang="{}">{}</dd>', rows))


register_comparison_class(LocalizedTextField, comparison_class=LocalizedTextComparison)


class StateColumn(Column):
    """Where a record with drafts stands: a word with a sign."""

    def get_value(self, instance: Any) -> Any:
        """Return it."""
        state = state_of(instance)
        return f"{SIGNS[state]}\N{NO-BREAK SPACE}{label(ONE[state])}"


STATUS = [
    StateColumn("state", label=label(Message("State", context="office"))),
    UpdatedAtColumn(label=label(Message("Updated", context="office"))),
]


def text_column(name: str, **options: Any) -> Column:
    """Return a column with a text in the reader's language, else in the first of the association's that has it."""

    def best(record: Any) -> str:
        languages = getattr(record, "_languages", None) or association_languages()  # a list asks once for all
        text: str = getattr(record, name).best((get_language() or ENGLISH, *languages))
        return text

    return Column(name, label=field_label(name), accessor=best, **options)


def dates_column(name: str) -> Column:
    """Return a column of when something happened, `name`, no more exactly than it is known; sorted by its day."""

    def known(record: Any) -> str:
        dates = getattr(record, name)
        return format_dates(dates, get_language() or ENGLISH) if dates else ""

    return Column(f"{name}_date", label=field_label(f"{name}_date"), accessor=known, sort_key=f"{name}_date")


def start_column() -> Column:
    """Return a column of the day on which something began, of the month where nothing more is known; sorted by it."""

    def known(record: Any) -> date | str:
        day: date = record.start_date
        return format_dates(record.dates, get_language() or ENGLISH) if record.dates.is_month_only else day

    return Column("start_date", label=field_label("start_date"), accessor=known, sort_key="start_date")


YES, NO = label(Message("yes")), label(Message("no"))


def yes_no_column(name: str) -> Column:
    """Return a column that says yes or no in words."""
    return Column(name, label=field_label(name), accessor=lambda record: YES if getattr(record, name) else NO)


class RecordViewSet(SnippetViewSet):
    """A kind of record in the back office; `panels_of` gives its form when the applications are loaded."""

    base_form_class: type[EditorialForm] = EditorialForm
    index_view_class = RecordIndexView
    index_template_name = "office/listing/index.html"
    index_results_template_name = "office/listing/results.html"
    add_view_class = AddView
    edit_view_class = ChangeView
    revisions_revert_view_class = RevertView
    delete_view_class = RecordDeleteView
    unpublish_view_class = WithdrawView
    history_view_class = RecordHistoryView
    usage_view_class = RecordUsageView
    revisions_compare_view_class = RecordCompareView
    workflow_action_view_class = ReviewStepView
    collect_workflow_action_data_view_class = RecordCollectWorkflowActionDataView
    confirm_workflow_cancellation_view_class = RecordConfirmWorkflowCancellationView
    workflow_history_view_class = RecordWorkflowHistoryView
    workflow_history_detail_view_class = RecordWorkflowHistoryDetailView
    chooser_viewset_class = RecordChooserViewSet
    edit_template_name = "office/edit.html"
    delete_template_name = RecordDeleteView.template_name
    history_template_name = RecordHistoryView.template_name
    inspect_view_enabled = True
    inspect_view_class = RecordView
    restore_view_class = RestoreView
    copy_view_enabled = False  # a copy would have the slug, the places and the photographs of another record
    exclude_from_explorer = False
    list_per_page = 50
    panels_of: Callable[[], list[Any]]
    called_in: ClassVar[str] = ""
    """The path to the name that the list is ordered by (listing/ordering.py), where it is ordered by names."""

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way to the list: its first step in the language of whoever looks, not of who starts the program."""
        return [{**one, "label": gettext_lazy("Home")} for one in super().breadcrumbs_items[:1]]

    @property
    def permission_policy(self) -> RecordPolicy:
        """Who may do what with the records: the table says it."""
        return RecordPolicy(self.model)

    @property
    def url_finder_class(self) -> type[RecordURLFinder]:
        """Return what finds the form of a record for whoever may use it."""
        return type("URLFinder", (RecordURLFinder,), {"model": self.model})

    @property
    def unpublish_view(self) -> Any:
        """Return the page on which something is withdrawn."""
        return self.construct_view(self.unpublish_view_class, template_name=WithdrawView.template_name)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the records that are listed for whoever asks."""
        listed = self.permission_policy.within(self.model._default_manager.all(), request.user, VIEW)
        columns = {column.name for column in self.model._meta.concrete_fields if column.is_relation}
        related: QuerySet[Any] = listed.select_related(
            *(name for name in self.list_display if name in columns)
        )
        return self.in_order(related)

    @classmethod
    def in_order(cls, records: QuerySet[Any]) -> QuerySet[Any]:
        """Return records with what their list is ordered by."""
        return (
            with_order(records, cls.called_in, reader(), timezone.localdate()) if cls.called_in else records
        )

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses; nobody locks a record, and nothing is published by a clock."""
        gone = {"lock", "unlock", "revisions_unschedule"}
        own = [path("restore/<str:pk>/<int:entry>/<slug:field>/", self.restore_view, name="restore")]
        if self.model in FORM_VERBS:
            own.append(path("do/<str:pk>/<slug:verb>/", self.construct_view(DoView), name="do"))
        if self.model in MERGE_DOORS:
            own += [
                path("merge/<str:pk>/", self.construct_view(MergeView), name="merge"),
                path("unmerge/<str:pk>/<int:merger>/", self.construct_view(UnmergeView), name="unmerge"),
            ]
        if self.model is BodyMeeting:
            minutes = self.construct_view(MinutesFileView)
            own.append(path("minutes/<str:pk>/<slug:language>/<slug:format>/", minutes, name="minutes"))
        if self.model is Organisation:
            passport = self.construct_view(PassportFileView)
            own.append(path("passport/<str:pk>/<slug:language>/<slug:kind>/", passport, name="passport"))
        if self.model in (Course, Certificate):
            certificates = self.construct_view(CertificatesFileView)
            own.append(path("certificates/<str:pk>/<slug:language>/", certificates, name="certificates"))
        if self.model is CallForApplications:
            own.append(path("ranking/<str:pk>/", self.construct_view(RankingView), name="ranking"))
        return [*(one for one in super().get_urlpatterns() if one.name not in gone), *own]

    @property
    def restore_view(self) -> Any:
        """Return the page on which a field is put back to what it was."""
        return self.construct_view(self.restore_view_class, template_name=RestoreView.template_name)

    def get_edit_handler(self) -> Any:
        """Return the form's panels."""
        panels = ObjectList(type(self).panels_of(), base_form_class=self.base_form_class)
        return panels.bind_to_model(self.model)


def fields(*names: str) -> list[FieldPanel]:
    """Return a panel per field."""
    return [FieldPanel(name) for name in names]
