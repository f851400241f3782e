"""axe in a page: brought into it once, and asked for violations alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

CONTRAST = "color-contrast"
"""The rule that takes four fifths of axe's time: it asks what lies behind every piece of text."""
RUN = """([context, options]) => axe.run(context ?? document, options).then(found => found.violations)"""


def violations(
    page: Page, *, context: Any = None, only: Sequence[str] = (), contrast: bool = True
) -> list[dict[str, Any]]:
    """Return what axe reports of a page as it stands, or of the part that axe's `context` names.

    `only` are the tags of rules to look at. Without `contrast` colours are not looked at: for pages whose colours
    were looked at already, in another language or at another width.
    """
    page.wait_for_load_state("load")  # who followed a link may still have half of the page
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options: dict[str, Any] = {"resultTypes": ["violations"], "rules": {CONTRAST: {"enabled": contrast}}}
    if only:
        options["runOnly"] = list(only)
    found: list[dict[str, Any]] = page.evaluate(RUN, [context, options])
    return found
