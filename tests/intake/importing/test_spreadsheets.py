"""Tables: what is exported comes back unchanged; headings in three languages; all problems in one pass."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.actions import commit_import, undo_import
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.exporting import export_records, table_bytes, template
from rapporteur.intake.importing.planning import ImportPlan, plan_import
from rapporteur.intake.importing.problems import InvalidFile
from rapporteur.intake.importing.records.kinds import load_records
from rapporteur.intake.importing.tables.columns import find_column
from rapporteur.intake.importing.tables.rows import read_rows
from rapporteur.intake.importing.tables.workbook import read_table
from rapporteur.intake.importing.tables.writing import write_csv, write_xlsx
from rapporteur.intake.importing.writing.failures import RecordRefused
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import DuesItem, Payment
from rapporteur.records.members.models import Membership, Organisation
from tests import factories as make
from tests.support.imports import propose_import

TODAY = date(2018, 6, 30)
NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def plan_of(kind: str, content: bytes, name: str = "table.csv", **what: Any) -> ImportPlan:
    return plan_import(kind=ImportKind(kind.upper()), name=name, content=content, today=TODAY, **what)


def problems_of(kind: str, text: str) -> list[str]:
    with pytest.raises(InvalidFile) as refused:
        plan_of(kind, text.encode())
    return [str(problem) for problem in refused.value.problems]


def written(kind: str, content: bytes, name: str = "table.csv") -> Any:
    of = propose_import(
        by=operator("test"), at=NOW, kind=ImportKind(kind.upper()), name=name, content=content
    )
    return commit_import(by=operator("test"), at=NOW, of=of)


def rich_records() -> None:
    """Make what a round trip could lose: own places, rich text, odd characters, several payments, ended members."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    nodes = make.make_plan("1", "1.1", "1.1.1", "1.1.2")
    region = make.RegionFactory(slug="europe")
    city = make.OrganisationFactory(
        slug="city", region=region, latitude=48.5, longitude=-2.25, wikidata="Q1", note="=1+1"
    )
    twin = make.OrganisationFactory(slug="twin", named=False)
    make.OrganisationNameFactory(
        organisation=twin, name={"fr": "city", "en": "A; b | [HOST]"}, start=date(2016, 1, 1)
    )
    make.OrganisationAliasFactory(organisation=city, text="La; ville | [x]", language="fr")
    make.OrganisationAliasFactory(organisation=city, text="Stadt", kind="AMBIGUOUS")
    make.RegionalAffiliationFactory(organisation=twin, region=region, start=date(2017, 3, 4))
    make.MembershipFactory(organisation=city, start=date(2001, 2, 3), decision="Assemblée; 4")
    make.MembershipFactory(organisation=twin, end=date(2018, 6, 1))
    activity = make.ActivityFactory(
        slug="one",
        title={"fr": "Été", "en": "Summer"},
        line=nodes["1"],
        text={"fr": "<p>Un <b>gras</b></p>", "en": "<p>A</p><p>B</p>"},
    )
    make.ActivityPlaceFactory(activity=activity, position=0, organisation=twin, name={"fr": "Le: lieu"})
    make.ActivityPlaceFactory(
        activity=activity,
        position=1,
        name={"fr": "Salle; A | B", "en": "Hall"},
        country="FR",
        latitude=1.5,
        longitude=-2.5,
    )
    make.ActivationFactory(activity=activity, organisation=city, role="HOST")
    make.ActivationFactory(activity=activity, organisation=twin)
    make.ActivityDeliverableFactory(activity=activity, node=nodes["1.1.2"], position=0)
    make.ActivityDeliverableFactory(activity=activity, node=nodes["1.1.1"], position=1)
    make.ActivityFactory(
        slug="two",
        start_date=date(2018, 5, 1),
        end_date=date(2018, 5, 31),
        date_precision="MONTH",
        online=True,
    )
    make.MediaMentionFactory(
        slug="m", channels=["WEB", "RADIO"], link="https://example.org/a", note="+x", position=4
    )
    item = make.DuesItemFactory(call__year=2018, organisation=city, amount=Decimal("100.50"))
    make.PaymentFactory(item=item, amount=Decimal("40.25"), reference="a")
    make.PaymentFactory(item=item, amount=Decimal("10.00"), reference="b")
    make.WaiverFactory(item=item, amount=Decimal("5.00"), decision="c")
    make.DuesItemFactory(call=item.call, organisation=twin, amount=Decimal(0))


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["members", "activities", "media", "dues"])
def test_what_is_exported_is_read_back_unchanged(kind: str, suffix: str) -> None:
    rich_records()
    rows = export_records(kind, today=TODAY)
    name = f"out.{suffix}"

    plan = plan_of(kind, table_bytes(rows, Path(name), kind), name)

    assert len(plan.proposals) == {"members": 2, "activities": 2, "media": 1, "dues": 2}[kind]
    assert [(one.target, one.changed) for one in plan.changing] == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["members", "activities", "media", "dues"])
