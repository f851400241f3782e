"""What templates were given: Django's client notes it of every template of a page, for the few tests that ask.

To note it takes a tenth of an office page's time, as each of some two hundred templates has what it was given copied.
So pages are drawn as they are for people, and :func:`noted` has it noted for a test that asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.template import Template
from django.test import utils

_template: Any = Template
AS_FOR_PEOPLE = _template._render
"""How Django draws outside tests: taken before a test is set up."""
NOTING = vars(utils)["instrumented_test_render"]


def draw_as_for_people() -> None:
    """Let no template note what it was given; after Django has set tests up."""
    _template._render = AS_FOR_PEOPLE


@contextmanager
def noted() -> Iterator[None]:
    """Let pages that are drawn within have `context` and `templates`."""
    before, _template._render = _template._render, NOTING
    try:
        yield
    finally:
        _template._render = before
