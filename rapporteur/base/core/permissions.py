"""Who may do what: one table of roles and rights, asked by the verb whoever calls it.

A right is what a verb of ``actions`` needs (see :class:`Right`), or what a screen needs to show. A cell of the table
says how far a role reaches: in every region, in its own regions only, or nowhere. Records that say nothing of a region
(a draft without a place yet) lie in nobody else's, so they are within reach of "own".

This room knows regions by their codes only: which regions a record lies in is the verb's to say.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.log import NOBODY, note
from rapporteur.base.words.say import say


class Role(StrEnum):
    """What somebody is to the association, as far as the register is concerned."""

    ADMINISTRATOR = "ADMINISTRATOR"
    SECRETARY_GENERAL = "SECRETARY_GENERAL"
    REVIEWER = "REVIEWER"
    OFFICER = "OFFICER"
    COMMUNICATIONS = "COMMUNICATIONS"
    TRANSLATOR = "TRANSLATOR"
    FINANCE = "FINANCE"
    REGIONAL_SECRETARY = "REGIONAL_SECRETARY"
    BOARD_READER = "BOARD_READER"
    JUROR = "JUROR"
    MEMBER_CONTACT = "MEMBER_CONTACT"

    @property
    def label(self) -> str:
        """What people call it: “secretary general”."""
        return ROLES[self].english()


class Reach(StrEnum):
    """How far a right goes."""

    EVERY_REGION = "A"
    OWN_REGION = "O"
    NOWHERE = "-"


class Right(StrEnum):
    """What may be allowed: a kind of record, and what is done with it. VIEW is what screens and exports ask for."""

    VIEW_ASSOCIATION = "association.view"
    CHANGE_ASSOCIATION = "association.change"
    VIEW_MEMBERS = "member.view"
    RECORD_MEMBERS = "member.record"
    ADMIT_MEMBERS = "member.admit"
    VIEW_PROSPECTS = "prospect.view"
    RECORD_PROSPECTS = "prospect.record"
    VIEW_GOVERNANCE = "governance.view"
    RECORD_GOVERNANCE = "governance.record"
    RECORD_FINANCES = "finances.record"
    VIEW_DUES = "dues.view"
    RECORD_DUES = "dues.record"
    VIEW_PLAN = "plan.view"
    RECORD_PLAN = "plan.record"
    VIEW_PROGRAMMES = "programme.view"
    RECORD_PROGRAMMES = "programme.record"
    VIEW_CALLS = "call.view"
    RECORD_CALLS = "call.record"
    VIEW_APPLICATIONS = "application.view"
    RECORD_APPLICATIONS = "application.record"
    VIEW_TRAINING = "training.view"
    RECORD_TRAINING = "training.record"
    VIEW_PARTICIPANTS = "participant.view"
    RECORD_PARTICIPANTS = "participant.record"
    VIEW_PUBLICATIONS = "publication.view"
    RECORD_PUBLICATIONS = "publication.record"
    VIEW_COMMUNICATION = "communication.view"
    RECORD_COMMUNICATION = "communication.record"
    VIEW_CONTACTS = "contact.view"
    RECORD_CONTACTS = "contact.record"
    VIEW_AGREEMENTS = "agreement.view"
    RECORD_AGREEMENTS = "agreement.record"
    VIEW_AGENDA = "agenda.view"
    RECORD_AGENDA = "agenda.record"
    VIEW_ACTIVITIES = "activity.view"
    DRAFT_ACTIVITIES = "activity.draft"
    PUBLISH_ACTIVITIES = "activity.publish"
    WITHDRAW_ACTIVITIES = "activity.withdraw"
    VIEW_MEETINGS = "meeting.view"
    RECORD_MEETINGS = "meeting.record"
    VIEW_PRESS = "press.view"
    RECORD_PRESS = "press.record"
    VIEW_PERIODS = "period.view"
    MOVE_PERIODS = "period.move"
    GRANT_EXCEPTIONS = "period.except"
    SEND_CONTRIBUTIONS = "contribution.send"
    REVIEW_CONTRIBUTIONS = "contribution.review"
    VIEW_REPORTS = "report.view"
    DRAFT_REPORTS = "report.draft"
    PREVIEW_REPORTS = "report.preview"
    PUBLISH_REPORTS = "report.publish"
    VIEW_CHECKS = "check.view"
    WAIVE_FINDINGS = "check.waive"
    VIEW_EDITIONS = "edition.view"
    FREEZE_EDITIONS = "edition.freeze"
    VIEW_TRANSLATIONS = "translation.view"
    WRITE_TRANSLATIONS = "translation.write"
    VIEW_IMPORTS = "import.view"
    PROPOSE_IMPORTS = "import.propose"
    COMMIT_IMPORTS = "import.commit"
    VIEW_MEDIA = "media.view"
    RECORD_MEDIA = "media.record"
    VIEW_TRAIL = "trail.view"
    DELETE_RECORDS = "record.delete"
    VIEW_ACCOUNTS = "account.view"
    MANAGE_ACCOUNTS = "account.manage"
    VIEW_OUTBOX = "outbox.view"
    SEND_MAILS = "outbox.send"


_COLUMNS = tuple(Role)  # in the order of the enum: the heading below is for people
_TABLE = """
#                    ADM SEC REV OFF COM TRA FIN REG BOA JUR MEM
association.view      A   A   A   A   A   A   A   A   A   -   -
association.change    A   A   -   -   -   -   -   -   -   -   -
member.view           A   A   A   A   A   A   A   A   A   -   -
member.record         A   A   A   A   -   -   -   O   -   -   -
member.admit          A   A   -   -   -   -   -   -   -   -   -
prospect.view         A   A   A   A   -   -   -   O   -   -   -
prospect.record       A   A   A   A   -   -   -   O   -   -   -
governance.view       A   A   A   A   A   A   A   A   A   -   -
governance.record     A   A   A   -   -   -   -   -   -   -   -
finances.record       A   A   -   -   -   -   A   -   -   -   -
dues.view             A   A   -   -   -   -   A   -   -   -   -
dues.record           A   -   -   -   -   -   A   -   -   -   -
plan.view             A   A   A   A   A   A   A   A   A   -   -
plan.record           A   A   A   -   -   -   -   -   -   -   -
programme.view        A   A   A   A   A   A   A   A   A   -   -
programme.record      A   A   A   A   -   -   -   O   -   -   -
call.view             A   A   A   A   A   A   A   A   A   -   -
call.record           A   A   A   A   -   -   -   -   -   -   -
application.view      A   A   A   A   -   -   -   -   -   -   -
application.record    A   A   A   A   -   -   -   -   -   -   -
training.view         A   A   A   A   A   A   A   A   A   -   -
training.record       A   A   A   A   -   -   -   -   -   -   -
participant.view      A   A   A   A   -   -   -   -   -   -   -
participant.record    A   A   A   A   -   -   -   -   -   -   -
publication.view      A   A   A   A   A   A   A   A   A   -   -
publication.record    A   A   A   A   -   -   -   -   -   -   -
communication.view    A   A   A   A   A   A   A   A   A   -   -
communication.record  A   A   A   A   A   -   -   -   -   -   -
contact.view          A   A   A   A   -   -   -   -   -   -   -
contact.record        A   A   A   A   -   -   -   -   -   -   -
agreement.view        A   A   A   A   A   A   A   A   A   -   -
agreement.record      A   A   A   A   -   -   -   -   -   -   -
agenda.view           A   A   A   A   A   A   A   A   A   -   -
agenda.record         A   A   A   A   A   -   -   -   -   -   -
activity.view         A   A   A   A   A   A   A   O   A   -   -
activity.draft        A   A   A   A   A   -   -   O   -   -   -
activity.publish      A   A   A   -   -   -   -   -   -   -   -
activity.withdraw     A   A   A   -   -   -   -   -   -   -   -
meeting.view          A   A   A   A   -   -   -   O   -   -   -
meeting.record        A   A   A   A   -   -   -   O   -   -   -
press.view            A   A   A   A   A   A   A   A   A   -   -
press.record          A   A   A   A   A   -   -   -   -   -   -
period.view           A   A   A   A   A   A   A   A   -   -   -
period.move           A   A   -   -   -   -   -   -   -   -   -
period.except         A   A   -   -   -   -   -   -   -   -   -
contribution.send     A   A   A   A   A   -   -   A   -   -   -
contribution.review   A   A   A   -   -   -   -   -   -   -   -
report.view           A   A   A   A   A   A   A   A   A   -   -
report.draft          A   A   A   -   A   -   -   -   -   -   -
report.preview        A   A   A   A   A   A   A   -   -   -   -
report.publish        A   A   A   -   -   -   -   -   -   -   -
check.view            A   A   A   A   A   A   A   A   -   -   -
check.waive           A   A   A   -   -   -   -   -   -   -   -
edition.view          A   A   A   A   A   A   A   A   A   -   -
edition.freeze        A   A   -   -   -   -   -   -   -   -   -
translation.view      A   A   A   A   A   A   -   -   -   -   -
translation.write     A   A   A   -   A   A   -   -   -   -   -
import.view           A   A   A   A   A   -   A   -   -   -   -
import.propose        A   A   A   A   A   -   A   -   -   -   -
import.commit         A   A   A   -   -   -   -   -   -   -   -
media.view            A   A   A   A   A   A   A   A   A   -   -
media.record          A   A   A   A   A   -   -   O   -   -   -
trail.view            A   A   A   -   -   -   -   -   -   -   -
record.delete         A   A   -   -   -   -   -   -   -   -   -
account.view          A   -   -   -   -   -   -   -   -   -   -
account.manage        A   -   -   -   -   -   -   -   -   -   -
outbox.view           A   -   -   -   -   -   -   -   -   -   -
outbox.send           A   -   -   -   -   -   -   -   -   -   -
"""
"""A: in every region. O: in the role's own regions. -: not at all. A row for each right, a column for each role."""


