"""Addresses: the public pages at the root, the back office at /cms/."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "rapporteur.portal.errors.bad_request"
handler403 = "rapporteur.portal.errors.refused"
handler404 = "rapporteur.portal.errors.not_found"
handler500 = "rapporteur.portal.errors.failed"

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("rapporteur.portal.urls")),
]
