"""What cells, rows and names of tables mean, where it could be two things: numbers, days, doubles, payments, cities."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.core.permissions import operator
from rapporteur.base.words.say import say_failure
from rapporteur.intake.importing.actions import commit_import, decide
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.planning import ImportPlan, plan_import
from rapporteur.intake.importing.problems import InvalidFile, Problem
from rapporteur.intake.importing.tables.cells import Unreadable, read_cell
from rapporteur.intake.importing.tables.civic import bare_names
from rapporteur.intake.importing.tables.columns import heading_languages
from rapporteur.intake.importing.tables.number_text import NumberText
from rapporteur.intake.importing.tables.rows import read_rows
from rapporteur.intake.importing.tables.workbook import read_table
from rapporteur.intake.importing.writing.doubts import open_doubts
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import Payment
from rapporteur.records.members.models import Organisation
from tests import factories as make
from tests.support.imports import propose_import

NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)


@pytest.fixture
def network(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    make.AssociationFactory(languages=["fr", "en", "es"], source_language="fr")


def planned(kind: str, text: str, **what: Any) -> ImportPlan:
    return plan_import(
        kind=ImportKind(kind.upper()), name="a.csv", content=text.encode(), today=NOW.date(), **what
    )


def problems(kind: str, text: str, **what: Any) -> list[str]:
    with pytest.raises(InvalidFile) as invalid:
        planned(kind, text, **what)
    return [str(problem) for problem in invalid.value.problems]


def written(kind: str, text: str, answer: str = "") -> None:
    what = {"kind": ImportKind(kind.upper()), "name": "a.csv", "content": text.encode()}
    of = propose_import(by=operator("test"), at=NOW, **what)
    for doubt in open_doubts(of):
        decide(by=operator("test"), doubt=doubt, answer=answer)
    commit_import(by=operator("test"), at=NOW, of=of)


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500", "1500.00"), ("1500.5", "1500.50"), ("1500,5", "1500.50"), ("1 500", "1500.00"),
        ("1 500,50", "1500.50"), ("1\u202f500,50", "1500.50"), ("1'500.50", "1500.50"),
        ("1’500", "1500.00"), ("1.500,50", "1500.50"),
        ("1,500.50", "1500.50"), ("1.500.000", "1500000.00"), ("1,500,000", "1500000.00"), ("0.500", "0.50"),
        ("12.345.678,90", "12345678.90"), (NumberText("1.5"), "1.50"), (NumberText("1500"), "1500.00"),
    ],
)  # fmt: skip
def test_amount_is_read_as_people_write_it(text: str, amount: str) -> None:
    assert read_cell("amount", text) == amount


@pytest.mark.parametrize(
    ("text", "says", "near"),
    [
        ("1.500", "a number that means one thing: 1500 or 1.50", "1500"),
        ("1,500", "a number that means one thing: 1500 or 1.50", "1500"),
        ("12.345", "a number that means one thing: 12345 or 12.345", "12345"),
        ("999,125", "a number that means one thing: 999125 or 999.125", "999125"),
        ("12 34", "a number such as 1234.50", ""),
        ("1,23.45", "a number such as 1234.50", ""),
        ("1.500,50.20", "a number such as 1234.50", ""),
        ("1e3", "a number such as 1234.50", ""),
        (NumberText("1.505"), "an amount with at most two decimals", "1.50"),
    ],
)
def test_number_that_may_be_two_things_is_refused_with_both(text: str, says: str, near: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_cell("amount", text)

    assert (fault.value.expected, fault.value.near) == (says, near)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("latitude", "5,348", 5.348), ("latitude", "5.348", 5.348), ("latitude", "-12,046", -12.046),
        ("longitude", "-77,043", -77.043), ("longitude", "151.209", 151.209), ("latitude", "−33,869", -33.869),
        ("latitude", NumberText("5.348"), 5.348), ("integer", "2.293", 2293), ("integer", "2,293,538", 2293538),
        ("integer", "2.293.538", 2293538), ("integer", "2 293 538", 2293538), ("integer", NumberText("2018"), 2018),
    ],
)  # fmt: skip
def test_lone_sign_is_what_the_column_allows(kind: str, text: str, value: float) -> None:
    assert read_cell(kind, text) == value


def test_degrees_that_cannot_be_are_no_thousands_of_them() -> None:
    with pytest.raises(Unreadable) as fault:
        read_cell("latitude", "95,348")
    assert (fault.value.expected, fault.value.near) == ("degrees from -90 to 90", "")


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    "headings",
    ["Année;Membre;Montant dû", "Año;Miembro;Importe debido", "Year;Member;Amount due"],
)
def test_point_before_three_digits_is_never_booked_as_decimals(headings: str) -> None:
    make.OrganisationFactory(slug="city")

    [problem] = problems("dues", f"{headings}\n2018;city;1.500\n")

    assert problem.endswith(
        "'1.500': expected a number that means one thing: 1500 or 1.50; did you mean '1500'?"
    )


# --- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "language", "expected"),
    [
        ("Identifier;Member since", "fr", "en"),
        ("Identifiant;Membre depuis", "en", "fr"),
        ("Identificador;Miembro desde", "en", "es"),
        ("slug;Membre depuis", "en", "fr"),
        ("Clé;Depuis", "en", "fr"),
    ],
)
def test_language_of_a_table_is_that_of_its_headings(headings: str, language: str, expected: str) -> None:
    assert heading_languages("members", headings.split(";"), language)[1] == expected


@pytest.mark.parametrize(
    ("headings", "language", "expected"),
    [
        ("Date;Description", "fr", "fr"),  # the words are French as well
        ("Date;Description", "es", "en"),
        ("Date;Title (fr)", "fr", "en"),
        ("Date;Titre (en)", "en", "fr"),
        ("Date;Título", "fr", "es"),
    ],
)
def test_heading_of_several_languages_follows_the_others(headings: str, language: str, expected: str) -> None:
    assert heading_languages("activities", headings.split(";"), language)[0] == expected


def day(headings: str, text: str, spoken: str | None = None) -> str:
    """Return the day that a table of members holds, or what is said of it."""
    table = read_table(f"{headings}\ncity;{text}\n".encode(), "a.csv")
    rows = read_rows(table, "members", language="fr", languages=["fr", "en", "es"], spoken=spoken)
    return str(rows.problems[0].expected if rows.problems else rows.rows[0].values["start"])


ENGLISH, FRENCH, SPANISH = "Identifier;Member since", "Identifiant;Membre depuis", "Identificador;Desde"
EITHER = "a day in the form 2018-04-05: it may be 2018-05-04 or 2018-04-05"


@pytest.mark.parametrize(
    ("headings", "text", "spoken", "expected"),
    [
        (ENGLISH, "04/05/2018", None, EITHER),
        (ENGLISH, "04-05-2018", None, EITHER),
        (ENGLISH, "04/05/2018", "fr", "2018-05-04"),
        (ENGLISH, "13/05/2018", None, "2018-05-13"),
        (ENGLISH, "05/13/2018", None, "2018-05-13"),
        (ENGLISH, "05/05/2018", None, "2018-05-05"),
        (ENGLISH, "04.05.2018", None, "2018-05-04"),
        (FRENCH, "04/05/2018", None, "2018-05-04"),
        (FRENCH, "04/05/2018", "en", EITHER),
        (SPANISH, "4-5-2018", None, "2018-05-04"),
        (FRENCH, "05/13/2018", None, "a day that the calendar has, in the form 2018-04-05"),
    ],
)
def test_day_is_read_where_its_order_is_beyond_doubt(
    headings: str, text: str, spoken: str | None, expected: str
) -> None:
    assert day(headings, text, spoken) == expected


PAID = "Year;Member;Amount;Paid;Paid on;Reference\n"

# --- rows -----------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("Forum;2018-04-05;2018-04-06\nForum;2018-04-05;2018-04-06\n", "row 2 has this title and these days"),
        ("Forum;2018-04-05;\nFORUM;2018-04-05;2018-04-05\n", "row 2 has this title and these days"),
    ],
)
def test_activity_that_stands_twice_is_a_problem_the_first_time(rows: str, says: str) -> None:
    [problem] = problems("activities", f"Titre (fr);Premier jour;Dernier jour\n{rows}")

    assert problem.startswith("a.csv:3: title: ")
    assert problem.endswith(f"expected each activity once, or an identifier: {says}")


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_activities_of_one_title_on_other_days_or_with_identifiers_are_two() -> None:
    text = "Identifier;Title (fr);First day\n;Forum;2018-04-05\n;Forum;2018-04-06\nforum-b;Forum;2018-04-05\n"
    written("activities", text)

    assert Activity.objects.count() == 3
    assert len(planned("activities", text).proposals) == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("activities", "Title (fr);First day\nA;tomorrow\n", ["First day (column B): 'tomorrow'"]),
        ("activities", "Title (fr);First day;Last day\nA;tomorrow;2018-04-05\n", ["First day (column B): 'tomorrow'"]),
        ("activities", "Title (fr);First day\nA;\n", ["start: ''"]),
        ("activities", "Title (fr);First day\n;2018-04-05\n", ["title: ''"]),
        ("members", "Name (fr);Kind;Country\nA;cty;FR\n", ["Kind (column B): 'cty'"]),
        ("dues", "Year;Member;Amount\n20x8;city;5\n", ["Year (column A): '20x8'"]),
        ("dues", "Year;Member;Amount\n2018;city;1.500\n", ["Amount (column C): '1.500'"]),
        ("dues", f"{PAID}2018;city;5;1.500;2018-05-01;a\n", ["Paid (column D): '1.500'"]),
        ("dues", f"{PAID}2018;city;5;5;May;a\n", ["Paid on (column E): 'May'"]),
        ("members", "Name (fr);Kind;Country;Latitude;Longitude\nA;city;FR;x;2\n", ["Latitude (column D): 'x'"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_once_and_nothing_false_follows(
    kind: str, text: str, expected: list[str]
) -> None:
    make.OrganisationFactory(slug="city")

    assert [one.partition(": ")[2].partition(": expected")[0] for one in problems(kind, text)] == expected


# --- payments -------------------------------------------------------------------------------------

DUES = "Year;Member;Currency;Amount;Paid;Paid on;Reference\n"


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("row", "says"),
    [
        (
            "2018;city;EUR;100;60;2018-05-01;a",
            "a: 60.00 on 2018-05-01': expected 40.00 on 2018-05-01, as it is recorded",
        ),
        (
            "2018;city;EUR;100;40;2018-06-01;a",
            "a: 40.00 on 2018-06-01': expected 40.00 on 2018-05-01, as it is recorded",
        ),
    ],
)
def test_payment_whose_reference_is_recorded_otherwise_is_a_problem(row: str, says: str) -> None:
    make.OrganisationFactory(slug="city")
    written("dues", f"{DUES}2018;city;EUR;100;40;2018-05-01;a\n")

    [problem] = problems("dues", f"{DUES}{row}\n")

    assert says in problem
    assert problem.endswith("give it a reference of its own, or correct the record")
    assert planned("dues", f"{DUES}2018;city;EUR;100;40,00;2018-05-01;a\n").changing == []
    assert Payment.objects.get().amount == Decimal(40)


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_waiver_whose_decision_is_recorded_otherwise_is_a_problem() -> None:
    make.OrganisationFactory(slug="city")
    head = "Year;Member;Currency;Amount;Waived;Waived on;Waiver decision\n"
    written("dues", f"{head}2018;city;EUR;100;40;2018-05-01;Board 3\n")

    [problem] = problems("dues", f"{head}2018;city;EUR;100;50;2018-05-01;Board 3\n")

    assert "Board 3: 50.00 on 2018-05-01': expected 40.00 on 2018-05-01, as it is recorded" in problem


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_one_reference_with_two_amounts_in_a_file_is_a_problem_with_both() -> None:
    make.OrganisationFactory(slug="city")

    [problem] = problems(
        "dues", f"{DUES}2018;city;EUR;100;40;2018-05-01;a\n2018;city;EUR;100;60;2018-05-01;a\n"
    )

    assert "'a: 60.00 on 2018-05-01': expected a reference of its own for each" in problem
    assert "another row has 40.00 on 2018-05-01 under this one" in problem


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_overpayment_is_told_with_what_was_called_for() -> None:
    make.OrganisationFactory(slug="city")
    written("dues", f"{DUES}2018;city;EUR;100;60;2018-05-01;a\n")

    exact = planned("dues", f"{DUES}2018;city;EUR;100;40;2018-06-01;b\n")
    over = planned("dues", f"{DUES}2018;city;EUR;100;50,50;2018-06-01;b\n")

    assert exact.notices == ()
    assert over.notices == (
        "a.csv, row 2: 2018 city: 110.50 EUR paid, 10.50 more than the 100.00 called for",
    )


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Ville de Berlin", "berlin"), ("Ville d'Abidjan", "abidjan"), ("Ville du Cap", "cap"),
        ("Dakar Ville", "dakar"),
        ("Berlin (ville)", "berlin"), ("City of Cape Town", "cape town"), ("The City of Johannesburg", "johannesburg"),
        ("Ciudad de México", "mexico"), ("Mairie de la Ville de Bamako", "bamako"), ("Ville de La Paz", "la paz"),
        ("Municipalidad Metropolitana de Lima", "lima"), ("Ayuntamiento de Barcelona", "barcelona"),
        ("Prefeitura Municipal de São Paulo", "sao paulo"), ("Seoul Metropolitan Government", "seoul"),
        ("Stadt Zürich", "zurich"), ("Alcaldía Mayor de Bogotá", "bogota"), ("Municipality of Accra", "accra"),
    ],
)  # fmt: skip
def test_cities_are_known_without_what_they_call_themselves(text: str, bare: str) -> None:
    assert bare in bare_names(text)


def test_name_of_a_city_alone_is_left_as_it_is() -> None:
    assert bare_names("Cape Town") == {"cape town"}
    assert bare_names("Ville") == {"ville"}


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("recorded", "given"),
    [("Berlin", "Ville de Berlin"), ("Ville de Berlin", "Berlin"), ("City of Berlin", "Berlin Stadt")],
)
def test_city_under_another_title_is_a_question_and_no_new_member(recorded: str, given: str) -> None:
    for slug, name in (("berlin", recorded), ("berlinville", "Berlinville")):
        organisation = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=organisation, name={"fr": name})
        make.MembershipFactory(organisation=organisation)
    text = f"Nom (fr);Pays;Nature\n{given};DE;CITY\n"

    [proposal] = planned("members", text).proposals
    [doubt] = proposal.doubts

    assert (doubt.what, doubt.field, doubt.blocking) == ("UNKNOWN", "slug", True)
    assert doubt.candidates[0]["slug"] == "berlin"
    written("members", text, answer="berlin")
    assert Organisation.objects.count() == 2
    assert planned("members", text).changing == []


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_city_under_another_title_is_the_first_candidate_of_an_activity() -> None:
    make.MembershipFactory(organisation=make.OrganisationFactory(slug="berlin"))

    [proposal] = planned("activities", "Title (fr);Date;Members\nA;2018-05-04;Ville de Berlin\n").proposals

    [doubt] = proposal.doubts
    assert (doubt.what, doubt.candidates[0]["slug"]) == ("UNKNOWN", "berlin")


def test_what_a_cell_should_hold_is_said_in_the_language_of_whoever_reads() -> None:
    with pytest.raises(Unreadable) as fault:
        read_cell("day", "4/5/2018")
    wrong = InvalidFile([Problem("a.csv", 2, "start", "4/5/2018", fault.value.expected)])

    said = [" ".join(say_failure(wrong, language).split()) for language in ("en", "fr", "es")]
    assert [one.partition(" 2018-04-05")[0] for one in said] == [
        "a.csv:2: start: '4/5/2018': expected a day in the form",
        "a.csv:2 : start : « 4/5/2018 » ; attendu : un jour sous la forme",
        "a.csv:2: start: «4/5/2018»; se esperaba: un día con la forma",
    ]
