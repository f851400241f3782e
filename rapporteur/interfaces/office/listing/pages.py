"""The pages beside a list: its columns, and views that are saved, opened with, or deleted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing.actions import (
    choose_columns,
    delete_view,
    open_list_with,
    save_view,
)
from rapporteur.interfaces.office.listing.columns import (
    column_label,
    kept_columns,
    offered_columns,
)
from rapporteur.interfaces.office.listing.models import SavedView
from rapporteur.interfaces.office.listing.state import COLUMNS, ListState, query_of
from rapporteur.interfaces.office.listing.words import DELETE_ASKED, DELETED, PAGE, SAVED
from rapporteur.interfaces.office.typed import reader

LISTED = {model._meta.label_lower: model for model in DOORS}


def _model(kind: str) -> Any:
    """Return the kind of record of a list; raise Http404 where there is none."""
    if kind not in LISTED:
        raise Http404
    return LISTED[kind]


def _list(model: Any, **query: Any) -> str:
    address = reverse(model.snippet_viewset.get_url_name("list"))
    return f"{address}?{urlencode(query, doseq=True)}"


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Show which columns a list has and what else it offers; each press of a button is kept at once."""
    model, by = _model(kind), actor_of(request.user)
    if not can(by, DOORS[model].view):
        raise PermissionDenied
    offered = offered_columns(model, by)
    state = ListState(model, by, offered, request.GET or QueryDict("view="))
    if request.method == "POST":
        chosen = kept_columns(request.POST.getlist("column"), offered)
        chosen, place = _changed(chosen, request.POST, offered)
        choose_columns(by=by, model=model, columns=chosen)
        asked = urlencode(query_of(QueryDict(request.POST.get("query", ""))), doseq=True)
        return redirect(f"{reverse('office_list_columns', args=[kind])}?{asked}#{place}")
    query = query_of(state.asked)
    context = {
        "words": PAGE,
        "title": capfirst(str(model._meta.verbose_name_plural)),
        "shown": [(name, column_label(model, offered[name])) for name in state.columns],
        "hidden": [
            (name, column_label(model, one)) for name, one in offered.items() if name not in state.columns
        ],
        "query": urlencode(query, doseq=True),
        "back": _list(model, **query) if query else _list(model, view=""),
    }
    return TemplateResponse(request, "office/listing/columns.html", context)


def _changed(chosen: list[str], sent: QueryDict, offered: Any) -> tuple[list[str], str]:
    """Return the columns after what was pressed, and where on the page it was."""
    pressed = (str(sent.get(one, "")) for one in ("show", "hide", "up", "down"))
    name = next((one for one in pressed if one in offered), "")
    if "reset" in sent or not name:
        return ([] if "reset" in sent else chosen), "columns-shown"
    if "show" in sent:
        return [*(one for one in chosen if one != name), name], f"column-{name}"
    if name not in chosen:
        return chosen, "columns-shown"
    place = chosen.index(name)
    if "hide" in sent:
        return ([one for one in chosen if one != name] or chosen), "columns-shown"
    other = place + (1 if "down" in sent else -1)
    if 0 <= other < len(chosen):
        chosen[place], chosen[other] = chosen[other], chosen[place]
    return chosen, f"column-{name}"


@require_POST
def save(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Keep the state of a list under a name; then show the list so."""
    model, by = _model(kind), actor_of(request.user)
    query = query_of(QueryDict(request.POST.get("query", "")))
    try:
        view = save_view(
            by=by,
            model=model,
            name=request.POST.get("name", ""),
            query=query,
            columns=kept_columns(request.POST.get(COLUMNS, "").split(","), offered_columns(model, by)),
            is_shared="share" in request.POST,
            opens_list="open" in request.POST,
        )
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, reader()))
        return redirect(_list(model, **query) if query else _list(model, view=""))
    messages.success(request, say(SAVED, reader(), name=view.name))
    return redirect(_list(model, view=view.pk))


def _view(by: Actor, pk: int) -> SavedView:
    """Return a view that somebody sees; raise Http404 where there is none for them."""
    view = SavedView.objects.select_related("account").filter(pk=pk).first()
    if view is None or view.kind not in LISTED or not (view.is_shared or view.account_id == by.user):
        raise Http404
    if not can(by, DOORS[LISTED[view.kind]].view):
        raise Http404
    return view


@require_POST
def open_with(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have a list open with a view, or no longer."""
    by = actor_of(request.user)
    view = _view(by, pk)
    model = LISTED[view.kind]
    open_list_with(by=by, model=model, view=view if "on" in request.POST else None)
    return redirect(_list(model, view=view.pk))


@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Ask whether a view is to be deleted; delete it."""
    by = actor_of(request.user)
    view = _view(by, pk)
    model = LISTED[view.kind]
    if request.method == "POST":
        try:
            delete_view(by=by, view=view)
        except Foreseeable as refused:
            messages.error(request, say_failure(refused, reader()))
            return redirect(_list(model, view=pk))
        messages.success(request, say(DELETED, reader(), name=view.name))
        return redirect(_list(model, view=""))
    may = view.account_id == by.user or can(by, Right.MANAGE_ACCOUNTS)
    context = {
        "words": PAGE,
        "asked": say(DELETE_ASKED, reader(), name=view.name),
        "is_shared": view.is_shared,
        "may": may,
        "back": _list(model, view=pk),
    }
    return TemplateResponse(request, "office/listing/delete.html", context, status=200 if may else 403)
