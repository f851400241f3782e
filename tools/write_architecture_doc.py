"""Write docs/architecture.md from the code: the wings and rooms, their sizes, and two walks through them.

python -m tools.write_architecture_doc
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.code_graph import (
    ROOT,
    circle,
    fullest_folder,
    imports,
    line_count,
    longest_file,
    longest_function,
    sources,
    summary_of,
)
from tools.walks import WALKS, Walk

TARGET = ROOT / "docs" / "architecture.md"
PACKAGE = ROOT / "rapporteur"
SPLIT = re.compile(r"[|\s·]+")
HEAD = """# Architecture

Written by `tools/write_architecture_doc.py` from the code; `make docs` writes it again.

Seven wings in the order of the flow; imports point down, between the wings and between the rooms of each, and a
tool holds them to it (`make lint`). Why it is so is in [a decision](adr/0020-seven-wings.md), what each word means in
[words](words.md), how to add something in [CONTRIBUTING](../CONTRIBUTING.md), which states a record can have in
[states](states.md).
"""


def contracts() -> dict[str, list[str]]:
    """Return the layers of every contract of order, from the top, by its container; without rooms that may come."""
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rules: list[dict[str, Any]] = content["tool"]["importlinter"]["contracts"]
    return {
        rule["containers"][0]: [
            name
            for layer in rule["layers"]
            for name in SPLIT.split(layer)
            if not (name.startswith("(") and name.endswith(")"))
        ]
        for rule in rules
        if rule["type"] == "layers"
    }


def _files(room: Path) -> list[Path]:
    return sources(room) if room.is_dir() else [room.with_suffix(".py")]


def _size(room: Path) -> str:
    """Return the lines of a room in hundreds: no more exactly, or every change of the code would change the page."""
    hundreds = round(sum(map(line_count, _files(room))) / 100)
    return f"{hundreds * 100:,}" if hundreds else "<100"


def purpose(room: Path) -> str:
    """Return the line in which a room says what it is for."""
    return summary_of(room / "__init__.py" if room.is_dir() else room.with_suffix(".py"))


def _tree() -> Iterator[str]:
    order = contracts()
    yield "| room | lines | what it is for |"
    yield "|---|--:|---|"
    for wing in order["rapporteur"]:
        yield f"| **{wing}** | **{_size(PACKAGE / wing)}** | |"
        for room in order[f"rapporteur.{wing}"]:
            yield f"| `{wing}/{room}` | {_size(PACKAGE / wing / room)} | {purpose(PACKAGE / wing / room)} |"


def _measures() -> Iterator[str]:
    found = circle(imports())
    file, function, folder = longest_file(PACKAGE), longest_function(PACKAGE), fullest_folder(PACKAGE)
    place = {each: each.path.relative_to(ROOT) for each in (file, function, folder)}
    yield f"- Circles of imports: {' → '.join(found) or '0'}; imports inside functions count too."
    yield f"- Longest file: `{place[file]}`, {file.lines} lines."
    yield f"- Longest function: `{function.name}` in `{place[function]}`, {function.lines} lines."
    yield f"- Fullest folder: `{place[folder]}`, {folder.lines} files."


def _steps(walk: Walk) -> Iterator[str]:
    yield f"### {walk.title}"
    yield f"{walk.says}"
    yield ""
    yield from (f"{number}. `{path}` {does}." for number, (path, does) in enumerate(walk.steps, 1))


def page() -> str:
    """Return the whole page."""
    parts = [
        HEAD,
        "## Wings and rooms, from the top\n",
        *_tree(),
        "\nLines of Python in hundreds, without migrations.\n",
        "## Measures\n",
        *_measures(),
        "\n## Two walks\n",
        "Each file in the order in which it is first called; a test takes both walks.\n",
    ]
    for walk in WALKS:
        parts += [*_steps(walk), ""]
    return "\n".join(parts)


def main() -> None:
    """Write the page."""
    TARGET.write_text(page(), encoding="utf-8")
    print(f"{TARGET.name}: {len(page().splitlines())} lines")


if __name__ == "__main__":
    main()
