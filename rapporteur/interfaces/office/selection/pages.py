"""The pages on which something is done with several rows of a list: what would be done, and what was."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from wagtail.admin.views.bulk_action import BulkAction

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.follow_ups.showing import FOLLOWED
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.selection import words
from rapporteur.interfaces.office.selection.doing import asked_before, chosen, do, try_out
from rapporteur.interfaces.office.selection.dues_forms import AmountsForm, OfItems
from rapporteur.interfaces.office.selection.letters_page import DOCX, make_letters
from rapporteur.interfaces.office.selection.verbs import SelectionVerb
from rapporteur.interfaces.office.selection.whole import WHOLE, do_with_all, keys_in_list
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

LOOK, DO = STEPS = ("look", "do")
"""What is sent from these pages: what would be done is asked, or it is to be done."""
MOST_CHOSEN = 100
"""Records in one address, and on one page: a page of a list has fifty rows."""
MOST_NAMED = 10
"""Records that are named before something is done with all of a list."""


def keys_of(asked: QueryDict) -> list[int]:
    """Return the keys that an address names; raise Http404 for what names none, or a whole list unseen.

    Wagtail's word for "all in the list" means all records of the kind, whatever the list is filtered by.
    """
    named = asked.getlist("id")
    if not 0 < len(named) <= MOST_CHOSEN:
        raise Http404
    if not all(one.isascii() and one.isdecimal() and len(one) < 10 for one in named):
        raise Http404
    return [int(one) for one in named]


class SelectionPage(BulkAction):
    """What all pages of chosen rows share: the records as far as they may be seen, and the right of the kind."""

    aria_label = ""

    @classmethod
    def right(cls, model: Any) -> Right | None:
        """Return what somebody needs for it."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer whoever has the right over some record of the kind; raise PermissionDenied, Http404."""
        by, right = actor_of(request.user), self.right(self.model)
        if right is None or not can(by, right):
            raise PermissionDenied
        if request.GET.get(WHOLE):
            keys = keys_in_list(self.model, request, self.back.partition("?")[2])
            if len(keys) > MOST_CHOSEN:
                self.count = say(words.ALL_NOTE, reader(), count=len(keys))
                return self.answer_all(request, keys, by)
        else:
            keys = keys_of(request.GET)
        records = chosen(self.model, keys, by)
        if not records:
            raise Http404
        self.count = say(words.CHOSEN, reader(), count=len(records))
        return self.answer(request, records, by)

    @property
    def back(self) -> str:
        """The list as it was when the rows were chosen."""
        address = reverse(self.model.snippet_viewset.get_url_name("list"))
        return self.next_url if self.next_url.partition("?")[0] == address else address

    def answer(self, request: HttpRequest, records: list[Any], by: Actor) -> HttpResponseBase:
        """Return the page."""
        raise NotImplementedError

    def answer_all(self, request: HttpRequest, keys: list[int], by: Actor) -> HttpResponseBase:
        """Return the page for all rows of a list, which are more than are looked at one by one."""
        raise Http404

    def show(self, request: HttpRequest, **more: Any) -> HttpResponseBase:
        """Return the page with what is on each of them."""
        context = {
            "words": words.PAGE,
            "title": self.display_name,
            "kind": self.model._meta.verbose_name_plural,
            "count": self.count,
            "back": self.back,
            **more,
        }
        return TemplateResponse(request, "office/selection/selection.html", context)


