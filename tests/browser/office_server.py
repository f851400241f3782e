"""The back office as a process of its own, which a test can take away and bring back: a small network and accounts.

python -m tests.browser.office_server      wait for lines of JSON on the input, one of `serve` and `kill`, until it ends

What answers requests is copied from this process, which has imported the program: :mod:`tests.support.warm` tells how.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from datetime import date
from pathlib import Path
from socketserver import ThreadingMixIn
from tempfile import TemporaryDirectory
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.support.warm import import_everything, renewed_setup

READY, FAILED, KILLED = "ready", "failed", "killed"
PASSWORD = "a long password"
ACCOUNTS = {"octavi": "OFFICER", "agnes": "REVIEWER", "lia": "OFFICER"}
MEMBERS = {
    "berlin": {"en": "Berlin", "fr": "Berlin"},
    "brussels": {"en": "Brussels", "fr": "Bruxelles"},
    "kolkata": {"en": "Kolkata", "fr": "Calcutta"},
    "montreal": {"en": "Montreal", "fr": "Montréal"},
    "quito": {"en": "Quito", "fr": "Quito"},
    "barcelona-city": {"en": "Barcelona (city)", "fr": "Barcelone (ville)"},
    "barcelona-area": {"en": "Barcelona (metropolitan area)", "fr": "Barcelone (aire métropolitaine)"},
}
CODES = ("L2M5D1", "L2M5D2", "L2M7D1", "L2M7D2")


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


def fill(people: dict[str, str]) -> None:
    """Record a network that reports on the second quarter of 2018, and an account for each of some people.

    `people` are further accounts, with the role of each; who is bound to a region is so to `europe`.
    """
    from django.contrib.auth import get_user_model

    from rapporteur.base.core.permissions import REGIONAL_ROLES
    from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
    from rapporteur.records.members.models import Organisation, RegionalAffiliation
    from tests.factories import make

    make.AssociationFactory(languages=["fr", "en", "es"], source_language="fr")
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    for slug, names in MEMBERS.items():
        organisation = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=organisation, name=names)
        make.MembershipFactory(organisation=organisation)
        if slug.startswith("barcelona"):
            make.OrganisationAliasFactory(organisation=organisation, text="Barcelone", kind="AMBIGUOUS")
    level = make.LevelFactory(depth=0, key="line")
    line = make.NodeFactory(level=level, code="L2", slug="l2")
    deliverables = make.LevelFactory(version=level.version, depth=1, key="deliverable")
    for code in CODES:
        make.NodeFactory(level=deliverables, parent=line, code=code, slug=code.lower())
    europe = make.RegionFactory(slug="europe", name={"fr": "Europe", "en": "Europe", "es": "Europa"})
    for slug in ("berlin", "brussels"):
        organisation = Organisation.objects.get(slug=slug)
        RegionalAffiliation.objects.create(organisation=organisation, region=europe)
    if people:
        set_up_reviews("en")
        complete_texts()
    password = hash_password()
    for name, role in {**ACCOUNTS, **people}.items():
        account = get_user_model().objects.create(username=name, password=password)
        bound = {"region_code": europe.slug} if role in REGIONAL_ROLES else {}
        make.RoleAssignmentFactory(user=account, role=role, **bound)


def complete_texts() -> None:
    """Write every text that is missing in Spanish as it is in English."""
    from django.apps import apps

    from rapporteur.base.core.fields import LocalizedTextField

    for model in apps.get_models():
        names = [one.name for one in model._meta.concrete_fields if isinstance(one, LocalizedTextField)]
        for record in model._base_manager.all() if names else ():
            texts = {name: dict(getattr(record, name)) for name in names if getattr(record, name)}
            spanish = {
                name: {**text, "es": text.get("es") or text.get("en", "")} for name, text in texts.items()
            }
            model._base_manager.filter(pk=record.pk).update(**spanish)


def hash_password() -> str:
    """Return the password of everybody as it is kept, made in no time."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    return PBKDF2PasswordHasher().encode(PASSWORD, "salt", iterations=1)


def serve(
    port: int, environment: dict[str, str], *, static: Path, desk: bool, reviews: bool, people: dict[str, str]
) -> None:
    """Serve on loopback the database that `environment` names, which is filled where it is empty.

    `desk` has it filled with what the journey at the translation desk meets, too, `reviews` with drafts in review.
    Static files have their versions in `static`, as of any server that people use.
    """
    os.environ.clear()
    os.environ.update(environment)
    renewed_setup()
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.test import override_settings

    from rapporteur.base.core.models import Association
    from rapporteur.interfaces.portal.versions import make_versions
    from tests.browser import review_drafts
    from tests.browser.desk_texts import record

    if not Association.objects.exists():
        fill(people)
        if desk:
            record()
        if reviews:
            review_drafts.record(hash_password())
    override_settings(STATIC_ROOT=static, STORAGES=settings.STORAGES).enable()
    make_versions()
    with make_server("127.0.0.1", port, WSGIHandler(), _Server, _Quiet) as server:
        answer(f"{READY} {os.getpid()}")
        server.serve_forever()


def answer(line: str) -> None:
    """Tell who started this."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def copied(request: dict[str, Any], static: Path) -> None:
    """Begin to serve, in a copy of this process, which says itself when it is ready."""
    if os.fork():
        return
    try:
        serve(**request, static=static)
    except BaseException:  # noqa: BLE001  # whatever it is, who waits for an answer must hear of it
        traceback.print_exc()
        answer(FAILED)
    os._exit(1)


def main() -> None:
    """Do what each line of the input asks for."""
    import_everything()
    for module in (
        "config.urls",
        "tests.factories",
        "tests.browser.desk_texts",
        "tests.browser.review_drafts",
    ):
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # the copies need not look at what is there already
    with TemporaryDirectory(prefix="rapporteur-tests-static-") as static:  # of all copies: made once
        for line in sys.stdin:
            request = json.loads(line)
            if "kill" not in request:
                copied(request, Path(static))
                continue
            os.kill(request["kill"], signal.SIGKILL)
            os.waitpid(request["kill"], 0)
            answer(KILLED)


if __name__ == "__main__":
    main()
