"""The library of images and documents in the trail: whatever view of Wagtail's writes it, one or many at once."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from taggit.models import TaggedItem
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.log_actions import get_active_log_context

from rapporteur.base.core.audit import audit, plain
from rapporteur.base.core.permissions import Actor
from rapporteur.interfaces.office.actors import actor_of

DERIVED = frozenset({"file_size", "file_hash", "width", "height", "created_at"})
"""What follows from the file: the trail tells of the file."""
NOBODY = Actor("(nobody signed in)", frozenset())


def held(record: Any) -> dict[str, Any]:
    """Return what the trail keeps of an image or a document."""
    columns = (column for column in record._meta.concrete_fields if not column.primary_key)
    return {
        column.name: str(getattr(record, column.name)) if column.name == "file" else _plain(record, column)
        for column in columns
        if column.name not in DERIVED
    }


def _plain(record: Any, column: Any) -> Any:
    return plain(getattr(record, column.attname))


def who_works() -> Actor:
    """Return who is at work in the back office; Wagtail knows it while it answers a request."""
    user = get_active_log_context().user
    return actor_of(user) if user is not None else NOBODY


@receiver(pre_save, sender=Image)
@receiver(pre_save, sender=Document)
def remember(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Keep what the library held before."""
    before = sender._default_manager.filter(pk=instance.pk).first() if instance.pk else None
    instance._before = held(before) if before is not None else None


@receiver(post_save, sender=Image)
@receiver(post_save, sender=Document)
def note_saved(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """Note an upload, or what an edit changed; what a verb writes it notes itself."""
    if getattr(instance, "_in_trail", False):
        return  # its verb tells it
    after, before = held(instance), getattr(instance, "_before", None)
    if created or before is None:
        audit(by=who_works(), action="created", record=instance, changes={"held": after})
    elif changes := {name: (before[name], new) for name, new in after.items() if before[name] != new}:
        audit(by=who_works(), action="recorded", record=instance, changes=changes)


@receiver(post_delete, sender=Image)
@receiver(post_delete, sender=Document)
def note_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Note a deletion with what was held."""
    audit(by=who_works(), action="deleted", record=instance, changes={"held": held(instance)})


@receiver(m2m_changed, sender=TaggedItem)
def note_tags(sender: Any, instance: Any, action: str, pk_set: Any, model: Any, **kwargs: Any) -> None:
    """Note which tags were given or taken; they are saved apart from what bears them."""
    done = {"post_add": "tags added", "post_remove": "tags removed", "post_clear": "tags removed"}.get(action)
    if done is not None and isinstance(instance, (Image, Document)) and pk_set:
        names = sorted(model._default_manager.filter(pk__in=pk_set).values_list("name", flat=True))
        audit(by=who_works(), action="recorded", record=instance, changes={done: names})


def note_collection(request: Any, action_type: str, objects: Any, action: Any) -> None:
    """Note that many were put into a collection at once, which no signal tells."""
    if action_type == "add_to_collection":
        collection = action.cleaned_form.cleaned_data["collection"]
        for record in objects:
            before = record.collection_id
            audit(
                by=who_works(),
                action="recorded",
                record=record,
                changes={"collection": (before, collection.pk)},
            )
