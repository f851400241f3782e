"""Reports in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from rapporteur.core.viewsets import STATUS, RecordViewSet, fields, text_column
from rapporteur.reports.models import Report


class ReportViewSet(RecordViewSet):
    """The report of a period: its editorial and the order of its sections."""

    model = Report
    icon = "doc-full-inverse"
    add_to_admin_menu = True
    menu_label = "Reports"
    menu_order = 170
    list_display: ClassVar[list[Any]] = [
        "slug",
        text_column("editorial_title"),
        "period_start",
        "period_end",
        *STATUS,
    ]
    list_filter: ClassVar[list[str]] = ["live"]
    search_fields: ClassVar[list[str]] = ["slug"]
    ordering = ("-period_start", "-period_end")

    @staticmethod
    def panels_of() -> list[Any]:
        """Which period; the editorial; the sections."""
        return [
            *fields("slug"),
            FieldRowPanel(fields("period_start", "period_end")),
            MultiFieldPanel(
                fields("editorial_title", "editorial_text", "signatory", "signatory_function"),
                heading="Editorial",
            ),
            *fields("sections"),
        ]


register_snippet(ReportViewSet)
