"""The licences of packages, as these say them of themselves in their metadata."""

from __future__ import annotations

import re
from email.message import Message
from importlib.metadata import PackageMetadata

_WORDS = {
    "MIT LICENSE": "MIT", "THE MIT LICENSE (MIT)": "MIT", "BSD LICENSE": "BSD", "ISC LICENSE (ISCL)": "ISC",
    "PSFL": "PSF-2.0",
    "APACHE SOFTWARE LICENSE": "Apache-2.0", "PYTHON SOFTWARE FOUNDATION LICENSE": "PSF-2.0",
    "MOZILLA PUBLIC LICENSE 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip
"""Names of before there were identifiers, and what they mean."""


def stated_licence(package: PackageMetadata | Message) -> str:
    """Return a licence, or an expression of several, as a package words it; empty where it says nothing."""
    expression = _first(package, "License-Expression").strip()
    short = _first(package, "License").strip()
    if expression or (short and "\n" not in short and len(short) < 60):
        return expression or short
    return " AND ".join(_classified(package))


def licences(package: PackageMetadata | Message) -> list[set[str]]:
    """Return the licences of which each must be kept, as sets of which one may be chosen; all in capitals."""
    stated = stated_licence(package)
    return [
        {known_licence(one).upper() for one in re.split(r"\s+OR\s+", part.strip(" ()"))}
        for part in re.split(r"\s+AND\s+", stated)
        if part
    ]


def known_licence(name: str) -> str:
    """Return the identifier that an older name means, or the name."""
    return _WORDS.get(name.strip().upper(), name.strip())


def _classified(package: PackageMetadata | Message) -> list[str]:
    return [
        known_licence(str(each).rpartition(" :: ")[2])
        for each in package.get_all("Classifier", [])
        if str(each).startswith("License :: ") and not str(each).endswith("OSI Approved")
    ]


def _first(package: PackageMetadata | Message, header: str) -> str:
    return str(next(iter(package.get_all(header, [])), ""))
