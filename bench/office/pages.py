"""What people ask of the office all day: the address of each page, who asks it, how long it may take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse
from wagtail.models import WorkflowState

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import Role
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.actors import OUTSIDE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation

PAGE, COMBOBOX = 300, 100
"""Milliseconds in which 95 of 100 answers are there: a page, and what is offered while somebody types."""
TIMES, FEWER = 30, 10
"""How often a page is asked for, of 30 the second slowest is the one in which 95 of 100 are there; and one of the many
pages that are asked for because they are there."""
LATER = 3_000
"""Milliseconds until what comes after its page is there, with a page around it: a part fills itself in."""
PERIOD = "2018-Q2"
JSON, WHOLE = "&as=json", "?whole=yes"


class Asked(NamedTuple):
    """A page: what it is, who asks for it, where it is, and in how many milliseconds it shall be there."""

    what: str
    role: str
    address: str
    limit: int
    times: int = TIMES


def asked() -> list[Asked]:
    """Return every page that is asked for, with records of the network in the database."""
    return [*_lists(), *_records(), *_rooms(), *_typed(), *_start(), *_of_every_kind()]


def _lists() -> Iterator[Asked]:
    activities, members = _of(Activity, "list"), _of(Organisation, "list")
    pages = {
        "list of activities": activities,
        "list of activities, page 400": f"{activities}?p=400",
        "list of activities, of one kind and published": f"{activities}?kind=TRAINING&live=true",
        "list of activities, of one kind, page 100": f"{activities}?kind=TRAINING&p=100",
        "list of activities, a common word": f"{activities}?q=water",
        "list of activities, two words that few have": f"{activities}?q=harbour+4711",
        "list of activities, a word that none has": f"{activities}?q=zeppelin",
        "list of members": members,
        "list of members, searched": f"{members}?q=munster",
    }
    for what, address in pages.items():
        yield Asked(what, Role.OFFICER, address, PAGE)
    yield Asked("list of activities, a region's", Role.REGIONAL_SECRETARY, activities, PAGE)
    yield Asked(
        "list of activities, a region's, searched", Role.REGIONAL_SECRETARY, f"{activities}?q=water", PAGE
    )


def _records() -> Iterator[Asked]:
    own = Activity.objects.filter(slug__startswith="large-", online=False)
    activity = own.filter(live=True).order_by("-start_date", "pk")[:1].get()
    busiest = Organisation.objects.annotate(times=Count("activations")).order_by("-times", "pk")[:1].get()
    pages = {
        "form of a new activity": _of(Activity, "add"),
        "form of an activity": _of(Activity, "edit", activity.pk),
        "page of an activity": _of(Activity, "inspect", activity.pk),
        "history of an activity": _of(Activity, "history", activity.pk),
        "form of a member": _of(Organisation, "edit", busiest.pk),
        "page of a member": _of(Organisation, "inspect", busiest.pk),
        "history of a member": _of(Organisation, "history", busiest.pk),
    }
    for what, address in pages.items():
        yield Asked(what, Role.REVIEWER, address, PAGE)


def _rooms() -> Iterator[Asked]:
    waits = WorkflowState.objects.active().order_by("pk")[:1].get()
    draft = Activity.objects.get(pk=waits.object_id)
    printed = Activity.objects.in_period(Period.parse(PERIOD)).published().order_by("pk")[:1].get()
    sheet = reverse("desk:sheet", args=[PERIOD, "en", Activity._meta.label_lower, printed.slug])
    yield Asked("Log", Role.OFFICER, reverse("log:new"), PAGE)
    yield Asked("review queue", Role.REVIEWER, reverse("reviews:index"), PAGE)
    review, room = (
        reverse("reviews:review", args=["activity", draft.pk]),
        reverse("report_room:period", args=[PERIOD]),
    )
    yield Asked("review of an activity", Role.REVIEWER, review, PAGE)
    yield Asked(
        "review of an activity, its checks, which come after", Role.REVIEWER, f"{review}{WHOLE}", LATER
    )
    yield Asked("report room", Role.SECRETARY_GENERAL, room, PAGE)
    yield Asked(
        "report room, checks and texts, which come after", Role.SECRETARY_GENERAL, f"{room}{WHOLE}", LATER
    )
    yield Asked("a period", Role.SECRETARY_GENERAL, reverse("periods:period", args=[PERIOD]), PAGE)
    yield Asked("translation desk", Role.TRANSLATOR, reverse("desk:matrix", args=[PERIOD]), PAGE)
    yield Asked("translation desk, a record", Role.TRANSLATOR, sheet, PAGE)
    yield Asked("members who sleep", Role.SECRETARY_GENERAL, reverse("asleep:index"), PAGE)
    yield Asked("follow-ups", Role.OFFICER, reverse("follow_ups:index"), PAGE)


def _typed() -> Iterator[Asked]:
    choices, find = reverse("log:choices"), reverse("office_find")
    chooser = reverse("wagtailsnippetchoosers_members_organisation:choose_results")
    boxes = {
        "combobox of members, nothing typed": f"{choices}?of=members",
        "combobox of members, two letters": f"{choices}?of=members&q=mu",
        "combobox of members, a name": f"{choices}?of=members&q=munster+lake",
        "combobox of members, a name misspelt": f"{choices}?of=members&q=reykjavik+harbor+28",
        "combobox of deliverables, a word": f"{choices}?of=deliverables&q=metro",
        "palette, nothing typed": f"{find}?q={JSON}",
        "palette, two letters": f"{find}?q=mu{JSON}",
        "palette, a common word": f"{find}?q=water{JSON}",
        "palette, a name": f"{find}?q=munster+lake{JSON}",
        "palette, a name misspelt": f"{find}?q=reykjavik+harbor+28{JSON}",
    }
    for what, address in boxes.items():
        yield Asked(what, Role.OFFICER, address, COMBOBOX)
    yield Asked("window to choose a member", Role.OFFICER, f"{chooser}?q=mun", PAGE)


def _start() -> Iterator[Asked]:
    for role in Role:
        if role not in OUTSIDE:
            yield Asked(f"start page, {role.label}", role, reverse("wagtailadmin_home"), PAGE)


def _of_every_kind() -> Iterator[Asked]:
    """Yield the list of every kind of record, and the page and the form of the first that is there."""
    for model, door in DOORS.items():
        kind: Any = model
        if kind in {Activity, Organisation, Association}:
            continue
        name, first = str(kind._meta.verbose_name), kind._default_manager.order_by("pk").first()
        pages = {f"list, {name}": _of(kind, "list")}
        if first is not None:
            pages[f"page, {name}"] = _of(kind, "inspect", first.pk)
        if first is not None and door.edit is not None:
            pages[f"form, {name}"] = _of(kind, "edit", first.pk)
        for what, address in pages.items():
            yield Asked(what, Role.ADMINISTRATOR, address, PAGE, FEWER)


def _of(model: Any, view: str, *keys: int) -> str:
    return reverse(f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:{view}", args=keys)
