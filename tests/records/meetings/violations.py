"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rapporteur.records.meetings.models import BodyMeeting
from tests.factories import make

DAY, BEFORE = date(2018, 5, 28), date(2018, 5, 27)


def _same_meeting() -> None:
    meeting = make.BodyMeetingFactory()
    BodyMeeting.objects.bulk_create(
        [BodyMeeting(pk=meeting.pk, body=meeting.body, slug="other", start_date=DAY, end_date=DAY)]
    )


def _rules_overlap() -> None:
    body = make.BodyFactory()
    make.BodyRuleFactory(body=body, subject="DUES", end=DAY)
    make.BodyRuleFactory(body=body, subject="DUES", start=BEFORE)


def _attends_twice() -> None:
    first = make.AttendanceFactory()
    make.AttendanceFactory(meeting=first.meeting, seat=first.seat)


def _proxy_to_itself() -> None:
    meeting = make.BodyMeetingFactory()
    seat = make.SeatFactory(body=meeting.body)
    make.AttendanceFactory(meeting=meeting, seat=seat, presence="ABSENT", proxy=seat)


def _proxy_while_present() -> None:
    meeting = make.BodyMeetingFactory()
    make.AttendanceFactory(meeting=meeting, proxy=make.SeatFactory(body=meeting.body))


def _laid_twice() -> None:
    laid = make.PaperLaidFactory()
    make.PaperLaidFactory(meeting=laid.meeting, paper=laid.paper)


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "meetings_paper.slug": lambda: make.PaperFactory.create_batch(2, slug="same"),
    "paper_is_somewhere": lambda: make.PaperFactory(link=""),
    "meetings_bodymeeting.slug": lambda: make.BodyMeetingFactory.create_batch(2, slug="same"),
    "body_of_meeting": _same_meeting,
    "body_meeting_ends_after_start": lambda: make.BodyMeetingFactory(start_date=DAY, end_date=BEFORE),
    "meeting_state_known": lambda: make.BodyMeetingFactory(state="MAYBE"),
    "minutes_not_before_meeting": lambda: make.BodyMeetingFactory(start_date=DAY, minutes_date=BEFORE),
    "chair_of_body": lambda: make.BodyMeetingFactory(chair=make.SeatFactory()),
    "agenda_number_once": lambda: make.AgendaItemFactory.create_batch(2, meeting=make.BodyMeetingFactory()),
    "agenda_from_one": lambda: make.AgendaItemFactory(number=0),
    "agenda_purpose_known": lambda: make.AgendaItemFactory(asks="TALK"),
    "paper_laid_once": _laid_twice,
    "paper_of_an_item": lambda: make.PaperLaidFactory(meeting=make.AgendaItemFactory().meeting, number=2),
    "guest_position_once": lambda: make.GuestFactory.create_batch(2, meeting=make.BodyMeetingFactory()),
    "guest_is_somebody": lambda: make.GuestFactory(name=""),
    "seat_attends_once": _attends_twice,
    "presence_known": lambda: make.AttendanceFactory(presence="LATE"),
    "no_proxy_to_itself": _proxy_to_itself,
    "no_proxy_of_who_is_there": _proxy_while_present,
    "who_came_is_there": lambda: make.AttendanceFactory(presence="ABSENT", person=make.PersonFactory()),
    "attends_own_body": lambda: make.AttendanceFactory(body=(seat := make.SeatFactory()).body, seat=seat),
    "seat_of_the_body": lambda: make.AttendanceFactory(seat=make.SeatFactory()),
    "proxy_of_the_body": lambda: make.AttendanceFactory(presence="ABSENT", proxy=make.SeatFactory()),
    "rule_ends_after_start": lambda: make.BodyRuleFactory(start=DAY, end=BEFORE),
    "rules_apart": _rules_overlap,
    "rule_subject_known": lambda: make.BodyRuleFactory(subject="WEATHER"),
    "rule_number_or_share": lambda: make.BodyRuleFactory(quorum_number=3),
    "rule_share_whole": lambda: make.BodyRuleFactory(share=3, parts=2),
    "rule_seats_known": lambda: make.BodyRuleFactory(seats_counted="SOME"),
    "rule_majority_known": lambda: make.BodyRuleFactory(majority="LOUD"),
    "meetings_decision.slug": lambda: make.DecisionFactory.create_batch(2, slug="same"),
    "decision_number_once": lambda: make.DecisionFactory.create_batch(2, body=make.BodyFactory(), number=1),
    "decisions_from_one": lambda: make.DecisionFactory(number=0),
    "decision_subject_known": lambda: make.DecisionFactory(subject="WEATHER"),
    "decision_admits_somebody": lambda: make.DecisionFactory(organisation=make.OrganisationFactory()),
    "decision_fills_a_seat": lambda: make.DecisionFactory(seat=make.SeatFactory()),
    "decision_item_of_a_meeting": lambda: make.DecisionFactory(item_number=1),
    "decision_votes_whole": lambda: make.DecisionFactory(votes_for=1),
    "decides_own_body": lambda: make.DecisionFactory(meeting=make.BodyMeetingFactory()),
    "decision_of_an_item": lambda: make.DecisionFactory(
        meeting=(meeting := make.AgendaItemFactory().meeting), body=meeting.body, item_number=2
    ),
    "meetings_financialreport.slug": lambda: make.FinancialReportFactory.create_batch(2, slug="same"),
    "one_financial_report": lambda: make.FinancialReportFactory.create_batch(2, year=2017),
    "financial_kind_known": lambda: make.FinancialReportFactory(kind="GUESS"),
    "financial_stage_known": lambda: make.FinancialReportFactory(stage="LOST"),
    "half_of_half_yearly": lambda: make.FinancialReportFactory(half=1),
    "presented_to_a_body": lambda: make.FinancialReportFactory(meeting=make.BodyMeetingFactory()),
    "presented_to_somebody": lambda: make.FinancialReportFactory(stage="PRESENTED"),
    "presented_at_own_body": lambda: make.FinancialReportFactory(
        body=make.BodyFactory(), meeting=make.BodyMeetingFactory()
    ),
}
