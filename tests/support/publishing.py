"""Revisions published as the engine does it: what Wagtail itself would publish is refused."""

from __future__ import annotations

from typing import Any

from rapporteur.base.core.engine import publish_revision


def publish(revision: Any) -> None:
    """Make a revision what is published of its record."""
    publish_revision(revision.content_object, revision)
