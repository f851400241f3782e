"""The page of a plan's tree: what it shows, and what is sent from it, each step a verb of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.plan_tree import words
from rapporteur.interfaces.office.plan_tree.forms import AddForm, EndForm, NodeNameForm
from rapporteur.interfaces.office.plan_tree.showing import (
    evidence_of,
    next_code,
    place_from,
    places_for,
    steps_of,
    tree_of,
    versions,
)
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.plan import actions
from rapporteur.records.plan.checking import nodes_of
from rapporteur.records.plan.models import Level, Node, PlanVersion
from rapporteur.records.plan.shapes import NodePlaceShape

SAID, UNDO = "plan_tree_said", "plan_tree_undo"
"""What the session keeps: the sentence about the last step until it is read, and how the last move is taken back."""
Sent = Mapping[str, str]


class _Wrong(Exception):  # goes no further than this page
    """A form was filled in wrongly: it is shown again."""

    def __init__(self, name: str, form: Any) -> None:
        self.name, self.form = name, form


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Lead to the plan in force, or to the newest."""
    in_force = PlanVersion.objects.newest_in_force(timezone.localdate()).first()
    shown = in_force or next(versions(), None)
    if shown is None:
        context = {"words": words.PAGE, "title": words.TITLE}
        return TemplateResponse(request, "office/plan_tree/index.html", context)
    return redirect("plan_tree:version", shown.pk)


@require_http_methods(["GET", "POST"])
def version_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a version as a tree; take a step."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=pk)
    nodes = nodes_of(version)
    sent = request.POST if request.method == "POST" else request.GET
    chosen = _node(nodes, sent.get("node", ""))
    if request.method != "POST":
        return _page(request, version, nodes, chosen)
    step, by = STEPS.get(request.POST.get("step", "")), actor_of(request.user)
    if step is None:
        raise Http404
    wrong = False
    try:
        with transaction.atomic():
            said, chosen = step(request, by, version, nodes, chosen)
    except _Wrong as again:
        return _page(request, version, nodes, chosen, **{again.name: again.form})
    except REFUSALS as refused:
        said, wrong = sentence(refused), True
    request.session[SAID] = {"text": said, "wrong": wrong}
    address = reverse("plan_tree:version", args=[pk])
    return redirect(f"{address}?node={chosen.pk}" if chosen else address)


def _node(nodes: Sequence[Node], key: str) -> Node | None:
    return next((one for one in nodes if str(one.pk) == key), None)


Step = Callable[[HttpRequest, Actor, PlanVersion, Sequence[Node], Node | None], tuple[str, Node | None]]


def _node_on(of: str) -> Step:
    def step(
        request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
    ) -> tuple[str, Node | None]:
        if node is None:
            raise Http404
        place = steps_of(nodes, node).get(of)
        return (
            _move(request, by, nodes, node, place) if place else say(words.STAYED, reader(), code=node.code)
        ), node

    return step


def _place(
    request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
) -> tuple[str, Node | None]:
    if node is None:
        raise Http404
    return _move(request, by, nodes, node, place_from(request.POST.get("to", ""))), node


def _move(request: HttpRequest, by: Actor, nodes: Sequence[Node], node: Node, to: NodePlaceShape) -> str:
    language, code = reader(), node.code
    moved = actions.move_node(by=by, node=node, to=to)
    if not moved.changed:
        return say(words.STAYED, language, code=code)
    before = moved.before
    request.session[UNDO] = {"node": node.pk, "parent": before.parent, "after": before.after}
    if to.after:
        told = say(words.MOVED_AFTER, language, code=code, after=to.after)
    elif to.parent:
        told = say(words.MOVED_FIRST, language, code=code, parent=to.parent)
    else:
        told = say(words.MOVED_FIRST_OF_ALL, language, code=code)
    if before.parent == to.parent:
        return told
    count = len(evidence_of(nodes).get(node.pk, ()))
    return f"{told} {say(words.COUNTS_ELSEWHERE, language, count=count, parent=to.parent)}"


def _undo(
    request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
) -> tuple[str, Node | None]:
    kept = request.session.pop(UNDO, None)
    moved = _node(nodes, str(kept["node"])) if kept else None
    if kept is None or moved is None:
        raise Http404
    actions.move_node(by=by, node=moved, to=NodePlaceShape(parent=kept["parent"], after=kept["after"]))
    return say(words.MOVED_BACK, reader(), code=moved.code), moved


