"""Freezing and verifying an edition, against rendering the same documents: `python -m bench.editions`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.measure import Result, at_most

FACTOR = 1.5


def measure(folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures; the database of the environment holds the demonstration's quarter."""
    from rapporteur.base.values.periods import Period
    from rapporteur.documents.building.build import build
    from rapporteur.report.compile.report import compile_report

    data = compile_report(Period.parse("2018-Q2"))
    rendering, freezing, verifying = [], [], []
    for run in range(runs):  # in turn, so that all three see the same machine
        start = time.perf_counter()
        build(data, folder / f"build-{run}")
        rendering.append(time.perf_counter() - start)
        frozen, verified = _frozen_and_verified(folder / f"editions-{run}")
        freezing.append(frozen)
        verifying.append(verified)
    base = median(rendering)
    told = f"rendering {base:.2f} s, median of {runs}"
    yield at_most("freeze, all languages and formats", median(freezing) / base, FACTOR, " × rendering", told)
    yield at_most("verify the same", median(verifying) / base, FACTOR, " × rendering", told)


def _frozen_and_verified(folder: Path) -> tuple[float, float]:
    """Check and freeze the quarter into a folder, verify it, and take it back; return the seconds of both."""
    from django.conf import settings
    from django.db import transaction

    from rapporteur.base.core.permissions import operator
    from rapporteur.base.values.periods import Period
    from rapporteur.proof.checks.subject import what_blocks
    from rapporteur.proof.editions.freezing import edition_named, freeze
    from rapporteur.proof.editions.verifying import verify

    settings.EDITIONS_DIR = folder
    with transaction.atomic():
        start = time.perf_counter()
        freeze(
            period=Period.parse("2018-Q2"),
            by=operator("bench"),
            frozen_at=datetime.now(UTC),
            checks=what_blocks,
        )
        frozen = time.perf_counter()
        (result,) = verify([edition_named("2018-Q2/1")])
        verified = time.perf_counter()
        transaction.set_rollback(True)
    if not result.intact:
        raise RuntimeError("the edition is not what was frozen")
    return frozen - start, verified - frozen


def main() -> int:
    """Measure in a database of its own; the exit code is 1 when a limit is passed."""
    with TemporaryDirectory(prefix="rapporteur-bench-") as name:
        os.environ["RAPPORTEUR_VAR"] = name
        os.environ["RAPPORTEUR_DATABASE"] = f"sqlite:///{name}/bench.sqlite3"
        from rapporteur.interfaces.cli.django import setup

        setup()
        from django.core.management import call_command

        from rapporteur.base.core.permissions import operator
        from rapporteur.intake.importing.datasets.loading import load_data_set
        from rapporteur.intake.importing.datasets.reading import read_data_set

        call_command("migrate", verbosity=0)
        load_data_set(read_data_set(Path("demo/2018-q2")), by=operator("bench"))
        results = list(measure(Path(name), 3))
    for result in results:
        print(f"{result.what}: {result.figure} (limit {result.limit})  {result.detail}")
    return 1 if any(result.holds is False for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
