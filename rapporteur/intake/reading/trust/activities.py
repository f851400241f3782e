"""Evidence for and against the activities of a report: their grid, their boxes, and what stands between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from rapporteur.intake.reading.activity.anchors import LABELS
from rapporteur.intake.reading.parsed import ParsedActivity
from rapporteur.intake.reading.sources.lines import Line, key
from rapporteur.intake.reading.trust.kept import Whereabouts, is_joined, kept_of, stands_in
from rapporteur.intake.reading.trust.reasons import Reason, Sign

_FIELD = {
    Reason.LOST_NAMES: "members",
    Reason.LOST_CODES: "codes",
    Reason.LOST_TEXT: "text",
    Reason.LOST_DATE: "text",
}
BARE = "activity"
"""The part that an activity is which lacks all that others have: a heading of something else, or one that lost it."""
_FEWEST_ALIKE = 3
_FEWEST = 5
"""Activities from which on what nearly all have says what each should have."""
_NEARLY_ALL = 0.8
_FEWEST_LOST = 3
"""Lines with codes or dates in no activity that tell of activities where none was read."""


def bare_among(activities: Sequence[ParsedActivity]) -> frozenset[int]:
    """Return which activities (from 0) have neither code, member, place nor day, where three in four have codes."""
    if 4 * sum(bool(each.deliverables) for each in activities) < 3 * len(activities):
        return frozenset()
    return frozenset(
        number
        for number, each in enumerate(activities)
        if not (each.deliverables or each.members or each.places or each.online or each.start_date)
    )


class Grid:
    """The activities of a report, each with the lines from its title to the next."""

    def __init__(self, where: Whereabouts) -> None:
        self.where = where
        self.activities = where.report.activities
        starts = [
            (where.place.get(min(each.provenance["title"].lines), 0), number)
            for number, each in enumerate(self.activities)
            if "title" in each.provenance
        ]
        self.starts = sorted(starts)

    @cached_property
    def spans(self) -> dict[int, list[Line]]:
        """The lines of each activity, by its number from 0; -1 for those before the first title."""
        result: dict[int, list[Line]] = {}
        firsts = [at for at, _ in self.starts]
        for at, line in enumerate(self.where.doc.lines):
            if self.where.kind_of(line) == "activities":
                before = bisect_right(firsts, at)
                number = self.starts[before - 1][1] if before else -1
                result.setdefault(number, []).append(line)
        return result

    @cached_property
    def _kept(self) -> list[str]:
        return [kept_of(self.where.fields_of(each)) for each in self.activities]

    def kept_near(self, number: int) -> str:
        """Return the letters of an activity's fields and its neighbours': columns part what belongs together."""
        order = [which for _, which in self.starts]
        at = order.index(number) if number in order else -1
        return "\n".join(self._kept[which] for which in order[max(0, at - 1) : at + 2])

    def signs(self) -> Iterator[Sign]:
        """Yield what speaks against the activities as a whole, and against the fields of each."""
        if not self.activities:
            yield from self._nothing_read()
            return
        titles = Counter(key(each.title) for each in self.activities)
        title, times = titles.most_common(1)[0]
        if times >= _FEWEST_ALIKE and 2 * times >= len(self.activities):
            line = self.activities[[key(each.title) for each in self.activities].index(title)]
            yield Sign("activities", Reason.TITLES_ALIKE, line=line.provenance["title"].lines[0])
        yield from self._before_the_first()
        bare = bare_among(self.activities)
        for number, activity in enumerate(self.activities):
            if number in bare:
                yield Sign(BARE, Reason.BARE, number + 1, activity.provenance["title"].lines[0])
            else:
                yield from self._of(number, activity)
        yield from self._names()
        yield from self._lacking()

    def _nothing_read(self) -> Iterator[Sign]:
        """Yield where lines with codes and days stand, and no activity was read from them."""
        where = self.where
        kept = kept_of(_listed_codes(where))
        of_activities = {Reason.LOST_CODES, Reason.LOST_DATE}
        lost = [
            line.number
            for line in where.doc.lines
            if where.loss(line) in of_activities and not stands_in(line.text, kept)
        ]
        if len(lost) >= _FEWEST_LOST:
            yield Sign("activities", Reason.NOTHING_READ, line=lost[0])

    def _before_the_first(self) -> Iterator[Sign]:
        """Yield where a box stands before the first title: boxes belong to what follows, or an activity was lost."""
        lost = [
            (line.number, loss)
            for line in self.spans.get(-1, [])
            if (loss := self.where.loss(line)) and not stands_in(line.text, self.kept_near(self.starts[0][1]))
        ]
        boxed = [number for number, loss in lost if loss in (Reason.LOST_CODES, Reason.LOST_NAMES)]
        dated = [number for number, loss in lost if loss is Reason.LOST_DATE]
        last = self.activities[self.starts[-1][1]]
        if boxed and not (last.deliverables and last.members):
            yield Sign("members", Reason.SHIFTED, line=boxed[0])
            yield Sign("codes", Reason.SHIFTED, line=boxed[0])
        elif boxed or dated:
            yield Sign(
                "activities", Reason.LOST_DATE if dated else Reason.LOST_CODES, line=(dated or boxed)[0]
            )

    def _of(self, number: int, activity: ParsedActivity) -> Iterator[Sign]:
        lines = self.spans.get(number, [])
        kept = self.kept_near(number)
        unread = [line.number for line in lines if line.number in self.where.unread]
        if unread:  # logos and captions beside a text are many, and tell no more than one
            yield Sign("text", Reason.UNREAD, number + 1, unread[0])
        for line in lines:
            loss = None if stands_in(line.text, kept) else self.where.loss(line)
            if loss is not None:
                yield Sign(_FIELD[loss], loss, number + 1, line.number)
        yield from self._labelled(number, activity, lines)

    def _labelled(self, number: int, activity: ParsedActivity, lines: Sequence[Line]) -> Iterator[Sign]:
        """Yield labels without anything under them, and those that stand twice beside the other kind.

        Members under a second label for codes are a slip of the print, and were read.
        """
        members = [line.number for line in self._labels(lines, "members")]
        codes = [line.number for line in self._labels(lines, "results")]
        for field, labels, others, has in (
            ("members", members, codes, activity.members),
            ("codes", codes, members, activity.deliverables),
        ):
            if labels and not has:
                yield Sign(field, Reason.LABEL_EMPTY, number + 1, labels[0])
            elif len(labels) > 1 and others:
                yield Sign(field, Reason.LABEL_TWICE, number + 1, labels[1])

    def _labels(self, lines: Sequence[Line], kind: str) -> Iterator[Line]:
        for index, line in enumerate(lines):
            label = self.where.ctx.label(lines, index, *LABELS)
            if label is not None and label[0] == kind and not label[2]:
                yield line

    def _names(self) -> Iterator[Sign]:
        """Yield boxes whose names are several in one, or have the same word too many, or stand nowhere else."""
        listed = frozenset(key(name) for each in self.where.report.regions for name in each.members)
        grown: Counter[str] = Counter()
        tails: dict[int, set[str]] = {}
        for number, activity in enumerate(self.activities):
            line = activity.provenance["members"].lines[0] if "members" in activity.provenance else 0
            if any(map(is_joined, activity.members)):
                yield Sign("members", Reason.JOINED, number + 1, line)
            tails[number] = {tail for name in activity.members if (tail := _too_many(name, listed))}
            grown.update(tails[number])
            strange = [name for name in activity.members if key(name) not in listed]
            if (
                len(listed) >= 2 * _FEWEST
                and len(strange) >= _FEWEST_ALIKE
                and 2 * len(strange) > len(activity.members)
            ):
                yield Sign("members", Reason.STRANGERS, number + 1, line)
        for number, found in tails.items():
            if any(grown[tail] >= _FEWEST_ALIKE for tail in found):
                yield Sign(
                    "members",
                    Reason.GROWN,
                    number + 1,
                    self.activities[number].provenance["members"].lines[0],
                )

    def _lacking(self) -> Iterator[Sign]:
        """Yield activities without what nearly all others have."""
        count = len(self.activities)
        if count < _FEWEST:
            return
        fields = (("members", "members"), ("codes", "deliverables"), ("text", "body"))
        for field, name in fields:
            having = sum(bool(getattr(each, name)) for each in self.activities)
            if having < count and having >= _NEARLY_ALL * count:
                for number, each in enumerate(self.activities):
                    if not getattr(each, name):
                        yield Sign(field, Reason.LACKS, number + 1, each.provenance["title"].lines[0])


def _too_many(name: str, listed: frozenset[str]) -> str:
    """Return the words behind a name that a list has, in a name that none has: `Récit` of `Porto Récit`."""
    words = name.split()
    if key(name) in listed:
        return ""
    for count in range(len(words) - 1, 0, -1):
        if key(" ".join(words[:count])) in listed:
            return " ".join(words[count:])
    return ""


def _listed_codes(where: Whereabouts) -> Iterator[str]:
    """Yield the lines of the plan's tables: their codes are no activity's."""
    for line in where.doc.lines:
        if where.kind_of(line) in ("plan_execution", "plan"):
            yield line.text