class VerbPage(SelectionPage):
    """A verb with the chosen rows: what it asks, with which rows it can be done, and what was done."""

    verb: SelectionVerb

    @classmethod
    def right(cls, model: Any) -> Right | None:
        """Return what the verb needs."""
        return cls.verb.right(DOORS[model])

    def answer(self, request: HttpRequest, records: list[Any], by: Actor) -> HttpResponseBase:
        """Ask what the verb takes, look, and do it."""
        step = request.POST.get("step", "") if request.method == "POST" else ""
        form = self.verb.form(request.POST if step else None, by, records) if self.verb.form else None
        if form is not None and (step not in STEPS or not form.is_valid()):
            why = label(self.verb.why) if self.verb.why else ""
            return self.show(request, names=[called(one) for one in records], form=form, why=why)
        given = _given(form)
        if isinstance(form, AmountsForm):
            given["amounts"] = form  # which knows the verb
        anyway = bool(request.POST.get("anyway"))
        given |= asked_before(self.verb, records, anyway=anyway)
        done = step == DO
        if done and self.verb.file is not None:
            return self._as_file(records, by, given)
        outcomes = (do if done else try_out)(self.verb, records, by, given)
        did, left = [one for one in outcomes if one.done], [one for one in outcomes if not one.done]
        return self.show(
            request,
            done=done,
            why=label(self.verb.why) if self.verb.why else "",
            did=did,
            left=left,
            asks=any(one.asks for one in left) and not done,
            together=form.together() if isinstance(form, AmountsForm) else "",
            did_title=say(words.DONE if done else words.WILL, reader(), count=len(did)),
            left_title=say(words.NOT_DONE if done else words.WILL_NOT, reader(), count=len(left)),
            sent=[
                (name, value)
                for name, value in request.POST.items()
                if form is not None and name in form.fields
            ],
        )

    @transaction.atomic
    def _as_file(self, records: list[Any], by: Actor, given: dict[str, Any]) -> HttpResponseBase:
        """Do it, and return the document of those with which it was done; where there is none, the page says why."""
        assert self.verb.file is not None  # noqa: S101  # asked for before
        outcomes = do(self.verb, records, by, given)
        done = [record for record, one in zip(records, outcomes, strict=True) if one.done]
        if not done:
            raise Http404
        name = slugify(str(self.display_name)) or "file"
        disposition = f'attachment; filename="{name}.docx"'
        return HttpResponse(
            self.verb.file(done, given), content_type=DOCX, headers={"Content-Disposition": disposition}
        )

    def _together(self, form: Any, keys: list[int], by: Actor) -> str:
        """Return how many amounts a whole list comes to, and their sum, where that is known before it is done."""
        if not isinstance(form, OfItems):
            return ""
        form.take(chosen(self.model, keys, by))
        return form.together()

    def _form_of_all(self, sent: Any, by: Actor, first: list[Any]) -> Any:
        if self.verb.form_of_all is not None:
            return self.verb.form_of_all(sent, first)
        return self.verb.form(sent, by, first) if self.verb.form else None

    def answer_all(self, request: HttpRequest, keys: list[int], by: Actor) -> HttpResponseBase:
        """Ask what the verb takes, and do it with all, telling how it goes on."""
        sent = request.POST if request.method == "POST" and request.POST.get("step") == DO else None
        first = chosen(self.model, keys[:MOST_NAMED], by)
        form = self._form_of_all(sent, by, first)
        why = form.WHOLE_WHY if isinstance(form, AmountsForm) else self.verb.why
        if sent is None or (form is not None and not form.is_valid()):
            return self.show(
                request,
                whole=True,
                why=label(why) if why else "",
                names=[called(one) for one in first],
                more=say(words.AND_MORE, reader(), count=len(keys) - len(first)),
                form=form,
                together=self._together(form, keys, by),
                publishes=self.verb.publishes,
            )
        given = _given(form)
        if self.verb.file is not None:
            return make_letters(request, keys, by, given, back=self.back)
        if isinstance(form, AmountsForm):
            given["amounts"] = form
        return do_with_all(request, self.model, self.verb, keys, by, given, back=self.back)


def _given(form: Any) -> dict[str, Any]:
    """Return what a form says to the verb, the shape that it makes with it."""
    if form is None:
        return {}
    return {**form.cleaned_data, **({"shape": form.shape()} if hasattr(form, "shape") else {})}


class ExportPage(SelectionPage):
    """The chosen rows as a file, with the columns and in the order of the list that they were chosen in."""

    display_name = label(words.EXPORT)
    action_type = "file"
    models = FOLLOWED

    @classmethod
    def right(cls, model: Any) -> Right | None:
        """Return what the list itself needs."""
        return DOORS[model].view

    def answer(self, request: HttpRequest, records: list[Any], by: Actor) -> HttpResponseBase:
        """Lead to the files, which the list makes."""
        address, _, asked = self.back.partition("?")
        query = QueryDict(asked, mutable=True)
        query.pop("p", None)
        query["only"] = ",".join(str(record.pk) for record in records)
        files = []
        for form in ("xlsx", "csv"):
            query["export"] = form
            files.append((form.upper(), f"{address}?{query.urlencode()}"))
        return self.show(request, names=[called(one) for one in records], files=files)


def page_of(of_verb: SelectionVerb) -> type[VerbPage]:
    """Return the page of a verb, as Wagtail's table of what is done with many asks for it."""

    class Page(VerbPage):
        verb = of_verb
        display_name = label(of_verb.label)
        action_type = of_verb.name
        models = of_verb.models

    return Page