def _read(table: str) -> dict[Right, dict[Role, Reach]]:
    rows = (line.split() for line in table.strip().splitlines() if not line.startswith("#"))
    return {Right(name): dict(zip(_COLUMNS, map(Reach, cells), strict=True)) for name, *cells in rows}


TABLE = _read(_TABLE)
"""What holds as long as an association has changed nothing."""
Cell = tuple[Right, Role, Reach]


@lru_cache(maxsize=32)
def table_with(changed: frozenset[Cell]) -> Mapping[Right, Mapping[Role, Reach]]:
    """Return the table with the cells that an association has changed; which may be, `rights.bounds` says."""
    table = {right: dict(row) for right, row in TABLE.items()}
    for right, role, reach in changed:
        table[right][role] = reach
    return table


WORDS: Mapping[Right, Message] = {
    Right.VIEW_ASSOCIATION: Message("see the association"),
    Right.CHANGE_ASSOCIATION: Message("change the association"),
    Right.VIEW_MEMBERS: Message("see members"),
    Right.RECORD_MEMBERS: Message("record organisations"),
    Right.ADMIT_MEMBERS: Message("admit members or end memberships"),
    Right.VIEW_PROSPECTS: Message("see prospects"),
    Right.RECORD_PROSPECTS: Message("record prospects"),
    Right.VIEW_GOVERNANCE: Message("see bodies and mandates"),
    Right.RECORD_GOVERNANCE: Message("record people, bodies and mandates"),
    Right.RECORD_FINANCES: Message("record audits, accounts and budgets"),
    Right.VIEW_DUES: Message("see dues"),
    Right.RECORD_DUES: Message("record dues"),
    Right.VIEW_PLAN: Message("see the action plan"),
    Right.RECORD_PLAN: Message("record the action plan"),
    Right.VIEW_PROGRAMMES: Message("see initiatives"),
    Right.RECORD_PROGRAMMES: Message("record initiatives"),
    Right.VIEW_CALLS: Message("see calls for applications"),
    Right.RECORD_CALLS: Message("record calls for applications"),
    Right.VIEW_APPLICATIONS: Message("see applications and jurors"),
    Right.RECORD_APPLICATIONS: Message("record applications and jurors"),
    Right.VIEW_TRAINING: Message("see courses and who provides them"),
    Right.RECORD_TRAINING: Message("record courses and who provides them"),
    Right.VIEW_PARTICIPANTS: Message("see who takes part in courses"),
    Right.RECORD_PARTICIPANTS: Message("record who takes part in courses"),
    Right.VIEW_PUBLICATIONS: Message("see publications"),
    Right.RECORD_PUBLICATIONS: Message("record publications"),
    Right.VIEW_COMMUNICATION: Message("see what the network puts out"),
    Right.RECORD_COMMUNICATION: Message("record what the network puts out"),
    Right.VIEW_CONTACTS: Message("see contacts of members"),
    Right.RECORD_CONTACTS: Message("record contacts of members"),
    Right.VIEW_AGREEMENTS: Message("see agreements and joint statements"),
    Right.RECORD_AGREEMENTS: Message("record agreements and joint statements"),
    Right.VIEW_AGENDA: Message("see the agenda"),
    Right.RECORD_AGENDA: Message("record what is planned"),
    Right.VIEW_ACTIVITIES: Message("see activities"),
    Right.DRAFT_ACTIVITIES: Message("draft activities"),
    Right.PUBLISH_ACTIVITIES: Message("publish activities"),
    Right.WITHDRAW_ACTIVITIES: Message("withdraw activities"),
    Right.VIEW_MEETINGS: Message("see bilateral meetings"),
    Right.RECORD_MEETINGS: Message("record bilateral meetings"),
    Right.VIEW_PRESS: Message("see media mentions"),
    Right.RECORD_PRESS: Message("record media mentions"),
    Right.VIEW_PERIODS: Message("see periods and contributions to them"),
    Right.MOVE_PERIODS: Message("call for contributions, close and lock periods"),
    Right.GRANT_EXCEPTIONS: Message("grant exceptions from the lock of a period"),
    Right.SEND_CONTRIBUTIONS: Message("send contributions to a period"),
    Right.REVIEW_CONTRIBUTIONS: Message("accept or return contributions to a period"),
    Right.VIEW_REPORTS: Message("see reports"),
    Right.DRAFT_REPORTS: Message("draft reports"),
    Right.PREVIEW_REPORTS: Message("see reports before they are frozen"),
    Right.PUBLISH_REPORTS: Message("publish reports"),
    Right.VIEW_CHECKS: Message("see the checks"),
    Right.WAIVE_FINDINGS: Message("waive findings of the checks"),
    Right.VIEW_EDITIONS: Message("see editions"),
    Right.FREEZE_EDITIONS: Message("freeze editions"),
    Right.VIEW_TRANSLATIONS: Message("see translations"),
    Right.WRITE_TRANSLATIONS: Message("write translations"),
    Right.VIEW_IMPORTS: Message("see imports"),
    Right.PROPOSE_IMPORTS: Message("propose imports"),
    Right.COMMIT_IMPORTS: Message("commit or undo imports"),
    Right.VIEW_MEDIA: Message("see images and documents"),
    Right.RECORD_MEDIA: Message("add or change images and documents"),
    Right.VIEW_TRAIL: Message("read the history of records"),
    Right.DELETE_RECORDS: Message("delete records"),
    Right.VIEW_ACCOUNTS: Message("see accounts and their roles"),
    Right.MANAGE_ACCOUNTS: Message("manage accounts and their roles"),
    Right.VIEW_OUTBOX: Message("see the mails that were sent"),
    Right.SEND_MAILS: Message("have mails sent again"),
}
"""What each right allows, after “may not”: “publish activities”."""
ROLES: Mapping[Role, Message] = {
    Role.ADMINISTRATOR: Message("administrator"),
    Role.SECRETARY_GENERAL: Message("secretary general"),
    Role.REVIEWER: Message("reviewer"),
    Role.OFFICER: Message("officer"),
    Role.COMMUNICATIONS: Message("communications"),
    Role.TRANSLATOR: Message("translator"),
    Role.FINANCE: Message("finance"),
    Role.REGIONAL_SECRETARY: Message("regional secretary"),
    Role.BOARD_READER: Message("board reader"),
    Role.JUROR: Message("juror"),
    Role.MEMBER_CONTACT: Message("member contact"),
}
"""What people call each role."""
REGIONAL_ROLES = frozenset(
    role for role in Role if any(TABLE[right][role] is Reach.OWN_REGION for right in Right)
)
"""Roles that some right binds to regions of their own: who holds one holds it for a region."""