def test_what_is_exported_makes_the_same_records_where_they_are_gone(kind: str) -> None:
    rich_records()
    record_type = {
        "members": "members.organisation",
        "activities": "activities.activity",
        "media": "activities.mediamention",
        "dues": "dues.duesitem",
    }[kind]
    before = load_records(record_type)
    content = table_bytes(export_records(kind, today=TODAY), Path("out.csv"), kind)
    if kind in {"members", "dues"}:
        make.WaiverFactory._meta.model.objects.all().delete()
        Payment.objects.all().delete()
        DuesItem.objects.all().delete()
    if kind in {"members", "activities"}:
        Activity.objects.all().delete()
    if kind == "media":
        make.MediaMentionFactory._meta.model.objects.all().delete()
    if kind == "members":
        Membership.objects.all().delete()
        Organisation.objects.all().delete()

    written(kind, content)

    assert load_records(record_type) == before


@pytest.mark.django_db
def test_exporting_twice_gives_the_same_cells() -> None:
    rich_records()
    assert export_records("activities", today=TODAY) == export_records("activities", today=TODAY)


@pytest.mark.parametrize(
    ("heading", "key", "language"),
    [
        ("Nom (fr)", "name", "fr"),
        ("NAME english", "name", "en"),
        ("nombre", "name", ""),
        ("País", "country", ""),
        ("member_since", "start", ""),
        ("Name (pt-BR)", "name", "pt-BR"),
    ],
)
def test_heading_is_known_in_any_language(heading: str, key: str, language: str) -> None:
    found = find_column("members", heading)

    assert found is not None
    assert (found[0].key, found[1]) == (key, language)


@pytest.mark.django_db
def test_columns_stand_in_any_order_and_language() -> None:
    make.AssociationFactory(languages=["fr", "en", "es"])
    text = "País\tName (en)\tMembre depuis\tNature\nES\tNewtown\t03/02/2001\tville\n"

    of = written("members", text.encode())

    record = load_records("members.organisation")["newtown"]
    assert of.state == "COMMITTED"
    assert (record["name"], record["country"], record["kind"]) == ({"en": "Newtown"}, "ES", "CITY")
    assert (record["category"], record["start"], record["end"]) == ("FULL", "2001-02-03", None)


@pytest.mark.django_db
def test_all_problems_are_told_in_one_pass_with_row_column_value_and_suggestion() -> None:
    make.AssociationFactory(languages=["fr", "en"])
    make.RegionFactory(slug="europe", name={"en": "Europe"})
    text = (
        "Name (en);Contry;Kind;Region;Since;Latitude;Name (de)\n"
        "A;FR;cty;Europa;2018-02-30;91;x\n"
        "A;FR;city;Europe;2018-02-01;;\n"
    )

    assert problems_of("members", text) == [
        "table.csv:1: column B: 'Contry': expected a heading of members; did you mean 'Country'?",
        "table.csv:1: column G: 'Name (de)': expected one of the languages fr, en",
        (
            "table.csv:2: Kind (column C): 'cty': expected one of METROPOLITAN_GOVERNMENT, CITY, REGION, SECTORAL_AGENCY, "  # noqa: E501
            "NATIONAL_INSTITUTE, HONORARY, OTHER; did you mean 'CITY'?"
        ),
        "table.csv:2: Latitude (column F): '91': expected degrees from -90 to 90",
        "table.csv:2: Since (column E): '2018-02-30': expected a day that the calendar has, in the form 2018-04-05",
        "table.csv:2: country: '': expected a value: a new record needs it",
        "table.csv:2: region: 'Europa': expected a region that is recorded; did you mean 'europe'?",
        "table.csv:3: name: 'A': expected each member once, or an identifier: row 2 has this name",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        (
            "activities",
            "Title;Date\nA;4/5/2018\n",
            "'4/5/2018': expected a day in the form 2018-04-05: it may be 2018-05-04 or 2018-04-05",
        ),
        (
            "activities",
            "Title;Date;Last day\nA;2018-05-04;2018-05-03\n",
            "the end 2018-05-03 lies before the start",
        ),
        (
            "activities",
            "Title;Date;Codes\nA;2018-05-04;9.9\n",
            "deliverables: '9.9': expected a deliverables that is recorded",
        ),
        (
            "dues",
            "Year;Member;Amount\n2018;Nowhere;1\n",
            "organisation: 'Nowhere': expected a organisation that is recorded",
        ),
        (
            "dues",
            "Year;Member;Amount\n2018;city;1,234\n",
            "'1,234': expected a number that means one thing: 1234 or 1.234; did you mean '1234'?",
        ),
        (
            "dues",
            "Year;Member;Amount;Paid\n2018;city;10;5\n",
            "paid_date, reference: '': expected paid, paid_date, reference together",
        ),
        ("dues", "Year;Member;Amount\n2018;city;10.0051\n", "expected an amount with at most two decimals"),
        (
            "media",
            "Outlet;Month;Link\nA;2018-13;javascript:x\n",
            "'javascript:x': expected a web address that begins with https://",
        ),
    ],
)
def test_problem_says_what_was_expected(kind: str, text: str, says: str) -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    make.OrganisationFactory(slug="city")

    assert any(says in problem for problem in problems_of(kind, text)), problems_of(kind, text)


