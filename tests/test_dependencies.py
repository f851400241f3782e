"""The check of the dependencies notices what it is for: each fault is planted in a copy of the files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.check_dependencies import LOCKS, ROOT, problems

Change = Callable[[str], str]


def _without(name: str) -> Change:
    return lambda text: re.sub(rf"^{name}==.*\n(?:    --hash.*\n?)+", "", text, flags=re.MULTILINE)


FAULTS: list[tuple[str, Change, str]] = [
    (
        "pyproject.toml",
        lambda text: re.sub(r'("jinja2[^"]*",).*', r"\1", text),
        "pyproject.toml: 'jinja2>=3.1,<4' has no comment that says why it is there",
    ),
    (
        "pyproject.toml",
        lambda text: text.replace('"jinja2>=3.1,<4"', '"jinja2>=9,<10"'),
        "requirements.lock: jinja2 is 3.1.6, and pyproject.toml asks for 'jinja2<10,>=9'",
    ),
    ("requirements.lock", _without("jinja2"), "requirements.lock: 'jinja2<4,>=3.1' is missing"),
    ("requirements.lock", _without("sqlparse"), "requirements.lock: 'sqlparse>=0.3.1' is missing"),
    (
        "requirements.lock",
        lambda text: f"{text}leftover==1.0 \\\n    --hash=sha256:00\n",
        "requirements.lock: nothing needs 'leftover'",
    ),
    (
        "requirements.lock",
        lambda text: re.sub(r"^(jinja2==\S+) \\\n(?:    --hash.*\n)+", r"\1\n", text, flags=re.MULTILINE),
        "requirements.lock: 'jinja2==3.1.6' has no hash",
    ),
    (
        "requirements-production.lock",
        _without("jinja2"),
        "requirements-production.lock: 'jinja2<4,>=3.1' is missing",
    ),
    (
        "requirements-production.lock",
        lambda text: f"{text}pytest==9.2.0 \\\n    --hash=sha256:00\n",
        "requirements-production.lock: the program does not need 'pytest'",
    ),
    (
        "requirements-production.lock",
        lambda text: re.sub(r"^jinja2==\S+", "jinja2==3.1.5", text, flags=re.MULTILINE),
        "requirements-production.lock: jinja2 is 3.1.5, and 3.1.6 in requirements.lock",
    ),
    (
        "requirements-uv.lock",
        lambda text: f"--index-url https://packages.example/simple\n{text}",
        (
            "requirements-uv.lock: '--index-url https://packages.example/simple' is an address or an option: "
            "expected versions and hashes"
        ),
    ),
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the files."""
    for name in ("pyproject.toml", *LOCKS):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def test_dependencies_fit_their_lock(copy: Path) -> None:
    assert problems(copy) == []


@pytest.mark.parametrize(("name", "change", "problem"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_fault_is_named(copy: Path, name: str, change: Change, problem: str) -> None:
    before = (copy / name).read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    (copy / name).write_text(after, encoding="utf-8")

    assert problem in problems(copy)
