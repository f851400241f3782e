"""Settings of the tests: nothing on disk but a database that is thrown away.

`RAPPORTEUR_TEST_DATABASE` chooses the engine: sqlite (the default) or postgresql. `make test` runs the tests on both.
"""

import os
import tempfile
from pathlib import Path

os.environ["RAPPORTEUR_SECRET_KEY"] = "the tests' own key, which protects nothing"
for _name in (
    "RAPPORTEUR_DATABASE",
    "RAPPORTEUR_DEBUG",
    "RAPPORTEUR_HOSTS",
    "RAPPORTEUR_HTTPS",
    "RAPPORTEUR_KNOWN_PROGRAMS",
    "RAPPORTEUR_LANGUAGE",
    "RAPPORTEUR_MACHINE_TRANSLATION",
    "RAPPORTEUR_MAIL",
    "RAPPORTEUR_MAIL_FROM",
    "RAPPORTEUR_OIDC_ISSUER",
    "RAPPORTEUR_PROXIES",
    "RAPPORTEUR_REAUTHENTICATE",
    "RAPPORTEUR_SESSION_IDLE",
    "RAPPORTEUR_SESSION_LONGEST",
    "RAPPORTEUR_SIGNING_KEY",
    "RAPPORTEUR_TRUSTED_KEYS",
):
    os.environ.pop(_name, None)  # a developer's own installation does not reach into the tests
os.environ["RAPPORTEUR_SECOND_FACTOR"] = "none"  # tests of second factors say which role needs one

from config import env
from config.settings import *

ENGINE = os.environ.get("RAPPORTEUR_TEST_DATABASE", "sqlite")
if ENGINE == "postgresql":
    if "RAPPORTEUR_TEST_POSTGRESQL" not in os.environ:
        raise env.InvalidSetting(
            "RAPPORTEUR_TEST_POSTGRESQL",
            "",
            "the address of a server. 'make test' starts one of its own; try that",
        )
    DATABASES = {"default": env.database("RAPPORTEUR_TEST_POSTGRESQL", default_file=VAR_DIR)}
elif ENGINE == "sqlite":
    DATABASES = {"default": env.sqlite(VAR_DIR) | {"NAME": ":memory:"}}
else:
    raise env.InvalidSetting("RAPPORTEUR_TEST_DATABASE", ENGINE, "sqlite or postgresql")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and never a real password
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_PREVIEWS = tempfile.TemporaryDirectory(prefix="rapporteur-tests-previews-")  # gone with the process
PREVIEWS_DIR = Path(_PREVIEWS.name)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # each client would look through all static files: 60 ms, and most ask for none
