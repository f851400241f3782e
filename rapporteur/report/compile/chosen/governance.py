"""What bodies did in a period: meetings, decisions, and the accounts that were audited or laid before them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.governance.models import Body
from rapporteur.records.meetings.enums import FinancialStage, ItemPurpose, MeetingState
from rapporteur.records.meetings.models import BodyMeeting, Decision, FinancialReport
from rapporteur.records.meetings.quorum import Quorum
from rapporteur.report.compile.chosen.ahead import Named
from rapporteur.report.compile.chosen.fetch import ChosenRecords
from rapporteur.report.value import registers as r

Stage = Literal["DRAFT", "AUDITED", "PRESENTED", "APPROVED"]


class GovernanceCompiler:
    """What bodies did, as it was known on a day."""

    def __init__(self, records: ChosenRecords, as_of: date, *, named: Named) -> None:
        self.records, self.as_of, self.named = records, as_of, named

    def governance(self) -> r.GovernanceData:
        """Return meetings, decisions and accounts."""
        return r.GovernanceData(
            meetings=tuple(map(self._meeting, self.records.meetings)),
            decisions=tuple(map(self._decision, self.records.decisions)),
            accounts=tuple(map(self._accounts, self.records.accounts)),
        )

    def _meeting(self, meeting: BodyMeeting) -> r.BodyMeetingData:
        held = meeting.state == MeetingState.HELD and meeting.end_date <= self.as_of
        return r.BodyMeetingData(
            slug=meeting.slug,
            body=_body(meeting.body),
            start=meeting.start_date,
            end=meeting.end_date,
            held=held,
            online=meeting.online,
            place=self._place(meeting),
            agenda=tuple(
                r.AgendaItemData(item.number, item.title, item.asks == ItemPurpose.DECISION)
                for item in sorted(self.records.agenda.get(meeting.pk, ()), key=lambda item: item.number)
            ),
            quorum=_quorum(self.records.quorums[meeting.pk]) if held else None,
        )

    def _place(self, meeting: BodyMeeting) -> LocalizedText:
        host = meeting.place_organisation
        name: LocalizedText = meeting.place_name
        return self.named(host.pk, host.slug) if host is not None and not name else name

    def _decision(self, decision: Decision) -> r.DecisionData:
        outcome = self.records.outcomes[decision.pk]
        votes = outcome.votes
        return r.DecisionData(
            body=_body(decision.body),
            year=decision.year,
            number=decision.number,
            title=decision.title,
            decided_date=decision.decided_date,
            meeting=decision.meeting.slug if decision.meeting else None,
            item=decision.item_number,
            votes=r.VotesData(votes.approving, votes.against, votes.abstained) if votes else None,
            majority=outcome.majority,
            carried=outcome.carried,
        )

    def _accounts(self, report: FinancialReport) -> r.AccountsData:
        stage = self._stage(report)
        decision, meeting = report.decision, report.meeting
        audited = report.audited_date is not None and report.audited_date <= self.as_of
        return r.AccountsData(
            kind=report.kind,
            year=report.year,
            half=report.half,
            stage=stage,
            auditor=report.auditor,
            audited=report.audited_date if audited else None,
            opinion=report.opinion if audited or stage != "DRAFT" else LocalizedText(),
            before=_body(report.body) if report.body else None,
            presented=meeting.start_date if meeting and meeting.state != MeetingState.CANCELLED else None,
            approved=decision.decided_date if decision and decision.decided_date <= self.as_of else None,
        )

    def _stage(self, report: FinancialReport) -> Stage:
        """Return how far accounts had come on the as-of date: what a dated meeting or decision brought later is not."""
        stage: FinancialStage | str = report.stage
        decision, meeting = report.decision, report.meeting
        if stage == FinancialStage.APPROVED and decision and decision.decided_date > self.as_of:
            stage = FinancialStage.PRESENTED
        if stage == FinancialStage.PRESENTED and meeting and meeting.start_date > self.as_of:
            stage = FinancialStage.AUDITED
        if stage == FinancialStage.AUDITED and report.audited_date and report.audited_date > self.as_of:
            stage = FinancialStage.DRAFT
        found: Stage = FinancialStage(stage).value  # type: ignore[assignment]  # the same words
        return found


def _body(body: Body) -> r.BodyRef:
    return r.BodyRef(slug=body.slug, name=body.name)


def _quorum(quorum: Quorum) -> r.QuorumData | None:
    """Return what was counted; nothing where nobody noted who was there."""
    if not quorum.noted:
        return None
    return r.QuorumData(
        seats=quorum.seats,
        filled=quorum.filled,
        present=quorum.present,
        proxies=quorum.proxies,
        lost=quorum.lost,
        needed=quorum.needed,
    )
