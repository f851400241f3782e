"""Verify editions: every stored byte against its hash, and every document against one made again from the snapshot."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapporteur.reports import press
from rapporteur.reports.content import ContentLost, ContentStore, sha256
from rapporteur.reports.editions import Progress, content_store, seal
from rapporteur.reports.models import Edition

TEXTS = {"html", "txt", "json"}
PACKAGES = {"docx", "xlsx"}


@dataclass(frozen=True)
class Deviation:
    """Something about an edition that is not as it was frozen; `what` is the file, or a part of the edition."""

    edition: str
    what: str
    problem: str

    def __str__(self) -> str:
        return f"{self.edition}, {self.what}: {self.problem}"


@dataclass(frozen=True)
class Verified:
    """The result for one edition; `cause` names libraries of other versions where a document came out otherwise."""

    edition: str
    files: int
    deviations: tuple[Deviation, ...]
    cause: str = ""

    @property
    def intact(self) -> bool:
        """Whether everything is as it was frozen."""
        return not self.deviations


def verify(
    editions: Iterable[Edition],
    *,
    python: Path | None = None,
    progress: Progress = lambda step, done, total: None,
) -> tuple[Verified, ...]:
    """Verify `editions`; `python` is the interpreter that makes the documents again, by default this one."""
    return tuple(_Verification(edition, content_store(), python).run(progress) for edition in editions)


class _Verification:
    """The verification of one edition."""

    def __init__(self, edition: Edition, store: ContentStore, python: Path | None) -> None:
        self.edition = edition
        self.files = list(edition.files.order_by("name"))
        self.store = store
        self.python = python
        self.found: list[Deviation] = []

    def report(self, what: str, problem: str) -> None:
        """Note a deviation."""
        self.found.append(Deviation(self.edition.slug, what, problem))

    def run(self, progress: Progress) -> Verified:
        """Compare what is stored with its hashes, then with what is made again."""
        edition = self.edition
        if sha256(edition.snapshot.encode()) != edition.sha256:
            self.report("snapshot", f"its hash is not {edition.sha256[:12]}… any more")
        if seal(edition, self.files) != edition.seal:
            self.report("seal", "what makes up the edition is not what was sealed")
        stored = {file.name: self.stored(file.name, file.sha256) for file in self.files}
        remade = self.remade(progress)
        cause = ""
        if remade is not None:
            before = len(self.found)
            self.compare(stored, remade)
            if len(self.found) > before and self.python is None:
                cause = press.explained(dict(edition.versions["libraries"]), press.libraries())
        return Verified(edition.slug, len(self.files), tuple(self.found), cause)

    def stored(self, name: str, key: str) -> bytes | None:
        """Return a stored file, or report what is wrong with it."""
        try:
            return self.store.get(key)
        except ContentLost as lost:
            self.report(name, str(lost))
            return None

    def remade(self, progress: Progress) -> dict[str, bytes] | None:
        """Make the documents again, or report why that is not possible."""
        program = self.stored("rendering program", self.edition.program)
        if program is None:
            return None
        try:
            with self.store.working_folder() as folder:
                return press.print_from(
                    program, self.edition.snapshot, folder, python=self.python, progress=progress
                )
        except press.PrintingFailed as failure:
            self.report("rendering", str(failure))
            return None

    def compare(self, stored: dict[str, bytes | None], remade: dict[str, bytes]) -> None:
        """Report every document that is not, to the byte, what is made again."""
        for file in self.files:
            again, kept = remade.get(file.name), stored[file.name]
            if again is None:
                self.report(file.name, "the rendering program makes no such document")
            elif sha256(again) != file.sha256:
                self.report(
                    file.name,
                    f"made again, {difference(kept, again, file.format)}"
                    if kept is not None
                    else "made again, it does not have the hash of the one that is lost",
                )
        for name in sorted(set(remade) - set(stored)):
            self.report(name, "the rendering program makes it, the edition lacks it")


def difference(kept: bytes, again: bytes, format: str) -> str:
    """Say where two documents first differ, in terms of their format."""
    if format in PACKAGES:
        parts = _different_parts(kept, again)
        if parts:
            return f"these parts differ: {', '.join(parts[:5])}{' and others' if len(parts) > 5 else ''}"
        return "the same parts are packed otherwise"
    if format in TEXTS:
        for number, (old, new) in enumerate(_lines(kept, again), start=1):
            if old != new:
                return f"line {number} differs: {_shown(old)} became {_shown(new)}"
    position = next(
        (at for at, (a, b) in enumerate(zip(kept, again, strict=False)) if a != b), min(len(kept), len(again))
    )
    return f"it differs from byte {position:,} on ({len(kept):,} bytes before, {len(again):,} now)"


def _different_parts(kept: bytes, again: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(kept)) as old, zipfile.ZipFile(io.BytesIO(again)) as new:
            names = sorted({*old.namelist(), *new.namelist()})
            return [name for name in names if _part(old, name) != _part(new, name)]
    except zipfile.BadZipFile:
        return ["the whole file"]


def _part(package: zipfile.ZipFile, name: str) -> bytes | None:
    return package.read(name) if name in package.namelist() else None


def _lines(kept: bytes, again: bytes) -> Sequence[tuple[str, str]]:
    old = kept.decode("utf-8", "replace").splitlines()
    new = again.decode("utf-8", "replace").splitlines()
    longest = max(len(old), len(new))
    old += [""] * (longest - len(old))
    new += [""] * (longest - len(new))
    return list(zip(old, new, strict=True))


def _shown(line: str) -> str:
    text = line.strip()
    return json.dumps(text[:60] + "…" if len(text) > 60 else text, ensure_ascii=False)
