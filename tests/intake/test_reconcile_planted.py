"""One contradiction planted in a report that has none is found, and nothing else; in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from rapporteur.intake.reconcile import reconcile
from rapporteur.intake.sources import read_source
from rapporteur.reports.renderers import docx, pdf
from rapporteur.reports.renderers.txt import Box, Layout, render
from tests.intake.reconcile_sample import LANGUAGES, clean_report, clean_text, found_in

WORDS = {
    "fr": {
        "results": "Résultats associés", "members": "Membres activés", "prospects": "Membres potentiels",
        "met": "Membres", "april": "avril", "may": "mai", "june": "juin", "july": "juillet", "of": " ",
        "seven": "Sept membres ont pris la parole.", "two": "Deux de nos membres ont parlé : {}, {} et {}.",
        "also": "La ville de {} a tenu la plume.", "on": "Tout a commencé le {} et finit le soir.",
        "sunday": "dimanche", "monday": "lundi", "our": "Nos 999 membres nous lisent.",
        "share": "Ils sont 20 de nos 80 membres, soit 90 %, à écrire.", "count": "99 membres activés",
        "programme": "Formation : ",
    },
    "en": {
        "results": "Associated results", "members": "Activated members", "prospects": "Potential members",
        "met": "Members", "april": "April", "may": "May", "june": "June", "july": "July", "of": " ",
        "seven": "Seven members took the floor.", "two": "Two of our members spoke: {}, {} and {}.",
        "also": "The city of {} took the minutes.", "on": "All began on {} and was over that night.",
        "sunday": "Sunday", "monday": "Monday", "our": "Our 999 members read us.",
        "share": "It was 20 of our 80 members, or 90%, who wrote.", "count": "99 activated members",
        "programme": "Training: ",
    },
    "es": {
        "results": "Resultados asociados", "members": "Miembros activados", "prospects": "Miembros potenciales",
        "met": "Miembros", "april": "abril", "may": "mayo", "june": "junio", "july": "julio", "of": " de ",
        "seven": "Siete miembros tomaron la palabra.", "two": "Dos de nuestros miembros hablaron: {}, {} y {}.",
        "also": "La ciudad de {} levantó el acta.", "on": "Todo empezó el {} y acabó esa noche.",
        "sunday": "domingo", "monday": "lunes", "our": "Nuestros 999 miembros nos leen.",
        "share": "Son 20 de nuestros 80 miembros, el 90 %, los que escriben.", "count": "99 miembros activados",
        "programme": "Formación: ",
    },
}  # fmt: skip
TITLE, DATE, FIRST, SECOND, RESULTS, MEMBERS = range(6)


@cache
def original(language: str) -> str:
    return clean_text(language)


class Copy:
    """The clean report, block by block, to be changed."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.words = WORDS[language]
        self.blocks = re.split(r"\n{2,}", original(language))
        self.data = clean_report()

    def text(self) -> str:
        return "\n\n".join(self.blocks)

    def name(self, slug: str) -> str:
        return next(member.name[self.language] for member in self.data.members if member.slug == slug)

    def at(self, number: int, part: int) -> int:
        """Return the index of a part of an activity."""
        body = re.compile(rf"\b{number}\b.*(?:équipes|teams|equipos)")
        return next(i for i, block in enumerate(self.blocks) if body.search(block)) - FIRST + part

    def edit(self, number: int, part: int, change: Callable[[str], str]) -> None:
        index = self.at(number, part)
        self.blocks[index] = change(self.blocks[index])

    def set(self, number: int, part: int, text: str) -> None:
        self.edit(number, part, lambda _: text)

    def add(self, number: int, sentence: str) -> None:
        """Add a sentence to the text of an activity."""
        self.edit(number, SECOND, lambda text: f"{text} {sentence}")

    def box(self, number: int) -> list[str]:
        activity = self.data.activities[number - 1]
        return [member.name[self.language] for member in activity.members]

    def swap(self, old: str, new: str, within: Callable[[str], bool] = lambda _: True) -> None:
        """Replace `old` in the first block that has it and satisfies `within`."""
        index = next(i for i, block in enumerate(self.blocks) if old in block and within(block))
        self.blocks[index] = self.blocks[index].replace(old, new, 1)

    def dates(self, number: int, when: str, place: str = "") -> None:
        """Give an activity other days; `when` is like `4-9 may`."""
        day, month = when.split(" ")
        of = self.words["of"]
        place = place or self.box(number)[0]
        self.set(number, DATE, f"{place}, {day}{of}{self.words[month]}")

    def day(self, when: str) -> str:
        day, month = when.split(" ")
        return f"{day}{self.words['of']}{self.words[month]}"

    def fees(self, more: int) -> None:
        """State so many members more in the dues."""
        members = sum(1 for member in self.data.members if member.category == "FULL")
        self.swap(f" {members} ", f" {members + more} ")

    def listed(self, block: str) -> bool:
        return "\t" in block

    def region(self, name: str) -> int:
        """Return the index of the block of a list by region that has a name."""
        return max(i for i, block in enumerate(self.blocks) if name in block.split("\n"))

    def meeting(self, place: str) -> int:
        """Return the index of the members of the meeting at a place."""
        return next(
            i + 1
            for i, block in enumerate(self.blocks)
            if block == place and self.blocks[i + 1][:4] == self.words["met"][:4]
        )


