"""Forms that are saved through the doors: whatever Wagtail would write of a record itself, a verb writes here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.mixins import RevisionsRevertMixin
from wagtail.snippets.views.snippets import CreateView, EditView

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, can
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.characters import readable
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import CHANGE, VIEW, Door
from rapporteur.interfaces.office.doors.slugs import give_slug
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.form_buttons import ALL_THE_SAME, TAKE_UP, FormButtons
from rapporteur.interfaces.office.pages.looking import Headed, OneRecord, last_entry
from rapporteur.interfaces.office.pages.meanwhile import (
    FROM,
    SEEN,
    TAKE,
    WrittenMeanwhile,
    stand_of,
    take_in,
)
from rapporteur.interfaces.office.pages.meanwhile import WORDS as MEANWHILE
from rapporteur.interfaces.office.pages.refusals import REFUSALS, AlreadyRecorded, refuse
from rapporteur.interfaces.office.pages.remarks import head_of, put_comments
from rapporteur.interfaces.office.pages.steps import begin_with, step_after
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.reviews.lacking import BlocksReport, check_blocks_nothing, lacks_text
from rapporteur.interfaces.office.reviews.queue import draft_of
from rapporteur.interfaces.office.reviews.words import DONE
from rapporteur.interfaces.office.typed import reader

RECORDED = Message("“{name}” is recorded.", context="what was done")
NOT_SAVED = Message("Nothing is saved:", context="what was done")
NO_TEXT = Message(
    "“{name}” has no text in any language. Write one, or whoever approves it is asked whether to publish it so.",
    context="what was done",
)
KEPT = Message("“{name}” is kept as a draft.", context="what was done")
SAVED = {
    "publish": Message("“{name}” is published.", context="what was done"),
    "publish_minor": Message("“{name}” is published as a minor change.", context="what was done"),
    "submit": Message("“{name}” is put to review.", context="what was done"),
    "restart-workflow": Message("“{name}” is put to review anew.", context="what was done"),
    "cancel-workflow": Message("The review of “{name}” is ended.", context="what was done"),
}
"""What is said once a form is written, by what its button asked for."""


class ThroughTheDoor(Headed):
    """A form whose record is written by its room's verb, as whoever is signed in.

    Saving and what the button asks for beside it (publication, review) happen together or not at all; a refusal is told
    at the form, which keeps what was typed.
    """

    request: HttpRequest
    model: Any
    object: Any
    form: Any
    view_name: str
    action: str
    workflow_action: str
    lock: Any
    locked_for_user: Any
    run_action_method: Callable[[], HttpResponseBase | None]
    save_action: Callable[[], HttpResponseBase]
    run_after_hook: Callable[[], HttpResponseBase | None]
    form_invalid: Callable[[Any], HttpResponseBase]
    get_error_message: Callable[[], str]
    written_meanwhile: WrittenMeanwhile | None = None
    produced_error_message: str | None
    asked = ""
    """The button that would publish what blocks its report: it is offered once more, to do so all the same."""

    @property
    def door(self) -> Door[Any, Any]:
        """How this kind of record is written."""
        return DOORS[self.model]

    @property
    def by(self) -> Actor:
        """Who is signed in."""
        return actor_of(self.request.user)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Hold forms of records without an editorial life to everything at once: no draft keeps what is missing."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # of the view
        if self.door.editorial is None:
            self.saving_as_draft = False

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form; what others know a record by is offered once."""
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]  # of the view
        for name in self.door.fixed if self.view_name != "create" else ():
            if name in form.fields:
                form.fields[name].disabled = True
        return form

    def _get_action_menu(self) -> FormButtons:
        """Return the buttons of the form."""
        given = {"model": self.model} if self.view_name == "create" else {"instance": self.object}
        locked = getattr(self, "locked_for_user", False)
        return FormButtons(
            self.request, view=self.view_name, locked_for_user=locked, asked=self.asked, **given
        )

    def get_available_actions(self) -> list[str]:
        """Return what the form may ask for; publication always, so that the verb can refuse it: Wagtail would save."""
        actions: list[str] = [*super().get_available_actions()]  # type: ignore[misc]  # of the view
        if self.door.editorial is not None:
            actions += [one for one in ("publish", "publish_minor") if one not in actions]
        return actions

    def is_valid(self, form: Any) -> bool:
        """Tell whether the form is to be saved; one that is to be shown as it was typed is not."""
        if TAKE_UP in self.request.POST:
            self.produced_error_message = None
            return False
        valid: bool = super().is_valid(form)  # type: ignore[misc]  # of the view
        return valid

    def form_valid(self, form: Any) -> HttpResponseBase:
        """Save, and do what the button asks for, in one transaction."""
        self.form, before = form, self.object
        try:
            with transaction.atomic():
                self.object = self.save_instance()
                response = self.run_action_method()
                if response is None:
                    self.ask_for_review()
        except REFUSALS as refused:
            self.object = before
            self.written_meanwhile = refused if isinstance(refused, WrittenMeanwhile) else None
            self.asked = self.action if isinstance(refused, BlocksReport) else ""
            self.produced_error_code = "refused"
            self.produced_error_message = self.say_refusal(form, refuse(form, refused))
            return self.form_invalid(form)
        return response or self.run_after_hook() or self.save_action()

    def say_refusal(self, form: Any, told: str) -> str:
        """Return what stands at the head of the page: Wagtail says what is wrong with the form itself below it.

        What stands at a field is led to from there.
        """
        if getattr(self, "expects_json_response", False):
            return told
        return say(NOT_SAVED, reader()) if form.non_field_errors() else self.get_error_message()

    def ask_for_review(self) -> None:
        """Put to review again what was approved and is changed by somebody who may not publish it."""
        rights = self.door.editorial
        if (
            rights is None
            or self.view_name != "edit"
            or self.action != "edit"
            or can(self.by, rights.publish)
        ):
            return
        record = self.model._default_manager.get(pk=self.object.pk)
        if record.current_workflow_state is None:
            editorial.review_again(record, by=self.by, rights=rights)
            again = self.model._default_manager.get(pk=record.pk)
            if again.current_workflow_state is not None:
                messages.success(self.request, say(DONE["again"], reader()))

    def save_instance(self) -> Any:
        """Write what the form says through the room's verb; return the record."""
        filled = self.form.save(commit=False)
        if self.view_name == "create":
            give_slug(filled)
        chosen = _chosen(self.form)
        kept = "" if self.view_name == "create" else take_in(filled, chosen, self.request.POST, by=self.by)
        shape = self.door.shape(filled, chosen)
        if self.view_name == "create":
            saved = self.door.new(self.by, shape)
            if not saved.created:
                raise AlreadyRecorded(saved.record)
        else:
            assert self.door.edit is not None  # noqa: S101  # the view asked for the right to change
            saved = self.door.edit(self.by, filled, shape)
        if kept:
            messages.info(self.request, kept)
        self.has_content_changes = saved.changed
        self.new_revision = getattr(saved.record, "latest_revision", None)
        return saved.record

    # --- the buttons of records with drafts ---------------------------------------------------------

    @property
    def _rights(self) -> editorial.EditorialRights:
        assert self.door.editorial is not None  # noqa: S101  # others have no such button
        return self.door.editorial

    def _ask_last(self) -> None:
        """Raise BlocksReport where what is published now blocks its report, until that is said to be all the same.

        Asked last, so that nobody is asked about what the verb refuses: nothing stays written then.
        """
        if self.request.POST.get(f"action-{self.action}") != ALL_THE_SAME:
            check_blocks_nothing(draft_of(self.object), reader())

    def publish_action(self) -> None:
        """Publish what was just saved."""
        self.object = editorial.publish_draft(self.object, by=self.by, rights=self._rights).record
        self._ask_last()

    def publish_minor_action(self) -> None:
        """Publish what was just saved as a minor change."""
        self.object = editorial.publish_draft(self.object, by=self.by, rights=self._rights, minor=True).record
        self._ask_last()

    def submit_action(self) -> None:
        """Put it to review; where it has no text, say so: it would hold up the report."""
        editorial.submit(self.object, by=self.by, rights=self._rights)
        self._say_what_lacks()

    def restart_workflow_action(self) -> None:
        """Begin its review again."""
        editorial.end_review(self.object, by=self.by, rights=self._rights)
        editorial.submit(self.object, by=self.by, rights=self._rights)
        self._say_what_lacks()

    def _say_what_lacks(self) -> None:
        draft = self.object.get_latest_revision_as_object()
        if lacks_text(draft):
            messages.warning(self.request, say(NO_TEXT, reader(), name=called(draft)))

    def cancel_workflow_action(self) -> None:
        """End its review."""
        editorial.end_review(self.object, by=self.by, rights=self._rights)

    def workflow_action_action(self) -> None:
        """Approve it, or give it back, together with what was changed in the form."""
        comment = _comment(self.request.POST.get("workflow-action-extra-data", ""))
        take_step(self.workflow_action, self.object, by=self.by, rights=self._rights, comment=comment)
        if self.workflow_action == "approve" and is_published_now(self.object):
            self._ask_last()

    # --- what there is no more ----------------------------------------------------------------------

    def get_lock_url(self) -> None:
        """Return none: nobody locks a record, two who edit it see each other."""
        return

    def get_unlock_url(self) -> None:
        """Return none."""
        return

    def get_lock_context(self) -> dict[str, Any]:
        """Return what the page says of locks: that a review may hold one."""
        return {"lock": self.lock, "locked_for_user": self.locked_for_user, "user_can_lock": False}

    # --- what is said afterwards --------------------------------------------------------------------

    def get_success_message(self, instance: Any = None) -> str:
        """Return what was done, with what the record is called: Wagtail's sentence names it by its identifier."""
        record = instance or self.object
        step = SAVED.get(self.action)
        if step is None:
            step = KEPT if self.door.editorial is not None and not record.live else RECORDED
        return say(step, reader(), name=called(record))

    def get_last_updated_info(self) -> dict[str, Any] | None:
        """Return who wrote the record last, and when."""
        return last_entry(self.object) if self.object is not None else None


