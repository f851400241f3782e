"""The clean report as blocks of text in which one thing can be changed, in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tests.intake.reconciling.reconcile_sample import clean_report, clean_text

WORDS = {
    "fr": {
        "results": "Résultats associés", "members": "Membres activés", "prospects": "Membres potentiels",
        "met": "Membres", "april": "avril", "may": "mai", "june": "juin", "july": "juillet", "of": " ",
        "seven": "Sept membres ont pris la parole.", "two": "Deux de nos membres ont parlé : {}, {} et {}.",
        "also": "La ville de {} a tenu la plume.", "on": "Tout a commencé le {} et finit le soir.",
        "sunday": "dimanche", "monday": "lundi", "our": "Nos 999 membres nous lisent.",
        "share": "Ils sont 20 de nos 80 membres, soit 90 %, à écrire.", "count": "99 membres activés",
        "programme": "Formation : ", "march": "mars", "lasted": "Elle a duré du 9 au 15 mai.",
        "oslo": "La rencontre numéro {}, à Oslo, a réuni les équipes.", "nineteen": "Voici dix-neuf activités.",
        "twelve": "Voici douze activités.", "three": "Trois membres ont pris la parole.",
        "next": "La prochaine rencontre se tiendra à {} le 20 juin.", "long": "Les équipes de {} ont tenu la plume.",

        "second": "Le deuxième jour fut pour les comptes.",
        "agency": "L'agence voisine a mené dix-neuf activités de pêche.",
        "years": "Depuis 40 ans, ce rapport tient en 36 pages.",
        "active": "Membres actifs", "city": "Ville de ", "active_count": "{} membres activés",
    },
    "en": {
        "results": "Associated results", "members": "Activated members", "prospects": "Potential members",
        "met": "Members", "april": "April", "may": "May", "june": "June", "july": "July", "of": " ",
        "seven": "Seven members took the floor.", "two": "Two of our members spoke: {}, {} and {}.",
        "also": "The city of {} took the minutes.", "on": "All began on {} and was over that night.",
        "sunday": "Sunday", "monday": "Monday", "our": "Our 999 members read us.",
        "share": "It was 20 of our 80 members, or 90%, who wrote.", "count": "99 activated members",
        "programme": "Training: ", "march": "March", "lasted": "It lasted from 9 to 15 May.",
        "oslo": "Meeting number {}, in Oslo, brought the teams together.", "nineteen": "Here are nineteen activities.",
        "twelve": "Here are twelve activities.", "three": "Three members took the floor.",
        "next": "The next meeting will be held in {} on 20 June.", "long": "The teams of {} took the minutes.",

        "second": "The second day was for the accounts.",
        "agency": "The agency next door ran nineteen activities for anglers.",
        "years": "For 40 years this report has had 36 pages.",
        "active": "Active members", "city": "City of ", "active_count": "{} activated members",
    },
    "es": {
        "results": "Resultados asociados", "members": "Miembros activados", "prospects": "Miembros potenciales",
        "met": "Miembros", "april": "abril", "may": "mayo", "june": "junio", "july": "julio", "of": " de ",
        "seven": "Siete miembros tomaron la palabra.", "two": "Dos de nuestros miembros hablaron: {}, {} y {}.",
        "also": "La ciudad de {} levantó el acta.", "on": "Todo empezó el {} y acabó esa noche.",
        "sunday": "domingo", "monday": "lunes", "our": "Nuestros 999 miembros nos leen.",
        "share": "Son 20 de nuestros 80 miembros, el 90 %, los que escriben.", "count": "99 miembros activados",
        "programme": "Formación: ", "march": "marzo", "lasted": "Duró del 9 al 15 de mayo.",
        "oslo": "El encuentro número {}, en Oslo, reunió a los equipos.", "nineteen": "He aquí diecinueve actividades.",
        "twelve": "He aquí doce actividades.", "three": "Tres miembros tomaron la palabra.",
        "next": "El próximo encuentro se celebrará en {} el 20 de junio.",
        "long": "Los equipos de {} levantaron el acta.",

        "second": "El segundo día fue para las cuentas.",
        "agency": "La agencia vecina llevó a cabo diecinueve actividades de pesca.",
        "years": "Desde hace 40 años este informe tiene 36 páginas.",
        "active": "Miembros activos", "city": "Ciudad de ", "active_count": "{} miembros activados",
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

    def members(self) -> int:
        """Return how many members the lists by region have."""
        return sum(1 for member in self.data.members if member.category == "FULL")

    def fees(self, more: int) -> None:
        """State so many members more in the dues."""
        self.swap(f" {self.members()} ", f" {self.members() + more} ")

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
