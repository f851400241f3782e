"""What the rooms of records take and give is said in their signatures."""

from __future__ import annotations

import ast
from pathlib import Path

import rapporteur.records

VAGUE = {"Any", "Row", "Values"}


def public_signatures() -> list[tuple[str, ast.FunctionDef]]:
    """Return every public function and method of the rooms of records."""
    root = Path(rapporteur.records.__file__).parent
    found = []
    for path in sorted(root.rglob("*.py")):
        if "migrations" in path.parts or path.name in ("models.py", "apps.py"):
            continue
        found += [
            (f"{path.relative_to(root)}:{node.name}", node)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
    return found


def test_public_signatures_say_what_they_take_and_give() -> None:
    vague = {
        f"{where}: {name.id}"
        for where, function in public_signatures()
        for part in (function.args, function.returns)
        if part is not None
        for name in ast.walk(part)
        if isinstance(name, ast.Name) and name.id in VAGUE
    }
    assert vague == set()
    assert len(public_signatures()) > 40
