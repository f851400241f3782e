"""A provider of single sign-on that others wrote and certified, `oidc-provider` from npm, on loopback.

It is installed once into the folder of caches, by the version named here; nothing of it is in the project. Where there
is no npm, the tests that ask for it are left out, and the end of a run says so (tests/support/selection.py).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from lxml import html

from tests.support.provider import CLIENT, SECRET

PACKAGE, VERSION = "oidc-provider", "9.13.3"
SCRIPT = Path(__file__).parent / "oidc" / "provider.mjs"
PATIENCE = 120  # seconds for an installation, and for the provider to answer
STEPS = 10
"""Pages and redirections at most from our sign-in and back to it: it takes six."""


def installed() -> Path:
    """Return the folder that holds the package, installed by whoever comes first."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = (caches if os.access(caches.parent, os.W_OK) else Path(sys.prefix)) / "rapporteur-tests"
    kept = folder / f"{PACKAGE}-{VERSION}"
    if not kept.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        made = folder / f".{PACKAGE}-{os.getpid()}"
        made.mkdir()
        options = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")
        subprocess.run(
            ["npm", "install", *options, f"{PACKAGE}@{VERSION}"], cwd=made,
            check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL, capture_output=True,
        )  # fmt: skip
        try:
            made.rename(kept)
        except OSError:  # another worker was first
            shutil.rmtree(made)
    return kept


class ForeignProvider:
    """A running provider, and the browser of somebody who comes to it."""

    def __init__(self, issuer: str, back: str) -> None:
        self.issuer, self.back = issuer, back

    def let_in(self, address: str, sub: str) -> str:
        """Sign in as one of its people where our page has led; return the address that leads back to us."""
        browser = build_opener(HTTPCookieProcessor(CookieJar()), _NoRedirects())
        sent: bytes | None = None
        for _ in range(STEPS):
            assert address.startswith(self.issuer)
            answer = browser.open(Request(address, sent), timeout=PATIENCE)  # noqa: S310  # loopback alone
            if target := answer.headers.get("Location"):
                address, sent = urljoin(address, target), None
                if address.startswith(self.back):
                    return address
                continue
            page = html.fromstring(answer.read())
            (form,) = page.forms  # type: ignore[attr-defined]  # of lxml.html's documents
            fields = {**dict(form.form_values()), **({"login": sub} if "login" in form.fields else {})}
            address, sent = urljoin(address, form.action), urlencode(fields).encode()
        raise AssertionError(f"the provider did not lead back: {address}")


class _NoRedirects(HTTPRedirectHandler):
    def http_error_302(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp

    http_error_301 = http_error_303 = http_error_307 = http_error_302


@contextmanager
def serving_foreign(
    people: Mapping[str, Mapping[str, Any]], back: Callable[[str], str]
) -> Iterator[ForeignProvider]:
    """Run the provider while the block lasts; it knows `people` by `sub`, and sends them `back` (by its address)."""
    process = subprocess.Popen(
        ["node", SCRIPT, installed()], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        issuer = process.stdout.readline().strip()
        assert issuer, f"{PACKAGE} did not start"
        redirect = back(issuer)
        served = {"redirect": redirect, "client": CLIENT, "secret": SECRET, "people": people}
        process.stdin.write(f"{json.dumps(served)}\n")
        process.stdin.flush()
        assert process.stdout.readline().strip() == "ready"
        yield ForeignProvider(issuer, redirect)
    finally:
        process.kill()
        process.communicate()