def unlist(copy: Copy) -> None:
    copy.swap(copy.box(2)[2], "", copy.listed)


def unbox(copy: Copy) -> None:
    copy.edit(3, MEMBERS, lambda box: box.rpartition(", ")[0])


def forget_code(copy: Copy) -> None:
    copy.blocks = [block for block in copy.blocks if not block.startswith("L1M1D1\n")]


def add_code(copy: Copy) -> None:
    index = next(i for i, block in enumerate(copy.blocks) if block.startswith("L1M1D1\n"))
    copy.blocks.insert(index + 1, "L1M1D9\nAtlas 2030")


def foreign_code(copy: Copy) -> None:
    copy.edit(1, RESULTS, lambda box: box + ",\nL2M1D1")


def only_foreign(copy: Copy) -> None:
    copy.set(1, RESULTS, f"{copy.words['results']}\nL2M1D1")


def fees_differ(copy: Copy) -> None:
    copy.fees(1)


def editorial(copy: Copy) -> None:
    index = copy.blocks.index(
        next(b for b in copy.blocks if b.startswith(("Trois mois", "Three months", "Tres meses")))
    )
    copy.blocks[index] += " " + copy.words["our"]


def share(copy: Copy) -> None:
    index = copy.blocks.index(
        next(b for b in copy.blocks if b.startswith(("Trois mois", "Three months", "Tres meses")))
    )
    members = sum(1 for member in copy.data.members if member.category == "FULL")
    copy.blocks[index] += " " + copy.words["share"].replace("80", str(members))


def total(copy: Copy) -> None:
    index = next(i for i, block in enumerate(copy.blocks) if copy.listed(block))
    copy.blocks.insert(index + 1, copy.words["count"])


def listed_twice(copy: Copy) -> None:
    copy.blocks[copy.region(copy.name("porto"))] += f"\n{copy.name('suva')}"
    copy.fees(1)


def listed_twice_at_once(copy: Copy) -> None:
    copy.blocks[copy.region(copy.name("porto"))] += f"\n{copy.name('porto')}"


def listed_in_two_languages(copy: Copy) -> None:
    copy.blocks[copy.region(copy.name("suva"))] += "\nNorth Makassar\nMakassar du Nord"
    copy.fees(2)


def spelling(copy: Copy) -> None:
    new = {"Marrakech": "Marrakesh", "Marrakesh": "Marrakech"}[copy.name("marrakesh")]
    copy.edit(2, MEMBERS, lambda box: box.replace(copy.name("marrakesh"), new))


def accent(copy: Copy) -> None:
    name = copy.name("bogota") if any(m.slug == "bogota" for m in copy.data.members) else copy.box(5)[1]
    plain = name.translate(str.maketrans("óáéíúÓ", "oaeiuO"))
    new = plain if plain != name else name.replace("i", "í", 1)
    copy.edit(5, MEMBERS, lambda box: box.replace(name, new))


def stranger(copy: Copy) -> None:
    copy.edit(2, MEMBERS, lambda box: box + ", Atlantis")
    copy.swap(copy.box(2)[1] + "\t", "Atlantis\t" + copy.box(2)[1] + "\t", copy.listed)


def ambiguous(copy: Copy) -> None:
    porto = copy.name("porto")
    city, area = {
        "fr": (" (ville)", " (aire métropolitaine)"),
        "en": (" (city)", " (metropolitan area)"),
        "es": (" (ciudad)", " (área metropolitana)"),
    }[copy.language]
    index = copy.region(porto)
    copy.blocks[index] = copy.blocks[index].replace(porto, f"{porto}{city}\n{porto}{area}", 1)
    copy.swap(porto, porto + city, copy.listed)
    copy.fees(1)


def wrong_heading(copy: Copy) -> None:
    copy.edit(2, MEMBERS, lambda box: box.replace(copy.words["members"], copy.words["results"]))


def prospects(copy: Copy, first: str, second: str) -> None:
    for number, names in ((1, first), (5, second)):
        index = copy.meeting(copy.box(number)[0])
        copy.blocks.insert(index + 1, f"{copy.words['prospects']}:\n{names}")


