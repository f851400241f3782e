"""Where a finding is mended: the very field of a form, or the page on which what the rule asks for is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.permissions import Actor, can
from rapporteur.interfaces.office.doors.door import ADD
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.references import ABOUT
from rapporteur.interfaces.office.record_page.verb_forms import FORM_VERBS
from rapporteur.proof.rules.finding import Finding
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import DuesCall, Payment
from rapporteur.records.governance.models import FocalPoint, Mandate, Seat
from rapporteur.records.members.models import Organisation, Prospect
from rapporteur.records.plan.models import PlanVersion

BUTTONS = "form-buttons"
"""What saves and publishes a form: its script calls its foot so (static/office/form-keys.js)."""
ON_FORM: Mapping[str, str] = {
    "members": "activations",
    "codes": "deliverables",
    "region": "affiliations",
    "start": "start_date",
    "end": "end_date",
    "month": "date_precision",
    "live": BUTTONS,
    "has_unpublished_changes": BUTTONS,
}
"""What a finding calls as the report does, by what it is called on forms that have no field of that name."""

Way = Callable[[type[models.Model], object, Actor], str]
"""Returns where a record of a kind, by its key, is mended by somebody: nothing where they may not."""


def _by_verb(name: str) -> Way:
    """Return the way to the form of a verb."""

    def way(model: type[models.Model], key: object, by: Actor) -> str:
        verb = next(one for one in FORM_VERBS[model] if one.name == name)
        return _view(model, "do", key, name) if can(by, verb.right) else ""

    return way


def _among(listed: type[models.Model]) -> Way:
    """Return the way to the records of another kind that refer to the record."""

    def way(model: type[models.Model], key: object, by: Actor) -> str:
        about = f"?{ABOUT}={model._meta.label_lower}-{key}"
        return _view(listed, "list") + about if can(by, DOORS[listed].view) else ""

    return way


def _list_of(listed: type[models.Model]) -> Way:
    """Return the way to all records of a kind."""
    return lambda model, key, by: _view(listed, "list") if can(by, DOORS[listed].view) else ""


def _new(kind: type[models.Model], field: str) -> Way:
    """Return the way to the form of a new record, to one of its fields."""

    def way(model: type[models.Model], key: object, by: Actor) -> str:
        right = DOORS[kind].right(ADD)
        return f"{_view(kind, 'add')}#{field_place(kind, field)}" if right and can(by, right) else ""

    return way


def _page(model: type[models.Model], key: object, by: Actor) -> str:
    """Return the page of the record: what refers to it stands there."""
    return _view(model, "inspect", key)


def _follow_up(model: type[models.Model], key: object, by: Actor) -> str:
    """Return where a follow-up on the record is noted."""
    return reverse("follow_ups:about", args=[model._meta.label_lower, key]) + "#follow-ups-add"


def _view(model: Any, view: str, *keys: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=keys)


ELSEWHERE: Mapping[str, Way] = {
    "report-no-activity": _list_of(Activity),
    "plan-missing": _list_of(PlanVersion),
    "dues-missing": _list_of(DuesCall),
    "activated-not-listed": _among(Activity),
    "listed-not-activated": _among(Activity),
    "prospect-is-member": _among(Prospect),
    "prospect-never-asked": _among(Prospect),
    "person-two-seats": _among(Mandate),
    "region-no-secretary": _among(Seat),
    "region-no-focal-point": _new(FocalPoint, "region"),
    "dues-paid-more": _among(Payment),
    "plan-deliverable-no-evidence": _page,
    "plan-measure-silent": _page,
    "decision-no-follow-up": _follow_up,
    "seat-vacant": _by_verb("mandate"),
    "body-meeting-no-quorum": _by_verb("attendance"),
    "event-not-settled": _by_verb("hold-event"),
    "jury-short-of-rule": _by_verb("choose-jury"),
    "participants-twice": _by_verb("course-attendance"),
}
"""Rules whose findings no field of the record's own form mends, with where they are mended."""


def place_of(
    finding: Finding, model: type[models.Model], key: object, by: Actor, spoken: Sequence[str]
) -> str:
    """Return where a finding about a record is mended: an address, with the id of the field where it is one.

    It is nothing for whoever may not do what the rule asks for. `spoken` are the languages of the association, in the
    order of the boxes of a text.
    """
    way = ELSEWHERE.get(finding.rule.id)
    if way is not None:
        return way(model, key, by)
    field = field_place(model, str(finding.field), spoken, finding.values)
    return _view(model, "edit", key) + (f"#{field}" if field else "")


def field_place(
    model: type[models.Model], path: str, spoken: Sequence[str] = (), values: Mapping[str, Any] | None = None
) -> str:
    """Return the id under which a form shows a field; nothing where no form of the kind has it.

    A path names a field, one of a row (`photos[2].alt`, counted from one), or a text in a language (`title.fr`).
    """
    name, row, rest = re.fullmatch(r"([a-z_]+)(?:\[(\d+)\])?(?:\.(.+))?", path).groups()  # type: ignore[union-attr]
    column = _column(model, name)
    if column is None:
        other = ON_FORM.get(name, "")
        return BUTTONS if other == BUTTONS else field_place(model, other, spoken) if other else ""
    if column.one_to_many:
        if row is None:
            return f"id_{name}-ADD"
        own = field_place(column.related_model, rest, spoken, values)
        return own.replace("id_", f"id_{name}-{int(row) - 1}-", 1)
    if isinstance(column, LocalizedTextField):
        return f"id_{name}_{_box_of(rest, spoken, values or {})}"
    if column.many_to_many:
        return f"log-{name}" if column.related_model is Organisation else f"id_{name}"
    return f"id_{name}-chooser" if _is_chosen(column) else f"id_{name}"


def _column(model: type[models.Model], name: str) -> Any:
    """Return the column or the rows that forms of a kind show under a name, None where there are none."""
    if name in ON_FORM and ON_FORM[name] == BUTTONS:
        return None
    try:
        column: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    through = getattr(getattr(column, "remote_field", None), "through", None)
    by_rows = through is not None and not through._meta.auto_created
    return None if by_rows else column


def _is_chosen(column: Any) -> bool:
    """Tell whether a form has a window to choose in for a column."""
    kind = column.related_model if column.many_to_one or column.one_to_one else None
    return kind is not None and (kind in DOORS or issubclass(kind, (AbstractImage, AbstractDocument)))


def _box_of(language: str | None, spoken: Sequence[str], values: Mapping[str, Any]) -> int:
    """Return which box of a text is meant: that of its language, or of the first one that lacks; else the first."""
    lacking = values.get("languages") or values.get("language") or ()
    wanted = language or (str(lacking) if isinstance(lacking, str) else next(map(str, lacking), ""))
    return list(spoken).index(wanted) if wanted in spoken else 0
