"""A strict content security policy for all but the back office, which needs inline scripts of Wagtail's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

PUBLIC_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
PORTAL_POLICY = (
    "default-src 'self'; script-src 'none'; object-src 'none'; connect-src 'none'; frame-src 'none'; "
    "worker-src 'none'; media-src 'none'; manifest-src 'none'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Of pages with maps: what an element of SVG refers to in another file has no directive of its own in every browser, so
that the default allows files of the site, and everything that could be a program is refused by name."""
ACCOUNT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Of one's own account: passkeys need a script, which is a file of ours."""
BACK_OFFICE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'"
)
POLICIES = (("/cms/", BACK_OFFICE_POLICY), ("/account/", ACCOUNT_POLICY))


class ContentSecurityPolicyMiddleware:
    """Add the policy of the part of the site that answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = next((one for start, one in POLICIES if request.path.startswith(start)), PUBLIC_POLICY)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
