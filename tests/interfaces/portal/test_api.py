"""Open data: what the API promises in its description is what it answers, a page of rows after another."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapporteur.interfaces.portal import api
from rapporteur.interfaces.portal.urls import urlpatterns
from tests.factories import make
from tests.support.portal import LATER, plain_edition, public_network, public_programmes

pytestmark = pytest.mark.django_db
PROMISED: Any = json.loads(files(api).joinpath("openapi.json").read_text(encoding="utf-8"))
LISTS = sorted(PROMISED["paths"])
_TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


@pytest.fixture
def reader() -> Client:
    """A program without an account, where there is some of everything."""
    public_network(members=7, activities=7)
    public_programmes()
    plain_edition()
    return Client()


def read(reader: Client, address: str, status: int = 200) -> Any:
    """Return what an address answers."""
    answer = reader.get(address)
    assert answer.status_code == status, (address, answer.content)
    return json.loads(answer.content)


def broken(value: Any, schema: dict[str, Any], at: str = "") -> list[str]:
    """Return where a value is not as a schema says: its types, members, choices and patterns."""
    if "$ref" in schema:
        return broken(value, PROMISED["components"]["schemas"][schema["$ref"].rpartition("/")[2]], at)
    names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    kinds = {bool if name == "boolean" else _TYPES.get(name, object) for name in names}
    if "number" in names:
        kinds |= {int, float}
    if type(value) not in kinds:
        return [f"{at}: {type(value).__name__}, expected {names}"]
    found = []
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        found.append(f"{at}: {value} is not like {schema['pattern']}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value} is none of {schema['enum']}")
    if isinstance(value, list):
        found += [fault for n, one in enumerate(value) for fault in broken(one, schema["items"], f"{at}.{n}")]
    if isinstance(value, dict):
        if set(value) != set(schema["required"]) or set(value) != set(schema["properties"]):
            found.append(f"{at}: has {sorted(value)}, expected {sorted(schema['properties'])}")
        found += [
            fault
            for name, one in value.items()
            for fault in broken(one, schema["properties"].get(name, {"type": []}), f"{at}.{name}")
        ]
    return found


def promised(path: str, status: str = "200") -> dict[str, Any]:
    """Return the schema of what a path answers."""
    answer: dict[str, Any] = PROMISED["paths"][path]["get"]["responses"][status]
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema


@pytest.mark.parametrize("path", LISTS)
def test_answers_are_what_the_description_promises(reader: Client, path: str) -> None:
    for language in ("fr", "en", "es"):
        found = read(reader, f"{path}?language={language}")
        assert broken(found, promised(path)) == []
        assert found["rows"], path
        assert (found["language"], found["of"] >= len(found["rows"])) == (language, True)
    wrong = {**found, "rows": [{**found["rows"][0], "more": 1}]}
    assert broken(wrong, promised(path)) != []  # the comparison can fail


def test_every_list_is_described_and_every_description_is_there(reader: Client) -> None:
    routes = {str(one.pattern) for one in urlpatterns if str(one.pattern).startswith("api/v1/")}
    assert {f"/{route}" for route in routes} - {"/api/v1/openapi.json"} == set(LISTS)
    answer = reader.get("/api/v1/openapi.json")
    assert json.loads(answer.content) == PROMISED
    assert PROMISED["openapi"] == "3.1.0"
    for path in LISTS:  # each filter of the description is taken
        for one in PROMISED["paths"][path]["get"]["parameters"]:
            if "name" in one:
                answer = reader.get(path, {one["name"]: "2018-04"})
                assert b"filter \xe2\x80\x9c" not in answer.content, one


@pytest.mark.parametrize("path", LISTS)
def test_pages_of_rows_follow_each_other_to_the_end(reader: Client, path: str) -> None:
    whole = read(reader, f"{path}?limit=500")
    assert whole["next"] is None
    rows, address = [], f"{path}?limit=2"
    while address:
        found = read(reader, address)
        assert len(found["rows"]) <= 2
        rows += found["rows"]
        address = (found["next"] or "").removeprefix("http://testserver")
    assert rows == whole["rows"]


def test_activity_that_is_added_meanwhile_moves_no_page(reader: Client) -> None:
    first = read(reader, "/api/v1/activities?limit=3")
    make.ActivityFactory(start_date=date(2018, 9, 1), title={"fr": "Neuve"})
    second = read(reader, first["next"].removeprefix("http://testserver"))
    told = [row["activity"] for row in (*first["rows"], *second["rows"])]
    assert told == [f"meeting-{number}" for number in (6, 5, 4, 3, 2, 1)]


def test_filters_are_those_of_the_pages(reader: Client) -> None:
    assert read(reader, "/api/v1/activities?programme=green-ports")["of"] == 1
    assert read(reader, "/api/v1/activities?q=reunion&month=2018-04")["of"] == 7
    assert read(reader, "/api/v1/members?activated=2018-Q2&region=south")["of"] == 7
    assert read(reader, "/api/v1/members?on=2014-01-01")["of"] == 0
    assert [row["what"] for row in read(reader, "/api/v1/agenda")["rows"]] == ["CALL", "EVENT"]
    assert {row["quarter"][:4] for row in read(reader, "/api/v1/plan?year=2018")["rows"]} == {"2018"}


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("activities?perod=2018-Q2", 400, "There is no filter “perod” here"),
        ("activities?month=2018-13", 400, "A filter asks for something that there is not."),
        ("activities?after=x", 400, "“after” is what “next”"),
        ("activities?after=2018-02-31~x", 400, "“after” is what “next”"),
        ("activities?limit=0", 400, "from 1 to 500"),
        ("members?limit=many", 400, "from 1 to 500"),
        ("members?language=de", 400, "There is nothing in “de”"),
        ("publications?series=nothing", 400, "A filter asks"),
        ("nothing", 404, "There is nothing at this address."),
    ],
)
def test_wrong_question_is_answered_with_a_problem(
    reader: Client, address: str, status: int, words: str
) -> None:
    join = "&" if "?" in address else "?"
    answer = reader.get(f"/api/v1/{address}" + ("" if "language" in address else f"{join}language=en"))
    found = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert broken(found, {"$ref": "#/components/schemas/Problem"}) == []
    assert words in found["detail"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_problem_is_told_in_the_language_asked_for(reader: Client) -> None:
    assert read(reader, "/api/v1/members?language=es&limit=0", 400)["detail"].startswith(
        "«limit» es un número"
    )


def test_every_site_may_read_and_nobody_is_known(reader: Client) -> None:
    for path in LISTS:
        answer = reader.get(path, headers={"origin": "https://elsewhere.example"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        again = reader.get(path, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    asked = reader.options(LISTS[0])
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    refused = reader.post(LISTS[0])
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_lists_cost_the_same_whatever_there_is(reader: Client) -> None:
    def asked() -> dict[str, int]:
        counts = {}
        for path in LISTS:
            with CaptureQueriesContext(connection) as queries:
                read(reader, path)
            counts[path] = len(queries)
        return counts

    few = asked()
    for number in range(40):
        activity = make.ActivityFactory(start_date=date(2018, 5, 1))
        make.ActivationFactory(activity=activity)
        make.PublicationAuthorFactory(publication__activity=activity)
        make.InitiativePartnerFactory()
        make.PlannedEventFactory(start_date=LATER)
        make.MembershipFactory(start=date(2016, 1, number % 28 + 1))
    assert asked() == few
    assert max(few.values()) <= 12
