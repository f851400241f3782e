"""The words of the source beside each proposal, so that whoever is asked sees what was read. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from rapporteur.intake.importing.proposals import Proposal
from rapporteur.intake.reading.sources.lines import Doc

LONGEST_PASSAGE = 4_000
"""Characters kept of a record's passage: an activity of a quarter's report has some 2,000. Of a longer one the
beginning, with its title, and the end, with its boxes, are kept.
"""


def add_passages(found: Iterable[Proposal], doc: Doc) -> None:
    """Put the lines that each proposal of a report rests on beside it, as `text` of its provenance."""
    lines = sorted(doc.lines, key=lambda line: line.number)
    numbers = [line.number for line in lines]
    for proposal in found:
        if not proposal.provenance.get("lines"):
            continue
        first, last = proposal.provenance["lines"]
        within = lines[bisect_left(numbers, first) : bisect_right(numbers, last)]
        proposal.provenance["text"] = shorten("\n".join(line.text for line in within))


def shorten(text: str) -> str:
    """Return a passage, of a long one its beginning and its end."""
    if len(text) <= LONGEST_PASSAGE:
        return text
    half = LONGEST_PASSAGE // 2
    return f"{text[:half]}\n…\n{text[-half:]}"
