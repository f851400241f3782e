"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.factories import make

BEFORE, DAY = date(2018, 4, 8), date(2018, 8, 28)

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "admissions_admissionrequest.slug": lambda: make.AdmissionRequestFactory.create_batch(2, slug="same"),
    "request_category_known": lambda: make.AdmissionRequestFactory(category="GUEST"),
    "request_precision_known": lambda: make.AdmissionRequestFactory(received_precision="YEAR"),
    "request_opinion_known": lambda: make.AdmissionRequestFactory(opinion="MAYBE"),
    "request_opinion_is_one": lambda: make.AdmissionRequestFactory(opinion_by=make.PersonFactory()),
    "request_opinion_after_it": lambda: make.AdmissionRequestFactory(
        opinion="FAVOURABLE", opinion_date=BEFORE
    ),
    "request_outcome_known": lambda: make.AdmissionRequestFactory(
        outcome="MAYBE", decided_date=DAY, body=make.BodyFactory()
    ),
    "request_decided_on_a_day": lambda: make.AdmissionRequestFactory(outcome="WITHDRAWN"),
    "request_decided_after_it": lambda: make.AdmissionRequestFactory(
        outcome="WITHDRAWN", decided_date=BEFORE
    ),
    "request_decided_by_a_body": lambda: make.AdmissionRequestFactory(outcome="REFUSED", decided_date=DAY),
    "request_has_no_decision_yet": lambda: make.AdmissionRequestFactory(decision=make.DecisionFactory()),
    "request_admits_from_a_day": lambda: make.AdmissionRequestFactory(
        outcome="ADMITTED", decided_date=DAY, body=make.BodyFactory(), from_date=date(2018, 8, 27)
    ),
    "request_laid_before_a_body": lambda: make.AdmissionRequestFactory(meeting=make.BodyMeetingFactory()),
    "request_at_own_body": lambda: make.AdmissionRequestFactory(
        meeting=make.BodyMeetingFactory(), body=make.BodyFactory()
    ),
    "one_request_at_a_time": lambda: make.AdmissionRequestFactory.create_batch(
        2, organisation=make.OrganisationFactory()
    ),
    "request_document_says_what": lambda: make.AdmissionDocumentFactory(title=""),
    "request_document_position_once": lambda: make.AdmissionDocumentFactory.create_batch(
        2, request=make.AdmissionRequestFactory()
    ),
}
