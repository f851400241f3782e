"""By which columns records of any kind refer to one, in the database and in drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from rapporteur.base.core.models import Editorial


@dataclass(frozen=True)
class Link:
    """A column of some rows that names a record of a kind.

    `owner` is the column that leads from a row to the record it belongs to, and `relation` what that record calls its
    rows; both are empty where the row is a record of its own.
    """

    model: type[models.Model]
    column: str
    owner: str = ""
    relation: str = ""

    @property
    def kind(self) -> type[models.Model]:
        """The kind of record that refers, by itself or by a row of its own."""
        if not self.owner:
            return self.model
        owner: Any = self.model._meta.get_field(self.owner).related_model
        kind: type[models.Model] = owner
        return kind

    def rows(self, record: models.Model) -> list[Any]:
        """Return the rows that name `record`, each with whom it belongs to."""
        found = self.model._base_manager.filter(**{self.column: record.pk}).order_by("pk")
        return list(found.select_related(self.owner) if self.owner else found)

    def owner_of(self, row: Any) -> Any:
        """Return the record that a row belongs to, or is."""
        return getattr(row, self.owner) if self.owner else row


@cache
def links_to(model: type[models.Model]) -> tuple[Link, ...]:
    """Return every column that names a record of a kind, but those of its own rows."""
    found = []
    for relation in model._meta.related_objects:
        field: Any = relation.field
        source: Any = relation.related_model
        if isinstance(field, ParentalKey):
            continue
        if relation.many_to_many:
            through = field.remote_field.through
            found.append(Link(through, field.m2m_reverse_field_name(), field.m2m_field_name(), field.name))
            continue
        parents = [one for one in source._meta.concrete_fields if isinstance(one, ParentalKey)]
        owner = parents[0].name if parents else ""
        name = parents[0].remote_field.get_accessor_name() if parents else ""
        found.append(Link(source, field.name, owner, name))
    return tuple(found)


def drafts_naming(record: models.Model) -> Iterator[tuple[Revision, dict[str, Any]]]:
    """Yield every version of a record with drafts that names `record`, with its content: old ones are taken up again.

    The database looks for the key under the name of a column, whatever stands around it; what it finds is looked at.
    """
    for kind in apps.get_models():
        if not issubclass(kind, Editorial):
            continue
        paths = _paths(kind, type(record))
        if not paths:
            continue
        of_kind = ContentType.objects.get_for_model(kind)
        named = models.Q()
        for _, column in paths:
            named |= models.Q(as_text__contains=f'"{column}": {record.pk}')
        revisions = Revision.objects.filter(base_content_type=of_kind)
        revisions = (
            revisions.annotate(as_text=Cast("content", models.TextField())).filter(named).order_by("pk")
        )
        for revision in revisions.iterator():
            if any(_names(revision.content, path, record.pk) for path in paths):
                yield revision, revision.content


def renamed(
    content: dict[str, Any], kind: type[models.Model], old: models.Model, new: models.Model
) -> dict[str, Any]:
    """Return the content of a version that names `new` where it named `old`; rows that then say the same once."""
    after = dict(content)
    for relation, column in _paths(kind, type(old)):
        if not relation:
            after[column] = new.pk if content.get(column) == old.pk else content.get(column)
            continue
        rows, kept = content.get(relation) or [], []
        others = [{**row, "pk": None} for row in rows if row.get(column) != old.pk]
        for row in rows:
            if row.get(column) == old.pk:
                row = {**row, column: new.pk}  # noqa: PLW2901  # the row as it will be
                if {**row, "pk": None} in others:
                    continue
            kept.append(row)
        after[relation] = kept
    return after


@cache
def _paths(kind: type[models.Model], target: type[models.Model]) -> tuple[tuple[str, str], ...]:
    """Return where versions of a kind name records of another: a list and a column of its rows, or a column."""
    own = [("", one.name) for one in kind._meta.concrete_fields if one.related_model is target]
    rows = [
        (relation.get_accessor_name(), one.name)
        for relation in get_all_child_relations(kind)
        for one in relation.related_model._meta.concrete_fields
        if one.related_model is target and not isinstance(one, ParentalKey)
    ]
    return tuple(own + rows)


def _names(content: dict[str, Any], path: tuple[str, str], key: int) -> bool:
    relation, column = path
    rows = (content.get(relation) or []) if relation else [content]
    return any(row.get(column) == key for row in rows)
