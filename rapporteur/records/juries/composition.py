"""Who sits in a jury, counted: women and men as they said of themselves, regions; and the rule of the call. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapporteur.base.values.messages import Message
from rapporteur.records.juries.enums import Sex

Sentence = tuple[Message, dict[str, object]]


class Seated(NamedTuple):
    """A member of a jury: their sex (empty: not recorded), and what names their region (None: not recorded)."""

    sex: str
    region: object | None


class Composition(NamedTuple):
    """How many sit in a jury: of each sex, of how many regions. `unrecorded` is of how many no sex is known."""

    members: int
    women: int
    men: int
    others: int
    unrecorded: int
    regions: int


class JuryRule(NamedTuple):
    """How many women, men and regions a jury has at the least; None: as it may be."""

    women: int | None = None
    men: int | None = None
    regions: int | None = None

    @property
    def asks(self) -> bool:
        """Whether it asks for anything."""
        return any(least is not None for least in self)


def compose(members: Iterable[Seated], stated: tuple[int, int] | None = None) -> Composition:
    """Count a jury; women and men as `stated` where no member's sex is recorded: a sum in print names nobody."""
    seated = list(members)
    women, men, others = (sum(one.sex == sex for one in seated) for sex in (Sex.WOMAN, Sex.MAN, Sex.OTHER))
    unrecorded = len(seated) - women - men - others
    if stated is not None and unrecorded == len(seated):
        women, men = stated
        unrecorded = max(0, len(seated) - women - men)
    regions = {one.region for one in seated if one.region is not None}
    return Composition(max(len(seated), women + men), women, men, others, unrecorded, len(regions))


SHORT_OF_WOMEN = Message(
    "the rule asks for {least} woman; {count} is recorded",
    "the rule asks for {least} women; {count} are recorded",
    by="least",
)
SHORT_OF_MEN = Message(
    "the rule asks for {least} man; {count} is recorded",
    "the rule asks for {least} men; {count} are recorded",
    by="least",
)
SHORT_OF_REGIONS = Message(
    "the rule asks for {least} region; {count} is recorded",
    "the rule asks for {least} regions; {count} are recorded",
    by="least",
)


SHORT_OF = {"women": SHORT_OF_WOMEN, "men": SHORT_OF_MEN, "regions": SHORT_OF_REGIONS}


def shortfalls(composition: Composition, rule: JuryRule) -> Iterator[tuple[str, int, int]]:
    """Yield of what a jury has too few (women, men, regions), how many the rule asks for, and how many there are."""
    for what, least, count in (
        ("women", rule.women, composition.women),
        ("men", rule.men, composition.men),
        ("regions", rule.regions, composition.regions),
    ):
        if least is not None and count < least:
            yield what, least, count


def lacking(composition: Composition, rule: JuryRule) -> Iterator[Sentence]:
    """Yield what a jury is short of, in words."""
    for what, least, count in shortfalls(composition, rule):
        yield SHORT_OF[what], {"least": least, "count": count}


MEMBERS = Message("{members} member:", "{members} members:", by="members")
WOMEN = Message("{women} woman,", "{women} women,", by="women")
MEN = Message("{men} man,", "{men} men,", by="men")
OTHERS = Message("{others} other,", "{others} others,", by="others")
UNRECORDED = Message("not recorded: {unrecorded},")
REGIONS = Message("{regions} region.", "{regions} regions.", by="regions")
KEPT = Message("The rule of the call is kept.")
NOT_KEPT = Message("The rule of the call is not kept:")
WAIVED = Message("{name} answers for it: {reason}")


def explain_composition(composition: Composition) -> Iterator[Sentence]:
    """Yield the parts of a sentence that says who sits in a jury."""
    yield MEMBERS, {"members": composition.members}
    yield WOMEN, {"women": composition.women}
    yield MEN, {"men": composition.men}
    if composition.others:
        yield OTHERS, {"others": composition.others}
    if composition.unrecorded:
        yield UNRECORDED, {"unrecorded": composition.unrecorded}
    yield REGIONS, {"regions": composition.regions}
