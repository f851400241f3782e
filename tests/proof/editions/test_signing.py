"""Who put an edition together: told by a key outside of the database, and by programs that are known."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.base.words.say import say_fault
from rapporteur.proof.editions import archive as press
from rapporteur.proof.editions import known_programs
from rapporteur.proof.editions.freezing import content_store, edition_named
from rapporteur.proof.editions.known_programs import ListNotReadable, fingerprint
from rapporteur.proof.editions.models import Edition, EditionSignature
from rapporteur.proof.editions.signing import (
    EditionSigned,
    KeyNotUsable,
    key_print,
    sign_edition,
    signing_key,
    trusted_keys,
)
from rapporteur.proof.editions.verifying import Making, Verified, unsigned_faults, verify
from tests.proof.editions.conftest import WHEN, Freeze
from tests.proof.editions.test_hostile_editions import exchanged, packed, spying
from tests.proof.editions.test_verify import forged, sealed_anew

NAME = "2021-Q1/1"
ANA = operator("A. Name")


def key_file(folder: Path, name: str = "signing-key") -> Path:
    """Make a key to sign with, and the line of its public half beside it; return where it is."""
    key = Ed25519PrivateKey.generate()
    path = written(folder / name, key)
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    path.with_suffix(".pub").write_text(f"{public} {name} of the secretariat\n")
    return path


def written(
    path: Path, key: object, format: PrivateFormat = PrivateFormat.OpenSSH, locked: bool = False
) -> Path:
    lock: KeySerializationEncryption = BestAvailableEncryption(b"secret") if locked else NoEncryption()
    path.touch(mode=0o600)
    path.write_bytes(key.private_bytes(Encoding.PEM, format, lock))  # type: ignore[attr-defined]  # of any kind of key
    return path


@pytest.fixture
def key(tmp_path: Path, settings: Settings) -> Path:
    """The key that the settings name."""
    settings.SIGNING_KEY = key_file(tmp_path)
    return Path(settings.SIGNING_KEY)


def verified(making: Making = Making.NEVER) -> Verified:
    (result,) = verify([edition_named(NAME)], making=making)
    return result


def told(result: Verified) -> dict[str, str]:
    return {one.what: say_fault(one.problem, "en") for one in result.deviations}


class TestFreezing:
    def test_signs_where_there_is_a_key(self, freeze_it: Freeze, key: Path) -> None:
        freeze_it()
        one = EditionSignature.objects.get()
        assert (one.edition.slug, one.signed_at) == (NAME, WHEN)
        assert f"{one.key} signing-key of the secretariat\n" == key.with_suffix(".pub").read_text()
        assert verified().signed_by.trusted == (key_print(one.key),)
        entry = AuditEntry.objects.get(action="signed")
        assert (entry.by, entry.changes) == ("A. Name", {"key": key_print(one.key), "seal": one.edition.seal})

    def test_without_a_key_signs_nothing_and_asks_for_nothing(self, freeze_it: Freeze) -> None:
        freeze_it()
        assert not EditionSignature.objects.exists()
        assert (verified().intact, verified().signed_by.trusted) == (True, ())

    def test_with_a_key_that_cannot_be_used_freezes_nothing(
        self, freeze_it: Freeze, settings: Settings
    ) -> None:
        settings.SIGNING_KEY = Path("/nowhere/signing-key")
        with pytest.raises(KeyNotUsable, match="cannot be read"):
            freeze_it()
        assert not Edition.objects.exists()


class TestTrust:
    """Whoever can write to database and folder makes a seal that fits, and no signature of a key that they have not."""

    def test_an_edition_that_was_sealed_anew_has_no_signature(
        self, freeze_it: Freeze, key: Path, tmp_path: Path
    ) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        sealed_anew()
        found = told(verified(Making.ANYHOW))
        assert set(found) == {"signature"}
        assert not (tmp_path / "marker").exists()

    def test_the_key_of_who_forged_it_is_not_trusted(
        self, freeze_it: Freeze, tmp_path: Path, settings: Settings
    ) -> None:
        settings.TRUSTED_KEYS = key_file(tmp_path, "ours").with_suffix(".pub")
        settings.SIGNING_KEY = key_file(tmp_path, "theirs")
        freeze_it()
        theirs = EditionSignature.objects.get().key
        settings.SIGNING_KEY = None
        result = verified()
        assert told(result) == {"signature": "no key that is trusted here has signed the edition"}
        assert result.signed_by.others == (key_print(theirs),)

    def test_a_signature_of_another_edition_does_not_fit(self, freeze_it: Freeze, key: Path) -> None:
        freeze_it()
        forged("UPDATE reports_edition SET number = 7")
        sealed_anew("2021-Q1/7")
        (result,) = verify([edition_named("2021-Q1/7")], making=Making.NEVER)
        (edition,) = Edition.objects.all()
        assert [one.what for one in result.deviations] == ["signature", "signature"]
        assert result.signed_by.wrong == (key_print(edition.signatures.get().key),)

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("signature", "00" * 64), ("signature", "no figures"), ("signature", ""), ("key", "ssh-ed25519 AAAA"),
            ("key", ""), ("key", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ"), ("key", "é" * 90),
        ],
    )  # fmt: skip
    def test_what_the_database_says_is_believed_of_none(
        self, freeze_it: Freeze, key: Path, column: str, value: str
    ) -> None:
        freeze_it()
        forged_signatures(column, value)
        assert "signature" in told(verified())

    def test_a_line_of_the_list_is_a_name(self, freeze_it: Freeze, key: Path, settings: Settings) -> None:
        settings.TRUSTED_KEYS = key.with_suffix(".pub")
        freeze_it()
        assert verified().signed_by.trusted == ("signing-key of the secretariat",)
        settings.SIGNING_KEY = None  # who verifies needs the public half alone
        assert verified().intact

    def test_keys_may_follow_each_other(
        self, freeze_it: Freeze, key: Path, tmp_path: Path, settings: Settings
    ) -> None:
        freeze_it()
        settings.SIGNING_KEY = key_file(tmp_path, "newer")
        sign_edition(edition=edition_named(NAME), by=ANA, at=WHEN)
        both = "".join(path.read_text() for path in (key.with_suffix(".pub"), tmp_path / "newer.pub"))
        settings.TRUSTED_KEYS = tmp_path / "trusted"
        settings.TRUSTED_KEYS.write_text(f"# of the secretariat\n\n{both}")
        assert verified().signed_by.trusted == ("signing-key of the secretariat", "newer of the secretariat")


def forged_signatures(column: str, value: str) -> None:
    """Change a signature as somebody with all rights to the database could."""
    on = " ON reports_editionsignature" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER reports_editionsignature_no_update{on}")
        cursor.execute(f"UPDATE reports_editionsignature SET {column} = %s", [value])  # noqa: S608  # names of ours


class TestSigningLater:
    def test_signs_what_was_frozen_before(
        self, freeze_it: Freeze, tmp_path: Path, settings: Settings
    ) -> None:
        freeze_it()
        settings.SIGNING_KEY = key_file(tmp_path)
        assert told(verified()) == {"signature": "no key that is trusted here has signed the edition"}
        assert unsigned_faults(edition_named(NAME)) == ()
        sign_edition(edition=edition_named(NAME), by=ANA, at=WHEN, dry_run=True)
        assert not EditionSignature.objects.exists()
        sign_edition(edition=edition_named(NAME), by=ANA, at=WHEN)
        assert verified().intact
        with pytest.raises(EditionSigned, match="already"):
            sign_edition(edition=edition_named(NAME), by=ANA, at=WHEN)

    def test_needs_a_key_and_the_right(self, freeze_it: Freeze, key: Path, settings: Settings) -> None:
        settings.SIGNING_KEY = None
        freeze_it()
        with pytest.raises(KeyNotUsable, match="there is no key"):
            sign_edition(edition=edition_named(NAME), by=ANA, at=WHEN)
        settings.SIGNING_KEY = key
        with pytest.raises(NotAllowed):
            sign_edition(edition=edition_named(NAME), by=Actor("Rui", frozenset({Role.REVIEWER})), at=WHEN)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE reports_editionsignature SET signature = signature",
            "DELETE FROM reports_editionsignature",
        ],
    )
    def test_no_signature_is_changed_or_deleted(self, freeze_it: Freeze, key: Path, statement: str) -> None:
        freeze_it()
        refused = pytest.raises(DatabaseError, match="never changed or deleted")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


class TestKeys:
    def test_the_key_that_ssh_makes_is_one(self, tmp_path: Path, settings: Settings) -> None:
        """Where `ssh-keygen` is installed its own files are read; elsewhere those that it would write."""
        settings.SIGNING_KEY = tmp_path / "key"
        command = [
            "ssh-keygen",
            "-q",
            "-t",
            "ed25519",
            "-N",
            "",
            "-C",
            "board",
            "-f",
            str(settings.SIGNING_KEY),
        ]
        try:
            subprocess.run(command, check=True)
        except FileNotFoundError:
            key_file(tmp_path, "key")
        settings.TRUSTED_KEYS = tmp_path / "key.pub"
        key = signing_key()
        assert key is not None
        assert list(trusted_keys()) == [key.public]

    def test_pkcs8_is_read_too(self, tmp_path: Path, settings: Settings) -> None:
        settings.SIGNING_KEY = written(tmp_path / "key", Ed25519PrivateKey.generate(), PrivateFormat.PKCS8)
        assert signing_key() is not None

    def test_a_key_that_others_can_read_is_none(self, key: Path) -> None:
        key.chmod(0o640)
        with pytest.raises(KeyNotUsable, match="can be read by others: chmod 600"):
            signing_key()

    def test_what_is_no_such_key_is_told(self, tmp_path: Path, settings: Settings) -> None:
        settings.SIGNING_KEY = tmp_path / "key"
        own = Ed25519PrivateKey.generate()
        for content in (
            b"",
            b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n",
            b"-----BEGIN PRIVATE KEY-----",
            bytes(70_000),
        ):
            settings.SIGNING_KEY.touch(mode=0o600)
            settings.SIGNING_KEY.write_bytes(content)
            with pytest.raises(KeyNotUsable, match="holds no key to sign with"):
                signing_key()
        for other, format, locked in (
            (generate_private_key(SECP256R1()), PrivateFormat.PKCS8, False),
            (own, PrivateFormat.PKCS8, True),
        ):
            written(settings.SIGNING_KEY, other, format, locked)
            with pytest.raises(KeyNotUsable, match="without a password"):
                signing_key()

    @pytest.mark.parametrize("line", ["no key", "ssh-rsa AAAA x", "ssh-ed25519", "ssh-ed25519 !!! x", "é"])
    def test_a_line_that_is_no_key_is_told_with_its_number(
        self, key: Path, settings: Settings, line: str
    ) -> None:
        settings.TRUSTED_KEYS = key.with_suffix(".list")
        settings.TRUSTED_KEYS.write_text(f"{key.with_suffix('.pub').read_text()}{line}\n")
        with pytest.raises(ListNotReadable, match=r"list, 2: .* is no key"):
            trusted_keys()

    def test_a_list_that_is_not_there_is_told(self, key: Path, settings: Settings) -> None:
        settings.TRUSTED_KEYS = settings.KNOWN_PROGRAMS = key.with_name("nowhere")
        for read in (trusted_keys, known_programs.known_programs):
            with pytest.raises(ListNotReadable, match="nowhere' cannot be read"):
                read()

    def test_prints_are_those_of_ssh(self) -> None:
        content = base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + bytes(32)).decode()
        assert key_print(f"ssh-ed25519 {content} name") == key_print(f"ssh-ed25519 {content} name")
        assert key_print(f"ssh-ed25519 {content}").startswith("SHA256:")
        assert key_print("rubbish") == "rubbish"


class TestKnownPrograms:
    def test_the_running_program_is_known(self, freeze_it: Freeze) -> None:
        freeze_it()
        assert verified().program.startswith("Rapporteur ")
        assert verified().fingerprint == fingerprint(press.archive())

    def test_another_is_not_and_that_is_said(self, freeze_it: Freeze, tmp_path: Path) -> None:
        freeze_it()
        exchanged(spying(tmp_path))
        sealed_anew()
        result = verified()
        assert (result.intact, result.program) == (True, "")
        assert result.fingerprint == fingerprint(spying(tmp_path))

    def test_where_programs_are_named_no_other_runs(
        self, freeze_it: Freeze, tmp_path: Path, settings: Settings
    ) -> None:
        settings.KNOWN_PROGRAMS = tmp_path / "programs"
        program = spying(tmp_path)
        settings.KNOWN_PROGRAMS.write_text(f"# ours\n{'0' * 64}  an older one\n")
        freeze_it()
        assert verified().intact  # the running one is known without being named
        exchanged(program)
        sealed_anew()
        found = told(verified(Making.ANYHOW))
        assert found == {
            "rendering program": f"it is none of those that are known here ({fingerprint(program)})"
        }
        assert not (tmp_path / "marker").exists()
        settings.KNOWN_PROGRAMS.write_text(f"{fingerprint(program)}  the spy\n")
        assert (verified().intact, verified().program) == (True, "the spy")

    def test_how_a_program_is_packed_is_no_matter(self) -> None:
        loose = packed("print(1)")
        assert fingerprint(loose) == fingerprint(packed("print(1)")) != fingerprint(packed("print(2)"))

    def test_what_is_no_program_has_no_fingerprint(self) -> None:
        assert [fingerprint(content) for content in (b"", b"PK\x03\x04", packed("x")[:-30])] == ["", "", ""]

    def test_the_list_of_releases_can_be_read(self) -> None:
        assert all(len(one) == 64 for one in known_programs._released())

    def test_a_line_that_is_no_program_is_told(self, tmp_path: Path, settings: Settings) -> None:
        settings.KNOWN_PROGRAMS = tmp_path / "programs"
        settings.KNOWN_PROGRAMS.write_text("abc  x\n")
        with pytest.raises(ListNotReadable, match="line 1: 'abc  x' is no program"):
            known_programs.known_programs()


def test_the_store_still_has_what_was_stored(freeze_it: Freeze, key: Path) -> None:
    """A signature adds to an edition and changes nothing of it."""
    freeze_it()
    edition = edition_named(NAME)
    assert content_store().get(edition.program) == press.archive()
    assert unsigned_faults(edition) == ()