def is_published_now(record: Any) -> bool:
    """Tell whether an approval published a record: it does, unless somebody else is to approve it, too."""
    now = type(record)._default_manager.get(pk=record.pk)
    return bool(now.live and now.current_workflow_state is None)


def take_step(
    name: str, record: Any, *, by: Actor, rights: editorial.EditorialRights, comment: str = ""
) -> None:
    """Take the step of a review that Wagtail calls `name`."""
    step = editorial.approve if name == "approve" else editorial.return_for_changes
    step(record, by=by, rights=rights, comment=comment)


def _comment(extra: str) -> str:
    """Return the comment in what the window of a step has sent; nothing where it is no such thing."""
    try:
        found = json.loads(extra or "{}")
    except (ValueError, RecursionError):
        return ""
    comment = found.get("comment") if isinstance(found, dict) else None
    return readable(comment) if isinstance(comment, str) else ""


def _chosen(form: Any) -> dict[str, list[Any]]:
    """Return the records that a form names for each many-to-many field."""
    names = (field.name for field in form._meta.model._meta.many_to_many)
    return {name: list(form.cleaned_data[name]) for name in names if name in form.cleaned_data}


class AddView(ThroughTheDoor, CreateView):
    """A new record; what an address fills in stands in its form, and what is written after it is offered."""

    def get_initial_form_instance(self) -> Any:
        """Return the record of which the form is, with what the address names."""
        record = super().get_initial_form_instance()
        for name, key in begin_with(self.model, self.request.GET).items():
            record = record or self.model()
            policy = RecordPolicy(self.model._meta.get_field(name).related_model)
            seen = policy.within(policy.model._default_manager.all(), self.request.user, VIEW)
            setattr(record, name, seen.filter(pk=key).first())
        return record

    def get_success_buttons(self) -> list[Any]:
        """Return what stands beside the words that it is recorded."""
        buttons: list[Any] = super().get_success_buttons()
        step = step_after(self.object, self.by)
        return [*buttons, messages.button(step.address, step.label)] if step else buttons


