"""Reports of two made-up networks in three languages that agree with themselves: contents to plant faults in."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("fr", "en", "es")
NETWORKS = ("bells", "docks")
CITIES = {
    "bells": (
        ("Bergen", "Bilbao", "Lugano", "Riga", "Turku", "Utrecht"),
        ("Dakar", "Durban", "Kumasi", "Mombasa", "Rabat"),
        ("Lima", "Montevideo", "Quito", "Rosario", "Toronto"),
        ("Busan", "Hobart", "Kobe", "Osaka"),
    ),
    "docks": (
        ("Cork", "Gdynia", "Graz", "Murcia", "Rostock", "Vigo"),
        ("Agadir", "Bamako", "Kigali", "Lusaka"),
        ("Cusco", "Loja", "Recife", "Salta", "Tampico"),
        ("Cebu", "Colombo", "Pune"),
    ),
}
"""Cities whose names are the same in the three languages, by region."""
PEOPLE = {
    "bells": ("Odile Marchand", "Tariq Bensaid", "Ruth Keller", "Jon Aske"),
    "docks": ("Imke Visser", "Sami Haddad", "Paola Rinaldi", "Lars Holm"),
}
"""The staff: who signs, two focal points, the accounts."""
SECRETARIES = {
    "bells": ("Greta Lindqvist", "Ousmane Ba", "Elena Quiroga", "Haruto Mori"),
    "docks": ("Piotr Zielinski", "Amina Keita", "Diego Paredes", "Anjali Rao"),
}
BOARD = {
    "bells": (("Henrik Dahl", "Itziar Otxoa"), ("Fatou Sarr",), ("Julia Vega",), ("Ken Ito",)),
    "docks": (("Maeve Byrne", "Hanna Krause"), ("Idris Toure",), ("Lucas Andrade",), ("Maria Santos",)),
}
START = {"bells": date(2023, 4, 1), "docks": date(2022, 10, 1)}
END = {"bells": date(2023, 6, 30), "docks": date(2022, 12, 31)}
COUNT = 14
LINES = (5, 5, 4)
TWO_DAYS = (4, 10)
"""Activities of two days; the others have one."""


@cache
def phrases() -> Any:
    """Return the words, by language."""
    with Path(__file__).with_name("phrases.yaml").open(encoding="utf-8") as stream:
        return yaml.safe_load(stream)


def code(network: str, line: int, measure: int, deliverable: int = 0) -> str:
    """Return a code of the network's own form: `B1.2.03` or `II-2-b`; of a measure without the last part."""
    if network == "bells":
        return f"B{line}.{measure}" + (f".{deliverable:02}" if deliverable else "")
    return f"{'I' * line}-{measure}" + (f"-{'abcd'[deliverable - 1]}" if deliverable else "")


