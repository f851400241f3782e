"""Reports of made-up networks that agree with themselves: contents to be changed, and then read perfectly."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rapporteur.base.values.formatting.number_words import number_words

LANGUAGES = ("fr", "en", "es")
CITIES = {
    "kilns": (("Bergen", "Lugano", "Riga", "Turku", "Vigo", "Graz"), ("Dakar", "Durban", "Kumasi", "Rabat"),
              ("Lima", "Quito", "Rosario", "Salta", "Toronto"), ("Busan", "Cebu", "Kobe")),
    "bridges": (("Bilbao", "Cork", "Gdynia", "Rostock", "Utrecht"), ("Agadir", "Bamako", "Kigali", "Lusaka"),
                ("Cusco", "Loja", "Montevideo", "Recife", "Tampico"), ("Colombo", "Osaka", "Pune", "Hobart")),
    "snow": (("Aosta", "Innsbruck", "Oulu", "Zakopane", "Kiruna"), ("Ifrane", "Maseru", "Nairobi", "Tiaret"),
             ("Bariloche", "Banff", "Ushuaia", "Quebec"), ("Sapporo", "Almaty", "Nagano", "Shimla", "Queenstown")),
    "books": (("Leipzig", "Porto", "Bologna", "Tartu", "Reykjavik"), ("Accra", "Dakar", "Harare", "Tunis"),
              ("Bogota", "Guadalajara", "Montreal", "Rosario"), ("Dhaka", "Incheon", "Melbourne", "Wuhan")),
}  # fmt: skip
"""Cities by region, named alike in the three languages."""
STAFF = {
    "kilns": ("Odile Marchand", "Tariq Bensaid", "Ruth Keller", "Jon Aske"),
    "bridges": ("Imke Visser", "Sami Haddad", "Paola Rinaldi", "Lars Holm"),
    "snow": ("Astrid Falk", "Karim Belhaj", "Noor Devries", "Pavel Novak"),
    "books": ("Clara Winter", "Moussa Traore", "Lena Fischer", "Hugo Prado"),
}
SECRETARIES = {
    "kilns": ("Greta Lindqvist", "Ousmane Ba", "Elena Quiroga", "Haruto Mori"),
    "bridges": ("Piotr Zielinski", "Amina Keita", "Diego Paredes", "Anjali Rao"),
    "snow": ("Sigrid Moen", "Thabo Nkosi", "Marisol Rey", "Kenta Abe"),
    "books": ("Rita Sousa", "Kofi Boateng", "Camila Duarte", "Minjun Park"),
}
BOARD = {
    "kilns": ("Henrik Dahl", "Fatou Sarr", "Julia Vega", "Ken Ito"),
    "bridges": ("Maeve Byrne", "Idris Toure", "Lucas Andrade", "Maria Santos"),
    "snow": ("Franz Huber", "Leila Amrani", "Jack Tremblay", "Aigerim Sultan"),
    "books": ("Joao Pinto", "Esther Mensah", "Andrea Rojas", "Liu Wei"),
}
START = {
    "kilns": date(2023, 4, 1),
    "bridges": date(2022, 10, 1),
    "snow": date(2024, 1, 1),
    "books": date(2025, 7, 1),
}
END = {
    "kilns": date(2023, 6, 30), "bridges": date(2022, 12, 31), "snow": date(2024, 3, 31), "books": date(2025, 9, 30),
}  # fmt: skip
LENGTH = {3: 3, 6: 2}
"""Days of the activities that have more than one."""
ONLINE = 5
LINE = (1, 1, 1, 1, 2, 2, 2, 2, 3, 3)
COUNT = len(LINE)
PAID = 12


@cache
def words() -> Any:
    """Return the words, by language."""
    with Path(__file__).with_name("words.yaml").open(encoding="utf-8") as stream:
        return yaml.safe_load(stream)


def code(network: str, line: int, measure: int, deliverable: int = 0) -> str:
    """Return a code of the plan, in the form of its network; of a measure without the last part."""
    if network in ("kilns", "books"):
        return f"{'ABC'[line - 1]}.{measure}" + (f".{deliverable}" if deliverable else "")
    return f"P{line}M{measure}" + (f"D{deliverable}" if deliverable else "")


def line_code(network: str, line: int) -> str:
    """Return the code of a line of the plan."""
    return "ABC"[line - 1] if network in ("kilns", "books") else f"P{line}"


class Content:
    """A report that agrees with itself, to be changed."""

    def __init__(self, network: str, language: str) -> None:
        self.network, self.language = network, language
        self.words = words()[language]
        self.of_network = self.words["networks"][network]
        self.regions: list[dict[str, Any]] = []
        self.activities: list[dict[str, Any]] = []
        self.every = [city for region in CITIES[network] for city in region]
        self._activities()
        self._regions()
        self.editorial = [self._filled(self.words["ours"]), self.words["body"][1]]
        self.signed = (STAFF[network][0], self.words["offices"][0])
        self.activated = sorted({name for each in self.activities for name in each["members"]})
        self.dues: dict[str, Any] = {"paid": PAID, "all": len(self.every), "day": END[network], "text": ""}
        self.dues["text"] = self._filled(self.words["dues"])
        self.staff = list(zip(STAFF[network], self.words["offices"], strict=True))
        self.media = [self.mention(number, number) for number in (0, 2, 4, 6)]
        self.meetings = [self._meeting(1, "Odense"), self._meeting(7, "Namur")]
        self.intro: dict[int, str] = {}
        self.tables: list[list[str]] = []
        self.listed_codes = [
            (code(network, line, m, d), f"{self.words['titles'][line + m]} {line}{m}{d}".format(*self.topics))
            for line in (1, 2, 3) for m in (1, 2) for d in range(3 if line < 3 else 2)
        ]  # fmt: skip

    @property
    def topics(self) -> list[str]:
        """What the network's activities are about."""
        topics: list[str] = self.of_network["topics"]
        return topics

    def _filled(self, text: str) -> str:
        values = {"day": self.day(END[self.network]), "paid": PAID, "all": len(self.every)}
        return text.format(called=self.of_network["called"], **values)

    def _activities(self) -> None:
        for number, line in enumerate(LINE):
            first = START[self.network] + timedelta(days=3 + 8 * number)
            last = first + timedelta(days=LENGTH.get(number, 1) - 1)
            members = [self.every[(number * 5 + n) % len(self.every)] for n in (0, 1, 3, 6)[: 3 + number % 2]]
            online = number == ONLINE
            at = LINE[:number].count(line)
            self.activities.append(
                {
                    "line": line, "title": self.words["titles"][number].format(*self.topics), "first": first,
                    "last": last, "place": "" if online else members[0], "online": online,
                    "codes": [code(self.network, line, 1 + at % 2, 1 + at // 2 % 2)], "members": members,
                    "body": list(self.words["body"]), "printed": "",
                }
            )  # fmt: skip

    def _regions(self) -> None:
        for at, (name, cities) in enumerate(zip(self.words["regions"], CITIES[self.network], strict=True)):
            self.regions.append(
                {
                    "name": name, "count": len(cities), "members": list(cities),
                    "secretary": [SECRETARIES[self.network][at], cities[1]],
                    "focal": STAFF[self.network][1 + at % 2],
                    "board": [[BOARD[self.network][at], self.words["functions"][at % 2], cities[0]]],
                }
            )  # fmt: skip

    def _meeting(self, number: int, prospect: str) -> dict[str, Any]:
        each = self.activities[number]
        month = f"{each['first']:%Y-%m}"
        return {
            "month": month,
            "place": each["place"],
            "members": each["members"][:2],
            "prospects": [prospect],
        }

    def mention(self, number: int, month_of: int) -> list[str]:
        """Return a mention with the title of an activity, in the month of another."""
        outlet = ("Gazette", "Radio Sol")[number % 2]
        return [f"{self.activities[month_of]['first']:%Y-%m}", outlet, self.activities[number]["title"]]

    # --- words -------------------------------------------------------------------------------------

    def month(self, day: date) -> str:
        """Return the name of a month."""
        return str(self.words["months"][day.month - 1])

    def short(self, day: date) -> str:
        """Return a day without its year."""
        return f"{day.day} {self.words['of']}{self.month(day)}"

    def day(self, day: date) -> str:
        """Return a day with its year."""
        return f"{self.short(day)} {self.words['of']}{day.year}"

    def number(self, value: int) -> str:
        """Return a number in words."""
        return min((word for word, n in number_words(self.language).items() if n == value), key=len)

    def span(self, first: date, last: date) -> str:
        """Return two days of one month as a text gives them."""
        if first == last:
            return self.short(first)
        return f"{first.day} {self.words['to']} {self.short(last)}"

    def say(self, number: int, text: str) -> str:
        """Add a sentence to an activity, its marks filled from it; return it."""
        each = self.activities[number]
        first, last, one = each["first"], each["last"], timedelta(days=1)
        others = [city for city in self.every if city not in each["members"]]
        shifted = last + one if (last + one).month == first.month else last - one
        filled = text.format(
            own=self.short(first), next=self.short(shifted), span=self.span(first, last), title=each["title"],
            shifted=self.span(first + (shifted - last), shifted) if (first + (shifted - last)).month == first.month
            else self.short(shifted),
            later=self.short(last + timedelta(days=9)), n=len(each["members"]), other=others[3], place=each["place"],
            a=each["members"][0], b=each["members"][-1], year=first.year - 3, called=self.of_network["called"],
            same=self.number(len(each["members"])), more=self.number(len(each["members"]) + 2),
            right=self.words["weekdays"][first.weekday()], wrong=self.words["weekdays"][(first.weekday() + 2) % 7],
        )  # fmt: skip
        filled = filled[:1].upper() + filled[1:]
        each["body"].append(filled)
        return filled

    def write(self, text: str) -> str:
        """Add a sentence to the editorial, its marks filled; return it."""
        paid, full = self.dues["paid"], self.dues["all"]
        filled = text.format(
            called=self.of_network["called"], all=full, less=full - 2, more=full + 2, paid=paid, payers=paid + 2,
            count=COUNT, fewer=COUNT - 1, over=COUNT + 1, count_w=self.number(COUNT), over_w=self.number(COUNT + 1),
            fewer_w=self.number(COUNT - 1), all_w=self.number(full), more_w=self.number(full + 2),
            early=self.day(END[self.network] - timedelta(days=40)), early_paid=paid - 3,
        )  # fmt: skip
        filled = filled[:1].upper() + filled[1:]
        self.editorial.append(filled)
        return filled
