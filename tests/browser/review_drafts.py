"""What the journeys of reviews meet: three drafts that somebody has put to review, and who approves them."""

from __future__ import annotations

from datetime import date

DRAFTS = {
    "forum": ("MEETING", "The forum on water", "Le forum sur l’eau"),
    "training": ("TRAINING", "The training on buses", "La formation sur les bus"),
    "noise": ("MEETING", "The meeting on noise", "La réunion sur le bruit"),
}
ENGLISH = "<p>The forum met in May. Forty cities came. They go on.</p>"
FRENCH = "<p>Le forum s’est tenu en mai. Quarante villes sont venues. Elles continuent.</p>"


def record(password: str) -> None:
    """Record them, the review that they are in, and an account that approves second."""
    from django.contrib.auth import get_user_model

    from rapporteur.base.core import editorial
    from rapporteur.base.core.permissions import operator
    from rapporteur.base.core.queries import actor_with_roles
    from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
    from rapporteur.records.activities.actions import RIGHTS, set_approvals
    from rapporteur.records.activities.shapes import ApprovalRuleShape
    from tests.factories import make

    account = get_user_model().objects.create(username="sam", password=password)
    make.RoleAssignmentFactory(user=account, role="REVIEWER")
    set_approvals(by=operator("bo"), rule=ApprovalRuleShape(kind="TRAINING", approvals=2))
    set_up_reviews("en")
    lia = actor_with_roles(get_user_model().objects.get(username="lia"))
    for slug, (kind, english, french) in DRAFTS.items():
        draft = make.ActivityFactory(
            slug=slug, kind=kind, live=False, start_date=date(2018, 5, 4), end_date=date(2018, 5, 4),
            title={"en": english, "fr": french}, text={"en": ENGLISH, "fr": FRENCH},
        )  # fmt: skip
        draft.save_revision(clean=False)
        editorial.submit(draft, by=lia, rights=RIGHTS)
