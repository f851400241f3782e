"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rapporteur.records.activities.approvals import ApprovalRule, Remit
from tests.factories import make

BACKWARDS = {"start_date": date(2018, 5, 2), "end_date": date(2018, 5, 1)}
HALF_A_PLACE = {"latitude": 41.4, "longitude": None}


def a_rule(**values: object) -> ApprovalRule:
    """Write that meetings need one approval, or what `values` make of it."""
    return ApprovalRule.objects.create(**{"kind": "MEETING", "approvals": 1, **values})


def a_remit(**values: object) -> Remit:
    """Write that an account reads for a region, or what `values` make of it."""
    return Remit.objects.create(
        **{"account": make.AccountFactory(), "region": make.RegionFactory(), **values}
    )


def _twice(**values: object) -> list[Remit]:
    account = make.AccountFactory()
    return [a_remit(account=account, **values) for _ in range(2)]


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "activities_activity.slug": lambda: make.ActivityFactory.create_batch(2, slug="same"),
    "activity_ends_after_start": lambda: make.ActivityFactory(**BACKWARDS),
    "activity_precision_known": lambda: make.ActivityFactory(date_precision="YEAR"),
    "activity_kind_known": lambda: make.ActivityFactory(kind="PARTY"),
    "place_position_once": lambda: make.ActivityPlaceFactory.create_batch(2, activity=make.ActivityFactory()),
    "place_is_one_thing": lambda: make.ActivityPlaceFactory(name={}),
    "place_on_earth": lambda: make.ActivityPlaceFactory(**HALF_A_PLACE),
    "activated_once_per_role": lambda: make.ActivationFactory.create_batch(
        2, activity=make.ActivityFactory(), organisation=make.OrganisationFactory()
    ),
    "activation_role_known": lambda: make.ActivationFactory(role="GUEST"),
    "deliverable_once": lambda: make.ActivityDeliverableFactory.create_batch(
        2, activity=make.ActivityFactory(), node=make.NodeFactory()
    ),
    "photo_position_once": lambda: make.ActivityPhotoFactory.create_batch(
        2, activity=make.ActivityFactory(), image=make.ImageFactory()
    ),
    "evidence_position_once": lambda: make.ActivityEvidenceFactory.create_batch(
        2, activity=make.ActivityFactory()
    ),
    "evidence_says_what": lambda: make.ActivityEvidenceFactory(title={}),
    "evidence_is_one_thing": lambda: make.ActivityEvidenceFactory(link=""),
    "headcount_once_per_group": lambda: make.HeadcountFactory.create_batch(
        2, activity=make.ActivityFactory()
    ),
    "headcount_capacity_known": lambda: make.HeadcountFactory(capacity="GUEST"),
    "headcount_group_known": lambda: make.HeadcountFactory(who="CHILDREN"),
    "headcount_exactness_known": lambda: make.HeadcountFactory(exactness="MAYBE"),
    "headcount_origin_known": lambda: make.HeadcountFactory(origin="INFERRED"),
    "activities_bilateralmeeting.slug": lambda: make.BilateralMeetingFactory.create_batch(2, slug="same"),
    "meeting_ends_after_start": lambda: make.BilateralMeetingFactory(**BACKWARDS),
    "meeting_precision_known": lambda: make.BilateralMeetingFactory(date_precision=""),
    "meeting_has_place": lambda: make.BilateralMeetingFactory(place_name={}),
    "meeting_on_earth": lambda: make.BilateralMeetingFactory(**HALF_A_PLACE),
    "activities_mediamention.slug": lambda: make.MediaMentionFactory.create_batch(2, slug="same"),
    "mention_ends_after_start": lambda: make.MediaMentionFactory(**BACKWARDS),
    "mention_precision_known": lambda: make.MediaMentionFactory(date_precision="WEEK"),
    "mention_names_outlet": lambda: make.MediaMentionFactory(outlet=""),
    "activities_approvalrule.kind": lambda: [a_rule(), a_rule()],
    "approval_rule_kind_known": lambda: a_rule(kind="PARTY"),
    "approval_rule_one_or_two": lambda: a_rule(approvals=3),
    "remit_is_region_or_line": lambda: a_remit(line=make.NodeFactory()),
    "remit_region_once": lambda: _twice(region=make.RegionFactory()),
    "remit_line_once": lambda: _twice(region=None, line=make.NodeFactory()),
}
