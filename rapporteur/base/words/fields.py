"""What people call the fields of records, where a message names one."""

from __future__ import annotations

import re

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import Term

FIELDS = {
    "name": Message("name", context="field"),
    "names.name": Message("name", context="field"),
    "report_name": Message("name of the report", context="field"),
    "seat": Message("seat", context="field"),
    "title": Message("title", context="field"),
    "text": Message("text", context="field"),
    "places.name": Message("name of the place", context="field"),
    "place_name": Message("name of the place", context="field"),
    "place.name": Message("name of the place", context="field"),
    "photos.alt": Message("description of the photograph", context="field"),
    "photo.alt": Message("description of the photograph", context="field"),
    "photos.caption": Message("caption of the photograph", context="field"),
    "photo.caption": Message("caption of the photograph", context="field"),
    "photo.credit": Message("credit of the photograph", context="field"),
    "evidence.title": Message("title of the evidence", context="field"),
    "photo.content": Message("file of the photograph", context="field"),
    "editorial_title": Message("title of the editorial", context="field"),
    "editorial_text": Message("text of the editorial", context="field"),
    "signatory_function": Message("function of the signatory", context="field"),
    "cover_image": Message("photograph on the cover", context="field"),
    "cover_content": Message("photograph on the cover", context="field"),
    "cover_alt": Message("description of the photograph on the cover", context="field"),
    "cover_credit": Message("credit of the photograph on the cover", context="field"),
    "cover_rights": Message("rights of the photograph on the cover", context="field"),
    "rights": Message("rights of the photograph on the cover", context="field"),
    "cover_consent": Message("consent to the photograph on the cover", context="field"),
    "function": Message("function", context="field"),
    "purpose": Message("purpose", context="field"),
    "plural": Message("plural", context="field"),
    "subject": Message("subject", context="field"),
    "source": Message("source", context="field"),
    "outlet": Message("outlet", context="field"),
    "link": Message("link", context="field"),
    "colours.lines": Message("colour of a line", context="field"),
    "members": Message("list of members", context="field"),
    "bilateral_meetings": Message("bilateral meetings", context="field"),
    "plan": Message("action plan", context="field"),
    "signatory": Message("signature of the editorial", context="field"),
    "addressee": Message("addressee", context="field"),
    "theme": Message("theme", context="field"),
    "reason": Message("reason", context="field"),
    "items.title": Message("statutory item", context="field"),
    "agenda.title": Message("item of the agenda", context="field"),
    "guests.function": Message("function of the guest", context="field"),
    "opinion": Message("opinion of the auditor", context="field"),
    "eligible": Message("who may apply", context="field"),
    "criteria.title": Message("criterion", context="field"),
    "questions.text": Message("question", context="field"),
    "summary": Message("summary", context="field"),
    "answers.text": Message("answer", context="field"),
    "region_name": Message("name of the region", context="field"),
    "organisers": Message("organisers", context="field"),
    "evaluation": Message("evaluation", context="field"),
    "centres.name": Message("name of the centre", context="field"),
    "parties.commitments": Message("commitments of the party", context="field"),
    "parties.name": Message("name of the party", context="field"),
    "signatories.name": Message("name of the signatory", context="field"),
    "signatories.office": Message("office of the signatory", context="field"),
}
_PLACE = re.compile(r"\[\d+\]|\.\d+(?=\.|$)")


class FieldName(Term):
    """The name of a field (`places.0.name`), which a message gives as people call it."""

    __slots__ = ()

    @property
    def message(self) -> Message | None:
        """What people call it; None for a field that they have no word for."""
        return FIELDS.get(_PLACE.sub("", self))
