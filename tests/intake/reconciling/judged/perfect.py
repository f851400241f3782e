"""What a perfect reader makes of a report: its lines, and every value with the passage that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.sources.lines import Doc, Line
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from tests.intake.reconciling.judged.content import END, START, Content, line_code

WIDTH = 90


class Printer:
    """Writes a report line by line, and gives the passage of what was written."""

    def __init__(self, content: Content) -> None:
        self.content, self.lines = content, list[Line]()
        self.used: dict[int, str] = {}
        self.block = 0

    def put(
        self, text: str, used: str, *, apart: bool = True, cell: tuple[int, int, int] | None = None
    ) -> p.Passage:
        """Write a text, wrapped, and return its passage; `apart` parts it from what stands above."""
        self.block += apart
        first = len(self.lines) + 1
        for piece in _wrapped(text):
            number = len(self.lines) + 1
            self.lines.append(Line(number, piece, 1 + number // 60, self.block, cell=cell))
            self.used[number] = used
        return p.Passage(lines=(first, len(self.lines)), page=1 + first // 60, confidence=1.0)


def _wrapped(text: str) -> Iterable[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def read(content: Content) -> tuple[Doc, p.ParsedReport]:
    """Return the lines of a report, and what a perfect reader gives for them."""
    printer, heads = Printer(content), content.words["heads"]
    printer.put(content.of_network["name"].upper(), "cover")
    printer.put(heads["editorial"], "editorial")
    texts = [printer.put(text, "editorial") for text in content.editorial]
    signed = printer.put(content.signed[0], "editorial", apart=False)
    printer.put(content.signed[1], "editorial", apart=False)
    whole = p.Passage(lines=(texts[0].lines[0], texts[-1].lines[1]), page=1, confidence=1.0)
    editorial = p.ParsedEditorial(
        text="\n\n".join(content.editorial),
        signatory=content.signed[0],
        function=content.signed[1],
        provenance={"text": whole, "signatory": signed},
    )
    printer.put(heads["activities"], "activities")
    activities, done = [], 0
    for each in content.activities:
        if each["line"] != done:
            done = each["line"]
            printer.put(
                f"{heads['line']} {line_code(content.network, done)}. {content.topics[done].capitalize()}",
                "activities",
            )
            if done in content.intro:
                printer.put(content.intro[done], "activities")
        activities.append(_activity(printer, each))
    media = _media(printer)
    meetings = tuple(_meetings(printer))
    printer.put(heads["activated"], "activated")
    where = printer.put(", ".join(content.activated), "activated_members", apart=False)
    activated = p.ParsedNames(names=tuple(content.activated), provenance={"names": where})
    printer.put(heads["dues"], "dues")
    where = printer.put(content.dues["text"], "dues", apart=False)
    dues = p.ParsedDues(
        amount=Decimal(41000),
        currency="EUR",
        payers=content.dues["paid"],
        members=content.dues["all"],
        as_of=content.dues["day"],
        text=content.dues["text"],
        provenance=dict.fromkeys(("amount", "payers", "members", "as_of"), where),
    )
    for row, cells in enumerate(content.tables):
        for column, cell in enumerate(cells):
            printer.put(cell, "dues", apart=not (row or column), cell=(1, row + 1, column))
    plan = tuple(_plan(printer))
    printer.put(heads["regions"], "regions")
    regions = tuple(_region(printer, each) for each in content.regions)
    printer.put(heads["staff"], "secretariat")
    staff = []
    for name, function in content.staff:
        where = printer.put(f"{name}, {function}", "secretariat_staff", apart=False)
        staff.append(p.ParsedPerson(name=name, function=function, provenance={"name": where}))
    start, end = START[content.network], END[content.network]
    parsed = p.ParsedReport(
        language=content.language,
        association=content.of_network["name"],
        period=p.ParsedPeriod(
            code=f"{start.year}-Q{1 + start.month // 3}", kind="QUARTER", start=start, end=end
        ),
        editorial=editorial,
        activities=tuple(activities),
        media=media,
        bilateral_meetings=meetings,
        activated_members=activated,
        dues=dues,
        plan_execution=plan,
        regions=regions,
        secretariat_staff=tuple(staff),
        understood_share=1.0,
    )
    doc = Doc(printer.lines, "text", name="report.txt", used=printer.used)
    return doc, parsed


def reconciled(content: Content) -> Reconciled:
    """Return what is found in a report that was read perfectly."""
    doc, parsed = read(content)
    return reconcile(doc, parsed=parsed)


def _activity(printer: Printer, each: dict[str, Any]) -> p.ParsedActivity:
    content = printer.content
    heads = content.words["heads"]
    place = content.words["online"] if each["online"] else each["place"]
    first, last = each["first"], each["last"]
    when = each["printed"] or (
        content.day(first)
        if first == last
        else f"{content.short(first)} – {content.day(last)}"
        if first.month != last.month
        else f"{first.day}–{content.day(last)}"
    )
    title = printer.put(each["title"], "activities")
    heading = printer.put(f"{place}, {when}", "activities", apart=False)
    codes = printer.put(f"{heads['codes']}: {', '.join(each['codes'])}", "activities")
    members = printer.put(f"{heads['members']}: {', '.join(each['members'])}", "activities", apart=False)
    texts = [printer.put(text, "activities") for text in each["body"]]
    body = p.Passage(lines=(texts[0].lines[0], texts[-1].lines[1]), page=texts[0].page, confidence=1.0)
    return p.ParsedActivity(
        line=line_code(content.network, each["line"]),
        title=each["title"],
        place=place,
        places=() if each["online"] else (each["place"],),
        online=each["online"],
        date_text=when,
        start_date=first,
        end_date=last,
        month=f"{first:%Y-%m}",
        deliverables=tuple(dict.fromkeys(each["codes"])),
        members=tuple(dict.fromkeys(each["members"])),
        body="\n\n".join(each["body"]),
        provenance={
            "title": title,
            "places": heading,
            "start_date": heading,
            "end_date": heading,
            "deliverables": codes,
            "members": members,
            "body": body,
        },
    )


def _media(printer: Printer) -> tuple[p.ParsedMention, ...]:
    content = printer.content
    printer.put(content.words["heads"]["media"], "media")
    result = []
    for month in sorted({month for month, *_ in content.media}):
        head = printer.put(content.month(date.fromisoformat(f"{month}-01")), "media")
        for _, outlet, subject in (each for each in content.media if each[0] == month):
            where = printer.put(f"- {outlet}: {subject}", "media", apart=False)
            provenance = {"month": head, "outlet": where, "subject": where}
            result.append(p.ParsedMention(month=month, outlet=outlet, subject=subject, provenance=provenance))
    return tuple(result)


def _meetings(printer: Printer) -> Iterable[p.ParsedMeeting]:
    heads = printer.content.words["heads"]
    printer.put(heads["meetings"], "bilateral")
    for each in printer.content.meetings:
        printer.put(printer.content.month(date.fromisoformat(f"{each['month']}-01")), "bilateral")
        place = printer.put(each["place"], "bilateral", apart=False)
        members = printer.put(f"{heads['members']}: {', '.join(each['members'])}", "bilateral", apart=False)
        prospects = printer.put(
            f"{heads['prospects']}: {', '.join(each['prospects'])}", "bilateral", apart=False
        )
        yield p.ParsedMeeting(
            month=each["month"],
            place=each["place"],
            members=tuple(each["members"]),
            prospects=tuple(each["prospects"]),
            provenance={"place": place, "members": members, "prospects": prospects},
        )


def _plan(printer: Printer) -> Iterable[p.ParsedPlanLine]:
    content = printer.content
    printer.put(content.words["heads"]["plan"], "plan")
    for line in (1, 2, 3):
        own = line_code(content.network, line)
        printer.put(f"{own} {content.topics[line].capitalize()}", "plan_execution")
        nodes: dict[bool, list[p.ParsedNode]] = {True: [], False: []}
        for each, text in content.listed_codes:
            if each.startswith(own):
                where = printer.put(f"{each} {text}", "plan_execution", apart=False)
                is_measure = len(re.findall(r"\d+", each)) == (2 if own[0] == "P" else 1)
                nodes[is_measure].append(
                    p.ParsedNode(code=each, text=text, provenance={"code": where, "text": where})
                )
        yield p.ParsedPlanLine(
            line=own,
            title=content.topics[line].capitalize(),
            measures=tuple(nodes[True]),
            deliverables=tuple(nodes[False]),
        )


def _region(printer: Printer, each: dict[str, Any]) -> p.ParsedRegion:
    heads = printer.content.words["heads"]
    name = printer.put(f"{each['name']} ({each['count']})", "regions")
    members = printer.put(", ".join(each["members"]), "regions", apart=False)
    person, city = each["secretary"]
    secretary = printer.put(f"{heads['secretary']}: {person} ({city})", "regions")
    focal = printer.put(f"{heads['focal']}: {each['focal']}", "regions", apart=False)
    printer.put(heads["board"], "regions", apart=False)
    seats = []
    for holder, function, place in each["board"]:
        where = printer.put(f"{holder}, {function} ({place})", "regions", apart=False)
        seats.append(
            p.ParsedSeat(
                role=heads["board"],
                holder=holder,
                function=function,
                organisation=place,
                provenance={"holder": where, "organisation": where},
            )
        )
    return p.ParsedRegion(
        name=each["name"],
        members=tuple(dict.fromkeys(each["members"])),
        secretaries=(p.ParsedPerson(name=person, place=city, provenance={"name": secretary}),),
        focal_points=(p.ParsedPerson(name=each["focal"], provenance={"name": focal}),),
        board=tuple(seats),
        provenance={"name": name, "members": members},
    )
