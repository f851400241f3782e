"""Verify editions: every stored byte against its hash, and every document against one made again from the snapshot.

What makes them again came out of the database and its folder. It runs only where seal, hashes and names are right, and
only shut in, unless whoever verifies says otherwise; where anything is wrong, nothing runs. Which programs are known
and which keys are trusted is told by whoever verifies, never by the database.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from rapporteur.base.core.content import ContentLost, ContentStore, sha256
from rapporteur.base.values.archives import UNREADABLE_ARCHIVE
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.proof.editions import archive as press
from rapporteur.proof.editions.confinement import has_sandbox
from rapporteur.proof.editions.freezing import Progress, content_store, seal
from rapporteur.proof.editions.handing_out import UnsafeName, check_names
from rapporteur.proof.editions.known_programs import fingerprint, known_programs, named_programs
from rapporteur.proof.editions.models import Edition
from rapporteur.proof.editions.signing import Signers, check_signatures, trusted_keys

TEXTS = {"html", "txt", "json"}
PACKAGES = {"docx", "xlsx"}


@dataclass(frozen=True)
class Deviation:
    """Something about an edition that is not as it was frozen; `what` is the file, or a part of the edition."""

    edition: str
    what: str
    problem: Fault

    def __str__(self) -> str:
        return f"{self.edition}, {self.what}: {self.problem}"


@dataclass(frozen=True)
class Verified:
    """The result for one edition; `cause` names libraries of other versions where a document came out otherwise."""

    edition: str
    files: int
    deviations: tuple[Deviation, ...]
    cause: str = ""
    made_again: bool = False
    """Whether the documents were made again; otherwise hashes were compared, no more."""
    program: str = ""
    """What its rendering program is known as, or nothing."""
    fingerprint: str = ""
    """By which a rendering program is known, or may be: see :mod:`rapporteur.proof.editions.known_programs`."""
    signed_by: Signers = field(default_factory=Signers)

    @property
    def intact(self) -> bool:
        """Whether everything is as it was frozen."""
        return not self.deviations


class Making(Enum):
    """Whether the documents of an edition are made again, which runs the program that it carries."""

    NEVER = "NEVER"
    SANDBOXED = "SANDBOXED"
    """Where there is a sandbox; elsewhere hashes are compared, no more."""
    ANYHOW = "ANYHOW"
    """In a sandbox where there is one, and without one elsewhere."""


def verify(
    editions: Iterable[Edition],
    *,
    making: Making = Making.SANDBOXED,
    python: Path | None = None,
    progress: Progress = lambda step, done, total: None,
) -> tuple[Verified, ...]:
    """Verify `editions`; `python` is the interpreter that makes the documents again, by default this one."""
    sandboxed = making is not Making.NEVER and has_sandbox(python)
    runs = sandboxed or making is Making.ANYHOW
    store, given = content_store(), Given(known_programs(), bool(named_programs()), trusted_keys())
    return tuple(
        _Verification(edition, store, python, given, runs=runs, sandboxed=sandboxed).run(progress)
        for edition in editions
    )


def unsigned_faults(edition: Edition) -> tuple[Deviation, ...]:
    """Return what is wrong with the parts of an edition, whoever has signed it; nothing of it runs."""
    given = Given(known_programs(), bool(named_programs()), {})
    check = _Verification(edition, content_store(), None, given, runs=False, sandboxed=False)
    return check.run(lambda step, done, total: None).deviations


@dataclass(frozen=True)
class Given:
    """What whoever verifies holds against the database: programs and keys that are known to them."""

    programs: Mapping[str, str]
    only_known: bool
    """Whether an administrator has named the programs that may be: then no other passes, or runs."""
    keys: Mapping[str, str]
    """Those that are trusted; where there are any, one of them must have signed."""


class _Verification:
    """The verification of one edition."""

    def __init__(
        self,
        edition: Edition,
        store: ContentStore,
        python: Path | None,
        given: Given,
        *,
        runs: bool,
        sandboxed: bool,
    ) -> None:
        self.edition = edition
        self.given = given
        self.files = list(edition.files.order_by("name"))
        self.store = store
        self.python = python
        self.runs = runs
        self.sandboxed = sandboxed
        self.found: list[Deviation] = []

    def report(self, what: str, problem: Fault | Message, **values: object) -> None:
        """Note a deviation."""
        problem = problem if isinstance(problem, Fault) else Fault(problem, values=values)
        self.found.append(Deviation(self.edition.slug, what, problem))

    def run(self, progress: Progress) -> Verified:
        """Compare what is stored with its hashes, then, where all is right, with what is made again."""
        edition = self.edition
        if sha256(edition.snapshot.encode()) != edition.sha256:
            self.report("snapshot", Message("its hash is not {sha256}… any more"), sha256=edition.sha256[:12])
        if seal(edition, self.files) != edition.seal:
            self.report("seal", Message("what makes up the edition is not what was sealed"))
        try:
            check_names(file.name for file in self.files)
        except UnsafeName as unsafe:
            self.report("names", unsafe.faults[0])
        kept = [self.stored(file.name, file.sha256) for file in self.files]
        program = self.stored("rendering program", edition.program)
        stored = {
            file.name: content for file, content in zip(self.files, kept, strict=True) if content is not None
        }
        known, signed = self.known(program), self.signed()
        if self.found or program is None or not self.runs:
            return Verified(
                edition.slug, len(self.files), tuple(self.found),
                program=known[0], fingerprint=known[1], signed_by=signed,
            )  # fmt: skip
        remade = self.remade(program, progress)
        cause = ""
        if remade is not None:
            self.compare(stored, remade)
            if self.found and self.python is None:
                cause = press.explain_libraries(dict(edition.versions["libraries"]), press.libraries())
        return Verified(
            edition.slug, len(self.files), tuple(self.found), cause, made_again=remade is not None,
            program=known[0], fingerprint=known[1], signed_by=signed,
        )  # fmt: skip

    def known(self, program: bytes | None) -> tuple[str, str]:
        """Return what the rendering program is known as, and its fingerprint; report one that may not be."""
        found = fingerprint(program) if program is not None else ""
        name = self.given.programs.get(found, "") if found else ""
        if program is not None and not name and self.given.only_known:
            self.report(
                "rendering program",
                Message("it is none of those that are known here ({fingerprint})"),
                fingerprint=found or self.edition.program,
            )
        return name, found

    def signed(self) -> Signers:
        """Return whose signatures the edition has; report what is wrong with them."""
        checked = check_signatures(self.edition, self.given.keys)
        for key in checked.wrong:
            self.report(
                "signature", Message("the key {key} did not make the signature that names it"), key=key
            )
        if self.given.keys and not checked.trusted:
            self.report("signature", Message("no key that is trusted here has signed the edition"))
        return checked

    def stored(self, name: str, key: str) -> bytes | None:
        """Return a stored file, or report what is wrong with it."""
        try:
            return self.store.get(key)
        except ContentLost as lost:
            self.report(name, lost.faults[0])
            return None

    def remade(self, program: bytes, progress: Progress) -> dict[str, bytes] | None:
        """Make the documents again, or report why that is not possible."""
        try:
            with self.store.working_folder() as folder:
                return press.print_from(
                    program, self.edition.snapshot, folder,
                    python=self.python, sandboxed=self.sandboxed, progress=progress,
                )  # fmt: skip
        except press.PrintingFailed as failure:
            self.report("rendering", failure.faults[0])
            return None

    def compare(self, stored: dict[str, bytes], remade: dict[str, bytes]) -> None:
        """Report every document that is not, to the byte, what is made again."""
        for file in self.files:
            again = remade.get(file.name)
            if again is None:
                self.report(file.name, Message("the rendering program makes no such document"))
            elif sha256(again) != file.sha256:
                differs = difference(stored[file.name], again, file.format)
                self.report(file.name, Message("made again, {difference}"), difference=differs)
        for name in sorted(set(remade) - set(stored)):
            self.report(name, Message("the rendering program makes it, the edition lacks it"))


def difference(kept: bytes, again: bytes, format: str) -> Fault:
    """Say where two documents first differ, in terms of their format."""
    if format in PACKAGES:
        parts = _different_parts(kept, again)
        if parts:
            message = Message("these parts differ: {parts}")
            if len(parts) > 5:
                message = Message("these parts differ: {parts} and others")
            return Fault(message, values={"parts": ", ".join(parts[:5])})
        return Fault(Message("the same parts are packed otherwise"))
    if format in TEXTS:
        for number, (old, new) in enumerate(_lines(kept, again), start=1):
            if old != new:
                values = {"number": number, "old": _shorten(old), "new": _shorten(new)}
                return Fault(Message("line {number} differs: {old} became {new}"), values=values)
    position = next(
        (at for at, (a, b) in enumerate(zip(kept, again, strict=False)) if a != b), min(len(kept), len(again))
    )
    return Fault(
        Message("it differs from byte {position} on ({before} bytes before, {now} now)"),
        values={"position": Grouped(position), "before": Grouped(len(kept)), "now": Grouped(len(again))},
    )


def _different_parts(kept: bytes, again: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(kept)) as old, zipfile.ZipFile(io.BytesIO(again)) as new:
            names = sorted({*old.namelist(), *new.namelist()})
            return [name for name in names if _part(old, name) != _part(new, name)]
    except UNREADABLE_ARCHIVE:
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


def _shorten(line: str) -> str:
    text = line.strip()
    return json.dumps(text[:60] + "…" if len(text) > 60 else text, ensure_ascii=False)
