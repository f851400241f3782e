"""How much of a report a reading holds, to choose between two readings of one document."""

from __future__ import annotations

from rapporteur.intake.reading.parsed import ParsedReport

_DATED = 3
"""What a date, or dues, weigh beside a name: without its date an activity cannot be kept."""

_WHOLE = 0.97
"""The share of the text that a reading by headings understands of an edition of our own; of strangers' Word files it is
0.6 to 0.9, though all their headings are known.
"""


def facts(report: ParsedReport) -> int:
    """Return how many names, codes, days and people a reading holds."""
    acts = sum(
        _DATED * bool(a.start_date or a.month) + len(a.deliverables) + len(a.members)
        for a in report.activities
    )
    meetings = sum(1 + len(m.members) + len(m.prospects) for m in report.bilateral_meetings)
    plan = sum(1 + len(line.measures) + len(line.deliverables) for line in report.plan_execution)
    regions = sum(
        1 + len(r.members) + len(r.secretaries) + len(r.focal_points) + len(r.board) for r in report.regions
    )
    lists = len(report.activated_members.names) + len(report.secretariat_staff) + len(report.media)
    return acts + meetings + plan + regions + lists + _DATED * (report.dues is not None)


def is_whole(report: ParsedReport) -> bool:
    """Tell whether a reading by headings has lost nothing: all text is understood, and activities have boxes."""
    if report.understood_share < _WHOLE:
        return False
    boxed = any(each.deliverables or each.members for each in report.activities)
    return boxed or not report.activities