@pytest.mark.django_db
def test_empty_cell_leaves_and_dash_clears() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    make.OrganisationFactory(slug="city", wikidata="Q1", note="kept")
    make.MembershipFactory(organisation=Organisation.objects.get(slug="city"))

    written("members", b"Identifier;Wikidata;Note\ncity;-;\n")

    city = Organisation.objects.get(slug="city")
    assert (city.wikidata, city.note) == ("", "kept")


@pytest.mark.django_db
def test_name_that_finds_a_record_by_an_alias_does_not_rename_it() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    city = make.OrganisationFactory(slug="city")
    make.OrganisationAliasFactory(organisation=city, text="The Town")
    make.MembershipFactory(organisation=city)

    plan = plan_of("members", b"Name;Note\nthe town;x\n")

    assert [(one.target, one.action, one.changed) for one in plan.proposals] == [
        ("city", "UPDATE", ("note",))
    ]


@pytest.mark.django_db
def test_ambiguous_name_of_a_row_is_a_doubt() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    for slug in ("one", "two"):
        make.OrganisationAliasFactory(
            organisation=make.OrganisationFactory(slug=slug), text="Both", kind="AMBIGUOUS"
        )

    plan = plan_of("members", b"Name;Kind;Country\nBoth;city;FR\n")

    [doubt] = plan.proposals[0].doubts
    assert (doubt.what, doubt.field, doubt.blocking) == ("AMBIGUOUS", "slug", True)
    assert [one["slug"] for one in doubt.candidates] == ["one", "two"]


@pytest.mark.django_db
def test_member_in_an_activity_is_asked_for_as_of_its_day() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    make.MembershipFactory(organisation=make.OrganisationFactory(slug="gone"), end=date(2018, 1, 1))

    late = plan_of("activities", b"Title;Date;Members\nA;2018-05-04;Gone\n")
    early = plan_of("activities", b"Title;Date;Members\nA;2017-05-04;Gone\n")

    assert [doubt.what for doubt in late.proposals[0].doubts] == ["ENDED"]
    assert early.proposals[0].values["set"]["activations"] == [
        {"organisation": "gone", "role": "PARTICIPANT"}
    ]


