"""A form that nobody has opened before: how many bytes it loads, and how long it takes on a slow line."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import QUIET, chromium

SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""1.6 Mbit/s with 150 ms to the server and back: a hotel, a telephone."""


class Served(Protocol):
    """A server, wherever it is."""

    @property
    def address(self) -> str:
        """Where it answers."""
        raise NotImplementedError


@dataclass(frozen=True)
class Opened:
    """A page that was opened with nothing kept of it: seconds until it can be used, bytes and files that came."""

    seconds: float
    size: int
    files: int
    largest: str


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser, and end it."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium(), args=QUIET, chromium_sandbox=os.geteuid() != 0
        )
        yield started
        started.close()


def opened(started: Browser, server: Served, session: str, address: str, box: str, *, slow: bool) -> Opened:
    """Open an address until somebody can type into `box` (a selector) and every script has run."""
    context = started.new_context(viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": "sessionid", "value": session, "url": server.address}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    if slow:
        line.send("Network.emulateNetworkConditions", SLOW)
    names: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def note(event: dict[str, Any]) -> None:
        names[event["requestId"]] = event["request"]["url"]

    def weigh(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    line.on("Network.requestWillBeSent", note)
    line.on("Network.loadingFinished", weigh)
    start = time.perf_counter()
    page.goto(
        f"{server.address}{address}", wait_until="domcontentloaded"
    )  # modules and deferred scripts have run
    page.locator(box).first.wait_for(state="visible")
    seconds = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    context.close()
    largest = sorted(sizes.items(), key=lambda one: -one[1])[:4]
    told = ", ".join(f"{_file(names[key])} {size // 1000}" for key, size in largest)
    return Opened(seconds, sum(sizes.values()), len(sizes), told)


def _file(address: str) -> str:
    return address.partition("?")[0].rpartition("/")[2] or "page"