def prospect_list(copy: Copy) -> None:
    prospects(copy, "Varna, Split", "Varna, Split")


def prospect_again(copy: Copy) -> None:
    prospects(copy, "Varna, Split", "Varna, Bergen")


def prospect_member(copy: Copy) -> None:
    prospects(copy, "Varna", copy.name("leeds"))


def lone_meeting(copy: Copy) -> None:
    copy.blocks[copy.meeting(copy.box(5)[0]) - 1] = "Bergen"


def met_elsewhere(copy: Copy) -> None:
    copy.blocks[copy.meeting(copy.box(5)[0])] += f", {copy.box(2)[1]}"


def no_channel(copy: Copy) -> None:
    copy.swap(" (Web)", "")


def media_again(copy: Copy) -> None:
    index = next(i for i, block in enumerate(copy.blocks) if block.startswith("City Notes\n"))
    copy.blocks[index] += "\n" + copy.blocks[index].split("\n")[1]


def no_place(copy: Copy) -> None:
    copy.edit(3, DATE, lambda line: line.partition(", ")[2])


def month_only(copy: Copy) -> None:
    copy.set(3, DATE, f"{copy.box(3)[0]}, {copy.words['april']}")


def no_member(copy: Copy) -> None:
    for name in copy.box(3):
        copy.swap(name, "", copy.listed)
    del copy.blocks[copy.at(3, MEMBERS)]


def no_code(copy: Copy) -> None:
    del copy.blocks[copy.at(1, RESULTS)]


def same_place_dates(copy: Copy) -> None:
    copy.edit(7, FIRST, lambda text: text.replace(copy.box(7)[0], copy.box(6)[0]))
    copy.set(7, DATE, copy.blocks[copy.at(6, DATE)])
    copy.edit(7, MEMBERS, lambda box: f"{box}, {copy.box(6)[0]}")


def same_long_dates(copy: Copy) -> None:
    copy.dates(6, "9-15 may")
    copy.dates(7, "9-15 may")


def same_programme(copy: Copy) -> None:
    for number, title in ((6, "Excel"), (7, "Access")):
        copy.set(number, TITLE, copy.words["programme"] + title)
        copy.dates(number, "9-10 may")


def host(copy: Copy) -> None:
    new = copy.box(6)[1]
    copy.edit(7, FIRST, lambda text: text.replace(copy.box(7)[0], new))
    copy.edit(7, DATE, lambda text: text.replace(copy.box(7)[0], new))


def named(copy: Copy) -> None:
    copy.add(2, copy.words["also"].format(copy.box(5)[1]))


def number_and_box(copy: Copy) -> None:
    copy.add(2, copy.words["seven"])


def number_and_list(copy: Copy) -> None:
    copy.add(2, copy.words["two"].format(*copy.box(2)))


def other_days(copy: Copy) -> None:
    copy.add(2, copy.words["on"].format(copy.day("20 june")))


def weekday(copy: Copy) -> None:
    day = copy.data.activities[1].start
    assert day is not None
    wrong = copy.words["sunday" if day.weekday() != 6 else "monday"]
    copy.add(2, copy.words["on"].format(f"{wrong} {copy.day(f'{day.day} april')}"))


def same_text(copy: Copy) -> None:
    long = " ".join(f"{copy.blocks[copy.at(2, SECOND)]} Atlas {n}." for n in range(4))
    for number in (2, 9):
        copy.blocks.insert(copy.at(number, SECOND) + 1, long)


def outside(copy: Copy) -> None:
    copy.dates(12, "12 july")


def same_wording(copy: Copy) -> None:
    first, second = [i for i, block in enumerate(copy.blocks) if re.match(r"L1M\dD\d\n", block)][:2]
    title = copy.blocks[first].split("\n")[1]
    copy.blocks[second] = copy.blocks[second].split("\n")[0] + "\n" + title


def table_gap(copy: Copy) -> None:
    copy.blocks = [block for block in copy.blocks if not block.startswith("L1M1\n")]


def seat(copy: Copy) -> None:
    index = max(i for i, block in enumerate(copy.blocks) if "(**" in block)
    copy.blocks[index] = re.sub(r"\*\*.*\*\*", "**Atlantis**", copy.blocks[index])


def two_seats(copy: Copy) -> None:
    index = max(i for i, block in enumerate(copy.blocks) if "(**" in block)
    copy.blocks.insert(index + 1, re.sub(r"\*\*.*\*\*", f"**{copy.name('leeds')}**", copy.blocks[index]))


