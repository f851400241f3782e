"""Settings of an installation; every variable is described in docs/administration.md."""

from __future__ import annotations

import os
from pathlib import Path

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.made_folder("RAPPORTEUR_VAR", default=BASE_DIR / "var", within="static")
BUILD_DIR = env.folder("RAPPORTEUR_BUILD", default=BASE_DIR / "build")

DEBUG = env.flag("RAPPORTEUR_DEBUG", default=False)
SECRET_KEY = env.secret_key("RAPPORTEUR_SECRET_KEY", file=VAR_DIR / "secret-key")
ALLOWED_HOSTS = env.words("RAPPORTEUR_HOSTS", "localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "rapporteur.core",
    "rapporteur.members",
    "rapporteur.governance",
    "rapporteur.dues",
    "rapporteur.plan",
    "rapporteur.programmes",
    "rapporteur.activities",
    "rapporteur.reports",
    "rapporteur.intake",
    "rapporteur.portal",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.admin",
    "wagtail.search",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rapporteur.portal.middleware.ContentSecurityPolicyMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": env.database("RAPPORTEUR_DATABASE", default_file=VAR_DIR / "rapporteur.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("pt", "Português")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = True  # no collectstatic needed on a single machine
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows previews in a frame of its own pages
CSRF_FAILURE_VIEW = "rapporteur.portal.errors.refused"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.flag("RAPPORTEUR_HTTPS", default=False)

WAGTAIL_SITE_NAME = "Rapporteur"
WAGTAILADMIN_BASE_URL = os.environ.get("RAPPORTEUR_BASE_URL", "http://localhost:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False  # an installation asks nobody outside
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt"]
