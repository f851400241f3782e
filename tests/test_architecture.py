"""README, contracts and tree tell the same house; folders and circles stay within what the house allows."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tools.write_architecture_doc import SPLIT, contracts, purpose

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "rapporteur"
MOST_FILES = 20
"""Files in one folder, `__init__` aside: more than a reader takes in at a glance (ADR 20)."""


def rooms_of_readme() -> dict[str, list[str]]:
    """Return the rooms that the README draws, by wing, in its order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    drawn = text[text.index("    rapporteur/\n") :].split("\n\n", 1)[0]
    lines = re.findall(r"^      (\w+)/ +(.*?)(?: {3,}.*)?$", drawn, re.MULTILINE)
    return {wing: SPLIT.split(rooms.strip()) for wing, rooms in lines}


def test_readme_draws_the_wings_in_the_order_of_the_contract() -> None:
    assert list(rooms_of_readme()) == contracts()["rapporteur"]


def test_readme_draws_every_room_in_the_order_of_its_contract() -> None:
    drawn = rooms_of_readme()
    assert drawn == {wing: contracts()[f"rapporteur.{wing}"] for wing in drawn}


def test_every_room_of_the_tree_is_in_a_contract() -> None:
    for wing, rooms in rooms_of_readme().items():
        there = {
            path.stem
            for path in (PACKAGE / wing).iterdir()
            if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
        }
        assert there == set(rooms), wing


def test_no_folder_holds_more_than_a_reader_takes_in() -> None:
    held = Counter(path.parent for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
    crowded = {
        str(folder.relative_to(ROOT)): number
        for folder, number in held.items()
        if number > MOST_FILES and folder.name != "migrations"
    }
    assert crowded == {}


def test_inits_of_wings_are_empty() -> None:
    for wing in contracts()["rapporteur"]:
        assert (PACKAGE / wing / "__init__.py").read_text(encoding="utf-8") == ""


def test_tests_mirror_the_tree() -> None:
    for wing in contracts()["rapporteur"]:
        rooms = {path.parent.name for path in (ROOT / "tests" / wing).glob("*/*.py")}
        assert rooms <= set(contracts()[f"rapporteur.{wing}"]), wing


def test_every_room_says_what_it_is_for() -> None:
    silent = [
        f"{wing}/{room}"
        for wing in contracts()["rapporteur"]
        for room in contracts()[f"rapporteur.{wing}"]
        if not purpose(PACKAGE / wing / room)
    ]
    assert silent == []


LOOSE = {"Any", "Row", "Values"}
"""Types that say nothing of what they hold."""


def declared(body: list[ast.stmt]) -> Iterator[tuple[int, str, list[ast.expr | None]]]:
    """Yield line, name and types of what a module or a class declares for others, classes within it included."""
    for node in body:
        if getattr(node, "name", "").startswith("_"):
            continue
        if isinstance(node, ast.ClassDef):
            yield from declared(node.body)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            asked = node.args
            several = (asked.vararg, asked.kwarg, *asked.posonlyargs, *asked.args, *asked.kwonlyargs)
            yield node.lineno, node.name, [node.returns, *(one.annotation for one in several if one)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.lineno, node.target.id, [node.annotation]


def loose_signatures(room: Path) -> Iterator[str]:
    """Yield the public functions, methods and attributes of a room whose types say nothing of what they hold."""
    for path in sorted(room.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for line, name, types in declared(ast.parse(path.read_text(encoding="utf-8")).body):
            words = {word.id for one in types if one for word in ast.walk(one) if isinstance(word, ast.Name)}
            if words & LOOSE:
                yield f"{path.relative_to(room)}:{line} {name}"


def test_records_say_what_they_take_and_give() -> None:
    assert list(loose_signatures(PACKAGE / "records")) == []


def test_a_type_that_says_nothing_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "actions.py"
    file.write_text(
        "def record(*, by: Actor, **values: Any) -> None: ...\ndef _read(row: Row) -> None: ...\n"
    )
    assert list(loose_signatures(tmp_path)) == ["actions.py:1 record"]
