"""No module of the program imports itself by way of others, not even inside a function."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.code_graph import circle, imports


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = imports()
    assert len(graph) > 200
    assert circle(graph) == []


@pytest.mark.parametrize(
    "planted",
    [
        "import rapporteur.base.second",
        "from rapporteur.base import second",
        "from rapporteur.base.second import Something",
        "def late():\n    from rapporteur.base.second import Something",
        "class Thing:\n    def late(self):\n        if self:\n            import rapporteur.base.second",
    ],
)
def test_a_circle_is_noticed_wherever_the_import_stands(tmp_path: Path, planted: str) -> None:
    room = tmp_path / "rapporteur" / "base"
    room.mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "first.py").write_text(planted, encoding="utf-8")
    (room / "second.py").write_text("from rapporteur.base import first", encoding="utf-8")

    found = circle(imports(tmp_path, "rapporteur"))

    assert set(found) == {"rapporteur.base.first", "rapporteur.base.second"}


def test_an_import_for_types_alone_makes_no_circle(tmp_path: Path) -> None:
    room = tmp_path / "rapporteur" / "base"
    room.mkdir(parents=True)
    (room / "first.py").write_text(
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rapporteur.base import second",
        encoding="utf-8",
    )
    (room / "second.py").write_text("from rapporteur.base import first", encoding="utf-8")

    assert circle(imports(tmp_path, "rapporteur")) == []
