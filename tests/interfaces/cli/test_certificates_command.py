"""`rapporteur certificates`: a whole course, kept in the next run; who gets none; what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from rapporteur.records.training.models import Certificate
from tests.factories import make
from tests.kept.commands import command_line, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def course() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    it = make.CourseFactory(slug="mobility", languages=["ko", "en"])
    for slug, name, consent in (
        ("ana", "Ana Silva", True),
        ("ji", "이지은", True),
        ("jo", "Jo Bloggs", False),
    ):
        make.ParticipantFactory(course=it, slug=slug, name=name, attendance="ATTENDED", consent=consent)


def asked(folder: Path, *more: str) -> tuple[str, ...]:
    return ("certificates", "mobility", "--by", "ana", "--as-of", "2018-05-02", "-o", str(folder), *more)


def test_all_who_came_and_agreed_get_one_in_the_languages_of_the_course(tmp_path: Path) -> None:
    for given, kept in ((2, 0), (0, 1)):
        done = CliRunner().invoke(command_line(), asked(tmp_path))
        assert done.exit_code == 0
        assert done.stdout.splitlines() == [
            f"{given} certificates were given a number",
            f"1 document in {tmp_path}; of these {kept} lay there as they would be made",
        ]
        assert "1 person who came gets none" in done.stderr
        assert "2018/2 ji (en): the fonts do not have 이 지 은; it is left out" in done.stderr
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["2018-00001-ana.en.pdf"]
    assert run(asked(tmp_path, "-l", "fr")).code == 0
    assert (tmp_path / "2018-00001-ana.fr.pdf").read_bytes().startswith(b"%PDF-")


def test_a_dry_run_gives_and_writes_nothing(tmp_path: Path) -> None:
    done = run(asked(tmp_path, "--dry-run"))
    assert done.printed.decode().strip() == "2 certificates would be given a number"
    assert not Certificate.objects.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mobilty",), "no course is called 'mobilty'; did you mean 'mobility'?"),
        (("mobility", "-l", "es"), "'es' is not a language of this report: expected one of fr, en"),
    ],
)
def test_what_there_is_not_is_refused(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(command_line(), ("certificates", *arguments, "-o", str(tmp_path)))
    assert done.exit_code == 2
    assert said in done.stderr
    assert not Certificate.objects.exists()
