"""Bytes to text: by the mark at the front, else UTF-8, else the old encoding in which the words look like words. Pure.

Windows-1252 reads nearly any bytes, so that a file of an old Macintosh or of DOS becomes `MontrŽal` without a fault.
Which encoding it is shows in the letters: `é` within small letters is a word of French, `Ž` or `‡` is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.sources.refused import IntakeRefused

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OLD = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp850": "code page 850 (DOS)",
    "cp437": "code page 437 (DOS)",
}
"""The old encodings of western Europe and the Americas; the first is taken where nothing speaks against it."""
_USUAL = frozenset("éèêëàâäáãçñóòôöõíìîïúùûüœæåøßÉÈÊËÀÂÄÁÃÇÑÓÒÔÖÕÍÌÎÏÚÙÛÜŒÆÅØ")
_OFTEN = frozenset("éèàçñóáíúüêôâãõöäÉ")
_MARKS = frozenset("’‘“”«»–—…€°ºª¿¡·•§©®™£½¼¾²³±\u00a0")
_ELIDED = re.compile(r"\w{1,2}|\w*(?:[Jj]ourd|[Qq]u)")
_CONTRACTED = {"s", "t", "d", "m", "re", "ve", "ll"}
_ALONE = frozenset("àÀóÓéÉèôÔáÁ")
_BEFORE = {
    "ç": "aouãõâáóúôàAOU",
    "ñ": "aeiouáéíóú",
    "û": "bcdfghjklmnpqrstvwxz",
    "á": "bcdfghijklmnpqrstuvwxyzñç",
    "œ": "unsdtimUN",
}
"""What may follow a letter within a word: `Mçlaga` is a Mac's `Málaga`, and `Besanáon` the `Besançon` of DOS."""
_SAMPLE = 200_000
SURE = 0.8
"""Share of the letters beyond ASCII that must be usual ones: a name of a river in Polish may stand in a French list."""
NOT_UTF8 = Message("{file} is not UTF-8; it was read as {encoding}: look at the accents")
NOT_UTF8_IN_ONE = Message(
    "{file} is not UTF-8 in line {line}; it was read as {encoding}: look at the accents"
)
NOT_UTF8_IN_SEVERAL = Message(
    "{file} is not UTF-8 in line {line} and {others} others; it was read as {encoding}: look at the accents"
)
ADVICE = Message("save it as UTF-8 (in Excel: “CSV UTF-8”)")


def decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a text and what had to be assumed of its encoding. Raises IntakeRefused."""
    text, notices = _decoded(content, name)
    if "\0" in text:
        raise _zero_bytes(name)
    return text, notices


def _decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise IntakeRefused(
                    Message("the file is marked as {encoding} but is not"), name, encoding=encoding.upper()
                ) from error
    if b"\0" in content:
        return _unmarked_utf16(content, name), ()
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    lines = content.split(b"\n")
    texts, notices = decode_lines(lines, name)
    return "\n".join(texts), notices


def _unmarked_utf16(content: bytes, name: str) -> str:
    """Return the text of UTF-16 without its mark: every second byte of western text is zero."""
    sample = content[:4096]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[first::2].count(0)
        if zeros > 0.7 * (len(sample) // 2) and sample[1 - first :: 2].count(0) == 0 and not len(content) % 2:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                break
    raise _zero_bytes(name)


def _zero_bytes(name: str) -> IntakeRefused:
    return IntakeRefused(
        Message("the file holds zero bytes: it is no text, or UTF-16 without its mark; {advice}"),
        name,
        advice=ADVICE,
    )


def decode_lines(
    lines: Sequence[bytes], name: str, numbers: Sequence[int] = ()
) -> tuple[list[str], tuple[str, ...]]:
    """Return the texts of lines of one file, and what had to be assumed. Raises IntakeRefused.

    `numbers` are the lines' own where they are not counted from 1. Where some lines are UTF-8 beyond ASCII and others
    are not, only the others are read in an old encoding.
    """
    texts: list[str | None] = []
    in_utf8 = False
    for line in lines:
        try:
            text = line.decode("utf-8")
            in_utf8 = in_utf8 or not text.isascii()
            texts.append(text)
        except UnicodeDecodeError:
            texts.append(None)
    wrong = [number for number, text in enumerate(texts) if text is None]
    if not wrong:
        return [text or "" for text in texts], ()
    encoding = _old_encoding(b"\n".join(lines[number] for number in wrong), name)
    found = [
        lines[number].decode(encoding, "replace") if text is None else text
        for number, text in enumerate(texts)
    ]
    message = NOT_UTF8
    if in_utf8:
        message = NOT_UTF8_IN_ONE if len(wrong) == 1 else NOT_UTF8_IN_SEVERAL
    at = numbers[wrong[0]] if numbers else wrong[0] + 1
    notice = Notice(message, file=name, line=at, others=len(wrong) - 1, encoding=_OLD[encoding])
    return found, (notice,)


def _old_encoding(content: bytes, name: str) -> str:
    """Return the old encoding in which the letters look like words; refuse where none does, or several do."""
    sample = _accented_words(content)
    shares: dict[str, tuple[float, float]] = {}
    for encoding in _OLD:
        try:
            shares[encoding] = _share(sample.decode(encoding))
        except UnicodeDecodeError:
            continue
    if shares.get("cp1252", (0.0, 0.0))[0] == 1:  # nothing speaks against the usual one
        return "cp1252"
    best = max(shares, key=lambda one: (shares[one], -list(_OLD).index(one)), default="")
    if not best or shares[best][0] < SURE:
        raise IntakeRefused(
            Message(
                "the text is neither UTF-8, UTF-16 nor Windows-1252, and no other encoding fits its letters: {advice}"
            ),
            name,
            advice=ADVICE,
        )
    alike = [one for one in shares if one != best and shares[one] == shares[best]]
    if alike and best != "cp1252" and sample.decode(best) != sample.decode(alike[0]):
        raise IntakeRefused(
            Message("the text may be {one} or {other}: {advice}"),
            name,
            one=_OLD[best],
            other=_OLD[alike[0]],
            advice=ADVICE,
        )
    return best


def _accented_words(content: bytes) -> bytes:
    """Return the words that hold bytes beyond ASCII, each with what stands beside it: what an encoding shows in."""
    found: list[bytes] = []
    length = 0
    for match in re.finditer(rb"[A-Za-z]{0,30}[\x80-\xff][A-Za-z\x80-\xff']{0,30}", content):
        found.append(match[0])
        length += len(match[0])
        if length > _SAMPLE:
            break
    return b" ".join(found)


def _share(text: str) -> tuple[float, float]:
    """Return how much of what is beyond ASCII fits where it stands, from 0 to 1, and how usual its letters are."""
    fitting = usual = beyond = 0
    for match in re.finditer(r"[^ \t\r\n]{1,40}", text):  # a space that does not break is a sign like others
        word = match[0]
        for at, character in enumerate(word):
            if character.isascii():
                continue
            beyond += 1
            if character in _USUAL:
                fits = _fits(word, at)
                fitting += fits
                usual += fits and character in _OFTEN
            elif character in _MARKS:
                fitting += _stands_as_mark(word, at)
    if not beyond:
        return 1.0, 0.0
    return round(fitting / beyond, 6), round(usual / beyond, 6)


def _fits(word: str, at: int) -> bool:
    """Tell whether a letter may stand where it does: no capital after a small letter, few accents side by side."""
    character = word[at]
    before = word[at - 1] if at else ""
    after = word[at + 1] if at + 1 < len(word) else ""
    if not before.isalpha() and not after.isalpha():
        return character in _ALONE
    if character.isupper() and before.islower():
        return False
    if character.islower() and after.isupper():
        return False
    if character.islower() and before.isupper() and at > 1 and word[at - 2].isupper():
        return False
    if after.isalpha() and after.isascii() and after not in _BEFORE.get(character, after):
        return False
    letters = [one for one in word if one.isalpha()]
    return sum(not one.isascii() for one in letters) <= max(2, len(letters) // 2)


def _stands_as_mark(word: str, at: int) -> bool:
    """Tell whether a sign stands where one does: `l’eau`, `today’s`, `Lima–Quito`, but not `Medell’n` or `Espa–a`."""
    left = re.search(r"[^\W\d_]*$", word[:at])
    right = re.match(r"[^\W\d_]*", word[at + 1 :])
    before, after = left[0] if left else "", right[0] if right else ""
    if word[at] in "’‘":
        return not after or not before or _ELIDED.fullmatch(before) is not None or after in _CONTRACTED
    if word[at] in "¡¿":
        return bool(after) and not before
    if before and after:
        return word[at] == "·" or (word[at] in "–—" and after[0].isupper())
    return True
