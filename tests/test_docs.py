"""What the documentation names is there, and what is there is named."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from rapporteur import __version__
from rapporteur.intake.reconciling.rulebook import RULES
from rapporteur.interfaces.cli.failures import BAD_INPUT, STOPPED_BY
from rapporteur.interfaces.cli.main import cli
from tools import check_names, write_docs

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT, ROOT / "docs", ROOT / "docs" / "adr", ROOT / "docs" / "security")
PAGES = sorted(page for folder in FOLDERS for page in folder.glob("*.md"))
SETTING = re.compile(r"RAPPORTEUR_[A-Z_]+")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^\s+(?:\.venv/bin/)?|`)rapporteur ([a-z][^`\n]*)", re.MULTILINE)
PLACEHOLDER = re.compile(r"^[A-Z][A-Z_|-]*$|…|^\.\.\.$|\[|\||<")
NOT_OURS = {"RAPPORTEUR_FUZZ"}  # read by the tests alone


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def settings_read() -> set[str]:
    """Return every variable of the environment that the program reads."""
    files = [*(ROOT / "config").glob("*.py"), *(ROOT / "rapporteur").rglob("*.py")]
    return {name for file in files for name in SETTING.findall(read(file))}


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    told = set(SETTING.findall(read(ROOT / "docs" / "administration.md"))) - NOT_OURS
    assert told == settings_read()


@pytest.mark.parametrize("page", write_docs.WRITTEN, ids=lambda page: page.name)
def test_what_follows_from_the_code_is_current(page: Path) -> None:
    assert read(page) == write_docs.WRITTEN[page](), "run `make docs`"


def test_exit_codes_are_documented() -> None:
    text = " ".join(read(ROOT / "docs" / "administration.md").split())
    sentence = text[text.index("Exit codes:") :].split(". ")[0]
    assert {int(code) for code in re.findall(r"\b(\d+)\b", sentence)} == {
        0,
        1,
        BAD_INPUT,
        *STOPPED_BY.values(),
    }


def test_links_lead_to_files() -> None:
    lost = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in LINK.findall(read(page))
        if not (page.parent / target).exists()
    ]
    assert lost == []


def test_paths_that_pages_name_exist() -> None:
    named = re.compile(r"`((?:rapporteur|tests|tools|docs|demo|bench|config)/[\w./-]+)`")
    lost = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in PAGES
        if page.parent.name != "adr" and page.name != "CHANGELOG.md"  # these tell of their day
        for path in named.findall(read(page))
        if not (ROOT / path).exists()
    ]
    assert lost == []


def test_tests_that_pages_name_are_there() -> None:
    """`tests/a/test_b.py::test_c`, or a class or a method of one: what holds a claim cannot be gone while it stands."""
    named = {
        (page.name, file, name)
        for page in PAGES
        for file, name in re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", read(page))
    }
    lost = [
        f"{page}: {file}::{name}"
        for page, file, name in named
        if not (ROOT / file).is_file()
        or any(
            not re.search(rf"^\s*(?:def|class) {part}\b", read(ROOT / file), re.MULTILINE)
            for part in name.split("::")
        )
    ]
    assert lost == []
    assert any(page == "threats.md" for page, _, _ in named)


def test_continuous_integration_has_a_sandbox() -> None:
    assert "bubblewrap" in read(ROOT / ".ci" / "run")
    assert "bubblewrap" in read(ROOT / ".devcontainer" / "devcontainer.json")


def examples() -> Iterator[tuple[str, list[str]]]:
    """Yield every command line that a page shows, with where it stands."""
    for page in PAGES:
        if page.name in {"CHANGELOG.md", "commands.md"}:
            continue
        for line in COMMAND.findall(read(page)):
            shown = re.split(r"\s{2,}#|\s#|\s>|\s\||\s{3,}", line)[0].strip().rstrip(".,;:")
            yield f"{page.relative_to(ROOT)}: rapporteur {shown}", shlex.split(shown)


EXAMPLES = dict(examples())


@pytest.mark.parametrize("words", EXAMPLES.values(), ids=EXAMPLES.keys())
def test_examples_are_commands_with_options_that_they_have(words: list[str]) -> None:
    command: click.Command = cli
    rest = list(words)
    while isinstance(command, click.Group) and rest:
        found = command.get_command(click.Context(command), rest[0])
        assert found is not None, f"'{rest[0]}' is no command"
        command, rest = found, rest[1:]
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    given = {word.partition("=")[0] for word in rest if word.startswith("-") and not PLACEHOLDER.search(word)}
    assert given <= options | {"--help", "-h"}


def rules_of_print(text: str) -> dict[str, set[str]]:
    """Return the severities that the page of reconciliation gives each rule: those of its table, and those it lists."""
    section = text.partition("## Rules of print")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| (\w+) \|", section, re.MULTILINE)
    told = {name: {severity} for names, severity in rows for name in re.findall(r"`([\w-]+)`", names)}
    listed = section.partition("Asked as of the records")[2]
    severe, _, informing = listed.partition("as information:")
    told |= {name: {"blocking", "warning"} for name in re.findall(r"`([\w-]+)`", severe)}
    return told | {name: {"information"} for name in re.findall(r"`([\w-]+)`", informing)}


def test_rules_of_reconciliation_are_told_with_their_severity() -> None:
    told = rules_of_print(read(ROOT / "docs" / "reconciliation.md"))
    assert set(told) == {rule.id for rule in RULES}
    assert [rule.id for rule in RULES if rule.severity.lower() not in told[rule.id]] == []


def test_targets_of_make_that_pages_name_are_there() -> None:
    there = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    named = {
        target
        for page in PAGES
        for target in re.findall(r"(?:^    |`)make ([a-z]+)\b", read(page), re.MULTILINE)
    }
    assert named
    assert named <= there


def test_tools_that_pages_name_can_be_run() -> None:
    named = {
        module
        for page in PAGES
        for module in re.findall(r"python -m ([\w.]+)", read(page))
        if page.parent.name != "adr"
    }
    assert [
        name for name in named if name.startswith(("tools.", "bench", "tests.")) and find_spec(name) is None
    ] == []
    assert any(name.startswith("tools.") for name in named)


def test_continuous_integration_runs_what_a_maintainer_runs() -> None:
    assert "run: bash .ci/run" in read(ROOT / ".github" / "workflows" / "ci.yml")
    assert [line for line in read(ROOT / ".ci" / "run").splitlines() if line.startswith("make ")] == [
        "make lint || status=1",
        "make test || status=1",
    ]


def test_version_is_one() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    assert project["version"] == __version__
    assert re.search(
        rf"^## \[({re.escape(__version__)}|Unreleased)\]", read(ROOT / "CHANGELOG.md"), re.MULTILINE
    )


def test_words_are_told_once() -> None:
    terms, _, refused = read(ROOT / "docs" / "words.md").partition(check_names.HEADING)
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| `[^|]+` \|$", terms, re.MULTILINE)
    words = [word for row in rows for word in row.split(", ")]
    assert len(words) > 50
    assert len(words) == len(set(words))
    assert check_names.refused_words(check_names.HEADING + refused)
