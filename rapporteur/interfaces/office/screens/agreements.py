"""Agreements and joint statements in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, dates_column, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.agreements.rules import stage_faults


class AgreementForm(EditorialForm):
    """What a stage needs is asked for at its field."""

    def clean(self) -> Any:
        """Say which day the stage needs, and which it cannot have yet."""
        cleaned = super().clean()
        for name, message in stage_faults(
            cleaned.get("stage"),
            {name: cleaned.get(name) for name in ("announced_date", "signed_date", "end")},
        ):
            self.add_error(name, say(message, reader()))
        return cleaned


class AgreementViewSet(RecordViewSet):
    """What the network agrees with others."""

    model = Agreement
    icon = "draft"
    base_form_class = AgreementForm
    list_display: ClassVar[list[Any]] = ["slug", "kind", "stage", dates_column("signed"), "end"]
    list_filter: ClassVar[list[str]] = ["kind", "stage"]
    ordering = ("-signed_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What is agreed and who agrees, how far it has come, for how long it holds, what it follows."""
        return [
            *fields("name", "kind"),
            InlinePanel(
                "parties",
                panels=[
                    FieldRowPanel(fields("association", "body", "organisation")),
                    *fields("name", "commitments"),
                ],
                label=label(Message("party", context="office")),
            ),
            MultiFieldPanel(
                [
                    *fields("stage"),
                    *(
                        FieldRowPanel(fields(f"{stage}_date", f"{stage}_precision"))
                        for stage in ("talks", "announced", "signed")
                    ),
                ],
                heading=label(Message("How far it has come", context="office")),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(fields("start", "end")),
                    FieldRowPanel(fields("notice_months", "notice_date")),
                ],
                heading=label(Message("Term", context="office")),
            ),
            *fields("replaces", "activity", "link", "note"),
        ]


class JointStatementViewSet(RecordViewSet):
    """Open letters, declarations and campaigns, with who signed."""

    model = JointStatement
    icon = "doc-full"
    list_display: ClassVar[list[Any]] = ["slug", "kind", dates_column("public"), "activity"]
    list_filter: ClassVar[list[str]] = ["kind"]
    ordering = ("-public_date", "slug")

    @staticmethod
    def panels_of() -> list[Any]:
        """What it says to whom, when, and who signed."""
        signatory = [
            FieldRowPanel(fields("organisation", "person")),
            *fields("name", "office"),
            FieldRowPanel(fields("signed_date", "signed_precision")),
        ]
        return [
            *fields("name", "kind", "addressee", "text", "link"),
            FieldRowPanel(fields("public_date", "public_precision")),
            FieldRowPanel(fields("opened_date", "closed_date")),
            InlinePanel("signatories", panels=signatory, label=label(Message("signatory", context="office"))),
            *fields("owner", "activity", "note"),
        ]


class AgreementsGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (AgreementViewSet, JointStatementViewSet)
    menu_label = label(Message("Agreements", context="office"))
    menu_name = "agreements"  # in whatever language the menu is first shown
    menu_icon = "draft"
    menu_order = 165


register_snippet(AgreementsGroup)
