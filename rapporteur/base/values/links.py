"""What a link may be: one answer for records, documents and pages."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

WEB = frozenset({"http", "https"})
MAIL = "mailto"
_NOT_IN_AN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069<>\"\\]")
"""White space, control characters (also those that turn the direction of writing) and what would end an attribute."""
_MAILBOX = re.compile(r"[^@/:?#&]+@[^@/:?#&]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")


def link_target(address: str) -> str:
    """Return the address that a link may lead to: http, https or mailto; nothing where it is another.

    So no script, no data, no file, and nothing that is relative: a document is read anywhere.
    """
    address = address.strip()
    if _NOT_IN_AN_ADDRESS.search(address):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:  # no address at all, such as http://[
        return ""
    if parts.scheme in WEB:
        return address if host else ""
    return address if parts.scheme == MAIL and "@" in parts.path else ""


def site_target(website: str) -> str:
    """Return what a link to a website leads to, which may be written “www.example.org”."""
    website = website.strip()
    found = link_target(website if _SCHEME.match(website) else f"https://{website}") if website else ""
    return found if found.partition(":")[0].lower() in WEB else ""


def mail_target(mailbox: str) -> str:
    """Return what a link to a mailbox leads to; nothing for what would say more than whom to write to."""
    return link_target(f"{MAIL}:{mailbox.strip()}") if _MAILBOX.fullmatch(mailbox.strip()) else ""
