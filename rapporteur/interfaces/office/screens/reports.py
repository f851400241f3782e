"""Reports in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet

from rapporteur.base.values.messages import Message
from rapporteur.base.values.sections import SECTIONS
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.screens.sections import IN_ORDER, section_names
from rapporteur.interfaces.office.viewsets import STATUS, RecordViewSet, StateColumn, fields, text_column
from rapporteur.interfaces.office.words import label
from rapporteur.proof.editions.models import Edition
from rapporteur.records.reports.models import Report
from rapporteur.records.reports.queries import default_sections

_EDITION = Message("edition {number}", context="report in a list")
_NONE = Message("not yet", context="report in a list")


class ReportForm(EditorialForm):
    """A report: its sections are lines, in the order in which they are printed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "sections", section_names, rows=len(SECTIONS), help_text=IN_ORDER)
        if self.instance.pk is None:  # a new one begins with those of the association
            self.initial["sections"] = default_sections()


def _frozen(report: Report) -> str:
    """Say which edition of a report is frozen, the newest, or that none is."""
    number: int | None = getattr(report, "edition", None)
    language = get_language() or ENGLISH
    return say(_EDITION, language, number=str(number)) if number else say(_NONE, language)


class ReportViewSet(RecordViewSet):
    """The report of a period: its editorial and the order of its sections."""

    model = Report
    base_form_class = ReportForm
    icon = "doc-full-inverse"
    add_to_admin_menu = True
    menu_label = label(Message("Reports", context="office"))
    menu_name = "reports-of-periods"  # “reports” is an entry of Wagtail's own, which leads nowhere
    menu_order = 170
    list_display: ClassVar[list[Any]] = [
        "slug",
        text_column("editorial_title"),
        "period_start",
        "period_end",
        Column("edition", label=label(Message("Frozen", context="office")), accessor=_frozen),
        StateColumn("state", label=label(Message("Editorial", context="office"))),
        *STATUS[1:],
    ]
    list_filter: ClassVar[list[str]] = ["live"]
    ordering = ("-period_start", "-period_end")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Each with the number of its newest frozen edition: that its editorial is published freezes nothing."""
        editions = Edition.objects.filter(
            period_start=OuterRef("period_start"), period_end=OuterRef("period_end")
        )
        listed: QuerySet[Report] = super().get_queryset(request)
        return listed.annotate(edition=Subquery(editions.order_by("-number").values("number")[:1]))

    @staticmethod
    def panels_of() -> list[Any]:
        """Which period; the editorial; the photograph on the cover; the sections."""
        return [
            FieldRowPanel(fields("period_start", "period_end")),
            MultiFieldPanel(
                fields("editorial_title", "editorial_text", "signatory", "signatory_function"),
                heading=label(Message("Editorial", context="office")),
            ),
            MultiFieldPanel(
                fields("cover_image", "cover_alt", "cover_credit", "cover_rights", "cover_consent"),
                heading=label(Message("Photograph on the cover", context="office")),
            ),
            *fields("sections"),
        ]


register_snippet(ReportViewSet)
