"""`rapporteur passport` and `passports`: files, a dry run, what they refuse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.factories import make
from tests.kept.commands import command_line, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def members() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    for slug, country in (("accra", "GH"), ("dakar", "SN")):
        make.MembershipFactory(organisation=make.OrganisationFactory(slug=slug, country=country))
    make.OrganisationFactory(slug="quito")


def test_a_passport_is_in_the_language_of_the_members_country(tmp_path: Path) -> None:
    make.ReportFactory()
    for member, name in (("dakar", "dakar.fr.pdf"), ("accra", "accra.en.pdf")):
        done = run(("passport", member, "-o", str(tmp_path / member)))
        assert done.printed.decode().split() == [str(tmp_path / member / name)]
        assert (tmp_path / member / name).read_bytes().startswith(b"%PDF-")
    done = run(("passport", "dakar", "-l", "en", "--staff", "--dry-run", "-o", str(tmp_path / "new")))
    assert done.printed.decode().split() == [str(tmp_path / "new" / "dakar.en.staff.pdf")]
    assert not (tmp_path / "new").exists()


def test_passports_of_all_members_are_made_in_one_run_and_kept_in_the_next(tmp_path: Path) -> None:
    asked = ("passports", "--period", "2018-Q2", "-o", str(tmp_path))
    assert run((*asked, "--dry-run")).printed.decode().strip() == "2 passports would be made"
    assert list(tmp_path.iterdir()) == []
    said = "2 passports in {}; of these {} lay there as they would be made"
    for kept in (0, 2):
        assert run(asked).printed.decode().strip() == said.format(tmp_path, kept)
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"accra.en.pdf", "dakar.fr.pdf"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("dakr",), "no organisation is called 'dakr'; did you mean 'dakar'?"),
        (("dakar",), "no report is on record yet: say of which period, such as --period 2018-Q2"),
        (
            ("quito", "--period", "2018-Q2"),
            "'quito' is no member on 2018-06-30: members alone have a passport",
        ),
        (("dakar", "--period", "2018-Q2", "-l", "es"), "'es' is not a language of this report"),
    ],
)
def test_what_there_is_not_is_refused(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(command_line(), ("passport", *arguments, "-o", str(tmp_path)))
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_members_of_another_day_are_asked_for_by_that_day(tmp_path: Path) -> None:
    make.MembershipFactory(organisation=make.OrganisationFactory(slug="lima"), start=date(2018, 7, 2))
    asked = ("passports", "--period", "2018-Q2", "-o", str(tmp_path), "--dry-run")
    assert run(asked).printed.decode().strip() == "2 passports would be made"
    assert run((*asked, "--as-of", "2018-08-01")).printed.decode().strip() == "3 passports would be made"