LONGEST_NAME = 150
"""As many characters as an entry of the audit trail has room for."""
NOT_FOR_ANOTHER = frozenset({Right.MANAGE_ACCOUNTS})
"""What no deputy does for somebody else: who could give roles for a week could keep them for good."""


@dataclass(frozen=True)
class Actor:
    """Who writes or asks: the name that the audit trail keeps, the roles, and the codes of the regions they are for.

    `user` is the key of their account, None for who has none (the command line). `changed` are the cells of the table
    that the association had changed when who they are was asked of the database. `machine` marks the translations that
    they write as a machine's work; `confirms` marks every translation they write as right for its source as it is,
    changed or not. `acts_for` names whose rights a deputy has; `system_user` whom the machine knows at the command
    line, whatever name they give.
    """

    name: str
    roles: frozenset[Role]
    regions: frozenset[str] = frozenset()
    user: int | None = None
    machine: bool = False
    confirms: bool = False
    acts_for: str = ""
    system_user: str = ""
    changed: frozenset[Cell] = frozenset()

    def __str__(self) -> str:
        return self.name

    @property
    def in_trail(self) -> str:
        """What the trail calls them: with the system's name for who gives another one at the command line."""
        if not self.system_user or self.system_user == self.name:
            return self.name
        signed = f" (command line: {self.system_user})"
        return f"{self.name[: LONGEST_NAME - len(signed)]}{signed}"

    def as_machine(self) -> Actor:
        """Return the actor as whom a machine's translations are written."""
        return replace(self, machine=True)

    def confirming(self) -> Actor:
        """Return the actor as one who answers for every translation that they write."""
        return replace(self, confirms=True)


