"""What a bilateral meeting is called: whom one met, where and when. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say

MET_IN = Message("{who}, in {place}, {dates}", context="meeting")
MET = Message("{who}, {dates}", context="meeting")
MET_NOBODY = Message("{place}, {dates}", context="meeting")
AND_MORE = Message("{who} and {count} more", "{who} and {count} more", by="count", context="meeting")
"""What a meeting is called; where it was at the city that one met, the city is named once."""
MOST_NAMED = 3


def meeting_called(met: Sequence[str], place: str, dates: Dates, language: str) -> str:
    """Return what a meeting is called in a language, of the names of whom one met and of its place there."""
    names = sorted(met)
    who: object = names
    if len(names) > MOST_NAMED:
        first = ", ".join(names[:MOST_NAMED])
        who = say(AND_MORE, language, who=first, count=len(names) - MOST_NAMED)
    message = MET_IN if names else MET_NOBODY
    return say(MET if names == [place] else message, language, who=who, place=place, dates=dates)
