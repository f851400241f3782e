"""Settings of signing in: how mail leaves, which roles need a second factor, who signs people in from elsewhere."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from config.env import InvalidSetting, words
from rapporteur.base.core.permissions import REGIONAL_ROLES, Role

GUARDED = (Role.ADMINISTRATOR, Role.SECRETARY_GENERAL, Role.FINANCE)
"""Who needs a second factor where nothing else is said: accounts, editions and dues are theirs."""
RATE_LIMITS = {
    # A person who has forgotten tries three or four passwords. Five in five minutes leave a guesser 1,440 a day against
    # passwords of twelve characters that nobody else has.
    "login_failed": "10/m/ip,100/h/ip,5/5m/key",
    "login": "30/m/ip",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
"""How often something may be tried: by address (IPv6: its /64), by account as it is typed, by who is signed in."""
MAIL = "smtp://user:password@host:587?tls=starttls, smtps://user:password@host:465, file:folder or console:"


@dataclass(frozen=True)
class Mail:
    """How mail leaves the installation; without a backend it does not."""

    backend: str = ""
    folder: str = ""
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    tls: bool = False
    starts_tls: bool = False


def mail(name: str, *, default: str) -> Mail:
    """Read how mail leaves: `smtp://…`, `smtps://…`, `file:folder`, `console:`; nothing where nothing is said."""
    value = os.environ.get(name, "") or default
    ours = "rapporteur.interfaces.office.mail"
    if not value:
        return Mail(backend="django.core.mail.backends.dummy.EmailBackend")
    scheme, _, rest = value.partition(":")
    if scheme == "console" and not rest:
        return Mail(backend=f"{ours}.NotingConsole")
    if scheme == "file" and rest:
        return Mail(backend=f"{ours}.NotingFolder", folder=rest)
    try:
        parts = urlsplit(value)
        port, options = parts.port, dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError as error:
        raise InvalidSetting(name, f"{scheme}:…", MAIL) from error
    known = options.keys() <= {"tls"} and options.get("tls", "starttls") == "starttls"
    if scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/") or not known:
        raise InvalidSetting(name, f"{scheme}:…", MAIL)  # never whole: it may hold a password
    return Mail(
        backend=f"{ours}.NotingBackend",
        host=parts.hostname,
        port=port or (465 if scheme == "smtps" else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=scheme == "smtps",
        starts_tls=bool(options),
    )


def role(name: str, word: str) -> Role:
    """Read a role, as `secretary-general` or `SECRETARY_GENERAL`; raise InvalidSetting for what is none."""
    code = word.strip().upper().replace("-", "_")
    if code not in Role.__members__:
        raise InvalidSetting(name, word, f"roles among {', '.join(one.lower() for one in Role)}")
    return Role(code)


def roles(name: str, *, default: Sequence[Role]) -> frozenset[Role]:
    """Read a list of roles; `none` names none, an empty value is as good as no value."""
    given = words(name)
    if given == ["none"]:
        return frozenset()
    return frozenset(role(name, word) for word in given) if given else frozenset(default)


@dataclass(frozen=True)
class Provider:
    """Who signs people in from elsewhere (OpenID Connect), and which roles its claims give; none without an issuer.

    `given` maps what the claim says to a role and, for roles bound to one, the code of a region.
    """

    issuer: str = ""
    client: str = ""
    secret: str = field(default="", repr=False)
    name: str = ""
    claim: str = "groups"
    given: dict[str, tuple[Role, str]] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Under what accounts are linked to it: another issuer's people are others, whatever it calls them."""
        return f"sso-{hashlib.sha256(self.issuer.encode()).hexdigest()[:10]}"

    def apps(self) -> list[dict[str, Any]]:
        """Return the provider as django-allauth is told of it."""
        if not self.issuer:
            return []
        settings = {"server_url": self.issuer}
        return [
            {
                "provider_id": self.key,
                "name": self.name,
                "client_id": self.client,
                "secret": self.secret,
                "settings": settings,
            }
        ]


def provider() -> Provider:
    """Read who signs people in, nobody without `RAPPORTEUR_OIDC_ISSUER`.

    `RAPPORTEUR_OIDC_ROLES` are `value=role` or, for a role bound to a region, `value=role:region`.
    """
    issuer = os.environ.get("RAPPORTEUR_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return Provider()
    parts = urlsplit(issuer)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        raise InvalidSetting("RAPPORTEUR_OIDC_ISSUER", issuer, "an address that begins with https://")
    client = os.environ.get("RAPPORTEUR_OIDC_CLIENT", "")
    if not client:
        raise InvalidSetting(
            "RAPPORTEUR_OIDC_CLIENT", client, "the name by which the provider knows this installation"
        )
    return Provider(
        issuer=issuer,
        client=client,
        secret=os.environ.get("RAPPORTEUR_OIDC_SECRET", ""),
        name=os.environ.get("RAPPORTEUR_OIDC_NAME", "") or parts.hostname,
        claim=os.environ.get("RAPPORTEUR_OIDC_CLAIM", "") or "groups",
        given=dict(_given("RAPPORTEUR_OIDC_ROLES", one) for one in words("RAPPORTEUR_OIDC_ROLES")),
    )


def _given(name: str, word: str) -> tuple[str, tuple[Role, str]]:
    value, _, rest = word.partition("=")
    code, _, region = rest.partition(":")
    if not value.strip() or not rest:
        raise InvalidSetting(name, word, "value=role, or value=role:region for a role bound to a region")
    found = role(name, code)
    if bool(region.strip()) is not (found in REGIONAL_ROLES):
        raise InvalidSetting(name, word, "a region for a role bound to one, and none for others")
    return value.strip(), (found, region.strip())