def _rename(
    request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
) -> tuple[str, Node | None]:
    form = NodeNameForm(request.POST)
    if node is None:
        raise Http404
    if not form.is_valid():
        raise _Wrong("rename", form)
    actions.rename_node(by=by, node=node, title=form.words)
    return say(words.RENAMED, reader(), code=node.code, title=form.cleaned_data["title"]), node


def _add(
    request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
) -> tuple[str, Node | None]:
    form = AddForm(request.POST)
    if not form.is_valid():
        raise _Wrong("add", form)
    shape = form.shape(node)
    added = actions.add_node(by=by, version=version, node=shape)
    return say(words.ADDED, reader(), code=shape.code), added.record


def _end(
    request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
) -> tuple[str, Node | None]:
    if node is None:
        raise Http404
    form = EndForm(request.POST, began=version.start, code=node.code)
    if not form.is_valid():
        raise _Wrong("end", form)
    last = form.cleaned_data["last"]
    actions.end_node(by=by, node=node, day=last + timedelta(days=1))
    return say(words.ENDED, reader(), code=node.code, day=format_day(last, reader())), node


def _resume(
    request: HttpRequest, by: Actor, version: PlanVersion, nodes: Sequence[Node], node: Node | None
) -> tuple[str, Node | None]:
    if node is None:
        raise Http404
    actions.resume_node(by=by, node=node)
    return say(words.RESUMED, reader(), code=node.code), node


STEPS: Mapping[str, Step] = {
    "up": _node_on("up"),
    "down": _node_on("down"),
    "place": _place,
    "undo": _undo,
    "rename": _rename,
    "add": _add,
    "end": _end,
    "resume": _resume,
}
"""What is sent from the page, and what it does."""


def _page(
    request: HttpRequest, version: PlanVersion, nodes: Sequence[Node], chosen: Node | None, **forms: Any
) -> HttpResponseBase:
    by, kept = actor_of(request.user), request.session.get(UNDO)
    may_write = can(by, Right.RECORD_PLAN)
    served = evidence_of(nodes)
    context = {
        "words": words.PAGE,
        "title": words.TITLE,
        "version": version,
        "name": _version_named(version),
        "others": [(one.pk, _version_named(one)) for one in versions() if one.pk != version.pk],
        "lines": tree_of(nodes, served, chosen, timezone.localdate()),
        "may_write": may_write,
        "said": request.session.pop(SAID, None),
        "undo": may_write and kept is not None and _node(nodes, str(kept["node"])) is not None,
        "chosen": chosen,
        "chosen_title": called(chosen) if chosen else "",
        **(_doings(version, nodes, chosen, forms) if may_write else {}),
    }
    return TemplateResponse(request, "office/plan_tree/version.html", context)


def _doings(
    version: PlanVersion, nodes: Sequence[Node], chosen: Node | None, forms: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what can be done with the node that is chosen, or with the plan where none is."""
    depth = chosen.level.depth + 1 if chosen else 0
    level = Level.objects.filter(version=version, depth=depth).first()
    found: dict[str, Any] = {}
    if level is not None and not (chosen and chosen.end):
        said = words.ADD_BELOW if chosen else words.ADD_LINE
        found["add_title"] = say(said, reader(), code=chosen.code if chosen else "", level=called(level))
        found["add"] = forms.get("add") or AddForm(
            initial={"code": next_code(nodes, chosen)}, auto_id="add_%s"
        )
    if chosen is not None:
        found |= {
            "steps": steps_of(nodes, chosen),
            "places": places_for(nodes, chosen),
            "rename": forms.get("rename")
            or NodeNameForm(initial={"title": chosen.title.get(reader(), "")}, auto_id="rename_%s"),
            "record": reverse(Node.snippet_viewset.get_url_name("inspect"), args=[chosen.pk]),  # type: ignore[attr-defined]  # Wagtail keeps it there
        }
        if chosen.end is None:
            found["end"] = forms.get("end") or EndForm(
                began=version.start, code=chosen.code, auto_id="end_%s"
            )
    return found


def _version_named(version: PlanVersion) -> str:
    assert version.start and version.end  # noqa: S101, PT018  # a constraint holds it
    days = format_period(version.start, version.end - timedelta(days=1), reader())
    return say(words.VERSION, reader(), plan=called(version.plan), number=version.number, period=days)
