"""Settings of an installation; every variable is described in docs/administration.md."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.functional import SimpleLazyObject

from config import env, signing_in
from rapporteur.base.words import catalogues

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.made_folder("RAPPORTEUR_VAR", default=BASE_DIR / "var", within="static")
SIGNING_KEY = env.named_file(
    "RAPPORTEUR_SIGNING_KEY"
)  # read when something is signed: a key may come on a stick
TRUSTED_KEYS = env.named_file("RAPPORTEUR_TRUSTED_KEYS")
KNOWN_PROGRAMS = env.named_file("RAPPORTEUR_KNOWN_PROGRAMS")
BUILD_DIR = env.folder("RAPPORTEUR_BUILD", default=BASE_DIR / "build")

READER_LANGUAGE = env.one_of("RAPPORTEUR_LANGUAGE", catalogues.LANGUAGES, default=catalogues.ENGLISH)
DEBUG = env.flag("RAPPORTEUR_DEBUG", default=False)
SECRET_KEY = env.secret_key("RAPPORTEUR_SECRET_KEY", file=VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.words("RAPPORTEUR_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "rapporteur.base.core",
    "rapporteur.records.periods",
    "rapporteur.records.members",
    "rapporteur.records.governance",
    "rapporteur.records.meetings",
    "rapporteur.records.dues",
    "rapporteur.records.plan",
    "rapporteur.records.programmes",
    "rapporteur.records.activities",
    "rapporteur.records.calls",
    "rapporteur.records.juries",
    "rapporteur.records.training",
    "rapporteur.records.agreements",
    "rapporteur.records.agenda",
    "rapporteur.records.publications",
    "rapporteur.records.admissions",
    "rapporteur.records.communication",
    "rapporteur.records.contacts",
    "rapporteur.records.reports",
    "rapporteur.records.remarks",
    "rapporteur.records.accounts",
    "rapporteur.records.outbox",
    "rapporteur.proof.checks",
    "rapporteur.proof.editions",
    "rapporteur.intake.importing",
    "rapporteur.interfaces.office",
    "rapporteur.interfaces.portal",
    "rapporteur.interfaces.office.apps.AccountScreensConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.admin",
    "wagtail.search",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "rapporteur.interfaces.portal.watching.RequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "rapporteur.interfaces.portal.compressing.CompressedFilesMiddleware",
    "rapporteur.interfaces.portal.compressing.CompressedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "rapporteur.interfaces.portal.queries.QueriesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rapporteur.interfaces.office.signing.sessions.SessionsMiddleware",
    "rapporteur.interfaces.office.pages.addresses.AddressesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rapporteur.interfaces.portal.middleware.ContentSecurityPolicyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["rapporteur.interfaces.office.framework.spoken.SpokenLoader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.database("RAPPORTEUR_DATABASE", default_file=VAR_DIR / "rapporteur.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # counts of attempts hold in every process and on every machine, and a code that was used is used everywhere
    "default": {"BACKEND": "rapporteur.interfaces.office.signing.counts.DatabaseCounts"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("pt", "Português")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [
    ("portal/fonts", BASE_DIR / "rapporteur" / "documents" / "html" / "fonts")
]  # those of reports
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rapporteur.interfaces.portal.versions.VersionedFiles"},
}
WHITENOISE_USE_FINDERS = True  # `rapporteur serve` makes the versions; without them all files are there, too
WHITENOISE_IMMUTABLE_FILE_TEST = (
    r"\.[0-9a-f]{12}\.\w+$"  # its version stands in its address, that of an older one too
)
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PREVIEWS_DIR = VAR_DIR / "previews"  # of reports, made again where they are gone
FILE_UPLOAD_HANDLERS = [
    "rapporteur.interfaces.portal.uploads.BoundedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "rapporteur.interfaces.portal.uploads.NamelessUploads",
]
FILE_UPLOAD_PERMISSIONS = 0o600  # records as much as the database is one, whatever the umask
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

_QUIET = {"handlers": ["nothing"], "propagate": False}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {
        "lines": {
            "()": "rapporteur.base.values.running.log.handler",
            "place": env.log_place("RAPPORTEUR_LOG"),
        },
        "nothing": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {"rapporteur": {"level": "INFO"}}
    # what Django says of failures holds addresses and texts: it is noted in `interfaces.portal.watching`, without
    | ({} if DEBUG else {"django": {"handlers": []}, "django.request": _QUIET, "django.security": _QUIET}),
}

AUTHENTICATION_BACKENDS = ["rapporteur.interfaces.office.actors.RoleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "rapporteur.interfaces.office.passwords.DressedUpPasswordValidator"},
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own pages
CSRF_FAILURE_VIEW = "rapporteur.interfaces.portal.errors.refused"
HTTPS = env.flag("RAPPORTEUR_HTTPS", default=False)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = env.seconds("RAPPORTEUR_SESSION_LONGEST", default=12 * 3600)
SESSION_IDLE_AGE = env.seconds("RAPPORTEUR_SESSION_IDLE", default=2 * 3600)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
SECOND_FACTOR_ROLES = signing_in.roles(
    "RAPPORTEUR_SECOND_FACTOR", default=() if DEBUG else signing_in.GUARDED
)
OIDC = signing_in.provider()
MAIL = signing_in.mail("RAPPORTEUR_MAIL", default="console:" if DEBUG else "")
EMAIL_BACKEND, EMAIL_FILE_PATH = MAIL.backend, MAIL.folder
EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_USE_SSL = MAIL.host, MAIL.port, MAIL.starts_tls, MAIL.tls
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("RAPPORTEUR_MAIL_FROM") or "rapporteur@localhost"

ALLAUTH_TRUSTED_PROXY_COUNT = env.number("RAPPORTEUR_PROXIES", default=0, of="proxies")
if ALLAUTH_TRUSTED_PROXY_COUNT:  # nobody but a proxy of one's own may say that the browser spoke HTTPS to it
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_ADAPTER = "rapporteur.interfaces.office.signing.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "rapporteur.interfaces.office.signing.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # who makes an account says its address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # another password or second factor is said to whom it belongs
ACCOUNT_SESSION_REMEMBER = True  # as long as sessions last at all: see SESSION_COOKIE_AGE
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the other sessions end, this one goes on
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = env.seconds("RAPPORTEUR_REAUTHENTICATE", default=900)
ACCOUNT_RATE_LIMITS = signing_in.RATE_LIMITS
MFA_ADAPTER = "rapporteur.interfaces.office.signing.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Rapporteur"
MFA_TOTP_TOLERANCE = 1  # a clock half a minute off
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers grant passkeys over plain HTTP to localhost alone
SOCIALACCOUNT_ADAPTER = "rapporteur.interfaces.office.signing.provider.ProviderAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC.apps(), "OAUTH_PKCE_ENABLED": True}}
USERSESSIONS_TRACK_ACTIVITY = False  # SessionsMiddleware does, once a minute

MACHINE_TRANSLATION = os.environ.get("RAPPORTEUR_MACHINE_TRANSLATION", "")

WAGTAILADMIN_PERMITTED_LANGUAGES = [
    one for one in LANGUAGES if one[0] in catalogues.LANGUAGES
]  # not Wagtail's many
WAGTAIL_SITE_NAME = "Rapporteur"
WAGTAILADMIN_BASE_URL = os.environ.get("RAPPORTEUR_BASE_URL", "http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = (
    False  # our own pages ask for the password first, and end other sessions
)
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # the address is where a forgotten password is asked for
WAGTAIL_ENABLE_UPDATE_CHECK = False  # an installation asks nobody outside
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# looked up when somebody chooses one; a name of this machine alone is none that a browser knows
WAGTAIL_USER_TIME_ZONES = SimpleLazyObject(lambda: sorted(available_timezones() - {"localtime", "Factory"}))
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 0  # what stands in the trail was saved by somebody, not by a clock
WAGTAIL_FINISH_WORKFLOW_ACTION = "rapporteur.interfaces.office.workflow.publish_nothing"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "rapporteur.interfaces.office.library.searching"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = (
    25 * 2**20
)  # as the library itself holds it, which says so in the reader's language
WAGTAILDOCS_DOCUMENT_FORM_BASE = "rapporteur.interfaces.office.library.forms.PaperForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 2**20
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "avif"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "rapporteur.interfaces.office.library.forms.PictureForm"
