"""What both commands of passports share: their options, which passports are meant, and where they go."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.parameters import DAY, PERIOD

if TYPE_CHECKING:
    from rapporteur.report.value.passport import PassportData


class NoPeriodYet(Foreseeable, LookupError):
    """No report is on record whose period could be meant."""

    def __init__(self) -> None:
        super().__init__(Message("no report is on record yet: say of which period, such as --period 2018-Q2"))


class NoMember(Foreseeable, LookupError):
    """An organisation that is no member on the day."""

    def __init__(self, slug: str, day: date) -> None:
        super().__init__(
            Message("'{slug}' is no member on {day}: members alone have a passport (--as-of: another day)"),
            slug=slug,
            day=day,
        )


class Asked(NamedTuple):
    """The passports that are meant, each with its language; as of which day; the folder that they go to."""

    passports: list[tuple[PassportData, str]]
    day: date
    folder: Path


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of passports."""
    for option in reversed(
        (
            click.option(
                "--period", type=PERIOD, help="Of which period (default: that of the newest report)."
            ),
            click.option(
                "--as-of", type=DAY, help="The association as of this day (default: the period's last day)."
            ),
            click.option(
                "--language",
                "-l",
                "languages",
                multiple=True,
                help="May be repeated (default: the member's).",
            ),
            click.option("--staff", is_flag=True, help="With dues and meetings, for the secretariat alone."),
            click.option(
                "--output",
                "-o",
                type=click.Path(path_type=Path),
                help="Folder (default: build/passports/PERIOD/).",
            ),
            click.option("--dry-run", is_flag=True, help="Say what would be written; write nothing."),
        )
    ):
        command = option(command)
    return command


def ask(
    period: Period | None,
    as_of: date | None,
    members: Collection[int] | None,
    languages: Collection[str],
    *,
    staff: bool,
    output: Path | None,
) -> Asked:
    """Return the passports of `members` (None: all) in `languages` (none: each in its member's own).

    Raises NoPeriodYet, UnknownLanguage and NoAssociation.
    """
    from django.conf import settings

    from rapporteur.records.reports.queries import newest_period
    from rapporteur.report.compile.passports.compiling import compile_passports
    from rapporteur.report.value.languages import UnknownLanguage

    period = period or newest_period()
    if period is None:
        raise NoPeriodYet
    day = as_of or min(period.last_day, datetime.now(UTC).date())
    found = []
    for data in compile_passports(period, day, staff=staff, members=members):
        for language in languages or (data.language,):
            if language not in data.languages:
                raise UnknownLanguage(language, data.languages)
            found.append((data, language))
    return Asked(found, day, output or settings.BUILD_DIR / "passports" / period.code.replace("..", "_"))
