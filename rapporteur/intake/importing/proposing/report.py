"""A printed report to what it would write: the network it describes, then what happened in its period. Pure.

The order is that of writing: what others refer to comes first, and names that follow may mean what the report makes
new.
"""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.proposals import (
    ACTIVITY,
    ASSOCIATION,
    BODY,
    FOCAL_POINT,
    MEETING,
    MENTION,
    NODE,
    ORGANISATION,
    PERSON,
    PLAN,
    REGION,
    REPORT,
    SEAT,
    STATEMENT,
    Known,
    Proposal,
    settle_action,
)
from rapporteur.intake.importing.proposing.activities import (
    propose_activity,
    propose_meeting,
    propose_mention,
)
from rapporteur.intake.importing.proposing.editorial import (
    propose_association,
    propose_editorial,
    propose_statement,
)
from rapporteur.intake.importing.proposing.governance import Governance
from rapporteur.intake.importing.proposing.members import propose_members, propose_prospects
from rapporteur.intake.importing.proposing.plan import propose_plan
from rapporteur.intake.importing.proposing.reading import ReportReading
from rapporteur.intake.importing.proposing.torn import ask_of_torn
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.records.names.registry import Registry

RECORDED = (
    ASSOCIATION, REGION, ORGANISATION, PERSON, BODY, SEAT, FOCAL_POINT, PLAN, NODE, ACTIVITY, MENTION, MEETING,
    STATEMENT, REPORT,
)  # fmt: skip
"""What a report can write, in the order in which it does."""


def propose_report(
    report: ParsedReport, registry: Registry, known: Mapping[str, Known]
) -> tuple[list[Proposal], list[str]]:
    """Return what the report would write, and what is to be said of it."""
    reading = ReportReading(report, registry, known)
    found = [*propose_association(reading), *propose_members(reading), *propose_prospects(reading)]
    regions = [one.target for one in found if one.record_type == REGION]
    governance = Governance(reading, regions)
    found += governance.propose()
    found += propose_plan(reading)
    found += [propose_activity(reading, one) for one in report.activities]
    mentions = [propose_mention(reading, n, one) for n, one in enumerate(report.media, start=1)]
    found += [one for one in mentions if one is not None]
    meetings = [propose_meeting(reading, one) for one in report.bilateral_meetings]
    found += [one for one in meetings if one is not None]
    found += propose_statement(reading)
    found += propose_editorial(reading, governance.slug)
    ask_of_torn(report.parts, found)
    for proposal in found:
        settle_action(proposal, known[proposal.record_type])
    return found, [*_notices(reading), *reading.notices]


def _notices(reading: ReportReading) -> list[str]:
    notices = list(reading.report.notices)
    if reading.assumed_kinds:
        notices.append(
            Notice(
                Message(
                    "{count} activities have no word that tells their kind: they are proposed as MEETING"
                ),
                count=reading.assumed_kinds,
            )
        )
    without_date = [one.title for one in reading.report.activities if not (one.start_date or one.month)]
    if without_date:
        notices.append(
            Notice(
                Message("without a date, proposed for the period's first month: {activities}"),
                activities="; ".join(without_date),
            )
        )
    return notices
