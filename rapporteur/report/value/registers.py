"""What a report tells of agreements, joint statements and bodies, in sections that an association may choose.

What stands here is what was so on the report's as-of date: an agreement that was signed later is announced here.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText

Month = Annotated[str, Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Count = Annotated[int, Meta(ge=0)]
Number = Annotated[int, Meta(ge=1)]


class WhenData(Value, frozen=True):
    """A day, or the month of which no more is known."""

    month: Month
    day: date | None = None


# --- agreements and joint statements --------------------------------------------------------------


class PartyData(Value, frozen=True):
    """Who makes an agreement, and what they commit themselves to; `own` is the association itself."""

    name: LocalizedText
    commitments: LocalizedText = field(default_factory=LocalizedText)
    own: bool = False


class AgreementData(Value, frozen=True, kw_only=True):
    """An agreement of which the period tells something (`news`); in force from `start` up to and with `end`.

    `replaces` is what the agreement before it is called, `activity` the slug of the activity of its news.
    """

    slug: str
    name: LocalizedText
    kind: str
    news: Literal["NEW", "RENEWED", "ANNOUNCED", "EXPIRING", "ENDED"]
    parties: tuple[PartyData, ...] = ()
    talks: WhenData | None = None
    announced: WhenData | None = None
    signed: WhenData | None = None
    start: date | None = None
    end: date | None = None
    notice: date | None = None
    replaces: LocalizedText = field(default_factory=LocalizedText)
    activity: str | None = None


class SignatoryData(Value, frozen=True):
    """Who signed, through whom and in which office; `member` is its slug where it is a member that is counted."""

    name: LocalizedText
    member: str | None = None
    person: str = ""
    office: LocalizedText = field(default_factory=LocalizedText)


class JointStatementData(Value, frozen=True, kw_only=True):
    """An open letter, declaration or campaign with who signed it."""

    slug: str
    name: LocalizedText
    kind: str
    addressee: LocalizedText = field(default_factory=LocalizedText)
    public: WhenData | None = None
    link: str = ""
    signatories: tuple[SignatoryData, ...] = ()
    activity: str | None = None


# --- bodies ---------------------------------------------------------------------------------------


class BodyRef(Value, frozen=True):
    """A body as it is named in a report."""

    slug: str
    name: LocalizedText


class QuorumData(Value, frozen=True):
    """What was counted at a meeting: seats on the day and how many were filled, who was there, proxies.

    `proxies` count, as their holders were there; `lost` do not. `needed` is empty where no rule asks for a quorum.
    """

    seats: Count
    filled: Count
    present: Count
    proxies: Count = 0
    lost: Count = 0
    needed: Count | None = None

    @property
    def counted(self) -> int:
        """Seats present, and proxies of those present."""
        return self.present + self.proxies


class AgendaItemData(Value, frozen=True):
    """An item of an agenda, and whether it was for decision."""

    number: Number
    title: LocalizedText
    decides: bool = False


class BodyMeetingData(Value, frozen=True, kw_only=True):
    """A meeting of a body, from `start` to `end`, both included; `quorum` is empty where nobody noted who was there."""

    slug: str
    body: BodyRef
    start: date
    end: date
    held: bool = True
    online: bool = False
    place: LocalizedText = field(default_factory=LocalizedText)
    agenda: tuple[AgendaItemData, ...] = ()
    quorum: QuorumData | None = None


class VotesData(Value, frozen=True):
    """Votes as they were counted."""

    approving: Count
    against: Count = 0
    abstained: Count = 0


class DecisionData(Value, frozen=True, kw_only=True):
    """What a body decided; `carried` is empty where no votes or no rule say it, `meeting` for a decision in writing."""

    body: BodyRef
    year: int
    number: Number
    title: LocalizedText
    decided_date: date
    meeting: str | None = None
    item: Number | None = None
    votes: VotesData | None = None
    majority: str = ""
    carried: bool | None = None

    @property
    def code(self) -> str:
        """What it is known by: body, year and number."""
        return f"{self.body.slug}-{self.year}-{self.number}"


class AccountsData(Value, frozen=True, kw_only=True):
    """An audit, accounts or a budget; `half` is 1 or 2 of a half-yearly report, else 0.

    `before` is the body that it was or will be laid before, at a meeting on `presented`.
    """

    kind: str
    year: int
    half: Count = 0
    stage: Literal["DRAFT", "AUDITED", "PRESENTED", "APPROVED"]
    auditor: str = ""
    audited: date | None = None
    opinion: LocalizedText = field(default_factory=LocalizedText)
    before: BodyRef | None = None
    presented: date | None = None
    approved: date | None = None


class GovernanceData(Value, frozen=True):
    """What bodies did in the period: meetings by day, decisions by body and number, accounts by year."""

    meetings: tuple[BodyMeetingData, ...] = ()
    decisions: tuple[DecisionData, ...] = ()
    accounts: tuple[AccountsData, ...] = ()

    @property
    def bodies(self) -> tuple[BodyRef, ...]:
        """The bodies that it names, each once."""
        before = (one.before for one in self.accounts if one.before)
        named = (*(one.body for one in self.meetings), *(one.body for one in self.decisions), *before)
        return tuple({body.slug: body for body in named}.values())