@pytest.mark.django_db
def test_payments_of_a_member_join_and_a_second_file_adds_none_twice() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    make.OrganisationFactory(slug="city")
    text = "Year;Member;Amount;Paid;Paid on;Reference\n2018;city;100;40;2018-05-01;a\n2018;city;100;60;2018-06-01;b\n"

    of = written("dues", text.encode())
    again = plan_of("dues", text.encode())

    assert list(Payment.objects.order_by("reference").values_list("reference", "amount")) == [
        ("a", Decimal(40)),
        ("b", Decimal(60)),
    ]
    assert again.changing == []
    undo_import(by=operator("test"), at=NOW, of=of)
    assert (Payment.objects.count(), DuesItem.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["members", "activities", "media", "dues"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_template_has_headings_that_are_read(kind: str, language: str) -> None:
    make.AssociationFactory(languages=["fr", "en", "es"])
    content = table_bytes(template(kind, language), Path("t.xlsx"), kind)

    rows = read_rows(read_table(content, "t.xlsx"), kind, language=language, languages=("fr", "en", "es"))

    assert rows.problems == ()
    assert rows.rows == ()


def test_export_never_writes_a_formula() -> None:
    rows: list[list[Any]] = [["=1+1", "@x", "'=y"], ["-5", "+a", "a"]]

    sheet = load_workbook(BytesIO(write_xlsx(rows, "t"))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert b";=" not in write_csv(rows)
    for name, content in (("a.xlsx", write_xlsx(rows, "t")), ("a.csv", write_csv(rows))):
        assert [list(row) for _, row in read_table(content, name).rows] == rows


def test_values_of_cells_become_the_text_of_a_csv() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[Any]] = [
        ["a", 2018.0, 1.5],
        [date(2018, 4, 5), datetime(2018, 4, 5, 9, 30), True],  # noqa: DTZ001
        [None, None, None],
    ]
    for row in rows:
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)

    table = read_table(stream.getvalue(), "a.xlsx")

    assert table.rows == ((1, ("a", "2018", "1.5")), (2, ("2018-04-05", "2018-04-05 09:30", "true")))


# --- regions --------------------------------------------------------------------------------------

Span = tuple[str, date | None, date | None]


def city_of_europe() -> Organisation:
    make.AssociationFactory(languages=["en"], source_language="en")
    europe = make.RegionFactory(slug="europe", name={"en": "Europe"})
    make.RegionFactory(slug="asia", name={"en": "Asia"})
    membership: Any = make.MembershipFactory(organisation__slug="city", organisation__region=europe)
    city: Organisation = membership.organisation
    return city


def regions(city: Organisation) -> list[Span]:
    found = city.affiliations.values_list("region__slug", "start", "end")
    return sorted(found, key=lambda row: row[1] or date.min)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Identifier;Region\ncity;Asia\n", NOW.date()),
        ("Identifier;Region;Region since\ncity;Asia;\n", NOW.date()),
        ("Identifier;Region;Region since\ncity;Asia;2018-05-15\n", date(2018, 5, 15)),
    ],
)
def test_another_region_is_a_move_that_is_told_and_can_be_undone(text: str, on: date) -> None:
    city = city_of_europe()

    of = written("members", text.encode())

    assert regions(city) == [("europe", None, on), ("asia", on, None)]
    assert AuditEntry.objects.filter(action="moved", record="city").count() == 1
    assert plan_of("members", text.encode()).changing == []
    undo_import(by=operator("test"), at=NOW, of=of)
    assert regions(city) == [("europe", None, None)]


@pytest.mark.django_db
def test_a_move_of_a_table_with_a_period_is_dated_to_its_last_day() -> None:
    city_of_europe()
    (proposal,) = plan_of(
        "members", b"Identifier;Region\ncity;Asia\n", period=Period.parse("2018-Q1")
    ).proposals
    assert proposal.changed == ("region", "region_start")
    assert proposal.values["since"] == {"region": "2018-03-31"}


@pytest.mark.django_db
def test_the_day_of_a_move_is_corrected_and_a_region_left() -> None:
    city = city_of_europe()
    written("members", b"Identifier;Region;Region since\ncity;Asia;2018-05-15\n")
    written("members", b"Identifier;Region;Region since\ncity;Asia;2018-06-01\n")
    assert regions(city) == [("europe", None, date(2018, 6, 1)), ("asia", date(2018, 6, 1), None)]
    of = written("members", b"Identifier;Region\ncity;-\n")
    assert regions(city)[1] == ("asia", date(2018, 6, 1), NOW.date())
    undo_import(by=operator("test"), at=NOW, of=of)
    assert regions(city)[1] == ("asia", date(2018, 6, 1), None)


@pytest.mark.django_db
def test_a_move_before_one_that_is_on_record_is_refused_in_a_sentence() -> None:
    city = city_of_europe()
    written("members", b"Identifier;Region;Region since\ncity;Asia;2018-05-15\n")
    with pytest.raises(RecordRefused, match=r"a region from 2018-01-01 would lie before the region “asia”"):
        written("members", b"Identifier;Region;Region since\ncity;Europe;2018-01-01\n")
    assert len(regions(city)) == 2


@pytest.mark.django_db
def test_a_region_of_a_member_that_had_none_holds_since_always() -> None:
    city = city_of_europe()
    city.affiliations.all().delete()
    written("members", b"Identifier;Region\ncity;Asia\n")
    assert regions(city) == [("asia", None, None)]


@pytest.mark.django_db
def test_a_day_without_a_region_is_a_problem() -> None:
    city_of_europe().affiliations.all().delete()
    (problem,) = problems_of("members", "Identifier;Region since\ncity;2018-05-15\n")
    assert problem == "table.csv:2: region_start: '2018-05-15': expected a region beside it"
