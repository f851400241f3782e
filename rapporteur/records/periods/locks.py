"""The lock of a period, asked by the engine of writes before anything of a record is written.

A record is held by every locked period that covers all of its days. A kind of record says in `days_held` which days
those are, and lets :func:`check_unlocked` answer the engine (:mod:`rapporteur.base.core.reach`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from rapporteur.base.core.audit import audit, record_name
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.periods.models import LockException, ReportingPeriod
from rapporteur.records.periods.refusals import PeriodLocked


class HeldByPeriods:
    """What a model adds whose records are not written while their period is locked."""

    @property
    def days_held(self) -> tuple[date, date]:
        """The first and the last of the days by which it is held."""
        raise AttributeError("days_held")

    @classmethod
    def check_writable(cls, records: Sequence[HeldByPeriods], *, by: Actor) -> None:
        """Raise PeriodLocked where one of `records` is not written now; see `check_unlocked`."""
        check_unlocked(records, by=by)


def held_kinds() -> dict[str, type[models.Model]]:
    """Return the kinds of record that locks hold, by their label."""
    return {model._meta.label_lower: model for model in apps.get_models() if issubclass(model, HeldByPeriods)}


def check_unlocked(records: Sequence[HeldByPeriods], *, by: Actor) -> None:
    """Raise PeriodLocked for the first of `records` that a locked period holds and no exception of `by` opens.

    One query where nothing is locked, however many the records. An exception for a record that is not there yet is
    for the first that is made under it.
    """
    held = [(record, record.days_held) for record in records]
    if not held:
        return
    locks = list(
        ReportingPeriod.objects.locked_over([days for _, days in held]).order_by("period_start", "pk")
    )
    for lock in locks:
        for record, days in held:
            if lock.covers(*days) and not _is_excepted(lock, record, by):
                raise PeriodLocked(lock, _name(record), changed=by.changed)


def _is_excepted(lock: ReportingPeriod, record: Any, by: Actor) -> bool:
    """Tell whether an exception lets `by` write a record; one for a new record becomes that of this one."""
    if by.user is None:
        return False
    exceptions = LockException.objects.in_force().filter(
        period=lock, account=by.user, record_type=record._meta.label_lower
    )
    if exceptions.filter(record=record_name(record)).exists():
        return True
    if record.pk is not None:
        return False
    unused = exceptions.filter(record="").select_for_update().order_by("pk").first()
    if unused is None:
        return False
    unused.record = record_name(record)
    unused.save(update_fields=["record"])
    audit(by=by, action="used", record=unused, changes={"record": ("", unused.record)})
    return True


def _name(record: Any) -> LocalizedText | str:
    """Return what a record is called, as far as it says so itself."""
    for source in getattr(record, "called_by", ()):
        value: object = getattr(record, source)
        if value and isinstance(value, (LocalizedText, str)):
            return value
    return record_name(record)