class ChangeView(ThroughTheDoor, OneRecord, EditView):
    """A record within the reach of whoever changes it; what is said of it stands at its head and at its fields."""

    needs = CHANGE
    open_comments = 0

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form, with the open comments at its boxes."""
        form = super().get_form(*args, **kwargs)
        self.open_comments = put_comments(form, self.object)
        return form

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the form, what is said of the record, and where one came from."""
        context = super().get_context_data(*args, **kwargs)  # which makes the form
        head = head_of(self.object, self.open_comments, self.by)
        came_from = get_valid_next_url_from_request(self.request)
        return {**context, "remarks": head, "came_from": came_from, "meanwhile": self._meanwhile()}

    def _meanwhile(self) -> dict[str, Any]:
        """Return what the form goes on from, and what others have written since where both changed the same."""
        elsewhere, sent = self.written_meanwhile, self.request.POST
        return {
            "words": MEANWHILE,
            "names": {"from": FROM, "seen": SEEN, "take": TAKE},
            "from": sent.get(FROM) or stand_of(self.object),
            "seen": elsewhere.seen if elsewhere else sent.get(SEEN, ""),
            "fields": elsewhere.fields if elsewhere else (),
            "taken": sent.getlist(TAKE),
        }

    def get_success_url(self) -> str:
        """Return where one came from (the findings of a report); a draft that is only saved stays in its form."""
        leads: str = super().get_success_url()
        came_from: str = get_valid_next_url_from_request(self.request)
        if not came_from:
            return leads
        return f"{leads}?{urlencode({'next': came_from})}" if leads == self.get_edit_url() else came_from


class RevertView(ThroughTheDoor, RevisionsRevertMixin, OneRecord, EditView):
    """An older version of a record in its form; saved, it is a draft like any other."""

    needs = CHANGE
    view_name = "revisions_revert"
