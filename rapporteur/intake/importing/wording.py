"""What the command line and the back office both say of imports and their questions. Pure."""

from __future__ import annotations

from rapporteur.base.values.messages import Message

NAMES = {
    "association": Message("association", context="counted"),
    "region": Message("regions", context="counted"),
    "organisation": Message("members and other organisations", context="counted"),
    "person": Message("people", context="counted"),
    "body": Message("bodies", context="counted"),
    "seat": Message("seats", context="counted"),
    "focalpoint": Message("focal points", context="counted"),
    "planversion": Message("plans", context="counted"),
    "node": Message("lines, measures and deliverables", context="counted"),
    "activity": Message("activities", context="counted"),
    "mediamention": Message("media mentions", context="counted"),
    "bilateralmeeting": Message("bilateral meetings", context="counted"),
    "duesitem": Message("dues", context="counted"),
    "publishedstatement": Message("dues totals", context="counted"),
    "report": Message("editorials", context="counted"),
}
COUNTS = {
    "CREATE": Message("{count} new"),
    "UPDATE": Message("{count} changed"),
    "WITHDRAW": Message("{count} withdrawn"),
    "NONE": Message("{count} as recorded"),
    "OUT": Message("{count} left out"),
}
ABOUT = {
    "AMBIGUOUS": Message("“{text}” may mean several"),
    "UNKNOWN": Message("“{text}” is nobody's name here"),
    "ENDED": Message("“{text}” was no longer in force"),
    "PROSPECT": Message("“{text}” was a prospect, no member"),
    "SAME": Message("“{text}” may be there already"),
    "UNPUBLISHED": Message("“{text}” has edits that nobody has published"),
    "TORN": Message(
        "“{text}” may not have been read whole: `new` writes it as it was read, `out` leaves it out"
    ),
}
ON_NO_RECORD = Message("“{text}” is on no record, and may be none: `new` writes it, `out` leaves it out")
STANDINGS = {
    "ENDED": Message("ended", context="standing"),
    "PROSPECT": Message("prospect", context="standing"),
    "OTHER": Message("other", context="standing"),
}
