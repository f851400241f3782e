"""The recipes of CONTRIBUTING.md are followed in a copy of the project, where their tests run then and the house's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rapporteur.documents.formats import FORMATS
from tests.contributing import recipes as r

pytestmark = pytest.mark.slow

RECIPES = r.recipes(r.PAGE.read_text(encoding="utf-8"))
MOST_PLACES = 5
"""Files of the program that somebody touches who adds something: more would be a fault of the house."""
STYLE = [".venv/bin/ruff", "check", "--quiet", "--no-cache", "rapporteur", "tests"]
ORDER = [".venv/bin/lint-imports", "--no-cache", "--no-logo"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    r.copy_project(tmp_path / "project")
    return tmp_path / "project"


def follow(name: str, project: Path) -> None:
    for step in RECIPES[name]:
        r.take(step, project)


def pytest_in(project: Path, *arguments: str) -> None:
    """Run tests of the copy, in one process."""
    r.run([".venv/bin/pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *arguments], project)


def test_page_has_the_recipes() -> None:
    assert list(RECIPES) == [
        "Add a rule", "Add a format", "Add a section of the report", "Add a language of reports", "Add a record",
        "Add a form for a record",
    ]  # fmt: skip


@pytest.mark.parametrize("name", RECIPES)
def test_recipe_touches_few_places(name: str) -> None:
    assert len(r.places(RECIPES[name])) <= MOST_PLACES


def test_commands_are_those_of_make() -> None:
    makefile = (r.ROOT / "Makefile").read_text(encoding="utf-8")
    for target, arguments in r.MAKE.items():
        assert re.search(
            rf"^{target}: .*\n\t@\$\(BIN\)/python {' '.join(arguments)}$", makefile, re.MULTILINE
        )


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        (r.Step("python", "README.md", ""), "is there already"),
        (r.Step("diff", "README.md", " no such line\n+another\n"), "0 times"),
        (r.Step("po", "README.md", 'msgid "nobody says this"\nmsgstr "x"\n'), "0 times"),
        (r.Step("sh", "", "python -c 1/0"), "ZeroDivisionError"),
    ],
)
def test_step_that_does_not_fit_is_noticed(step: r.Step, fault: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("A page.\n", encoding="utf-8")
    with pytest.raises(r.StepFailed, match=fault):
        r.take(step, tmp_path)


def test_rule_as_the_recipe_adds_it(project: Path) -> None:
    follow("Add a rule", project)

    r.run(STYLE, project)
    pytest_in(project, "tests/proof/rules", "tests/base/words/test_catalogues.py")


def test_format_as_the_recipe_adds_it(project: Path) -> None:
    follow("Add a format", project)

    r.run(STYLE, project)
    r.run(ORDER, project)
    places = ["tests/documents/markdown", "tests/test_architecture.py", "tests/documents/test_formats.py"]
    pytest_in(project, *places, "-k", f"md or not ({' or '.join(FORMATS)})")  # the others are as they were


def test_section_as_the_recipe_adds_it(project: Path) -> None:
    follow("Add a section of the report", project)

    r.run(STYLE, project)
    pytest_in(project, "tests/documents/view/test_prospects.py", "tests/test_architecture.py")


def fill(path: Path, words: Callable[[str], str]) -> None:
    """Give words to every message of a catalogue that lacks them, plurals too."""

    def filled(entry: re.Match[str]) -> str:
        text = re.findall(r'^msgid(?:_plural)? "(.*)"$', entry[0], re.MULTILINE)[-1]
        return re.sub(r'^(msgstr\S*) ""$', rf'\1 "{words(text)}"', entry[0], flags=re.MULTILINE)

    content = path.read_text(encoding="utf-8")
    head, _, entries = content.partition("\n\n")
    path.write_text(
        head + "\n\n" + re.sub(r"(?:^(?!$).*\n?)+", filled, entries, flags=re.MULTILINE), encoding="utf-8"
    )


def test_language_as_the_recipe_adds_it(project: Path) -> None:
    follow("Add a language of reports", project)

    fill(project / "rapporteur/base/words/locale/it/LC_MESSAGES/report.po", lambda text: f"«{text}»")
    r.run(["make", "catalogues"], project)
    # the words here are made up, so no term can be the same throughout
    pytest_in(project, "tests/base/words/test_catalogues.py", "-k", "not one_concept")
    page = r.run(["python", "-c", ITALIAN], project)
    assert "Indice" in page
    assert "aprile" in page


ITALIAN = """
from msgspec.structs import replace
from rapporteur.documents.html.render import render
from tests.support.sample_report import sample_report
data = sample_report(activities=9)
languages = (*data.association.languages, "it")
data = replace(data, association=replace(data.association, languages=languages))
print(render(data, "it").decode())
"""


def test_record_and_form_as_the_recipes_add_them(project: Path) -> None:
    follow("Add a record", project)
    follow("Add a form for a record", project)

    r.run(STYLE, project)
    r.run(["python", "manage.py", "makemigrations", "--check", "--dry-run"], project)
    in_their_places = [
        "tests/records/programmes",
        "tests/base/core/test_constraints.py",
        "tests/test_who_may.py",
    ]
    pytest_in(
        project,
        *in_their_places,
        "tests/interfaces/office/test_admin.py",
        "-k",
        "ward or every_verb_is_tried",
    )
