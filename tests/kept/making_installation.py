"""How `edition-c1f6a42` was made: by the commands of the program as it stood at c1f6a42, as people use them.

    git worktree add ../c1f6a42 c1f6a42
    make -C ../c1f6a42 install
    .venv/bin/python -m tests.kept.making_installation ../c1f6a42

It need not be run again, and cannot be with the same result: an edition knows the minute in which it was frozen. A
later program that should be kept too gets a folder of its own, and its commit stands in :data:`COMMIT`.

What it holds, in this order: the small network of tests/data/tiny, loaded by Ana; a waived finding; an edition in
Portuguese and English; a third language, a member that moved and an activity in three languages, loaded by Rui;
translations that came back from an office; three imports, one written (drafts over what is published), one undone, one
with an open question; and drafts from the back office (see :mod:`tests.kept.making_office`). `said/` beside it is what
the commands of that time printed and exported.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.kept.packing import pack

HERE = Path(__file__).resolve().parent
TINY = HERE.parent / "data" / "tiny"
COMMIT = "c1f6a42"
PERIOD = "2026-Q1"
AS_OF = "2026-03-31"
EXPORTS = ("members", "activities", "dues", "media")
COMMANDS = {
    "data.json": ("data", PERIOD, "--as-of", AS_OF),
    "check.json": ("check", PERIOD, "--as-of", AS_OF, "--json"),
    "translations.json": ("translations", PERIOD, "--json"),
    "imports.json": ("import", "list", "--json"),
    "editions.txt": ("editions",),
    "changes.json": ("changes", PERIOD, "--json"),
}
"""Commands that say what is on record; each must say the same of the migrated database."""
MOVED = """\
  regions:
    - {region: north, end: 2026-03-01}
    - {region: south, start: 2026-03-01}
"""
THREE_LANGUAGES = """\
slug: canal-walk
line: A
kind: MISSION
title: {pt: Passeio dos canais, en: Canal walk, es: Paseo por los canales}
dates: {start: 2026-03-14}
places: [{organisation: aveiro}]
deliverables: [A.2]
activations: [{organisation: aveiro, role: HOST}]
text:
  pt: Duas horas ao longo dos canais.
  en: Two hours along the canals.
  es: Dos horas a lo largo de los canales.
"""
WRITTEN = """\
Identifier;Title (en);First day;Last day;Activated members;Text (en)
tide-workshop;Tide workshop, second reading;2026-02-10;2026-02-12;Porto;A text that nobody has published.
;Sand seminar;2026-03-05;;Aveiro;Imported, and still a draft.
"""
UNDONE = "Name (pt);Country;Kind;Since\nOlhão;PT;city;2026-01-01\n"
WAITING = "Title (en);Date;Members\nA talk;2026-03-11;Atlantis\n"


class Old:
    """The old program, and the installation that it makes."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self.checkout, self.var = checkout, folder / "var"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORTEUR_")}
        self.environment = {
            **kept,
            "RAPPORTEUR_VAR": str(self.var),
            "RAPPORTEUR_BUILD": str(folder / "build"),
        }

    def run(self, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run `rapporteur`; return what it prints, and stop where it ends with none of `codes`."""
        return self._run([str(self.checkout / ".venv/bin/rapporteur"), *arguments], codes=codes)

    def manage(self, *arguments: str, typed: str = "") -> str:
        """Run `manage.py`; `typed` is what it reads."""
        return self._run([str(self.checkout / ".venv/bin/python"), "manage.py", *arguments], typed=typed)

    def _run(self, command: list[str], *, codes: tuple[int, ...] = (0,), typed: str = "") -> str:
        done = subprocess.run(
            command,
            cwd=self.checkout,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in codes:
            raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout


def written(folder: Path, name: str, text: str) -> str:
    """Write a file and return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def amended(folder: Path) -> Path:
    """Return the tiny data set with a third language, a member that moved and one more activity."""
    data = folder / "amended"
    shutil.copytree(TINY, data)
    association = (data / "association.yaml").read_text(encoding="utf-8")
    written(data, "association.yaml", association.replace("languages: [pt, en]", "languages: [pt, en, es]"))
    before, porto, after = (
        (data / "organisations.yaml").read_text(encoding="utf-8").partition("- slug: porto\n")
    )
    after = after.replace("  region: north\n", MOVED, 1)
    written(data, "organisations.yaml", before + porto + after)
    written(data / "activities", "canal-walk.yaml", THREE_LANGUAGES)
    return data


def live_in(old: Old, folder: Path) -> None:
    """Do in the installation what people do in one."""
    old.run("load", str(TINY), "--by", "ana")
    findings = json.loads(old.run("check", PERIOD, "--as-of", AS_OF, "--json"))["findings"]
    (waived,) = [one["fingerprint"] for one in findings if one["rule"] == "activity-no-member"]
    old.run(
        "waive", PERIOD, waived, "--by", "Ana Souza", "--reason", "Only schools took part", "--as-of", AS_OF
    )
    old.run("freeze", PERIOD, "--by", "Ana Souza", "--note", "adopted by the board", "--as-of", AS_OF)
    old.run("load", str(amended(folder)), "--by", "rui")
    po = folder / "es.po"
    old.run("translations", PERIOD, "--export", "po", "--language", "es", "--output", str(po))
    text = po.read_text(encoding="utf-8")
    back = text.replace(
        'msgid "Oficina das marés"\nmsgstr ""', 'msgid "Oficina das marés"\nmsgstr "Taller de mareas"'
    )
    assert back != text, text
    old.run("translations", "import", written(folder, "es-back.po", back), "--by", "office", "--machine")
    old.run("import", "activities", written(folder, "written.csv", WRITTEN), "--by", "jane")
    old.run("import", "members", written(folder, "undone.csv", UNDONE), "--by", "jane")
    old.run("import", "undo", "2", "--by", "rui")
    old.run("import", "activities", written(folder, "waiting.csv", WAITING), "--by", "jane", codes=(1,))
    old.manage("createsuperuser", "--noinput", "--username", "rui", "--email", "rui@example.org")
    old.manage("shell", "-v", "0", typed=(HERE / "making_office.py").read_text(encoding="utf-8"))


def keep_said(old: Old, folder: Path) -> None:
    """Write into `folder` what the commands print and export."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, command in COMMANDS.items():
        # 1: a check blocks, or records have changed since the edition; both are so, and are kept
        (folder / name).write_bytes(old.run(*command, codes=(0, 1)).encode())
    for kind in EXPORTS:
        old.run("export", kind, str(folder / f"{kind}.csv"))


def main(checkout: Path) -> None:
    """Make the installation with the program in `checkout`, and pack it."""
    target = HERE / f"edition-{COMMIT}"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old = Old(checkout.resolve(), folder)
        live_in(old, folder)
        keep_said(old, target / "said")
        pack(old.var, target / "installation.tar.xz")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
