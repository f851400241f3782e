"""Hold names to docs/words.md: no refused word as a function or file, and no class name that means two things.

python -m tools.check_names    list what is refused
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.code_graph import PACKAGE, ROOT, sources

WORDS = ROOT / "docs" / "words.md"
HEADING = "## Refused in names"
NESTED = {"Meta", "Migration"}
"""Names that Django gives a meaning by where they stand."""


@dataclass(frozen=True)
class Refused:
    """A name that should be another one: what is refused, where it stands, what to do."""

    name: str
    path: str
    cure: str


def refused_words(page: str) -> dict[str, str]:
    """Return the words that the page refuses, with what it says instead."""
    rows = re.findall(r"^\| (\w+) \| (.+) \|$", page.partition(HEADING)[2], re.MULTILINE)
    return {word: instead for word, instead in rows if word != "refused"}


def _names(tree: ast.Module, path: Path) -> Iterator[str]:
    """Yield the names of a file that say what something does: its own, and those of its functions."""
    yield path.stem
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name.strip("_")


def refusals(package: Path, words: dict[str, str]) -> list[Refused]:
    """Return every refused name below a package.

    A function or file is refused whose name is a refused word, or begins with one. Of classes that share a name each is
    refused, because a reader cannot know which is meant.
    """
    classes: defaultdict[str, list[Path]] = defaultdict(list)
    refused = []
    for path in sources(package):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        shown = path.relative_to(package.parent).as_posix()
        for name in _names(tree, path):
            word = name.partition("_")[0]
            if word in words:
                refused.append(Refused(name, shown, words[word]))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in NESTED:
                classes[node.name].append(path)
    for name, paths in classes.items():
        if len(paths) > 1:
            cure = "a name of its own: " + ", ".join(str(path.relative_to(package)) for path in paths)
            refused += [Refused(name, each.relative_to(package.parent).as_posix(), cure) for each in paths]
    return refused


def sentences(refused: list[Refused]) -> Iterator[str]:
    """Yield a sentence for each name that is refused."""
    for each in sorted(refused, key=lambda one: (one.path, one.name)):
        yield f"{each.path}: '{each.name}' is refused as a name: take {each.cure} (docs/words.md)"


def main() -> int:
    """Say what is refused; return 1 where there is any."""
    found = list(sentences(refusals(ROOT / PACKAGE, refused_words(WORDS.read_text(encoding="utf-8")))))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
