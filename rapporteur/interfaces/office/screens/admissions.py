"""Requests for admission in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.viewsets import RecordViewSet, dates_column, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.admissions.enums import AdmissionState
from rapporteur.records.admissions.models import AdmissionRequest


class AdmissionForm(EditorialForm):
    """Documents stand in an order."""

    numbered = ("documents",)


def _state(request: AdmissionRequest) -> str:
    return str(dict(named(AdmissionState.choices))[request.state])


class AdmissionRequestViewSet(RecordViewSet):
    """Who asked to become a member, and what became of it."""

    model = AdmissionRequest
    icon = "group"
    base_form_class = AdmissionForm
    list_display: ClassVar[list[Any]] = [
        "organisation",
        dates_column("received"),
        Column("state", label=label(Message("State", context="office")), accessor=_state),
        "body",
        "meeting",
        "decided_date",
    ]
    list_filter: ClassVar[list[str]] = ["outcome", "opinion", "body"]
    ordering = ("-received_date", "slug")
    add_to_admin_menu = True
    menu_label = label(Message("Admissions", context="office"))
    menu_name = "admissions"  # in whatever language the menu is first shown
    menu_order = 122

    @staticmethod
    def panels_of() -> list[Any]:
        """Who asked when, with what; what is thought of it; who decides, and what was decided."""
        return [
            *fields("organisation", "category"),
            FieldRowPanel(fields("received_date", "received_precision")),
            InlinePanel(
                "documents",
                panels=[*fields("title"), FieldRowPanel(fields("link", "document"))],
                label=label(Message("document", context="office")),
                heading=label(Message("Documents of the request", context="office")),
            ),
            *fields("activity"),
            MultiFieldPanel(
                [*fields("opinion"), FieldRowPanel(fields("opinion_date", "opinion_by"))],
                heading=label(Message("Opinion of the regional secretary", context="office")),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(fields("body", "meeting")),
                    *fields("outcome"),
                    FieldRowPanel(fields("decided_date", "decision", "from_date")),
                ],
                heading=label(Message("Decision", context="office")),
            ),
            *fields("note"),
        ]


register_snippet(AdmissionRequestViewSet)
