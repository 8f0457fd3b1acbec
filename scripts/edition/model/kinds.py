"""The kinds of note: the vocabulary that an edition defines in data/kinds.yml. A note has one of them."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from edition.model.allowlist import id_fault
from edition.model.records import Form, Key, Line, Record

Colour = Annotated[str, Form(r"^#[0-9a-f]{6}$", "# and six signs of 0-9 and a-f, as #1b5e20")]
# How the words that a note is about are underlined: kinds are told apart without colour, too.
Underline = Literal["solid", "thick", "dotted", "dotted thick", "dashed", "dashed thick", "double", "double thick", "wavy"]


class Kind(Record):
    """A kind of note: the word in the file and the word for the reader, what it means in a sentence, sign, colours and line.

    light, dark: its colour on light and on dark ground; group: the kinds that are counted together; plain: the kind of a note
    that names none; forecast: only words about what was to come can be of it; contested: a note of it rests on two voices.
    """

    id: Key
    label: Line
    means: Line
    sign: Annotated[str, Field(min_length=1, max_length=2)]
    light: Colour
    dark: Colour
    line: Underline = "solid"
    group: str = ""
    plain: bool = False
    contested: bool = False
    forecast: bool = False


class Group(Record):
    """Kinds that are counted together; side: whether what they find speaks for the author or against;
    the label of a group that takes a side says what the author’s word does (holds, does not hold).
    """

    id: Key
    label: Line
    side: Literal["for", "against", ""] = ""


class KindsFile(Record):
    """data/kinds.yml."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    groups: tuple[Group, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        names = [kind.id for kind in self.kinds]
        if len(set(names)) < len(names):
            raise ValueError("two kinds have the same id; rename one")
        if sum(kind.plain for kind in self.kinds) > 1:
            raise ValueError("only one kind can be the plain one")
        known = {group.id for group in self.groups}
        for kind in self.kinds:
            if id_fault(kind.id):
                raise ValueError(f"the kind “{kind.id}”: {id_fault(kind.id)}; rename it")
            if kind.group and kind.group not in known:
                raise ValueError(f"the kind “{kind.id}” is of a group “{kind.group}” that groups: does not have")
        return self


# What an edition has that defines none.
NOTE = Kind(id="note", label="Note", means="A note.", sign="i", light="#1c5268", dark="#8cc3d8", line="dotted", plain=True)
