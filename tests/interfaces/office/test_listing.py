"""Lists as people work in them: columns, saved views, files; nothing of it shows what is out of reach."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing import exporting
from rapporteur.interfaces.office.listing.actions import ViewRefused, delete_view, save_view
from rapporteur.interfaces.office.listing.models import ListChoice, SavedView
from rapporteur.interfaces.office.pages.looking import KEYS
from rapporteur.records.activities.models import Activity
from rapporteur.records.dues.models import Payment
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import SaysItsName
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url
from tests.support.office_cases import LYING, OTHER, OWN

pytestmark = pytest.mark.django_db
LIST = "activities.activity"


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def activity(number: int, **values: Any) -> Any:
    given = {
        "slug": f"a-{number}",
        "title": {"en": f"Meeting {number}", "fr": f"Réunion {number}"},
        "live": True,
    }
    return make.ActivityFactory(**(given | {"start_date": date(2018, 4, number)} | values))


def heads(client: Client, query: str = "") -> list[str]:
    """Return the heads of the columns of the list of activities, but for the box that ticks all."""
    page = shown(client, url(Activity, "list") + query)
    return [
        " ".join(one.text_content().split()) for one in page.xpath("//table[contains(@class, 'listing')]//th")
    ][1:]


def names(client: Client, query: str = "") -> list[str]:
    page = shown(client, url(Activity, "list") + query)
    return [
        one.text_content()
        for one in page.xpath("//td[contains(@class, 'title')]//span[contains(@id, '_title')]")
    ]


def press(client: Client, **values: Any) -> None:
    """Press a button on the page of the columns, with what the page would send."""
    address = reverse("office_list_columns", args=[LIST])
    page = shown(client, address)
    columns = page.xpath("//input[@name='column']/@value")
    assert client.post(address, {"column": columns, "query": "", **values}).status_code == 302


def saved(client: Client, name: str, query: str, columns: str = "start_date", **more: str) -> SavedView:
    sent = {"name": name, "query": query, "columns": columns, **more}
    assert client.post(reverse("office_list_save", args=[LIST]), sent).status_code == 302
    return SavedView.objects.get(name=name)


def test_no_list_says_twice_what_its_records_are_called() -> None:
    assert url(Activity, "list")  # with the addresses the lists are there
    kinds = [
        one
        for one in DOORS
        if hasattr(one, "snippet_viewset") and one.snippet_viewset.list_display[0] in KEYS
    ]
    assert len(kinds) > 15
    for kind in kinds:
        names = {one if isinstance(one, str) else one.name for one in kind.snippet_viewset.list_display[1:]}
        by = () if issubclass(kind, SaysItsName) else getattr(kind, "called_by", ())
        assert names.isdisjoint(by), kind


def test_of_what_is_known_by_its_month_a_list_says_no_day() -> None:
    activity(1, date_precision="MONTH", end_date=date(2018, 4, 30))
    activity(2)
    rows = shown(signed_in(Role.OFFICER), url(Activity, "list") + "?ordering=start_date").xpath(
        "//main//tbody/tr"
    )
    assert ["1 April 2018" in one.text_content() for one in rows] == [False, False]
    assert "April 2018" in rows[0].text_content()
    assert "2 April 2018" in rows[1].text_content()


class TestColumns:
    def test_a_person_chooses_columns_and_their_order_without_a_script(self) -> None:
        activity(1)
        lia, octavi = signed_in(Role.OFFICER, name="lia"), signed_in(Role.OFFICER, name="octavi")
        before = heads(lia)
        assert before == ["Title", "Start date", "Kind", "Line", "State", "Updated"]
        press(lia, show="members")
        press(lia, hide="line")
        press(lia, up="kind")
        assert heads(lia) == ["Title", "Kind", "Start date", "State", "Updated", "Members"]
        assert heads(octavi) == before
        press(lia, reset="1")
        assert heads(lia) == before

    def test_the_last_column_stays_and_a_word_that_names_none_changes_nothing(self) -> None:
        activity(1)
        lia = signed_in(Role.OFFICER)
        address = reverse("office_list_columns", args=[LIST])
        lia.post(address, {"column": ["kind"], "hide": "kind"})
        assert heads(lia) == ["Title", "Kind"]
        lia.post(address, {"column": ["kind", "search_text", "kind", "pk"], "show": "latest_revision"})
        assert heads(lia) == ["Title", "Kind"]

    def test_what_is_for_the_secretariat_is_no_column_for_who_only_reads(self) -> None:
        activity(1, note="Not for the board")
        query = "?columns=note,kind"
        assert "Note" in heads(signed_in(Role.OFFICER), query)
        board = signed_in(Role.BOARD_READER)
        assert "Note" not in heads(board, query)
        assert "Not for the board" not in file_of(board, query)

    def test_columns_of_several_records_cost_the_same_for_many_rows(self) -> None:
        lia = signed_in(Role.OFFICER)
        address = (
            url(Activity, "list") + "?columns=members,deliverables,places,line,initiative,state,_updated_at"
        )

        def queries() -> int:
            shown(lia, address)
            with CaptureQueriesContext(connection) as asked:
                shown(lia, address)
            return len(asked)

        def add(numbers: range) -> None:
            for number in numbers:
                one = activity(number)
                make.ActivationFactory(activity=one)
                make.ActivityPlaceFactory(activity=one)
                make.ActivityDeliverableFactory(activity=one)

        add(range(1, 2))
        before = queries()
        add(range(2, 8))
        assert queries() == before


class TestViews:
    def test_a_state_under_a_name_is_one_click_away(self) -> None:
        activity(1, kind="MEETING"), activity(2, kind="TRAINING"), activity(3, kind="MEETING")
        lia = signed_in(Role.OFFICER)
        view = saved(lia, "Meetings", "kind=MEETING&ordering=start_date", "kind,members")
        page = shown(lia, url(Activity, "list"))
        (link,) = page.xpath("//nav[@aria-label='Views']//a[text()='Meetings']/@href")
        assert link == f"{url(Activity, 'list')}?view={view.pk}"
        assert names(lia, f"?view={view.pk}") == ["Meeting 1", "Meeting 3"]
        assert heads(lia, f"?view={view.pk}") == ["Title", "Kind", "Members"]
        assert names(lia, "?view=") == ["Meeting 3", "Meeting 2", "Meeting 1"]

    def test_a_filter_that_is_taken_away_in_a_view_stays_away(self) -> None:
        activity(1, kind="MEETING"), activity(2, kind="TRAINING")
        lia = signed_in(Role.OFFICER)
        view = saved(lia, "Meetings", "kind=MEETING", "kind")
        page = shown(lia, f"{url(Activity, 'list')}?view={view.pk}")
        kept = {
            one.get("name"): one.value
            for one in page.xpath("//form[@data-search-form]//input[@type='hidden']")
        }
        assert kept == {"columns": "kind", "from": str(view.pk)}
        part = lia.get(url(Activity, "list_results"), kept)
        found = html.fromstring(part.content)
        assert found.xpath("count(//tbody/tr)") == 2
        assert found.xpath("//nav[@aria-label='Views']//a[@aria-current]/text()") == ["Meetings"]

    def test_the_list_opens_with_a_view_until_one_says_otherwise(self) -> None:
        activity(1, kind="MEETING"), activity(2, kind="TRAINING")
        lia, octavi = signed_in(Role.OFFICER, name="lia"), signed_in(Role.OFFICER, name="octavi")
        view = saved(lia, "Meetings", "kind=MEETING", open="on")
        assert names(lia) == ["Meeting 1"]
        assert len(names(lia, "?view=")) == len(names(octavi)) == 2
        part = lia.get(url(Activity, "list_results"))
        assert html.fromstring(part.content).xpath("count(//tbody/tr)") == 2
        lia.post(reverse("office_view_open", args=[view.pk]))
        assert len(names(lia)) == 2

    def test_a_shared_view_is_everybody_s_and_one_s_own_nobody_else_s(self) -> None:
        lia, octavi = signed_in(Role.OFFICER, name="lia"), signed_in(Role.OFFICER, name="octavi")
        own, shared = saved(lia, "Mine", "kind=MEETING"), saved(lia, "Ours", "kind=MEETING", share="on")
        page = shown(octavi, url(Activity, "list"))
        assert page.xpath("//nav[@aria-label='Views']//a/text()") == ["All", "Ours "]
        assert octavi.get(f"{url(Activity, 'list')}?view={own.pk}").status_code == 404
        assert octavi.get(f"{url(Activity, 'list')}?view={shared.pk}").status_code == 200
        for pk in (own.pk, 10**8):
            assert octavi.get(reverse("office_view_delete", args=[pk])).status_code == 404
            assert octavi.post(reverse("office_view_open", args=[pk]), {"on": "1"}).status_code == 404
        assert [(one.record_type, one.action) for one in AuditEntry.objects.all()] == [
            ("office.savedview", "created")
        ]

    def test_a_view_shows_nothing_of_what_its_reader_may_not_see(self) -> None:
        own, other = (make.RegionFactory(slug=slug) for slug in (OWN, OTHER))
        mine, theirs = (Activity.objects.get(pk=LYING[Activity](one).pk) for one in (own, other))
        view = saved(
            signed_in(Role.OFFICER, name="lia"), "All of us", "ordering=start_date", "note", share="on"
        )
        zoe = signed_in(Role.REGIONAL_SECRETARY, region=OWN)
        response: Any = zoe.get(f"{url(Activity, 'list')}?view={view.pk}")
        assert [one.pk for one in response.context_data["object_list"]] == [mine.pk]
        assert theirs.slug not in file_of(zoe, f"?view={view.pk}")
        payments = save_view(
            by=Actor("fin", frozenset({Role.FINANCE}), user=make.AccountFactory().pk), model=Payment,
            name="Late payers", query={}, columns=["amount"], is_shared=True,
        )  # fmt: skip
        assert zoe.get(reverse("office_view_delete", args=[payments.pk])).status_code == 404
        with pytest.raises(NotAllowed):
            save_view(
                by=Actor("x", frozenset({Role.OFFICER}), user=1),
                model=Payment,
                name="x",
                query={},
                columns=[],
            )

    def test_deleting_asks_and_is_for_who_made_it(self) -> None:
        lia, octavi = signed_in(Role.OFFICER, name="lia"), signed_in(Role.OFFICER, name="octavi")
        view = saved(lia, "Ours", "kind=MEETING", share="on", open="on")
        address = reverse("office_view_delete", args=[view.pk])
        assert "Delete the view “Ours”?" in shown(lia, address).text_content()
        assert octavi.get(address).status_code == 403
        octavi.post(address)
        assert SavedView.objects.filter(pk=view.pk).exists()
        assert lia.post(address).status_code == 302
        assert not SavedView.objects.exists()
        assert ListChoice.objects.get().opens_with is None
        assert shown(lia, url(Activity, "list")) is not None

    def test_what_cannot_be_kept_is_said(self) -> None:
        account = make.AccountFactory()
        by = Actor("lia", frozenset({Role.OFFICER}), user=account.pk)
        for name, query in (("", {}), ("x" * 61, {}), ("long", {"q": ["x" * 3_000]})):
            with pytest.raises(ViewRefused):
                save_view(by=by, model=Activity, name=name, query=query, columns=["kind"])
        first = save_view(by=by, model=Activity, name="  My   view ", query={}, columns=["kind"])
        again = save_view(by=by, model=Activity, name="My view", query={}, columns=["line"])
        assert (first.pk, again.columns) == (again.pk, ["line"])
        with pytest.raises(ViewRefused):
            delete_view(by=Actor("octavi", frozenset({Role.OFFICER}), user=account.pk + 1), view=first)


def file_of(client: Client, query: str = "", model: Any = Activity) -> str:
    joined = f"{query}&export=csv" if query else "?export=csv"
    response: Any = client.get(url(model, "list") + joined)
    assert response.status_code == 200
    text: str = response.content.decode("utf-8-sig")
    return text


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))


class TestFiles:
    def test_a_file_holds_the_rows_columns_and_order_that_are_seen(self) -> None:
        one, two = activity(1, kind="MEETING"), activity(2, kind="MEETING")
        activity(3, kind="TRAINING")
        berlin = make.OrganisationFactory(slug="berlin", named=False)
        make.OrganisationNameFactory(organisation=berlin, name={"en": "Berlin"})
        make.ActivationFactory(activity=two, organisation=berlin, role="HOST")
        rows = table(
            file_of(signed_in(Role.OFFICER), "?kind=MEETING&ordering=start_date&columns=members,kind,state")
        )
        assert rows[0] == ["Identifier", "Title (fr)", "Title (en)", "Activated members", "Kind", "State"]
        assert [row[0] for row in rows[1:]] == [one.slug, two.slug]
        assert rows[2] == [
            "a-2",
            "Réunion 2",
            "Meeting 2",
            "berlin [HOST]",
            "MEETING",
            "●\N{NO-BREAK SPACE}published",
        ]

    def test_it_is_read_back_as_it_is(self) -> None:
        from rapporteur.intake.importing.tables.rows import read_rows
        from rapporteur.intake.importing.tables.workbook import Table

        activity(1, end_date=date(2018, 4, 3), online=True)
        rows = table(
            file_of(signed_in(Role.OFFICER), "?columns=start_date,kind,line,online,state,_updated_at")
        )
        read = read_rows(
            Table("list.csv", tuple(enumerate(map(tuple, rows), start=1))), "activities",
            language="fr", languages=("fr", "en"),
        )  # fmt: skip
        assert read.problems == ()
        assert read.columns == {"slug", "title", "start", "end", "month", "kind", "line", "online"}

    def test_no_cell_is_a_formula(self) -> None:
        make.PaymentFactory(reference="=1+1")
        fin = signed_in(Role.FINANCE)
        assert "'=1+1" in {cell for row in table(file_of(fin, model=Payment)) for cell in row}
        response: Any = fin.get(url(Payment, "list") + "?export=xlsx")
        sheet: Any = load_workbook(io.BytesIO(response.content)).active
        assert {cell.data_type for row in sheet for cell in row if cell.value == "=1+1"} == {"s"}

    def test_the_right_is_asked_where_the_file_is_made(self) -> None:
        make.PaymentFactory()
        asked: dict[str, Any] = {
            "records": Payment.objects.all(),
            "columns": [],
            "language": "en",
            "form": "csv",
        }
        with pytest.raises(NotAllowed):
            exporting.list_file(by=Actor("x", frozenset({Role.OFFICER})), **asked)
        assert exporting.list_file(by=Actor("x", frozenset({Role.FINANCE})), **asked)

    def test_more_rows_than_a_file_holds_are_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(exporting, "MOST_ROWS", 1)
        activity(1), activity(2)
        ana = superuser()
        response = ana.get(url(Activity, "list") + "?export=xlsx", follow=True)
        assert "1 rows at most, and this list has 2" in response.content.decode()

    def test_members_are_read_back_too(self) -> None:
        berlin = make.OrganisationFactory(slug="berlin", named=False)
        make.OrganisationNameFactory(organisation=berlin, name={"en": "Berlin", "fr": "Berlin"})
        rows = table(file_of(signed_in(Role.OFFICER), "?columns=country,kind", Organisation))
        assert rows[0] == ["Identifier", "Name (fr)", "Name (en)", "Country", "Kind"]
        assert rows[1][:3] == ["berlin", "Berlin", "Berlin"]


def test_pages_of_lists_are_for_who_may_see_the_list() -> None:
    lia = signed_in(Role.OFFICER)
    payments = reverse("office_list_columns", args=["dues.payment"])
    assert lia.get(payments).headers["Location"] == "/cms/"
    lia.post(
        reverse("office_list_save", args=["dues.payment"]), {"name": "x", "query": "", "columns": "amount"}
    )
    assert not SavedView.objects.exists()
    assert lia.get(reverse("office_list_columns", args=["auth.user"])).status_code == 404
    assert Client().get(reverse("office_list_columns", args=[LIST])).status_code == 302
