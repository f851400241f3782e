"""Every package that the installed program imports has a licence that lets the project be BSD; each exception is named.

The licence is that which a package says of itself in its metadata; what a wheel bundles beside its own code is not
looked into.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from email.message import Message
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.check_dependencies import needed
from tools.licences import licences

ROOT = Path(__file__).resolve().parents[1]
PERMISSIVE = frozenset(
    (
        "0BSD", "APACHE-2.0", "BSD", "BSD-2-CLAUSE", "BSD-3-CLAUSE", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0",
        "UNLICENSE",
        "ZLIB",
    )
)  # fmt: skip
EXCEPTIONS: Mapping[str, tuple[str, str]] = {
    "psycopg": (
        "LGPL-3.0-ONLY",
        "imported as a library, unchanged, and exchangeable; only PostgreSQL needs it",
    ),
    "psycopg-binary": ("LGPL-3.0-ONLY", "the compiled half of psycopg"),
    "fido2": (
        "MPL-2.0",
        "its code is BSD-2-Clause; the list of public suffixes that it brings, unchanged, keeps its own",
    ),
    "pypdfium2": (
        "BSD-3-CLAUSE, APACHE-2.0, DEPENDENCY LICENSES",
        "permissive, as are the licences of the libraries in PDFium, whose texts come with each wheel",
    ),
    "certifi": ("MPL-2.0", "a list of authorities, unchanged; files of its own keep its licence"),
}
"""Packages under other licences: which, and why it is no harm."""


def runtime() -> list[str]:
    """Return the names of all packages that the installed program needs on this machine, through all others."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return sorted(needed(map(Requirement, project["dependencies"])))


def problem(name: str, package: PackageMetadata | Message) -> str:
    """Return what is wrong with the licence of a package, or nothing."""
    found = licences(package)
    if not found:
        return f"{name} says nothing of its licence: look it up, and name it among the exceptions"
    excepted = EXCEPTIONS.get(name, ("", ""))[0]
    for choice in found:
        if not choice & (PERMISSIVE | {excepted}):
            return f"{name} is under {' or '.join(sorted(choice))}: replace it, or name the exception and its reason"
    return ""


def test_licence_of_every_package_at_run_time_is_permissive_or_a_named_exception() -> None:
    names = runtime()
    assert {"django", "wagtail", "lxml", "polib", "psycopg"} <= set(names)
    assert [said for name in names if (said := problem(name, metadata(name)))] == []


def test_exceptions_are_those_that_are_needed() -> None:
    without = {
        name for name in runtime() if not all(choice & PERMISSIVE for choice in licences(metadata(name)))
    }
    assert set(EXCEPTIONS) == without
    assert all(len(reason) > 20 for _, reason in EXCEPTIONS.values())


@pytest.mark.parametrize(
    ("header", "said", "wrong"),
    [
        ("License-Expression", "GPL-3.0-or-later", True),
        ("License", "AGPL-3.0", True),
        ("Classifier", "License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("License-Expression", "MIT AND GPL-2.0-only", True),
        ("License-Expression", "Apache-2.0 OR GPL-2.0-only", False),
        ("License-Expression", "MIT AND (Apache-2.0 OR BSD-2-Clause)", False),
        ("License", "MIT License", False),
        ("Summary", "says nothing", True),
        ("License-Expression", "LGPL-3.0-only", True),  # unless it is named
    ],
)
def test_licence_that_binds_the_project_is_found(header: str, said: str, wrong: bool) -> None:
    package = Message()
    package[header] = said
    assert bool(problem("some-package", package)) is wrong
