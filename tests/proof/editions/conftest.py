"""What the tests of editions share: the small network as records, frozen into a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from rapporteur.base.core.permissions import operator
from rapporteur.proof.editions.freezing import Frozen, freeze
from tests.support import small_network as small

WHEN = datetime(2021, 4, 20, 9, 30, tzinfo=UTC)
Freeze = Callable[..., Frozen]


@pytest.fixture
def network(db: None, settings: Settings, tmp_path: Path) -> Path:
    """Record the small network; return the folder in which its editions lie."""
    settings.EDITIONS_DIR = tmp_path / "editions"
    small.record_network()
    return tmp_path / "editions"


@pytest.fixture
def freeze_it(network: Path) -> Freeze:
    """Freeze the small network's quarter; nothing blocks unless the test says so."""

    def frozen(**values: Any) -> Frozen:
        return freeze(
            **{
                "period": small.PERIOD,
                "by": operator("A. Name"),
                "frozen_at": WHEN,
                "checks": lambda *_: (),
                **values,
            }
        )

    return frozen
