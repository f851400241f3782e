"""Failures that were to be expected: what a person or another program asked for cannot be, and a sentence says why.

Whoever stands between the program and a person catches :class:`Foreseeable` and says it
(:func:`rapporteur.base.words.say.say_failure`); programming errors are none of it, and keep their traceback.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapporteur.base.values.messages import Message

DID_YOU_MEAN = Message("; did you mean '{nearest}'?")


class RecordKey(str):
    """What files and the trail call a record, in a failure; the `record` is with it for whoever can say its name.

    Of a record that is not written yet, its name in languages is.
    """

    __slots__ = ("record",)
    record: object

    def __new__(cls, text: str, record: object) -> RecordKey:
        """Make it of what the record is called there, and the record."""
        made = super().__new__(cls, text)
        made.record = record
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Be sent between processes as the text alone."""
        return str, (str(self),)


SEVERAL = "\n  "
"""Between faults that stand within the sentence of another, a line each."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where it stands, the value found, what was expected, the nearest valid one.

    `message` says it with these four and with `values`; a value that is a function is asked for its words in the
    language of the reader, and one that is itself a fault, several (a tuple), or a message is said in it. A text in
    place of a message is said as it is (what another program said, say).
    """

    message: Message | str
    place: str = ""
    value: str = ""
    expected: str = ""
    nearest: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def filling(self, language: str) -> dict[str, object]:
        """Return what the placeholders of the message stand for, in a language."""
        every = {"place": self.place, "value": self.value, "expected": self.expected, **self.values}
        return {name: value(language) if callable(value) else value for name, value in every.items()}

    def __str__(self) -> str:
        if isinstance(self.message, str):
            return self.message
        values = self.filling("en")
        values = {name: _in_english(value) for name, value in values.items()}
        said = self.message.english(self.message.count(values)).format_map(values)
        return said + (DID_YOU_MEAN.text.format(nearest=self.nearest) if self.nearest else "")


def _in_english(value: object) -> object:
    """Return a value of a fault as its English sentence takes it; several faults stand on a line each."""
    if isinstance(value, tuple):
        return SEVERAL.join(map(str, value))
    return value.english() if isinstance(value, Message) else value


class Notice(str):
    """A sentence on what was read or done, beside the result: English as a text, `fault` for other languages.

    Where it is kept, the English is; it passes wherever a text does, and loses its words only in another text.
    """

    __slots__ = ("fault",)
    fault: Fault

    def __new__(cls, message: Message | str, /, **values: object) -> Notice:
        """Make it of a message and its values."""
        fault = Fault(message, values=values)
        notice = super().__new__(cls, fault)
        notice.fault = fault
        return notice


class Foreseeable(Exception):
    """A failure that was to be expected; its text is the sentence in English, a line for each of the `faults`."""

    faults: tuple[Fault, ...]

    def __init__(
        self,
        message: Message | str,
        /,
        *,
        place: str = "",
        value: str = "",
        expected: str = "",
        nearest: str = "",
        **values: object,
    ) -> None:
        self.faults = (Fault(message, place, value, expected, nearest, values),)
        super().__init__(str(self.faults[0]))

    def __reduce__(self) -> tuple[Any, ...]:
        """Be sent between processes as it is: what a class takes to be made is not what it holds."""
        state = {**self.__dict__, "args": self.args}
        return copyreg.__newobj__, (type(self),), state  # type: ignore[attr-defined]  # pickle's own


def reason_of(error: Exception) -> tuple[Fault, ...] | str:
    """Return why something failed, as a value of a sentence: another library's text stays as it is."""
    return error.faults if isinstance(error, Foreseeable) else str(error)


class SeveralFaults(Foreseeable):
    """A failure for as many reasons as there are faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        every = tuple(faults)
        super().__init__("\n".join(map(str, every)))
        self.faults = every
