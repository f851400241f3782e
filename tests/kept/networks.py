"""The networks whose documents are kept byte for byte, the commands that make them, and the list of their hashes."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(__file__).resolve().with_name("hashes.json")
SCHEMA_FILE = ROOT / "docs" / "report-data.schema.json"
CHOSEN_SINCE = (
    "agreements", "joint_statements", "pilot_projects", "calls", "training", "publications",
    "communication", "governance", "parity", "admissions", "next_quarter",
)  # fmt: skip
"""Sections that a data set chooses today and no report had at c1f6a42."""


class Key(NamedTuple):
    """What is kept: a document of a network; language and network are empty where the same holds for all."""

    network: str
    language: str
    format: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.network, self.language, self.format)))


class Expected(NamedTuple):
    """The hash that a document must have, and where it is from: a commit, or the reason of an exception."""

    sha256: str
    origin: str


SCHEMA = Key("", "", "schema")


@dataclass(frozen=True)
class Network:
    """A data set, the period that is reported, and the day as of which it is."""

    name: str
    folder: Path
    period: str
    as_of: str

    def with_old_sections(self, folder: Path) -> Network:
        """Return the network with the sections that it had at c1f6a42, its data set copied into `folder`."""
        copied = folder / self.name
        shutil.copytree(self.folder, copied)
        if (report := copied / "report.yaml").is_file():
            lines = report.read_text(encoding="utf-8").splitlines(keepends=True)
            left = [line for line in lines if line.strip() not in {f"- {name}" for name in CHOSEN_SINCE}]
            report.write_text("".join(left), encoding="utf-8")
        return replace(self, folder=copied)

    def load(self) -> tuple[str, ...]:
        return ("load", str(self.folder), "--by", "kept")

    def build(self, output: Path) -> tuple[str, ...]:
        return ("build", self.period, "--as-of", self.as_of, "--output", str(output))

    def data(self) -> tuple[str, ...]:
        return ("data", self.period, "--as-of", self.as_of)

    def check(self) -> tuple[str, ...]:
        return ("check", self.period, "--as-of", self.as_of, "--json")


NETWORKS = {
    network.name: network
    for network in (
        Network("demo", ROOT / "demo" / "2018-q2", "2018-Q2", "2018-06-30"),
        Network("tiny", ROOT / "tests" / "data" / "tiny", "2026-Q1", "2026-03-31"),
    )
}


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def key_of(network: Network, format: str, language: str = "") -> Key:
    """Return the key of what `network` has in this format."""
    return Key(network.name, language, format)


def documents(network: Network, folder: Path) -> dict[Key, bytes]:
    """Return the documents that were built into `folder`: `2018-Q2.fr.pdf`, or `2018-Q2.json` for all languages."""
    found = {}
    for path in folder.iterdir():
        _period, *language, format = path.name.split(".")
        found[key_of(network, format, "".join(language))] = path.read_bytes()
    return found


def kept(file: Path = KEPT) -> dict[Key, Expected]:
    """Return the hash that everything in `file` must have, exceptions applied.

    An exception has network, language, format, a reason and the new hash. Raises ValueError for a document that is
    listed twice, and for an exception to nothing, without a reason, or that changes nothing.
    """
    listed = json.loads(file.read_text(encoding="utf-8"))
    found: dict[Key, Expected] = {}
    for entry in listed["documents"]:
        key = Key(entry["network"], entry["language"], entry["format"])
        if key in found:
            raise ValueError(f"{file.name}: {key} is listed twice")
        found[key] = Expected(entry["sha256"], entry["origin"])
    excepted: set[Key] = set()
    for entry in listed["exceptions"]:
        key = Key(entry["network"], entry["language"], entry["format"])
        if key not in found or key in excepted:
            raise ValueError(
                f"{file.name}: the exception for {key} stands twice, or no such document is listed"
            )
        if not entry["reason"].strip() or entry["sha256"] == found[key].sha256:
            raise ValueError(f"{file.name}: the exception for {key} has no reason, or changes nothing")
        excepted.add(key)
        found[key] = Expected(entry["sha256"], entry["reason"])
    return found
