"""Who took part in an activity, in its form and on its page."""

from __future__ import annotations

from typing import Any

import pytest

from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def sent(client: Any, *rows: dict[str, str]) -> Any:
    """Send the form of a new activity with numbers of participants."""
    address = url(Activity, "add")
    when = {"start_date": "2018-05-02", "end_date": "2018-05-02", "kind": "MEETING", "title_fr": "Forum"}
    values = form_of(shown(client, address)) | when | {"headcounts-TOTAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        given = {"who": "WOMEN", "exactness": "EXACT", "origin": "COUNTED", "id": "", "DELETE": "", **row}
        values |= {f"headcounts-{number}-{name}": value for name, value in given.items()}
    return send(client, address, values)


def test_numbers_are_given_in_the_form_and_shown_on_the_page() -> None:
    ana = superuser()
    page = sent(
        ana, {"people": "31"}, {"who": "MEN", "people": "30", "exactness": "ABOUT", "origin": "DECLARED"}
    )
    assert page is None, errors(page)
    activity = Activity.objects.get()
    assert set(activity.headcounts.values_list("who", "people", "exactness", "origin")) == {
        ("WOMEN", 31, "EXACT", "COUNTED"),
        ("MEN", 30, "ABOUT", "DECLARED"),
    }
    said = " ".join(shown(ana, url(Activity, "inspect", activity.pk)).xpath("string(//main)").split())
    assert "women; people: 31; exactness: exactly; origin: counted by the organisers" in said
    assert "men; people: 30; exactness: about; origin: declared by the participants" in said


@pytest.mark.parametrize("rows", [[{"people": "-1"}], [{"people": ""}], [{"people": "3"}, {"people": "4"}]])
def test_what_is_no_number_of_a_group_is_refused(rows: list[dict[str, str]]) -> None:
    page = sent(superuser(), *rows)
    assert any(errors(page))
    assert not Activity.objects.exists()
