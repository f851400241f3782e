"""Signatures of editions, with a key that lies outside of database and folder.

A seal says that the parts of an edition belong together, and whoever can write to database and folder can make a new
one. A signature over the seal says who put them together: the key that makes it is a file that `RAPPORTEUR_SIGNING_KEY`
names, such as `ssh-keygen -t ed25519` writes; those that are trusted are the lines of a file that
`RAPPORTEUR_TRUSTED_KEYS` names, as `ssh-keygen` writes them too. Trust is never read from the database.
"""

from __future__ import annotations

import base64
import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.proof.editions.known_programs import ListNotReadable
from rapporteur.proof.editions.models import Edition, EditionSignature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KIND = "ssh-ed25519"
MOST_KEY_BYTES = 64 * 1024
_SIGNED = "Rapporteur, seal of an edition\n{edition}\n{seal}\n"
"""What is signed: no other program signs a text that begins so, and no other edition has this name and seal."""


class KeyNotUsable(Foreseeable, ValueError):
    """The file of a key to sign with that is not there, is no such key, or is open to others."""


class EditionSigned(Foreseeable, ValueError):
    """An edition that this key has signed already."""


@dataclass(frozen=True)
class SigningKey:
    """A key to sign with: `public` is its other half, as a line of `ssh-keygen`'s without the name."""

    private: Ed25519PrivateKey
    public: str

    def sign(self, edition: Edition) -> str:
        """Return the signature over the seal of `edition`, in hexadecimal."""
        return self.private.sign(_statement(edition)).hex()


@dataclass(frozen=True)
class Signers:
    """Whose the signatures of an edition are: the names of trusted keys, and the prints of others."""

    trusted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    """Prints of keys that did not make the signature that names them."""


def key_print(public: str) -> str:
    """Return what `ssh-keygen -l` calls a public key: SHA256:…, or its beginning where it is no key."""
    try:
        content = base64.b64decode(public.partition(" ")[2], validate=True)
    except ValueError:
        return public[:40]
    if not content:
        return public[:40]
    return "SHA256:" + base64.b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def signing_key() -> SigningKey | None:
    """Return the key that editions are signed with, None where the setting names none; raise KeyNotUsable."""
    path: Path | None = settings.SIGNING_KEY
    if path is None:
        return None
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_ssh_private_key

    try:
        with path.open("rb") as file:
            open_to_others = stat.S_IMODE(path.stat().st_mode) & 0o077
            content = file.read(MOST_KEY_BYTES)
    except OSError as error:
        raise KeyNotUsable(
            Message("the key to sign with, '{place}', cannot be read ({reason}): RAPPORTEUR_SIGNING_KEY names it"),
            place=str(path), reason=str(error.strerror),
        ) from error  # fmt: skip
    if open_to_others:
        raise KeyNotUsable(
            Message("the key to sign with, '{place}', can be read by others: chmod 600"), place=str(path)
        )
    load = load_ssh_private_key if b"OPENSSH" in content[:64] else load_pem_private_key
    try:
        key = load(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyNotUsable(_NO_KEY, place=str(path), reason=str(error)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyNotUsable(_NO_KEY, place=str(path), reason=type(key).__name__)
    return SigningKey(key, _line(key.public_key()))


_NO_KEY = Message(
    "'{place}' holds no key to sign with ({reason}): expected an Ed25519 key without a password, "
    "as `ssh-keygen -t ed25519` makes it"
)


def trusted_keys() -> Mapping[str, str]:
    """Return what each trusted key is called, by its public half; the key to sign with is one. Raises ListNotReadable.

    Empty where the settings name neither: then no signature is asked for.
    """
    found: dict[str, str] = {}
    path: Path | None = settings.TRUSTED_KEYS
    if path is not None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ListNotReadable(
                Message("'{place}' cannot be read ({reason}): name a file that can, or none"),
                place=str(path), reason=getattr(error, "strerror", None) or str(error),
            ) from error  # fmt: skip
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.startswith("#"):
                public, name = _trusted(line, f"{path}, {number}")
                found[public] = name
    own = signing_key()
    if own is not None:
        found.setdefault(own.public, key_print(own.public))
    return found


def _trusted(line: str, place: str) -> tuple[str, str]:
    kind, _, rest = line.strip().partition(" ")
    content, _, name = rest.partition(" ")
    public = f"{kind} {content}"
    if _loaded(public) is None:
        raise ListNotReadable(
            Message("{place}: '{value}' is no key: expected a line as `ssh-keygen -t ed25519` writes it, {kind} …"),
            place=place, value=line[:80], kind=KIND,
        )  # fmt: skip
    return public, name.strip() or key_print(public)


def check_signatures(edition: Edition, trusted: Mapping[str, str]) -> Signers:
    """Say whose the signatures of an edition are; what the database says of a key is believed of none."""
    names, others, wrong = [], [], []
    for one in edition.signatures.order_by("pk"):
        if not _fits(one, edition):
            wrong.append(key_print(one.key))
        elif one.key in trusted:
            names.append(trusted[one.key])
        else:
            others.append(key_print(one.key))
    return Signers(tuple(names), tuple(others), tuple(wrong))


def _fits(one: EditionSignature, edition: Edition) -> bool:
    from cryptography.exceptions import InvalidSignature

    key = _loaded(one.key)
    if key is None:
        return False
    try:
        key.verify(bytes.fromhex(one.signature), _statement(edition))
    except (InvalidSignature, ValueError):
        return False
    return True


def sign_edition(*, edition: Edition, by: Actor, at: datetime, dry_run: bool = False) -> str:
    """Sign an edition that is frozen; return the print of the key.

    Whoever calls has verified it: what is signed is its seal. Raises NotAllowed, KeyNotUsable and EditionSigned.
    """
    check_can(by, Right.FREEZE_EDITIONS)
    key = signing_key()
    if key is None:
        raise KeyNotUsable(
            Message(
                "there is no key to sign with: RAPPORTEUR_SIGNING_KEY names the file of one (`ssh-keygen -t ed25519`)"
            )
        )
    if edition.signatures.filter(key=key.public).exists():
        raise EditionSigned(
            Message("{place} is signed with {value} already"), place=edition.slug, value=key_print(key.public)
        )
    if not dry_run:
        with transaction.atomic():
            write_signature(edition=edition, key=key, by=by, at=at)
    return key_print(key.public)


def write_signature(*, edition: Edition, key: SigningKey, by: Actor, at: datetime) -> None:
    """Write a signature and its line in the trail, within the transaction of whoever calls."""
    EditionSignature.objects.create(
        edition=edition, key=key.public, signature=key.sign(edition), signed_at=at
    )
    audit(
        by=by, action="signed", record=edition, changes={"key": key_print(key.public), "seal": edition.seal}
    )


def _statement(edition: Edition) -> bytes:
    return _SIGNED.format(edition=edition.slug, seal=edition.seal).encode()


def _line(key: Ed25519PublicKey) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")


def _loaded(public: str) -> Ed25519PublicKey | None:
    """Return a public key, None for what is none of this kind or is written in another way than the one."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    try:
        key = load_ssh_public_key(public.encode())
    except (ValueError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PublicKey) and _line(key) == public else None
