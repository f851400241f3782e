"""The doors of meetings of bodies, their papers and the rules of bodies."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, Door, door_by_slug, rows, slug_of
from rapporteur.interfaces.office.doors.governance import RIGHTS
from rapporteur.records.meetings import actions
from rapporteur.records.meetings.models import BodyMeeting, BodyRule, Decision, FinancialReport, Paper
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    BodyMeetingShape,
    BodyRuleShape,
    DecisionShape,
    FinancialReportShape,
    GuestShape,
    PaperShape,
    VenueShape,
    VotesShape,
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


def _votes(it: Decision) -> VotesShape | None:
    if it.votes_for is None or it.votes_against is None or it.votes_abstained is None:
        return None
    return VotesShape(approving=it.votes_for, against=it.votes_against, abstained=it.votes_abstained)


def _decision(it: Decision, _: Chosen) -> DecisionShape:
    return DecisionShape(
        slug=it.slug,
        body=it.body.slug,
        number=it.number,
        decided_date=it.decided_date,
        title=it.title,
        text=it.text,
        subject=it.subject,
        organisation=slug_of(it.organisation),
        seat=slug_of(it.seat),
        meeting=slug_of(it.meeting),
        item=it.item_number,
        votes=_votes(it),
        asks_follow_up=it.asks_follow_up,
        note=it.note,
    )


def _financial_report(it: FinancialReport, _: Chosen) -> FinancialReportShape:
    return FinancialReportShape(
        slug=it.slug,
        kind=it.kind,
        year=it.year,
        half=it.half,
        stage=it.stage,
        auditor=it.auditor,
        audited_date=it.audited_date,
        opinion=it.opinion,
        body=slug_of(it.body),
        meeting=slug_of(it.meeting),
        decision=slug_of(it.decision),
        due_date=it.due_date,
        link=it.link,
        document=it.document_id,
        note=it.note,
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
DECISION = door_by_slug(
    **RIGHTS,
    shape=_decision,
    record=lambda by, shape: actions.record_decision(by=by, decision=shape),
)
FINANCIAL_REPORT = door_by_slug(
    view=Right.VIEW_GOVERNANCE,
    write=Right.RECORD_FINANCES,
    shape=_financial_report,
    record=lambda by, shape: actions.record_financial_report(by=by, report=shape),
)
