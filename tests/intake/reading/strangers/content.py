"""The invented reports of other hands as content, apart from any layout: what a perfect reader finds in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

REPORTS = Path(__file__).parent / "reports"
NAMES = ("markets.en", "tramways.es", "gardens.fr")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "Enero Febrero Marzo Abril Mayo Junio Julio Agosto Septiembre Octubre Noviembre Diciembre",
    "fr": "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre",
}
Report = Mapping[str, Any]


def load(name: str) -> Report:
    """Return the content of one report."""
    with (REPORTS / f"{name}.yaml").open(encoding="utf-8") as stream:
        found: Report = yaml.safe_load(stream)
    return found


def month_name(report: Report, month: str) -> str:
    """Return the printed name of a month (`2023-07`)."""
    return MONTHS[report["language"]].split()[int(month[5:]) - 1]


def by_month(report: Report, name: str) -> dict[str, list[Any]]:
    """Return the items of the press or the meetings by the printed name of their month."""
    result: dict[str, list[Any]] = {}
    for item in report[name]:
        result.setdefault(month_name(report, item[0]), []).append(item)
    return result


def line_of(report: Report, code: str) -> Mapping[str, str]:
    """Return a line of the plan."""
    found: Mapping[str, str] = next(line for line in report["lines"] if line["code"] == code)
    return found


def seat(report: Report, entry: list[str]) -> str:
    """Return a seat on the board as it is printed."""
    person, function, city = entry
    joins = {"en": "of", "es": "de", "fr": "de"}[report["language"]]
    return f"{person}, {function} {joins} {city}"
