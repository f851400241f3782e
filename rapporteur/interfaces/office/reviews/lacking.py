"""What a draft has or lacks that keeps its report from being frozen: said when it is sent, asked when it is published.

Whoever publishes may know better: the same question stands wherever something is published, with what blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapporteur.base.core.models import Editorial, name_in
from rapporteur.base.core.queries import NoAssociation
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.reviews.checking import findings_on
from rapporteur.interfaces.office.reviews.printing import compile_quarter, quarter_of
from rapporteur.proof.rules.finding import Severity
from rapporteur.records.activities.models import Activity

ASKED = Message(
    "{place} “{name}” would keep its report from being frozen: {reasons} Publish it all the same?",
    context="reviews",
)

AFTERWARDS = frozenset({"text-missing", "text-stale"})
"""Rules on what is done once something is published: its translation. To ask each time would be to ask nobody."""


class BlocksReport(Foreseeable):
    """Something is to be published that blocks its report, and nobody has said yet that it is to be so all the same."""

    def __init__(self, draft: Editorial, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(
            ASKED, place=str(draft._meta.verbose_name), name=name_in(draft), reasons=" ".join(self.reasons)
        )


def lacks_text(draft: Editorial) -> bool:
    """Tell whether a draft is an activity without a text in any language: a check of its report blocks."""
    return isinstance(draft, Activity) and not draft.text


def what_blocks(drafts: Iterable[Editorial], language: str) -> Mapping[int, tuple[str, ...]]:
    """Return by key what would keep the report from being frozen, were these drafts published; others are left out.

    Each quarter is compiled and checked once, with all of its drafts in it.
    """
    of_quarter: dict[Period, list[Activity]] = defaultdict(list)
    for draft in drafts:
        if isinstance(draft, Activity):
            of_quarter[quarter_of(draft)].append(draft)
    found: dict[int, tuple[str, ...]] = {}
    for several in of_quarter.values():
        try:
            compiled = compile_quarter(*several)
        except NoAssociation:  # nothing is reported yet
            continue
        blocking = [
            one
            for one in findings_on(several, compiled)
            if one.severity is Severity.BLOCKING and one.rule.id not in AFTERWARDS
        ]
        for draft in several:
            own = [one.message(language) for one in blocking if one.record.slug == draft.slug]
            if own:
                found[draft.pk] = tuple(own)
    return found


def check_blocks_nothing(draft: Editorial, language: str) -> None:
    """Raise BlocksReport where a draft would keep its report from being frozen."""
    if reasons := what_blocks([draft], language).get(draft.pk):
        raise BlocksReport(draft, reasons)
