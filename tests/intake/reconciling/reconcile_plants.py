"""Contradictions to be planted in the clean report, one function each."""

from __future__ import annotations

import re

from tests.intake.reconciling.reconcile_copy import DATE, FIRST, MEMBERS, RESULTS, SECOND, TITLE, Copy


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


def region_heading(copy: Copy) -> int:
    """Return the index of the heading of the first region's page."""
    name = copy.data.regions[0].name[copy.language].upper()
    return max(i for i, block in enumerate(copy.blocks) if block == name)


def region_count(copy: Copy, more: int = 1) -> None:
    index = region_heading(copy)
    copy.blocks[index] += f" ({len(copy.data.regions[0].members) + more})"


def misspelt_focal_point(copy: Copy, name: str = "Inês Carvalo") -> None:
    copy.swap("Inês Carvalho", name, lambda block: block.endswith("\nInês Carvalho"))


def second_day(copy: Copy) -> None:
    copy.add(1, copy.words["second"])


def in_editorial(copy: Copy, sentence: str) -> None:
    """Add a sentence to the editorial."""
    starts = ("Trois mois", "Three months", "Tres meses")
    index = next(i for i, block in enumerate(copy.blocks) if block.startswith(starts))
    copy.blocks[index] += " " + sentence


def more_payers_than_members(copy: Copy, more: int = 3) -> None:
    index = next(i for i, block in enumerate(copy.blocks) if re.fullmatch(r"\d\d", block.strip()))
    copy.blocks[index] = str(copy.members() + more)


def two_totals(copy: Copy) -> None:
    copy.fees(1)
    in_editorial(copy, copy.words["our"].replace("999", str(copy.members())))


def measure_alone(copy: Copy) -> None:
    index = next(i for i, block in enumerate(copy.blocks) if block.startswith("L3M3\n"))
    copy.blocks.insert(index + 1, "L3M9\nAtlas 2030")


def met_only(copy: Copy) -> None:
    copy.blocks[copy.meeting(copy.box(5)[0])] += f", {copy.name('leeds')}"


def secretary(copy: Copy) -> None:
    copy.swap(f"Noboru Ishii, {copy.box(1)[0]}", "Noboru Ishii, Atlantis")


def person(copy: Copy) -> None:
    index = max(i for i, block in enumerate(copy.blocks) if block.startswith("Noémie Baudry"))
    copy.blocks[index] = copy.blocks[index].replace("Noémie", "Noemie")


def dates_of_another(copy: Copy) -> None:
    same_long_dates(copy)
    copy.add(6, copy.words["lasted"])


def out_of_order(copy: Copy) -> None:
    copy.dates(6, "1-2 may")


def other_place(copy: Copy) -> None:
    copy.set(7, FIRST, copy.words["oslo"].format(7))


def at_seat(copy: Copy) -> None:
    copy.swap("1200 Genève", f"1200 {copy.box(1)[0]}")
    copy.edit(1, MEMBERS, lambda box: box.replace(f"{copy.box(1)[0]}, ", ""))


def ends_after(copy: Copy) -> None:
    of, june, july = copy.words["of"], copy.words["june"], copy.words["july"]
    copy.set(12, DATE, f"{copy.box(12)[0]}, 28{of}{june} - 3{of}{july}")


def old_dues(copy: Copy) -> None:
    index = next(i for i, block in enumerate(copy.blocks) if re.search(r"30 .*2018$", block))
    copy.blocks[index] = copy.blocks[index].replace(copy.words["june"], copy.words["march"])


def word_for_activities(copy: Copy) -> None:
    in_editorial(copy, copy.words["nineteen"])
