"""Write docs/states.md from the tables of transitions: every table as a diagram, each step with its verb.

python -m tools.write_states_doc
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import django

from tools.code_graph import ROOT

TARGET = ROOT / "docs" / "states.md"
HEAD = """# States

Written by `tools/write_states_doc.py` from the tables of transitions; `make docs` writes it again. Tests try every
verb in every state: what is not drawn is refused, or changes nothing. Everything else that the network keeps has no
states but its dates: a membership, a mandate or a version of the plan holds from a day to a day.
"""


@dataclass(frozen=True)
class Life:
    """The states of one kind of thing: where the table stands, and the steps from state to state by their verbs."""

    title: str
    says: str
    table: str
    first: str
    steps: Mapping[tuple[str, str], str]


def _lives() -> Iterator[Life]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from rapporteur.base.core.editorial import TRANSITIONS as EDITORIAL
    from rapporteur.base.core.editorial import EditorialState
    from rapporteur.intake.importing.enums import TRANSITIONS as IMPORTS
    from rapporteur.intake.importing.enums import ImportState
    from rapporteur.records.admissions.enums import ADMISSION_STEPS, AdmissionState
    from rapporteur.records.agenda.enums import EVENT_STEPS, EventState
    from rapporteur.records.agreements.enums import AGREEMENT_STEPS, AgreementStage
    from rapporteur.records.calls.enums import (
        APPLICATION_STEPS,
        CALL_STEPS,
        ApplicationDecision,
        CallOutcome,
    )
    from rapporteur.records.outbox.enums import MAIL_STEPS, MailState
    from rapporteur.records.periods.enums import (
        CONTRIBUTION_STEPS,
        PERIOD_STEPS,
        ContributionState,
        PeriodState,
    )

    yield Life(
        "Activities and reports",
        "What is published counts; a draft beside it counts in no figure until it is published too.",
        "rapporteur/base/core/editorial.py",
        EditorialState.DRAFT,
        _pairs(EDITORIAL),
    )
    yield Life(
        "Agreements",
        "In force once it is signed; what ends before was given up.",
        "rapporteur/records/agreements/enums.py",
        AgreementStage.TALKS,
        _pairs(AGREEMENT_STEPS),
    )
    yield Life(
        "Planned events",
        "What took place is an activity: its state follows from that, and from the day of a cancellation.",
        "rapporteur/records/agenda/enums.py",
        EventState.PLANNED,
        _pairs(EVENT_STEPS),
    )
    yield Life(
        "Requests for admission",
        "How far one has come follows from its opinion and its outcome.",
        "rapporteur/records/admissions/enums.py",
        AdmissionState.RECEIVED,
        _pairs(ADMISSION_STEPS),
    )
    yield Life(
        "Calls for applications",
        "Whether one is planned, open or closed follows from its days; these are what becomes of it.",
        "rapporteur/records/calls/enums.py",
        CallOutcome.PENDING,
        _pairs(CALL_STEPS),
    )
    yield Life(
        "Applications",
        "Who was accepted may still withdraw.",
        "rapporteur/records/calls/enums.py",
        ApplicationDecision.PENDING,
        _pairs(APPLICATION_STEPS),
    )
    yield Life(
        "Imports",
        "An import writes nothing until it is committed, then everything; undone as a whole, it stays on record.",
        "rapporteur/intake/importing/enums.py",
        ImportState.PROPOSED,
        _pairs(IMPORTS),
    )
    yield Life(
        "Periods",
        "What falls in a locked one is not written, but with an exception; one that nobody moved is open.",
        "rapporteur/records/periods/enums.py",
        PeriodState.OPEN,
        _pairs(PERIOD_STEPS),
    )
    yield Life(
        "Contributions",
        "Of each officer to a period; begun once they are called for, sent and read until the period is locked.",
        "rapporteur/records/periods/enums.py",
        ContributionState.NOT_YET,
        _pairs(CONTRIBUTION_STEPS),
    )
    yield Life(
        "Mails",
        "Each leaves at most once by itself; what may have gone goes again only if somebody says so.",
        "rapporteur/records/outbox/enums.py",
        MailState.WAITING,
        _pairs(MAIL_STEPS),
    )


def _pairs(table: Mapping[Any, Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    steps: dict[tuple[str, str], list[str]] = {}
    for state, verbs in table.items():
        for verb, after in verbs.items():
            steps.setdefault((state, after), []).append(verb)
    return {step: ", ".join(verbs).replace("_", " ") for step, verbs in steps.items()}


def _diagram(life: Life) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {life.first}"
    yield from (f"    {before} --> {after}: {verb}" for (before, after), verb in life.steps.items())
    yield "```"


def page() -> str:
    """Return the whole page."""
    parts = [HEAD]
    for life in _lives():
        parts += [f"## {life.title}", f"{life.says} The table is in `{life.table}`.", "", *_diagram(life), ""]
    return "\n".join(parts)


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET.name}: {len(page().splitlines())} lines")


if __name__ == "__main__":
    main()
