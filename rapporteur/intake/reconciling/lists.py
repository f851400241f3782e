"""The lists of a printed report as facts: activated members, plan, seats, dues, mentions, and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.search import fold
from rapporteur.intake.reconciling.organisations import Collected
from rapporteur.intake.reconciling.printed import Occurrence
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import PrintedPassage, Record

_GROUP = re.compile(r"[A-Z]+\d+")


class Listed(Collected):
    """Collects the lists; the activities that they are held against are given."""

    def activated(self, activities: tuple[f.ActivityFacts, ...]) -> tuple[str, ...] | None:
        printed = self.parsed.activated_members
        if not printed.names:
            return None
        record = Record("printed.list", "activated-members")
        before = len(self.ambiguous)
        keys = list(self.names(printed.names, record, "activated", printed.provenance.get("names")))
        boxed = {slug for activity in activities for slug in activity.member_slugs}
        for one in self.ambiguous[before:]:
            keys += [key for key in one.meanings if key in boxed]
        return tuple(dict.fromkeys(keys))

    def nodes(self, activities: tuple[f.ActivityFacts, ...]) -> Iterator[f.NodeFacts]:
        """Yield lines, measures and deliverables of the tables, then those that only activities have, unlisted."""
        done: set[str] = set()
        tables = self.parsed.plan_execution
        printed = [(node.code, node) for line in tables for node in (*line.measures, *line.deliverables)]
        lines = [line.line for line in tables] + [activity.line for activity in activities if activity.line]
        for line in dict.fromkeys(lines):
            done.add(line)
            yield f.NodeFacts(line)
        for code, node in printed:
            done.add(code)
            passages = self.pages.passages(node, {"text": "title"})
            yield f.NodeFacts(code, _above(code), self.lt(node.text), passages=passages)
        used = [code for activity in activities for code in activity.codes]
        for code in dict.fromkeys((*(code for code, _ in printed), *used)):
            above: str | None = code
            while above:
                if above not in done:
                    done.add(above)
                    yield f.NodeFacts(above, _above(above), listed=not printed)
                above = _above(above)

    def seats(self) -> Iterator[f.SeatFacts]:
        number = 0
        for region in self.parsed.regions:
            for each in region.board:
                number += 1
                record = Record("governance.seat", f"seat-{number}", self.lt(each.holder or each.role))
                passages = self.pages.passages(
                    each, {"organisation": "organisation_name", "holder": "person_name"}
                )
                answer = self.directory.resolve(each.organisation)
                if answer.meanings:
                    self.ambiguous.append(
                        Occurrence(
                            each.organisation,
                            record,
                            "organisation",
                            passages.get("organisation_name"),
                            answer.meanings,
                        )
                    )
                stranger = not answer.key and not answer.meanings and bool(self.parsed.regions)
                yield f.SeatFacts(
                    slug=f"seat-{number}",
                    body="board",
                    body_name=self.lt(self.grammar.data["labels"]["board"][0]),
                    body_kind="BOARD",
                    function=self.lt(each.function or each.role),
                    organisation=answer.key or None,
                    organisation_name=self.lt(each.organisation) if stranger else EMPTY,
                    person=fold(each.holder) or None,
                    person_name=each.holder,
                    passages=passages,
                )

    def statement(self) -> f.Statement | None:
        dues = self.parsed.dues
        if dues is None:
            return None
        return f.Statement(
            record=Record("printed.list", "dues"),
            amount=dues.amount,
            currency=dues.currency,
            payers=dues.payers,
            members=dues.members,
            as_of=dues.as_of,
            passages=self.pages.passages(dues),
        )

    def editorial(self) -> f.Text | None:
        editorial = self.parsed.editorial
        if editorial is None or not editorial.text:
            return None
        return f.Text(
            Record("printed.report", "editorial"),
            "text",
            self.lt(editorial.text),
            prose=True,
            passages=self.pages.passages(editorial),
        )

    def counts(self, activities: tuple[f.ActivityFacts, ...]) -> dict[str, frozenset[int]]:
        """Return every number that would be true of members, activities and meetings in the editorial."""
        parsed, dues = self.parsed, self.parsed.dues
        listed = sum(len(region.members) for region in parsed.regions)
        members = {listed, listed - len(self.twice), len(parsed.activated_members.names)}
        members |= {len(region.members) for region in parsed.regions}
        members |= {n for n in (dues.payers, dues.members) if n} if dues else set()
        by_month = [activity.month for activity in activities]
        by_line = [activity.line for activity in activities]
        numbers = {len(activities), *map(by_month.count, by_month), *map(by_line.count, by_line)}
        met = [each.month for each in parsed.bilateral_meetings]
        return {
            "members": frozenset(members - {0}) if listed or dues else frozenset(),
            "activities": frozenset(numbers - {0}),
            "meetings": frozenset({len(met), *map(met.count, met)} - {0}),
        }

    def lists(self) -> dict[str, PrintedPassage]:
        parsed = self.parsed
        found: dict[str, Any] = {
            "activated": parsed.activated_members.provenance.get("names"),
            "dues": parsed.dues.provenance.get("members") if parsed.dues else None,
            "editorial": parsed.editorial.provenance.get("text") if parsed.editorial else None,
        }
        result = {name: self.pages.passage(passage) for name, passage in found.items() if passage}
        members = [r.provenance["members"].lines for r in parsed.regions if "members" in r.provenance]
        if members:
            lines = self.pages.between(members[0][0], members[-1][1])
            result["directory"] = PrintedPassage("", (members[0][0], members[-1][1]), lines[0].page)
        nodes = [
            node.provenance["code"].lines
            for line in parsed.plan_execution
            for node in (*line.measures, *line.deliverables)
            if "code" in node.provenance
        ]
        if nodes:
            first, last = min(n[0] for n in nodes), max(n[1] for n in nodes)
            result["plan"] = PrintedPassage("", (first, last), self.pages.between(first, last)[0].page)
        return result

    def mentions(self) -> Iterator[f.MentionFacts]:
        for number, each in enumerate(self.parsed.media, start=1):
            yield f.MentionFacts(
                slug=f"media-{number}",
                month=each.month or "",
                outlet=each.outlet,
                subject=LocalizedText({self.language: each.subject}),
                passages=self.pages.passages(each),
            )


def _above(code: str) -> str | None:
    """Return the code above a code: `A.3` for `A.3.2`, `2.1` for `2.1-b`, `L1M7` for `L1M7D2`; none for a line."""
    if parted := re.match(r"(.+)[.\-/]\w+$", code):
        return parted[1]
    groups = _GROUP.findall(code)
    return "".join(groups[:-1]) if len(groups) > 1 else None
