"""The recipes of CONTRIBUTING.md as steps that are taken in a copy of the project, exactly as they stand there.

A step is a code block. What follows its language says what it is:

    ```python path/of/a/new/file.py    the whole file, which must not be there yet
    ```diff path/of/a/file             lines to take out (-) and to add (+), between lines that are there once;
                                       `@@` begins another place in the file
    ```po path/of/a/catalogue.po       translations of messages that the catalogue has and lacks words for
    ```sh                              commands
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support import databases

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "CONTRIBUTING.md"
STEP = re.compile(r"^```(python|diff|po|html|sh)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENTRY = re.compile(r'^(msgid "(?:.*)"\n(?:msgid_plural ".*"\n)?)(msgstr.*(?:\nmsgstr.*)*)$', re.MULTILINE)
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "var", "build", "*.egg-info", "kept", "fonts",
    ".coverage*", "*.pyc.*",  # come and go while tests run
)  # fmt: skip
MAKE = {"catalogues": ["-m", "tools.catalogues"], "docs": ["-m", "tools.write_docs"]}
"""What `make` runs here: its own rules would install the copy in place of the project."""


class StepFailed(AssertionError):
    """A step of a recipe that cannot be taken as it stands."""


@dataclass(frozen=True)
class Step:
    """A block of a recipe: its language, the file that it is about, and what it holds."""

    kind: str
    path: str
    content: str


def recipes(page: str) -> dict[str, list[Step]]:
    """Return the steps of each recipe by the title of its section ("### Add …")."""
    sections = re.split(r"^### ", page, flags=re.MULTILINE)[1:]
    return {
        section.partition("\n")[0].strip(): [Step(*found) for found in STEP.findall(section)]
        for section in sections
        if section.startswith("Add ")
    }


def places(steps: list[Step]) -> set[str]:
    """Return the files of the program that a person touches; tests, documentation and catalogues are not among them."""
    return {
        step.path
        for step in steps
        if step.path.startswith(("rapporteur/", "config/", "tools/")) and not step.path.endswith(".po")
    }


def copy_project(target: Path) -> None:
    """Copy what a change can touch and what tests of it read, compiled as it is here; the fonts are linked."""
    shutil.copytree(ROOT, target, ignore=NOT_COPIED, dirs_exist_ok=True)
    for folder in ("rapporteur/documents/fonts", "rapporteur/documents/html/fonts", "tests/kept"):
        (target / folder).symlink_to(ROOT / folder)
    migrated = databases.SqliteTemplates().file(databases.empty_name())
    if migrated.is_file():  # a recipe that adds a migration need not do the others again
        (target / databases.KEPT.name).mkdir()
        shutil.copy(migrated, target / databases.KEPT.name / f"{databases.OLDER}{migrated.suffix}")


def take(step: Step, project: Path) -> None:
    """Take one step in a copy of the project."""
    if step.kind == "sh":
        for line in step.content.strip().splitlines():
            run(line.split("  #")[0].split(), project)
        return
    file = project / step.path
    if step.kind in {"python", "html"}:
        if file.exists():
            raise StepFailed(f"{step.path} is there already")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.content, encoding="utf-8")
        return
    before = file.read_text(encoding="utf-8")
    change = changed if step.kind == "diff" else translated
    file.write_text(change(before, step.content, step.path), encoding="utf-8")


def changed(text: str, diff: str, path: str) -> str:
    """Return a text with a diff applied; each of its places must be in the text once."""
    for hunk in re.split(r"^@@\n", diff, flags=re.MULTILINE):
        lines = hunk.splitlines(keepends=True)
        old = "".join(line[1:] or "\n" for line in lines if line[:1] != "+")
        new = "".join(line[1:] or "\n" for line in lines if line[:1] != "-")
        if text.count(old) != 1:
            raise StepFailed(f"{path} has these lines {text.count(old)} times, expected once:\n{old}")
        text = text.replace(old, new)
    return text


def translated(text: str, entries: str, path: str) -> str:
    """Return a catalogue with words for messages that it has and lacks words for."""
    for message, words in ENTRY.findall(entries):
        # A remark stands before a message; the same words in a context of their own have that between.
        lacking = re.compile(
            r"(?<=\n)(#[^\n]*\n)" + re.escape(message) + r'msgstr(?:\[0\])? ""(?:\nmsgstr\[\d\] "")*$',
            re.MULTILINE,
        )
        text, number = lacking.subn(r"\g<1>" + (message + words).replace("\\", r"\\"), text)
        if number != 1:
            raise StepFailed(f"{path} lacks words for this message {number} times, expected once:\n{message}")
    return text


def run(command: list[str], project: Path) -> str:
    """Run a command of a recipe in the copy; return what it says. Raises StepFailed where it fails."""
    program, *arguments = command
    if program == "make":
        program, arguments = sys.executable, MAKE[arguments[0]]
    elif program.startswith(".venv/bin/"):
        program = str(Path(sys.executable).with_name(Path(program).name))
    elif program == "python":
        program = sys.executable
    left_out = (
        "RAPPORTEUR_",
        "COV",
        "PYTHONDONTWRITEBYTECODE",
    )  # the last: each command would compile the copy
    environment = {key: value for key, value in os.environ.items() if not key.startswith(left_out)}
    environment |= {"PYTHONPATH": str(project), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [program, *arguments], cwd=project, env=environment, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise StepFailed(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def steps_of(name: str) -> Iterator[Step]:
    """Yield the steps of a recipe."""
    yield from recipes(PAGE.read_text(encoding="utf-8"))[name]