def box_twice(copy: Copy) -> None:
    copy.edit(2, MEMBERS, lambda box: f"{box}, {copy.box(2)[1]}")


def undated(copy: Copy) -> None:
    del copy.blocks[next(i for i, block in enumerate(copy.blocks) if re.search(r"30 .*2018$", block))]


PLANTED: list[tuple[str, Callable[[Copy], None], set[str]]] = [
    ("activated-not-listed", unlist, set()),
    ("listed-not-activated", unbox, set()),
    ("plan-code-unlisted", forget_code, set()),
    ("plan-deliverable-no-evidence", add_code, set()),
    ("activity-foreign-codes", foreign_code, set()),
    ("activity-only-foreign-codes", only_foreign, set()),
    ("count-differs", fees_differ, set()),
    ("count-differs", total, set()),
    ("editorial-figure", editorial, set()),
    ("percentage-differs", share, set()),
    ("organisation-twice", listed_twice, set()),
    ("organisation-twice", listed_twice_at_once, set()),
    ("organisation-twice", listed_in_two_languages, set()),
    ("spelling-varies", spelling, set()),
    ("spelling-varies", accent, set()),
    ("name-not-in-directory", stranger, set()),
    ("name-ambiguous-printed", ambiguous, set()),
    ("box-wrong-heading", wrong_heading, set()),
    ("prospect-list-repeated", prospect_list, set()),
    ("prospect-met-again", prospect_again, set()),
    ("meeting-prospect-is-member", prospect_member, set()),
    ("meeting-no-activity", lone_meeting, set()),
    ("met-not-activated", met_elsewhere, set()),
    ("media-no-channel", no_channel, set()),
    ("media-twice", media_again, set()),
    ("activity-no-place", no_place, set()),
    ("activity-month-only", month_only, set()),
    ("activity-no-member", no_member, {"activity-host-not-activated"}),
    ("activity-no-deliverable", no_code, set()),
    ("activity-same-place-dates", same_place_dates, set()),
    ("activity-same-long-dates", same_long_dates, set()),
    ("same-programme-dates", same_programme, set()),
    ("activity-host-not-activated", host, set()),
    ("activity-member-named", named, set()),
    ("text-count-differs", number_and_box, set()),
    ("text-count-differs", number_and_list, set()),
    ("text-other-date", other_days, set()),
    ("weekday-wrong", weekday, set()),
    ("text-twice", same_text, set()),
    ("activity-outside-period", outside, set()),
    ("plan-same-wording", same_wording, set()),
    ("plan-table-gap", table_gap, set()),
    ("seat-not-member", seat, set()),
    ("person-two-seats", two_seats, set()),
    ("name-twice-in-list", box_twice, set()),
    ("dues-no-date", undated, set()),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_report_has_no_finding(language: str) -> None:
    assert [finding.message("en") for finding in found_in(original(language)).findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("rule", "plant", "also"), PLANTED, ids=[f"{r}:{p.__name__}" for r, p, _ in PLANTED])
def test_what_is_planted_is_found_and_nothing_else(
    rule: str, plant: Callable[[Copy], None], also: set[str], language: str
) -> None:
    copy = Copy(language)
    plant(copy)
    assert copy.text() != "\n\n".join(Copy(language).blocks)
    findings = found_in(copy.text()).findings
    told = [(finding.rule.id, finding.message("en")) for finding in findings if finding.rule.id not in also]
    assert [each for each, _ in told] == [rule], told
    (finding,) = [finding for finding in findings if finding.rule.id == rule]
    assert any(item.passage and item.passage.lines for item in finding.evidence)
    assert all(finding.message(each) and finding.mend(each) for each in LANGUAGES)


LAYOUTS = {
    "wrapped": Layout(width=72),
    "narrow": Layout(narrow=18, width=60),
    "bold": Layout(bold=True),
    "colon": Layout(colon=True),
    "within": Layout(boxes=(Box.WITHIN,)),
    "before": Layout(boxes=(Box.BEFORE, Box.APART)),
    "scrambled": Layout(boxes=(Box.SCRAMBLED,)),
    "no-headings": Layout(line_headings=False),
    "media-within": Layout(media_after=4),
    "pages": Layout(page_breaks=True),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_clean_report_has_no_finding_however_it_is_set(layout: str, language: str) -> None:
    text = render(clean_report(), language, LAYOUTS[layout]).decode()
    assert [finding.message("en") for finding in found_in(text).findings] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_report_has_no_finding_as_docx_or_pdf(language: str) -> None:
    for made, name in ((docx.render, "report.docx"), (pdf.render, "report.pdf")):
        found = reconcile(read_source(made(clean_report(), language), name=name))
        assert [finding.message("en") for finding in found.findings] == []
