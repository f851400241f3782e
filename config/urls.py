"""Addresses: the public pages at the root, one's own account at /account/, the office at /cms/, its library."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from rapporteur.interfaces.office.library import serving
from rapporteur.interfaces.office.screens.accounts import own_account
from rapporteur.interfaces.office.signing.ways import to_forgotten, to_sign_in, to_sign_out

handler400 = "rapporteur.interfaces.portal.errors.bad_request"
handler403 = "rapporteur.interfaces.portal.errors.refused"
handler404 = "rapporteur.interfaces.portal.errors.not_found"
handler500 = "rapporteur.interfaces.portal.errors.failed"

urlpatterns = [
    path("cms/account/", own_account, name="wagtailadmin_account"),
    path("account/", include("rapporteur.interfaces.office.signing.urls")),
    path("cms/login/", to_sign_in, name="wagtailadmin_login"),  # Wagtail's own knows no second factor
    path("cms/logout/", to_sign_out, name="wagtailadmin_logout"),
    re_path("^cms/password_reset/", to_forgotten, name="wagtailadmin_password_reset"),
    path("cms/", include(wagtailadmin_urls)),
    path("media/<path:name>", serving.picture, name="library_picture"),
    path(
        "documents/<int:key>/<str:name>", serving.document, name="wagtaildocs_serve"
    ),  # by which Wagtail links to it
    path("", include("rapporteur.interfaces.portal.urls")),
]
