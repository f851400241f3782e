"""Where a form refers to a record: the window in which one is chosen shows what whoever fills it may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property, lazy
from django.utils.translation import get_language
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.door import VIEW
from rapporteur.interfaces.office.listing.paging import KeysFirst
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import note_reviews
from rapporteur.interfaces.office.pages.searching import SearchedChoice
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.names.called import names_of_relations

CALLED_WITH: Mapping[type[Any], tuple[str, ...]] = {RoleAssignment: ("user",), DuesItem: ("call",)}
"""What else is fetched of the records of a kind, which are called by it."""


class _Seen:
    """Records that whoever chooses may see; for others the window is not there."""

    request: HttpRequest
    model_class: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raise Http404 for whom this kind of record is not shown."""
        if not RecordPolicy(self.model_class).user_has_permission(request.user, VIEW):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        return response

    def visible(self) -> QuerySet[Any]:
        """Return the records to choose from."""
        policy = RecordPolicy(self.model_class)
        records = policy.within(self.model_class._default_manager.all(), self.request.user, VIEW)
        return records.select_related(*CALLED_WITH.get(self.model_class, ()))


class _Offered(_Seen, SearchedChoice):
    paginator_class = KeysFirst

    def get_object_list(self) -> QuerySet[Any]:
        """Return the records to choose from."""
        return self.visible()

    def get_results_page(self, request: HttpRequest) -> Any:
        """Return a page of them."""
        page = super().get_results_page(request)  # type: ignore[misc]  # of the view
        prefetch_related_objects(list(page.object_list), *names_of_relations(self.model_class))
        note_reviews(self.model_class, page.object_list)
        languages = association_languages()
        for record in page.object_list:
            record._languages = languages
        return page

    @property
    def title_column(self) -> Any:
        """Return the column that names each record."""
        column = super().title_column  # type: ignore[misc]  # of the view
        column.accessor = called
        return column

    def apply_object_list_ordering(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Return them in the order of their list, each in one place of it."""
        return objects.order_by(*self.model_class.snippet_viewset.ordering, "pk")


class RecordChooseView(_Offered, ChooseView):
    """The window in which a record is chosen."""


class RecordChooseResultsView(_Offered, ChooseResultsView):
    """What stands in it after a search."""


class RecordChosenView(_Seen, SnippetChosenView):
    """The record that was chosen."""

    def get_display_title(self, instance: Any) -> str:
        """Return what it is called."""
        return called(instance)

    def get_object(self, pk: Any) -> Any:
        """Return it; raise DoesNotExist where it is not shown to whoever asks."""
        return self.visible().get(pk=pk)


class RecordChosenMultipleView(_Seen, SnippetChosenMultipleView):
    """The records that were chosen."""

    def get_display_title(self, instance: Any) -> str:
        """Return what one of them is called."""
        return called(instance)

    def get_objects(self, pks: Iterable[Any]) -> QuerySet[Any]:
        """Return those of them that are shown to whoever asks."""
        return self.visible().filter(pk__in=pks).order_by("pk")


CHOOSE = {
    "choose_one_text": Message("Choose: {kind}", context="office"),
    "choose_another_text": Message("Choose another one: {kind}", context="office"),
    "link_to_chosen_text": Message("Open: {kind}", context="office"),
}
"""What the buttons beside a field say; a form is made once, and each reader reads it in another language."""


def _of_kind(message: Message, model: Any) -> str:
    return say(message, get_language() or ENGLISH, kind=str(model._meta.verbose_name))


_lazily = lazy(_of_kind, str)


class RecordChooser(AdminSnippetChooser):
    """The field of a form that refers to a record, by what it is called."""

    def __init__(self, model: Any, **kwargs: Any) -> None:
        super().__init__(model, **kwargs)
        for name, message in CHOOSE.items():
            setattr(self, name, _lazily(message, model))

    def get_display_title(self, instance: Any) -> str:
        """Return what the record is called."""
        return called(instance)


class RecordChooserViewSet(SnippetChooserViewSet):
    """Records to choose from wherever a form refers to one."""

    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView

    @cached_property
    def widget_class(self) -> RecordChooser:
        """Return the field of forms."""
        return RecordChooser(model=self.model, icon=self.icon)

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses; no record is made in this window, its form is a page of its own."""
        return [one for one in super().get_urlpatterns() if one.name != "create"]
