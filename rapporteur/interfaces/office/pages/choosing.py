"""Where a form refers to a record: the window in which one is chosen shows what whoever fills it may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.forms import Media
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property, lazy
from django.utils.translation import get_language
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
    SnippetCreateView,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import VIEW
from rapporteur.interfaces.office.listing.paging import KeysFirst
from rapporteur.interfaces.office.log.desk import desk_of
from rapporteur.interfaces.office.newcomers.creating import CREATED
from rapporteur.interfaces.office.newcomers.words import CREATE, CREATE_TAB, WORDS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import note_reviews
from rapporteur.interfaces.office.pages.refusals import REFUSALS, refuse
from rapporteur.interfaces.office.pages.searching import SearchedChoice
from rapporteur.interfaces.office.pages.steps import may_add, step_before
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.selection.dues_words import SUMS
from rapporteur.interfaces.office.standings import standings
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import field_label, label
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.dues.queries import with_balance
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import names_of_relations

CALLED_WITH: Mapping[type[Any], tuple[str, ...]] = {RoleAssignment: ("user",), DuesItem: ("call",)}
"""What else is fetched of the records of a kind, which are called by it."""


NOTHING = Message("There is nothing to choose from yet ({kind}).", context="office")
NOT_FOUND = Message("Nothing is found by “{text}”.", context="office")


def _money(name: str) -> Callable[[DuesItem], str]:
    return lambda item: format_money(Money(getattr(item, name), item.call.currency), reader())


AMOUNTS = (
    Column("amount", label=field_label("amount"), accessor=_money("amount")),
    Column("left", label=SUMS["left"], accessor=_money("left")),
)
"""What a dues item is about, and what is open of it today."""
WHERE_AND_WHAT = (
    Column("country", label=field_label("country"), accessor=lambda one: country(one.country, reader())),
    Column(
        "standing", label=label(Message("What it is to the network", context="newcomer")), accessor="standing"
    ),
)
"""What tells an organisation from others of its name, and whether it is a member already."""
COLUMNS: Mapping[type[Any], tuple[Column, ...]] = {DuesItem: AMOUNTS, Organisation: WHERE_AND_WHAT}


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
        if self.model_class is DuesItem:
            records = with_balance(records, timezone.localdate())
        return records.select_related(*CALLED_WITH.get(self.model_class, ()))


class _Offered(_Seen, SearchedChoice):
    paginator_class = KeysFirst
    page_title = label(Message("Choose", context="office"))  # Wagtail's own is English in every language
    can_create: Callable[[], bool]

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
        if self.model_class is Organisation:
            self._say_standing(page.object_list)
        return page

    def _say_standing(self, organisations: Sequence[Any]) -> None:
        by, keys = actor_of(self.request.user), [one.pk for one in organisations]
        said = standings(keys, by, timezone.localdate(), reader())
        for one in organisations:
            one.standing = said[one.pk]

    results_template_name = "office/choosing/results.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the window shows; beneath the records, what is done first where the one meant is missing."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view
        return context | {
            "nothing": say(NOTHING, reader(), kind=str(self.model_class._meta.verbose_name)),
            "not_found": say(NOT_FOUND, reader(), text=context["search_query"] or ""),
            "step": step_before(self.model_class, actor_of(self.request.user), context["search_query"] or ""),
            "typed": (context["search_query"] or "").strip() if self.can_create() else "",
            "create": say(CREATE, reader(), name=(context["search_query"] or "").strip()),
        }

    @property
    def columns(self) -> list[Any]:
        """Return the columns: the name, and what tells one from others."""
        columns: list[Any] = super().columns  # type: ignore[misc]  # of the view
        return [*columns, *COLUMNS.get(self.model_class, ())]

    @property
    def title_column(self) -> Any:
        """Return the column that names each record."""
        column = super().title_column  # type: ignore[misc]  # of the view
        column.accessor = called
        return column

    def apply_object_list_ordering(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        """Return them in the order of their list, each in one place of it."""
        viewset = self.model_class.snippet_viewset
        ordered: QuerySet[Any] = viewset.in_order(objects).order_by(*viewset.ordering, "pk")
        return ordered


class _Created:
    """The form of the window in which whom nobody has recorded is recorded, for whoever may; of other kinds none."""

    request: HttpRequest
    model_class: Any

    def can_create(self) -> bool:
        """Tell whether whoever chooses may record one here."""
        return self.model_class in CREATED and may_add(self.model_class, actor_of(self.request.user))

    def get_creation_form_class(self) -> Any:
        """Return the form."""
        return CREATED.get(self.model_class)

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """Return what it is made with."""
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()  # type: ignore[misc]  # of the view
        return {**kwargs, "desk": desk_of(self.request)}


class RecordChooseView(_Created, _Offered, ChooseView):
    """The window in which a record is chosen."""


class RecordChooseResultsView(_Created, _Offered, ChooseResultsView):
    """What stands in it after a search."""


class RecordCreateView(_Created, _Seen, SnippetCreateView):
    """The form of who is not on record, sent; who is recorded, or is on record after all, is chosen."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Record, and choose; else the form says why not and keeps what was typed."""
        self.form = self.get_creation_form()
        if self.form.is_valid():
            try:
                chosen: HttpResponseBase = self.get_chosen_response(self._meant())
            except REFUSALS as refused:
                refuse(self.form, refused)
            else:
                return chosen
        reshown: HttpResponseBase = self.get_reshow_creation_form_response()
        return reshown

    def _meant(self) -> Any:
        key = self.form.meant()
        if key is None:
            with transaction.atomic():
                return self.form.record()
        return get_object_or_404(self.visible(), pk=key)

    def get_display_title(self, instance: Any) -> str:
        """Return what it is called."""
        return called(instance)


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

    @property
    def media(self) -> Media:
        """Return what the field needs, and what hands what was looked for to the form of who is not on record."""
        found: Media = super().media
        return found + Media(js=["office/choosing.js"]) if self.model in CREATED else found

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

    create_view_class = RecordCreateView
    creation_tab_label = label(CREATE_TAB)
    create_action_label = WORDS["save"]

    def get_urlpatterns(self) -> list[Any]:
        """Return the addresses; of most kinds no record is made in this window, its form is a page of its own."""
        made = self.model in CREATED
        return [one for one in super().get_urlpatterns() if made or one.name != "create"]
