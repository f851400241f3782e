"""Which translations are older than their source, told from the history of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def stale_languages(history: Sequence[Mapping[str, str]], source: str) -> tuple[str, ...]:
    """Return the languages whose text was last written for another source text than today's.

    `history` holds the states of one text, oldest first. A language that is missing today is missing, not stale; one
    that changed together with the source was translated anew; one that was there before the source was not made from
    it. Where the source is missing nothing is stale.
    """
    if not history or source not in history[-1]:
        return ()
    today = history[-1]
    made_from: dict[str, str | None] = {}
    before: Mapping[str, str] = {}
    for state in history:
        for language in state:
            if state[language] != before.get(language):
                made_from[language] = state.get(source)
        before = state
    return tuple(
        sorted(
            language
            for language in today
            if language != source and made_from.get(language) not in (None, today[source])
        )
    )
