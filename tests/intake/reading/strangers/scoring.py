"""How much of a report's content was read, in F1 by family of fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.sources.lines import key
from tests.intake.reading.strangers.content import Report

Facts = Counter[tuple[Hashable, ...]]


def _facts(items: Iterable[tuple[Hashable, ...]]) -> Facts:
    return Counter(items)


def told(report: Report) -> dict[str, Facts]:
    """Return what the content says, by family."""
    acts = report["activities"]
    by = [(key(each["title"]), each) for each in acts]
    return {
        "activities": _facts((title,) for title, _ in by),
        "lines": _facts((title, each["line"]) for title, each in by),
        "days": _facts((title, *map(str, each["dates"])) for title, each in by),
        "places": _facts(
            (title, "online" if each.get("online") else key(each["place"])) for title, each in by
        ),
        "codes": _facts((title, key(code)) for title, each in by for code in each["codes"]),
        "members": _facts((title, key(name)) for title, each in by for name in each["members"]),
        "texts": _facts((title, key("".join(each["body"]))) for title, each in by),
        "media": _facts((month, key(outlet), key(subject)) for month, outlet, subject in report["media"]),
        "meetings": _facts(
            (month, key(place), kind, key(name))
            for month, place, members, prospects in report["meetings"]
            for kind, names in (("member", members), ("prospect", prospects))
            for name in names
        ),
        "activated": _facts((key(name),) for name in report["activated"]),
        "dues": _facts((n, str(report["dues"][n])) for n in ("amount", "payers", "members", "as_of")),
        "plan": _facts(_plan(report)),
        "regions": _facts(
            (key(r["name"]), key(name)) for r in report["regions"] for name in dict.fromkeys(r["members"])
        ),
        "offices": _facts(
            (key(r["name"]), kind, key(name))
            for r in report["regions"]
            for kind, name in (
                ("secretary", r["secretary"][0]),
                ("focal", r["focal"]),
                *(("board", b[0]) for b in r["board"]),
            )
        ),
        "staff": _facts((key(name), key(function)) for name, function in report["staff"]),
    }


def _plan(report: Report) -> Iterable[tuple[Hashable, ...]]:
    for line in report["lines"]:
        yield key(line["code"]), key(line["title"])
    for group in report["plan"]:
        for code, text, deliverables in group["measures"]:
            yield key(code), key(text)
            for each, label in deliverables:
                yield key(each), key(label)


def read(parsed: ParsedReport) -> dict[str, Facts]:
    """Return what was read, by family."""
    by = [(key(each.title), each) for each in parsed.activities]
    return {
        "activities": _facts((title,) for title, _ in by),
        "lines": _facts((title, each.line) for title, each in by if each.line),
        "days": _facts((title, str(each.start_date), str(each.end_date)) for title, each in by),
        "places": _facts((title, "online" if each.online else key(each.place)) for title, each in by),
        "codes": _facts((title, key(code)) for title, each in by for code in each.deliverables),
        "members": _facts((title, key(name)) for title, each in by for name in each.members),
        "texts": _facts((title, key(each.body)) for title, each in by),
        "media": _facts((each.month, key(each.outlet), key(each.subject)) for each in parsed.media),
        "meetings": _facts(
            (each.month, key(each.place), kind, key(name))
            for each in parsed.bilateral_meetings
            for kind, names in (("member", each.members), ("prospect", each.prospects))
            for name in names
        ),
        "activated": _facts((key(name),) for name in parsed.activated_members.names),
        "dues": _facts(
            (n, str(getattr(parsed.dues, n))) for n in ("amount", "payers", "members", "as_of") if parsed.dues
        ),
        "plan": _facts(
            (key(code), key(text))
            for line in parsed.plan_execution
            for code, text in (
                (line.line, line.title),
                *((node.code, node.text) for node in (*line.measures, *line.deliverables)),
            )
        ),
        "regions": _facts((key(r.name), key(name)) for r in parsed.regions for name in r.members),
        "offices": _facts(
            (key(r.name), kind, key(name))
            for r in parsed.regions
            for kind, names in (
                ("secretary", [p.name for p in r.secretaries]),
                ("focal", [p.name for p in r.focal_points]),
                ("board", [s.holder for s in r.board]),
            )
            for name in names
        ),
        "staff": _facts((key(each.name), key(each.function)) for each in parsed.secretariat_staff),
    }


def scores(report: Report, parsed: ParsedReport) -> dict[str, float]:
    """Return F1 by family (1 where neither has any)."""
    wanted, found = told(report), read(parsed)
    result = {}
    for family, facts in wanted.items():
        right = sum((facts & found[family]).values())
        both = sum(facts.values()) + sum(found[family].values())
        result[family] = 2 * right / both if both else 1.0
    return result


def mean(by_family: dict[str, float]) -> float:
    """Return the mean over the families."""
    return sum(by_family.values()) / len(by_family)


def differences(report: Report, parsed: ParsedReport) -> list[str]:
    """Return what was missed (-) and what is too much (+), for whoever mends."""
    wanted, found = told(report), read(parsed)
    lines = []
    for family, facts in wanted.items():
        lines += [f"{family} - {fact}" for fact in (facts - found[family])]
        lines += [f"{family} + {fact}" for fact in (found[family] - facts)]
    return lines
