"""Counts of attempts, and codes that were used, in the database: they hold in every process and on every machine.

Django's own cache in a database keeps pickles, which run when they are read: a row that somebody puts there would be a
program. What is kept here is JSON.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction

NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class DatabaseCounts(BaseCache):
    """Django's cache on the table of :class:`rapporteur.interfaces.office.models.Count`; values are JSON."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    @property
    def _rows(self) -> Any:
        from rapporteur.interfaces.office.models import Count

        return Count.objects.all()

    def _expires(self, timeout: float | object | None) -> datetime:
        at = self.get_backend_timeout(timeout)  # type: ignore[arg-type]  # the sentinel of the base
        return NEVER if at is None else datetime.fromtimestamp(at, UTC)

    def _live(self, key: str, version: int | None) -> Any:
        return self._rows.filter(key=self.make_and_validate_key(key, version=version), expires_at__gt=_now())

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is kept, `default` where nothing is or its time is over."""
        found = self._live(key, version).values_list("value", flat=True).first()
        return default if found is None else json.loads(found)

    def set(
        self,
        key: str,
        value: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> None:
        """Keep a value; clear away what is over, so that the table holds what is being tried and no more."""
        self._rows.filter(expires_at__lte=_now()).delete()
        self._rows.update_or_create(
            key=self.make_and_validate_key(key, version=version),
            defaults={"value": json.dumps(value), "expires_at": self._expires(timeout)},
        )

    def add(
        self,
        key: str,
        value: Any,
        timeout: float | object | None = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> bool:
        """Keep a value where none is; tell whether it was kept. Of several that try at once one succeeds."""
        whole, expires = self.make_and_validate_key(key, version=version), self._expires(timeout)
        try:
            with transaction.atomic():
                self._rows.create(key=whole, value=json.dumps(value), expires_at=expires)
        except IntegrityError:
            over = self._rows.filter(key=whole, expires_at__lte=_now())
            return bool(over.update(value=json.dumps(value), expires_at=expires))
        return True

    def touch(
        self, key: str, timeout: float | object | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Keep something for longer."""
        return bool(self._live(key, version).update(expires_at=self._expires(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget something."""
        gone, _ = self._rows.filter(key=self.make_and_validate_key(key, version=version)).delete()
        return bool(gone)

    def clear(self) -> None:
        """Forget everything."""
        self._rows.delete()


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
