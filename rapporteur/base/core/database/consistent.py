"""Reading as if the clock stood still: every query of the block sees the records of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def consistent_reads() -> Iterator[None]:
    """Read in one snapshot of the database; writers neither wait for this block nor show in it.

    Inside a transaction that has already begun, it is that transaction's own view.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    wrapper: Any = connection
    if connection.vendor == "sqlite":
        mode = wrapper.transaction_mode
        wrapper.transaction_mode = "DEFERRED"  # a reader of the write-ahead log needs no lock
        try:
            with transaction.atomic():
                yield
        finally:
            wrapper.transaction_mode = mode
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
