"""Rules on a printed report against the records of its period: what one has and the other has not."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.base.values.search import fold
from rapporteur.intake.reconciling.asking import of_print
from rapporteur.intake.reconciling.pairs import FIELDS, NOTHING, differences, pairs, plain
from rapporteur.intake.reconciling.printed import Print, Recorded
from rapporteur.proof.rules.finding import Evidence, Record, Severity
from rapporteur.proof.rules.rule import Hit, Rule, rule
from rapporteur.proof.rules.subject import Fact, Subject
from rapporteur.records.names.match import Answer

_MEND = Message("Correct the record, or put the slip of the print into an erratum.")


def _recorded(printed: Print) -> Iterator[Subject]:
    if printed.recorded is not None:
        yield printed.recorded.subject


@rule(
    "records-lack-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is every printed activity recorded?",
    why="What is not recorded is in no count and in no other report.",
    message=Message("“{activity}” ({dates}) is printed, but not recorded."),
    mend=Message("Record the activity."),
)
@of_print
def records_lack_activity(printed: Print) -> Iterator[Hit]:
    """Yield printed activities that are like no recorded one."""
    for recorded in _recorded(printed):
        known = pairs(printed, recorded)
        for activity in printed.activities:
            if activity.slug not in known:
                values = {"activity": activity.title, "dates": activity.dates or "?"}
                yield Hit(activity.record, "title", values, (activity,), activity.evidence("title", "start"))


@rule(
    "print-lacks-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is every recorded activity of the period printed?",
    why="It happened, and the report does not say so; or it belongs to another period.",
    message=Message("“{activity}” ({dates}) is recorded, but not printed."),
    mend=Message("Look at the activity's date, or report it."),
)
@of_print
def print_lacks_activity(printed: Print) -> Iterator[Hit]:
    """Yield recorded activities that are like no printed one."""
    for recorded in _recorded(printed):
        known = {activity.slug for activity in pairs(printed, recorded).values()}
        for activity in recorded.activities:
            if activity.slug not in known:
                values = {"activity": activity.title, "dates": activity.dates or "?"}
                yield Hit(activity.record, "title", values, (activity,), activity.evidence("title", "start"))


@rule(
    "records-differ-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Do print and records say the same of each activity?",
    why="One of the two is wrong, or was corrected since.",
    message=Message("“{activity}”, {field}: printed {printed}; recorded {recorded}."),
    mend=_MEND,
)
@of_print
def records_differ_activity(printed: Print) -> Iterator[Hit]:
    """Yield each of days, places, online, line, codes and members that differ."""
    for recorded in _recorded(printed):
        known = pairs(printed, recorded)
        for activity in printed.activities:
            other = known.get(activity.slug)
            for name, ours, theirs in differences(printed, recorded, activity, other) if other else ():
                values = {
                    "activity": activity.title,
                    "field": FIELDS[name],
                    "printed": ours or NOTHING,
                    "recorded": theirs or NOTHING,
                }
                evidence = (*activity.evidence(name), Evidence(f"recorded.{name}", plain(theirs)))
                yield Hit(activity.record, name, values, (activity, other), evidence)


@rule(
    "records-differ-members",
    Severity.WARNING,
    needs=[Fact.LISTS],
    asks="Do the printed lists of members agree with the records?",
    why="The lists are derived from the records; one that differs was typed, or the records were corrected since.",
    message=Message("{list}: printed and not recorded: {printed}; recorded and not printed: {recorded}."),
    mend=_MEND,
)
@of_print
def records_differ_members(printed: Print) -> Iterator[Hit]:
    """Yield the list of activated members and the lists by region where they differ from the records."""
    for recorded in _recorded(printed):
        listed = {
            each.key for each in printed.directory.organisations.values() if each.listed and not each.honorary
        }
        members = {each.slug for each in recorded.organisations if each.is_counted_on(recorded.as_of)}
        lists = [("activated", set(printed.activated or ()), set(recorded.activated or ()))]
        lists += [("directory", listed, members)]
        for name, ours, theirs in lists:
            if ours and ours != theirs:
                values = {
                    "list": _LISTS[name],
                    "printed": tuple(map(printed.name, sorted(ours - theirs))) or NOTHING,
                    "recorded": tuple(map(recorded.name, sorted(theirs - ours))) or NOTHING,
                }
                evidence = (
                    Evidence(name, len(ours), printed.list_passages.get(name)),
                    Evidence(f"recorded.{name}", len(theirs)),
                )
                rests = (sorted(ours), sorted(theirs))
                yield Hit(Record("printed.list", name), name, values, rests, evidence)


_LISTS = {
    "activated": Message("Activated members"),
    "directory": Message("Members by region"),
}


@rule(
    "records-unknown-code",
    Severity.WARNING,
    needs=[Fact.PLAN],
    asks="Has the recorded plan every code that the report prints?",
    why="The plan lacks it, or the print has a slip.",
    message=Message("The recorded plan does not have the code {code}."),
    mend=_MEND,
)
@of_print
def records_unknown_code(printed: Print) -> Iterator[Hit]:
    """Yield codes in print that the plan in force has not, listed or unlisted."""
    for recorded in _recorded(printed):
        for node in printed.nodes:
            if node.code not in recorded.node:
                used = [activity for activity in printed.activities if node.code in activity.codes]
                evidence = (*node.evidence("title"), *(e for a in used for e in a.evidence("codes")))
                yield Hit(node.record, "code", {"code": node.code}, (node,), evidence)


@rule(
    "records-unknown-name",
    Severity.WARNING,
    needs=[Fact.REGISTRY],
    asks="Does the registry know every member that the report names?",
    why="A new spelling, a slip, or an organisation that nobody recorded.",
    message=Message("The registry does not know “{written}”; near it: {near}."),
    mend=Message("Add this spelling to the organisation, or correct the print."),
)
@of_print
def records_unknown_name(printed: Print) -> Iterator[Hit]:
    """Yield each spelling in lists of members that the registry has not, once."""
    for _ in _recorded(printed):
        registry = printed.recorded.registry if isinstance(printed.recorded, Recorded) else None
        if registry is None:
            continue
        done: set[str] = set()
        for _, where in printed.occurrences:
            match = registry.organisation(where.written, printed.language)
            if match.answer is Answer.UNKNOWN and fold(where.written) not in done:
                done.add(fold(where.written))
                near = tuple(candidate.name for candidate in match.candidates) or NOTHING
                evidence = (Evidence(where.field, where.written, where.passage),)
                values = {"written": where.written, "near": near}
                yield Hit(where.record, where.field, values, (where.written,), evidence)


@rule(
    "records-differ-dues",
    Severity.WARNING,
    needs=[Fact.DUES],
    asks="Are the printed dues those of the records on that day?",
    why="Two sums for one day.",
    message=Message("Dues, {field}: printed {printed}; recorded {recorded}."),
    mend=_MEND,
)
@of_print
def records_differ_dues(printed: Print) -> Iterator[Hit]:
    """Yield each figure of the printed dues that differs from the recorded statement."""
    for recorded in _recorded(printed):
        ours, theirs = printed.statement, recorded.statement
        if ours is None or theirs is None:
            continue
        for name in ("amount", "payers", "members", "as_of"):
            one, other = getattr(ours, name), getattr(theirs, name)
            if one is not None and other is not None and one != other:
                values = {"field": _DUES[name], "printed": one, "recorded": other}
                if name == "amount":
                    values |= {
                        "printed": Money(one, ours.currency),
                        "recorded": Money(other, theirs.currency),
                    }
                yield Hit(
                    ours.record, name, values, (one, other), (*ours.evidence(name), *theirs.evidence(name))
                )


_DUES = {
    "amount": Message("amount"),
    "payers": Message("members who paid"),
    "members": Message("members"),
    "as_of": Message("date"),
}
RULES: tuple[Rule, ...] = (
    records_lack_activity,
    print_lacks_activity,
    records_differ_activity,
    records_differ_members,
    records_unknown_code,
    records_unknown_name,
    records_differ_dues,
)
