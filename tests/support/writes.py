"""Which tables are written to: seen by the statements that are sent, whether they are taken back or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_WRITE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def noted_writes() -> Iterator[set[str]]:
    """Give the names of the tables that are written to within the block, which fills them in."""
    tables: set[str] = set()

    def note(execute: Any, sql: str, *args: Any) -> Any:
        tables.update(_WRITE.findall(sql))
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield tables
