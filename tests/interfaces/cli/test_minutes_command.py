"""`rapporteur minutes`: files in every language and both formats, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rapporteur.records.meetings.enums import MeetingState
from tests.factories import make
from tests.kept.commands import command_line, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def meeting() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.BodyMeetingFactory(slug="board-2018-05", state=MeetingState.HELD)


def test_minutes_are_written_in_every_language_and_both_formats(tmp_path: Path) -> None:
    done = run(("minutes", "board-2018-05", "--output", str(tmp_path)))
    assert done.code == 0
    names = [f"board-2018-05.{language}.{suffix}" for language in ("fr", "en") for suffix in ("pdf", "docx")]
    assert done.printed.decode().splitlines() == [str(tmp_path / name) for name in names]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)
    assert (tmp_path / names[0]).read_bytes().startswith(b"%PDF-")


def test_minutes_are_made_as_asked_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    asked = ("minutes", "board-2018-05", "-l", "en", "-f", "docx", "-o", str(tmp_path / "new"))
    assert run((*asked, "--dry-run")).printed.decode().strip().endswith("board-2018-05.en.docx")
    assert not (tmp_path / "new").exists()
    assert run(asked).code == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["board-2018-05.en.docx"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("board-2018-06",), "no body meeting is called 'board-2018-06'; did you mean 'board-2018-05'?"),
        (("board-2018-05", "-f", "html"), "'html' is not a format: expected one of pdf, docx"),
        (("board-2018-05", "-l", "es"), "'es' is not a language of this report: expected one of fr, en"),
    ],
)
def test_what_there_is_not_is_refused(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(command_line(), ("minutes", *arguments, "-o", str(tmp_path)))
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []
