"""The doors of meetings of bodies, their papers and the rules of bodies."""

from __future__ import annotations

from rapporteur.interfaces.office.doors.door import Chosen, Door, door_by_slug, rows, slug_of
from rapporteur.interfaces.office.doors.governance import RIGHTS
from rapporteur.records.meetings import actions
from rapporteur.records.meetings.models import BodyMeeting, BodyRule, Paper
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    BodyMeetingShape,
    BodyRuleShape,
    GuestShape,
    PaperShape,
    VenueShape,
)


def _paper(it: Paper, _: Chosen) -> PaperShape:
    return PaperShape(slug=it.slug, title=it.title, link=it.link, document=it.document_id)


def _meeting(it: BodyMeeting, _: Chosen) -> BodyMeetingShape:
    papers = rows(it.papers)
    return BodyMeetingShape(
        slug=it.slug,
        body=it.body.slug,
        dates=it.dates,
        state=it.state,
        online=it.online,
        place=VenueShape(organisation=slug_of(it.place_organisation), name=it.place_name, country=it.country),
        chair=slug_of(it.chair),
        public=it.public,
        agenda=tuple(
            AgendaItemShape(
                number=item.number,
                title=item.title,
                asks=item.asks,
                papers=tuple(row.paper.slug for row in papers if row.number == item.number),
            )
            for item in rows(it.agenda, "number")
        ),
        guests=tuple(
            GuestShape(name=row.name, organisation=slug_of(row.organisation), function=row.function)
            for row in rows(it.guests, "position")
        ),
        minutes_date=it.minutes_date,
        minutes_link=it.minutes_link,
        note=it.note,
    )


def _rule(it: BodyRule, _: Chosen) -> BodyRuleShape:
    return BodyRuleShape(
        body=it.body.slug,
        subject=it.subject,
        start=it.start,
        end=it.end,
        quorum_number=it.quorum_number,
        share=it.share,
        parts=it.parts,
        more_than_share=it.more_than_share,
        seats_counted=it.seats_counted,
        majority=it.majority,
    )


PAPER = door_by_slug(
    **RIGHTS,
    shape=_paper,
    record=lambda by, shape: actions.record_paper(by=by, paper=shape),
)
MEETING = door_by_slug(
    **RIGHTS,
    shape=_meeting,
    record=lambda by, shape: actions.record_body_meeting(by=by, meeting=shape),
)
RULE = Door(
    **RIGHTS,
    shape=_rule,
    new=lambda by, shape: actions.set_body_rule(by=by, rule=shape),
    edit=lambda by, it, shape: actions.correct_body_rule(by=by, rule=it, to=shape),
)
