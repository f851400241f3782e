"""Measure everything, print it, and write docs/benchmarks.md: `make bench`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Result

REPORT = Path("docs/benchmarks.md")
VERSIONS = ("django", "wagtail", "msgspec", "typst", "weasyprint")


def main() -> int:
    """Run all measurements; the exit code is 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="runs of each command (default: 7)")
    parser.add_argument("--only", action="append", help="measure only this part; may be repeated")
    busy = "the machine does other things besides: hold pages of the office to their limits by the time of a processor"
    parser.add_argument("--busy", action="store_true", help=busy)
    arguments = parser.parse_args()
    results: dict[str, list[Result]] = {}
    with TemporaryDirectory(prefix="rapporteur-bench-") as name:
        for title, part in parts(Path(name), arguments.runs, busy=arguments.busy).items():
            if arguments.only and title.lower() not in {only.lower() for only in arguments.only}:
                if title != "Compiling" or not needs_snapshot(arguments.only):
                    continue
            sys.stderr.write(f"{title} …\n")
            results[title] = []
            for result in part:
                results[title].append(result)
                print(
                    f"{_mark(result)}  {result.what}: {result.figure} (limit {result.limit})  {result.detail}"
                )
    if not arguments.only:
        REPORT.write_text(report(results, arguments.runs), encoding="utf-8")
    return 1 if any(result.holds is False for part in results.values() for result in part) else 0


def needs_snapshot(only: list[str]) -> bool:
    """Tell whether any of some parts works on the snapshot that compiling makes."""
    return not {title.lower() for title in only} <= {"office", "passports", "certificates"}


def parts(folder: Path, runs: int, *, busy: bool = False) -> dict[str, Iterator[Result]]:
    """Return the parts by title; nothing is measured until one is iterated."""
    os.environ["RAPPORTEUR_VAR"] = str(folder / "var")
    (folder / "var").mkdir()
    snapshot = folder / "snapshot.json"

    def compiling() -> Iterator[Result]:
        from rapporteur.interfaces.cli.django import setup

        setup()
        from bench import compiling

        yield from compiling.measure(folder, runs)

    def rendering() -> Iterator[Result]:
        from bench import rendering

        yield from rendering.measure(snapshot, folder, runs)

    def starting() -> Iterator[Result]:
        from bench import starting

        yield from starting.measure(runs)

    def validity() -> Iterator[Result]:
        from bench import validity

        yield from validity.measure(snapshot, folder)

    def editions() -> Iterator[Result]:
        from bench import editions

        yield from editions.measure(folder, max(2, runs // 2))

    def importing() -> Iterator[Result]:
        from bench import importing, reading

        yield from reading.measure(folder, runs)
        yield from importing.measure(folder, runs)

    def passports() -> Iterator[Result]:
        from bench import passports

        yield from passports.measure(folder, runs)

    def certificates() -> Iterator[Result]:
        from bench import certificates

        yield from certificates.measure(folder, runs)

    def office() -> Iterator[Result]:
        from bench.office import measuring

        yield from measuring.measure(folder, busy=busy)

    return {
        "Compiling": compiling(),
        "Rendering": rendering(),
        "Starting": starting(),
        "Validity": validity(),
        "Editions": editions(),
        "Importing": importing(),
        "Passports": passports(),
        "Certificates": certificates(),
        "Office": office(),
    }


def report(results: dict[str, list[Result]], runs: int) -> str:
    """Return the measurements as a page of the documentation."""
    versions = ", ".join(f"{name} {version(name)}" for name in VERSIONS)
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%Y-%m-%d}. Machine: {machine()}. {versions}.",
        "",
        f"Times are medians of {runs} runs of whole processes after one to warm up, taken in turn with what they are",
        "compared to, so that a machine that slows down slows both; in brackets the fastest and the slowest. A page of",
        "the office is asked for 30 times (10 where it is one of every kind); the time is the one in which 95 of 100",
        "answers are there.",
    ]
    for title, part in results.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| what | measured | limit | holds | detail |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {row.what} | {row.figure} | {row.limit} | {_mark(row)} | {row.detail} |" for row in part
        ]
    return "\n".join(lines) + "\n"


def machine() -> str:
    """Describe the machine by what matters to the figures."""
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    system = platform.system()
    return f"{os.cpu_count()} processors ({model}), {system}, Python {platform.python_version()}"


def _mark(result: Result) -> str:
    return {True: "yes", False: "NO", None: "–"}[result.holds]


if __name__ == "__main__":
    sys.exit(main())
