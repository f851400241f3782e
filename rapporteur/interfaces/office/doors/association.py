"""The doors of the association itself and of the roles of its accounts."""

from __future__ import annotations

from rapporteur.base.core.actions import give_role, record_association, take_role
from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.core.permissions import Right
from rapporteur.base.core.shapes import AssociationShape, RoleShape
from rapporteur.interfaces.office.doors.door import Chosen, Door, door_by_slug


def _association(it: Association, _: Chosen) -> AssociationShape:
    return AssociationShape(
        slug=it.slug,
        name=it.name,
        short_name=it.short_name,
        report_name=it.report_name,
        seat=it.seat,
        seat_country=it.seat_country,
        address=tuple(it.address),
        phone=it.phone,
        email=it.email,
        website=it.website,
        hashtag=it.hashtag,
        licence=it.licence,
        languages=tuple(it.languages),
        source_language=it.source_language,
        currency=it.currency,
        fiscal_year_start=it.fiscal_year_start,
        colour=it.colour,
        line_colours=tuple(it.line_colours),
        sections=tuple(it.sections),
        escalation_days=it.escalation_days,
    )


def _role(it: RoleAssignment, _: Chosen) -> RoleShape:
    return RoleShape(account=it.user.get_username(), role=it.role, region=it.region_code)


ASSOCIATION = door_by_slug(
    view=Right.VIEW_ASSOCIATION,
    write=Right.CHANGE_ASSOCIATION,
    shape=_association,
    record=lambda by, shape: record_association(by=by, association=shape),
)
ROLE = Door(
    view=Right.VIEW_ACCOUNTS,
    write=Right.MANAGE_ACCOUNTS,
    shape=_role,
    new=lambda by, shape: give_role(by=by, role=shape),
    edit=None,
    fixed=(),
    remove=Right.MANAGE_ACCOUNTS,
    delete=lambda by, it, reason: take_role(by=by, assignment=it, reason=reason),
)
