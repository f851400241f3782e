"""Activities, bilateral meetings and media mentions as verbs, files, tables and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText


class PlaceShape(Shape, frozen=True, kw_only=True):
    """An organisation's place, or one of its own with name, ISO 3166 country and degrees."""

    organisation: str | None = None
    name: LocalizedText = EMPTY
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


class ActivationShape(Shape, frozen=True, kw_only=True):
    """That an organisation took part, and as what (ActivationRole)."""

    organisation: str
    role: str = "PARTICIPANT"


class PhotoShape(Shape, frozen=True, kw_only=True):
    """A photograph: `image` is its key in the library."""

    image: int
    alt: LocalizedText = EMPTY
    caption: LocalizedText = EMPTY
    credit: str = ""
    consent: bool = False


class EvidenceShape(Shape, frozen=True, kw_only=True):
    """What shows that an activity took place: either a link or a `document`, by its key in the library."""

    title: LocalizedText
    link: str = ""
    document: int | None = None
    dated: date | None = None


class HeadcountShape(Shape, frozen=True, kw_only=True):
    """How many people of a group (HeadcountGroup) took part, as what, how exactly and from where that is known."""

    who: str
    people: int
    origin: str
    exactness: str = "EXACT"
    capacity: str = "PARTICIPANT"


class ActivityShape(Shape, frozen=True, kw_only=True):
    """An activity with everything that belongs to it; texts are HTML of a few tags.

    `line` and `deliverables` are slugs of nodes; lists are in the order in which they are printed.
    """

    slug: str
    dates: Dates
    title: LocalizedText
    kind: str
    online: bool | UnsetType = UNSET
    line: str | UnsetType | None = UNSET
    initiative: str | UnsetType | None = UNSET
    text: LocalizedText | UnsetType = UNSET
    note: str | UnsetType = UNSET
    places: tuple[PlaceShape, ...] | UnsetType = UNSET
    activations: tuple[ActivationShape, ...] | UnsetType = UNSET
    deliverables: tuple[str, ...] | UnsetType = UNSET
    photos: tuple[PhotoShape, ...] | UnsetType = UNSET
    evidence: tuple[EvidenceShape, ...] | UnsetType = UNSET
    headcounts: tuple[HeadcountShape, ...] | UnsetType = UNSET


class AmendmentShape(Shape, frozen=True, kw_only=True):
    """What changes in an activity, all else staying as its last draft has it.

    Nodes by their slugs: deliverables that it gets, behind those that it has, or loses; its line; its kind.
    """

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    line: str | UnsetType | None = UNSET
    kind: str | UnsetType = UNSET


class MeetingShape(Shape, frozen=True, kw_only=True):
    """A bilateral meeting; who of the participants is a member and who a prospect follows from the memberships."""

    slug: str
    dates: Dates
    participants: tuple[str, ...]
    place: PlaceShape
    activity: str | UnsetType | None = UNSET
    note: str | UnsetType = UNSET


class MentionShape(Shape, frozen=True, kw_only=True):
    """A mention in the media; `channels` are of Channel."""

    slug: str
    dates: Dates
    outlet: str
    subject: LocalizedText
    channels: tuple[str, ...] | UnsetType = UNSET
    link: str | UnsetType = UNSET
    position: int | UnsetType = UNSET
    note: str | UnsetType = UNSET


class ApprovalRuleShape(Shape, frozen=True, kw_only=True):
    """How many people approve activities of a kind: one or two."""

    kind: str
    approvals: int


class RemitsShape(Shape, frozen=True, kw_only=True):
    """Whom an account reads for: all its regions and lines of the plan, by their slugs; none ends it."""

    account: str
    regions: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
