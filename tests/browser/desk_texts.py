"""What the journey at the translation desk meets: a translator; activities whose texts are stale, missing, done."""

from __future__ import annotations

from datetime import date

DONE = {
    "fr": "<p>Le 3 mai, 1 500 villes se sont réunies à Bruxelles.</p>",
    "en": "<p>On 3 May, 1,500 cities met in Brussels.</p>",
}
STALE = {
    "fr": "<p>Deux villes sont venues. Le maire a parlé. Tout le monde est resté.</p>",
    "en": "<p>Two cities came. The mayor spoke. Everybody stayed.</p>",
}
STALE_NOW = "<p>Trois villes sont venues. Le maire a parlé. Tout le monde est resté.</p>"
MISSING = {"fr": "<p>Le 4 juin, 12 000 villes se sont réunies à Calcutta.</p>"}
REWORDED = {"fr": "<p>Un mot de trop.</p>", "en": "<p>A word too many.</p>"}
REWORDED_NOW = "<p>Un mot de trop !</p>"


def record() -> None:
    """Record the texts through the verb, then change the sources of some; every other text is there in English."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    from rapporteur.base.core.engine import save_record
    from rapporteur.base.core.models import Association
    from rapporteur.base.core.permissions import Right, operator
    from rapporteur.base.values.localized import LocalizedText
    from rapporteur.records.activities.models import Activity
    from tests.browser.office_server import PASSWORD
    from tests.factories import make

    password = PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)
    account = get_user_model().objects.create(username="teo", password=password)
    make.RoleAssignmentFactory(user=account, role="TRANSLATOR")
    association = Association.objects.get()
    association.languages = ["fr", "en"]
    association.save()

    def write(slug: str, **values: object) -> None:
        save_record(
            Activity, by=operator("Ana"), right=Right.PUBLISH_ACTIVITIES, key={"slug": slug}, values=values
        )

    days = {"start_date": date(2018, 5, 3), "end_date": date(2018, 5, 3), "kind": "MEETING"}
    for slug, text in (
        ("a-done", DONE),
        ("b-stale", STALE),
        ("c-missing", MISSING),
        ("d-reworded", REWORDED),
    ):
        title = LocalizedText({"fr": f"Titre {slug}", "en": f"Title {slug}"})
        write(slug, title=title, text=LocalizedText(text), **days)
    write("b-stale", text=LocalizedText({**STALE, "fr": STALE_NOW}))
    write("d-reworded", text=LocalizedText({**REWORDED, "fr": REWORDED_NOW}))
