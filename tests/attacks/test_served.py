"""A server as visitors who mean ill meet it: requests that may be two, many sign-ins at once."""

from __future__ import annotations

import re
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.interfaces.cli.installation import Installation
from tests.interfaces.cli.test_serve import Served, serving

AT_ONCE = 20
LISTENED_TO = 5
"""Wrong passwords for one account in five minutes."""
NO_MATCH, TOO_OFTEN = "do not belong together", "Tried too often"
HEAD = "POST /account/login/ HTTP/1.1\r\nHost: localhost\r\n"
REFUSED = {
    "a length and chunks": "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and a length": "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "two lengths": "Content-Length: 0\r\nContent-Length: 5\r\n\r\nabcde",
    "two lengths in one": "Content-Length: 0, 5\r\n\r\nabcde",
    "a length below nothing": "Content-Length: -1\r\n\r\n",
    "a length with a sign": "Content-Length: +5\r\n\r\nabcde",
    "a length that is none": "Content-Length: 0x5\r\n\r\nabcde",
    "chunks within chunks": "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunks in disguise": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": "Content-Length : 5\r\n\r\nabcde",
    "a folded head": "Content-Length: 0\r\nX-Folded: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a line end alone": "X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a zero byte": "X: a\0b\r\n\r\n",
}
"""What two servers would understand differently, one behind the other: the second half is then another's request."""


@pytest.fixture(scope="module")
def served(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two processes that answer, on a database of the engine of the run."""
    folder: Path = tmp_path_factory.mktemp("served")
    with serving(
        Installation(folder / "var", folder / "build", database=new_database()), "--no-work"
    ) as running:
        yield running


def answer_to(served: Served, sent: str) -> bytes:
    """Return all that comes back, until the server ends the connection."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
        connection.sendall(sent.encode("latin-1"))
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_what_may_be_two_requests_is_none(served: Served) -> None:
    smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
    answers = {name: answer_to(served, HEAD + sent + smuggled) for name, sent in REFUSED.items()}
    codes = {name: re.findall(rb"HTTP/1\.1 (\d+)", answer) for name, answer in answers.items()}
    assert {name: found for name, found in codes.items() if found not in ([b"400"], [b"501"])} == {}
    assert "password" in served.get("/account/login/")


def sign_in(served: Served, token: str) -> str:
    """Try a wrong password for the same name; return what is said, or the code of a refusal."""
    sent = {"login": "lia", "password": "not the one", "csrfmiddlewaretoken": token}
    request = Request(
        f"http://127.0.0.1:{served.port}/account/login/", urlencode(sent).encode(),
        {"Cookie": f"csrftoken={token}", "X-Forwarded-For": "10.0.0.1"},
    )  # fmt: skip
    try:
        with urlopen(request, timeout=60) as answer:  # noqa: S310  # of our own server
            page = answer.read().decode()
    except HTTPError as refused:
        return str(refused.code)
    return next((said for said in (NO_MATCH, TOO_OFTEN) if said in page), "something else")


def test_many_who_guess_at_once_are_counted_as_if_one_after_the_other(served: Served) -> None:
    token = "a" * 32
    with ThreadPoolExecutor(AT_ONCE) as guessing:
        said = Counter(guessing.map(lambda _: sign_in(served, token), range(AT_ONCE)))
    assert said[NO_MATCH] <= LISTENED_TO
    assert said[NO_MATCH] + said[TOO_OFTEN] == AT_ONCE, said
    assert sign_in(served, token) == TOO_OFTEN
