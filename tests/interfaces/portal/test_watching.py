"""Requests that fail or are refused: noted under the id that the page shows, without anybody's data."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from lxml import html
from pytest_django import Settings

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401  # of the addresses here
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say
from rapporteur.interfaces.portal.errors import REFERRED, WORDS
from rapporteur.interfaces.portal.watching import HEADER
from tests.factories import make
from tests.support.office import browser_of

ROOT = Path(__file__).resolve().parents[3]
SECRET = "Ana Silva"
Noted = Callable[[], list[tuple[str, dict[str, Any]]]]
FAILURES: dict[int, tuple[str, type[Exception]]] = {
    400: ("REFUSED", SuspiciousOperation),
    403: ("NOT_ALLOWED", PermissionDenied),
    404: ("NOT_FOUND", Http404),
    500: ("FAILED", ValueError),
    503: ("BUSY", OperationalError),
}


def fail(request: HttpRequest, status: int, name: str) -> HttpResponse:
    """Fail with what nobody may read."""
    assert request.user.pk
    raise FAILURES[status][1](f"database is locked by {name} <ana@example.org>")


urlpatterns = [path("fail/<int:status>/<str:name>/", fail)]


@pytest.fixture
def noted(caplog: pytest.LogCaptureFixture) -> Noted:
    """Give what was noted so far."""
    caplog.set_level(logging.INFO, "rapporteur")
    return lambda: [(one.msg, one.__dict__["values"]) for one in caplog.records if one.name == "rapporteur"]


@pytest.fixture
def failing(db: None, settings: Settings) -> Client:
    """The browser of an account, where pages fail."""
    settings.ROOT_URLCONF = __name__
    client = browser_of(make.AccountFactory(username="ana", email="ana@example.org"))
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", FAILURES)
def test_page_speaks_the_readers_language_and_says_nothing_of_the_program(
    failing: Client, language: str, status: int
) -> None:
    key, kind = FAILURES[status]
    answer = failing.get(f"/fail/{status}/{SECRET}/", headers={"accept-language": f"{language}, de;q=0.5"})
    page: Any = html.fromstring(answer.content)
    assert (answer.status_code, page.get("lang")) == (status, language)
    assert page.xpath("//h1/text()") == [say(WORDS[key][0], language)]
    assert (answer[HEADER] in page.text_content()) is (key in REFERRED)
    assert answer.headers.get("Retry-After") == ("10" if status == 503 else None)
    for technical in (SECRET, kind.__name__, "Traceback", "database", "/fail/", "ana@example.org"):
        assert technical not in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "expected"), [(500, "failed"), (503, "busy"), (403, "refused"), (400, "refused"), (404, None)]
)
def test_what_went_wrong_is_noted_under_the_id_that_the_page_shows(
    failing: Client, noted: Noted, status: int, expected: str | None
) -> None:
    failing.get(f"/fail/{status}/{SECRET}/?q={SECRET}")
    if expected is None:
        assert noted() == []
        return
    ((event, values),) = noted()
    assert event == expected
    assert str(values["actor"]) == failing.session["_auth_user_id"]
    assert (values["route"], values["records"], values["method"]) == (
        str(urlpatterns[0].pattern),
        str(status),
        "GET",
    )
    assert FAILURES[status][1].__name__ in str(values)
    if status >= 500:
        assert values["at"].startswith("tests/interfaces/portal/test_watching.py:")
    for secret in (SECRET, "ana@example.org"):
        assert secret not in str(values)


def test_every_answer_has_an_id_of_its_own(db: None) -> None:
    ids = {Client().get("/nothing")[HEADER] for _ in range(3)}
    assert len(ids) == 3


LOCKED = """
import os, sys, threading
import django
django.setup()
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client
get_user_model().objects.create_superuser("ana", "ana@example.org", "a long password")
ready, done = threading.Event(), threading.Event()

def write_much():
    from django.db import connection, transaction
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE auth_user SET first_name = 'Ana'")
        ready.set()
        done.wait()
    connection.close()

writer = threading.Thread(target=write_much, daemon=True)
writer.start()
ready.wait()
client = Client(raise_request_exception=False, headers={"accept-language": "fr", "host": "localhost"})
for wait in (True, False):
    answer = client.post("/account/login/", {"login": "ana", "password": "a long password"})
    print(answer.status_code, answer.headers.get("Retry-After"), "Un instant" in answer.content.decode())
    if wait:
        done.set()
        writer.join()
"""


def test_sign_in_while_much_is_written_is_asked_for_again(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    """It once ended, after twenty seconds, in a failure. The log has a line, and nothing else is said anywhere."""
    address = new_database()
    if connection.vendor == "postgresql":  # which waits for rows, and for ever, unless it is told otherwise
        address += f"{'&' if '?' in address else '?'}options=-c%20lock_timeout%3D500"
    settings = {
        "RAPPORTEUR_DATABASE": address, "RAPPORTEUR_LOCK_SECONDS": "1", "DJANGO_SETTINGS_MODULE": "config.settings",
        "RAPPORTEUR_LOG": str(tmp_path / "log"), "RAPPORTEUR_VAR": str(tmp_path / "var"),
    }  # fmt: skip
    environment = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORTEUR_")}
    done = subprocess.run(
        [sys.executable, "-c", LOCKED], cwd=ROOT, env={**environment, **settings},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["503 10 True", "302 None False"], done.stderr
    assert done.stderr == ""
    busy, signed_in = (tmp_path / "log").read_text().splitlines()
    assert "WARNING busy request=" in busy
    assert "error=OperationalError" in busy
    assert "route=account/login/" in busy
    assert "INFO signed_in request=" in signed_in
    assert "ana" not in f"{busy}{signed_in}"
