"""Publications in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.forms import EditorialForm
from rapporteur.interfaces.office.screens.calls import NOBODY, ONE_OF_BOTH, spoken_here
from rapporteur.interfaces.office.screens.lines import take_lines
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.viewsets import RecordViewSet, dates_column, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.publications.models import Publication
from rapporteur.records.publications.rules import plain_doi, plain_isbn

OF_SERIES = Message("Say in which series, too.", context="office")


class PublicationForm(EditorialForm):
    """What cannot be is said at its field; languages are lines, authors stand in an order."""

    numbered = ("authors",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        take_lines(self, "languages", spoken_here)

    def clean_isbn(self) -> str:
        """Return the ISBN as it is kept."""
        return plain_isbn(self.cleaned_data["isbn"])

    def clean_doi(self) -> str:
        """Return the DOI as it is kept."""
        return plain_doi(self.cleaned_data["doi"])

    def clean(self) -> Any:
        """Refuse a number of no series, and an author who is two or nobody."""
        cleaned = super().clean()
        if cleaned.get("number") is not None and not cleaned.get("series"):
            self.add_error("series", say(OF_SERIES, reader()))
        formset = self.formsets.get("authors")
        for row in formset.forms if formset is not None else ():
            if not row.has_changed() or row in formset.deleted_forms:
                continue
            person, name = row.cleaned_data.get("person"), row.cleaned_data.get("name")
            if bool(person) is bool(name):
                row.add_error("name", say(ONE_OF_BOTH if name else NOBODY, reader()))
        return cleaned


class PublicationViewSet(RecordViewSet):
    """What the network published, with its authors and what media wrote of it."""

    model = Publication
    icon = "doc-full-inverse"
    base_form_class = PublicationForm
    list_display: ClassVar[list[Any]] = [
        "slug", "kind", "series", "number", dates_column("published"),
    ]  # fmt: skip
    list_filter: ClassVar[list[str]] = ["kind", "series"]
    ordering = ("-published_date", "slug")
    add_to_admin_menu = True
    menu_label = label(Message("Publications", context="office"))
    menu_name = "publications"  # in whatever language the menu is first shown
    menu_order = 164

    @staticmethod
    def panels_of() -> list[Any]:
        """What it is, who wrote it, when it came out; where it can be read; where it was launched and told of."""
        return [
            *fields("title", "kind"),
            FieldRowPanel(fields("series", "number")),
            InlinePanel(
                "authors",
                panels=[FieldRowPanel(fields("person", "name"))],
                label=label(Message("author", context="office")),
                heading=label(Message("Authors", context="office")),
            ),
            *fields("languages"),
            FieldRowPanel(fields("published_date", "published_precision")),
            MultiFieldPanel(
                [FieldRowPanel(fields("isbn", "doi")), *fields("link", "document")],
                heading=label(Message("Where it can be read", context="office")),
            ),
            *fields("activity"),
            InlinePanel(
                "mentions",
                panels=fields("mention"),
                label=label(Message("mention", context="office")),
                heading=label(Message("In the media", context="office")),
            ),
            *fields("note"),
        ]


register_snippet(PublicationViewSet)