class Content:
    """A report as content, to be changed and then set."""

    def __init__(self, network: str, language: str) -> None:
        self.network, self.language = network, language
        self.words = phrases()[language]
        self.which = NETWORKS.index(network)
        self.report: dict[str, Any] = self._report()

    def day(self, day: date, form: str = "one_day", **more: Any) -> str:
        """Return a day as the language prints it."""
        return str(self.words[form].format(a=day.day, month=self.month(day), year=day.year, **more))

    def days(self, first: date, last: date) -> str:
        """Return one day or two as a heading prints them."""
        return self.day(first) if first == last else self.day(first, "two_days", b=last.day)

    def span(self, first: date, last: date) -> str:
        """Return two days as a text gives them, without the year and without “from”."""
        to = {
            "fr": f"{first.day} au {last.day} ",
            "en": f"{first.day} to {last.day} ",
            "es": f"{first.day} al {last.day} de ",
        }
        return f"{to[self.language]}{self.month(first)}"

    def short(self, day: date) -> str:
        """Return a day as a text gives it, without the year."""
        return f"{day.day}{' de' if self.language == 'es' else ''} {self.month(day)}"

    def month(self, day: date) -> str:
        """Return the name of a month."""
        return str(self.words["months"][day.month - 1])

    def when(self, number: int) -> tuple[date, date]:
        """Return the days of an activity."""
        first, last = self.report["activities"][number]["dates"]
        return first, last

    def put(self, number: int, first: date, last: date, place: str = "") -> None:
        """Give an activity other days, or another place."""
        each = self.report["activities"][number]
        each["place"] = place or each["place"]
        each["dates"] = [first, last]
        each["printed"] = f"{each['place']}, {self.days(first, last)}"

    def say(self, number: int, kind: str, of: str, **values: str) -> str:
        """Add to the text of an activity what the phrases have of a kind, and return it."""
        first, last = self.when(number)
        more = timedelta(days=1)
        given = {
            "own": self.short(first), "next": self.short(first + more), "own_range": self.span(first, last),
            "shifted": self.span(first + more, last + more),
            "other_month": self.words["months"][(first.month + 4) % 12],
        } | values  # fmt: skip
        text = str(self.words[kind][of][self.which].format(**given))
        self.report["activities"][number]["body"].append(text)
        return text

    def phrase(self, kind: str, of: str, **values: str) -> str:
        """Return what the phrases have of a kind."""
        return str(self.words[kind][of][self.which].format(**values))

    def _report(self) -> dict[str, Any]:
        words = self.words["networks"][self.network]
        cities = CITIES[self.network]
        start, end = START[self.network], END[self.network]
        every = [city for region in cities for city in region]
        report: dict[str, Any] = {
            "language": self.language, "network": words["name"], "title": self.words["title"],
            "printed_period": f"{self.month(start)} – {self.month(end)} {start.year}".capitalize(),
            "words": words, "lines": [], "intro": {}, "activities": [], "media": [], "meetings": [], "plan": [],
            "editorial": [words["ours"].format(n=len(every)), self.words["body"][2]],
            "signed": [PEOPLE[self.network][0], self.words["office"][0]],
            "dues": {"printed": words["paid"].format(day=self.day(end), paid=12, all=len(every))},
            "staff": list(zip(PEOPLE[self.network], self.words["office"], strict=True)),
            "contact": ["Quai 3, 1200 Bern", "+41 31 555 01 02", "office@network.example"],
        }  # fmt: skip
        self.report = report
        number = 0
        for line, many in enumerate(LINES, start=1):
            name = code(self.network, line, 1)[:-2]
            title = f"{words['line']} {name}. {self.words['titles'][self.network][number].split()[-1].capitalize()}"
            report["lines"].append({"code": name, "printed": title})
            for at in range(many):
                self._activity(number, line, at, every)
                number += 1
            measures = [self._measure(line, measure, number) for measure in (1, 2)]
            report["plan"].append({"line": name, "measures": measures})
        report["activated"] = sorted({m for each in report["activities"] for m in each["members"]})
        self._regions(cities)
        for number, outlet in ((0, "Gazette"), (3, "Radio Sol"), (6, "Gazette"), (11, "Radio Sol")):
            first, _ = self.when(number)
            report["media"].append([f"{first:%Y-%m}", outlet, self.words["titles"][self.network][number]])
        for number in (1, 7):
            first, _ = self.when(number)
            each = report["activities"][number]
            report["meetings"].append(
                [f"{first:%Y-%m}", each["place"], each["members"][:2], [("Odense", "Oulu")[number > 1]]]
            )
        return report

    def _measure(self, line: int, measure: int, number: int) -> list[Any]:
        """Return a measure with its two deliverables, each with words of its own."""
        titles = self.words["titles"][self.network]
        deliverables = [
            [
                code(self.network, line, measure, d),
                f"{titles[(number + d + measure * 2) % COUNT]} {line}{measure}{d}",
            ]
            for d in (1, 2)
        ]
        return [code(self.network, line, measure), f"{self.words['title']} {line}.{measure}", deliverables]

    def _activity(self, number: int, line: int, at: int, every: list[str]) -> None:
        first = START[self.network] + timedelta(days=3 + 6 * number)
        last = first + timedelta(days=number in TWO_DAYS)
        members = [every[(number * 7 + n) % len(every)] for n in (0, 1, 4)]
        codes = [code(self.network, line, 1 + at % 2, 1 + at // 2 % 2)]
        each = {
            "line": self.report["lines"][-1]["code"], "title": self.words["titles"][self.network][number],
            "place": members[0], "dates": [first, last], "codes": codes, "members": sorted(members),
            "printed": f"{members[0]}, {self.days(first, last)}", "body": list(self.words["body"][: 2 + number % 2]),
        }  # fmt: skip
        self.report["activities"].append(each)

    def _regions(self, cities: tuple[tuple[str, ...], ...]) -> None:
        self.report["regions"] = [
            {
                "name": name, "count": len(members), "members": list(members),
                "secretary": [SECRETARIES[self.network][at], members[1]],
                "focal": PEOPLE[self.network][1 + at % 2],
                "board": [
                    [holder, self.words["functions"][n], members[n]] for n, holder in enumerate(BOARD[self.network][at])
                ],
            }
            for at, (name, members) in enumerate(zip(self.words["regions"], cities, strict=True))
        ]  # fmt: skip