def operator(name: str, *, system_user: str = "") -> Actor:
    """Return who works at the command line: the machine's own users may do everything, under the name they give.

    The trail names the `system_user` beside it where it is another.
    """
    return Actor(name, frozenset({Role.ADMINISTRATOR}), system_user=system_user)


def deputy_of(by: Actor, other: Actor) -> Actor:
    """Return somebody with the rights of another account for whom they act: “bea for ana”, whom the trail names so."""
    half = (LONGEST_NAME - len(" for ")) // 2
    name = f"{by.name[:half]} for {other.name[:half]}"
    return Actor(name, other.roles, other.regions, user=by.user, acts_for=other.name, changed=other.changed)


def roles_with(right: Right, language: str, *, changed: frozenset[Cell] = frozenset()) -> str:
    """Return the roles that have a right, in the words of `language`; some have it in their own regions only."""
    row = table_with(changed)[right]
    everywhere = [say(ROLES[role], language) for role in Role if row[role] is Reach.EVERY_REGION]
    own = [role for role in Role if row[role] is Reach.OWN_REGION]
    return ", ".join(
        [*everywhere, *(say("{role} of that region", language, role=ROLES[role]) for role in own)]
    )


class NotAllowed(Foreseeable):
    """Somebody may not do what they asked for; the text says who may."""

    def __init__(self, by: Actor, right: Right, regions: Collection[str] = ()) -> None:
        self.by, self.right, self.regions = by, right, frozenset(regions)
        own = any(table_with(by.changed)[right][role] is Reach.OWN_REGION for role in by.roles)
        message = Message("{name} may not {what} ({right}): it needs one of the roles {roles}")
        if by.acts_for and right in NOT_FOR_ANOTHER:
            message = Message("{name} may not {what} ({right}): nobody does that for somebody else")
        elif own and regions:
            message = Message("{name} may not {what} in {place} ({right}): it needs one of the roles {roles}")
        super().__init__(
            message,
            place=", ".join(sorted(regions)),
            name=by.name,
            what=WORDS[right],
            right=str(right),
            roles=partial(roles_with, right, changed=by.changed),
        )


def can(by: Actor, right: Right, regions: Collection[str] = ()) -> bool:
    """Tell whether `by` has a right over something that lies in `regions` (codes; empty: in none yet)."""
    if by.acts_for and right in NOT_FOR_ANOTHER:
        return False
    row = table_with(by.changed)[right]
    reaches = {row[role] for role in by.roles}
    if Reach.EVERY_REGION in reaches:
        return True
    return Reach.OWN_REGION in reaches and (not regions or not by.regions.isdisjoint(regions))


def check_can(by: Actor, right: Right, regions: Collection[str] = ()) -> None:
    """Raise NotAllowed where `by` has not the right over something that lies in `regions`."""
    if not can(by, right, regions):
        note(
            "refused", level=logging.WARNING, actor=by.user or NOBODY, right=right, regions=frozenset(regions)
        )
        raise NotAllowed(by, right, regions)


def reaches_every_region(by: Actor, right: Right) -> bool:
    """Tell whether a right of `by` is not bound to their own regions: lists need no further filter then."""
    if by.acts_for and right in NOT_FOR_ANOTHER:
        return False
    row = table_with(by.changed)[right]
    return any(row[role] is Reach.EVERY_REGION for role in by.roles)
