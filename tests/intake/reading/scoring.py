"""How much was read of a report whose truth was written down by its author, as the mean F1 over families of fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.sources.lines import key

Facts = Counter[tuple[Hashable, ...]]


def _facts(items: Iterable[tuple[Hashable, ...]]) -> Facts:
    return Counter(items)


def told(truth: Mapping[str, Any]) -> dict[str, Facts]:
    """Return what the author says, by family."""
    acts = [(key(each["title"]), each) for each in truth["activities"]]
    return {
        "activities": _facts((title,) for title, _ in acts),
        "days": _facts((t, str(a["start_date"] or a.get("month")), str(a["end_date"])) for t, a in acts),
        "places": _facts((t, "online" if a["online"] else key(a["place"] or "")) for t, a in acts),
        "codes": _facts((t, key(code)) for t, a in acts for code in a["deliverables"]),
        "members": _facts((t, key(name)) for t, a in acts for name in a["members"]),
        "media": _facts((m["month"], key(m["outlet"]), key(m["mention"])) for m in truth["media"]),
        "meetings": _facts(
            (m["month"], key(m["place"]), kind, key(name))
            for m in truth["bilateral_meetings"]
            for kind in ("members", "potential_members")
            for name in m[kind]
        ),
        "activated": _facts((key(name),) for name in truth["activated_members"]["as_printed"]),
        "dues": _facts(
            (n, str(float(truth["dues"][n])) if n == "amount" else str(truth["dues"][n]))
            for n in ("amount", "paid_members", "total_members", "as_of")
        ),
        "plan": _facts(
            (key(node["code"]), key(node["text"]))
            for line in truth["plan_execution"].values()
            for node in (*line["measures"], *line["deliverables"])
        ),
        "regions": _facts((key(r["name"]), key(name)) for r in truth["regions"] for name in r["members"]),
        "staff": _facts((key(p["name"]), key(p["role"])) for p in truth["secretariat_staff"]),
    }


def read(parsed: ParsedReport) -> dict[str, Facts]:
    """Return what was read, by family."""
    acts = [(key(each.title), each) for each in parsed.activities]
    dues = parsed.dues
    return {
        "activities": _facts((title,) for title, _ in acts),
        "days": _facts((t, str(a.start_date or a.month), str(a.end_date)) for t, a in acts),
        "places": _facts((t, "online" if a.online else key(a.place)) for t, a in acts),
        "codes": _facts((t, key(code)) for t, a in acts for code in a.deliverables),
        "members": _facts((t, key(name)) for t, a in acts for name in a.members),
        "media": _facts((m.month, key(m.outlet), key(m.subject)) for m in parsed.media),
        "meetings": _facts(
            (m.month, key(m.place), kind, key(name))
            for m in parsed.bilateral_meetings
            for kind, names in (("members", m.members), ("potential_members", m.prospects))
            for name in names
        ),
        "activated": _facts((key(name),) for name in parsed.activated_members.names),
        "dues": _facts(
            (n, value)
            for n, value in (
                ("amount", str(float(dues.amount or 0))), ("paid_members", str(dues.payers)),
                ("total_members", str(dues.members)), ("as_of", str(dues.as_of)),
            )
        ) if dues else Counter(),
        "plan": _facts(
            (key(node.code), key(node.text))
            for line in parsed.plan_execution
            for node in (*line.measures, *line.deliverables)
        ),
        "regions": _facts((key(r.name), key(name)) for r in parsed.regions for name in r.members),
        "staff": _facts((key(each.name), key(each.function)) for each in parsed.secretariat_staff),
    }  # fmt: skip


def mean(truth: Mapping[str, Any], parsed: ParsedReport) -> float:
    """Return the mean F1 over the families; one that neither has counts as read."""
    wanted, found = told(truth), read(parsed)
    scores = []
    for family, facts in wanted.items():
        both = facts.total() + found[family].total()
        scores.append(2 * (facts & found[family]).total() / both if both else 1.0)
    return sum(scores) / len(scores)
