"""The sources of an edition, as data/sources.yml holds them: CSL data, with what the editors judge of each."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, model_validator

from edition.model.csl import begun, check_fields
from edition.model.records import Form, Line, Record
from edition.text.language import message, t, used

# What kinds of source there are, from the most weight to the least, and what each is good for.
WEIGHTS: Mapping[str, str] = {
    message("document"): message("for what was said or decided, and not for whether it is true"),
    message("court or international body"): message("for what it found, and how it knows"),
    message("scholar"): message("somebody who names the evidence"),
    message("monitor"): message("a body that follows one thing for years and shows its method"),
    message("reporting"): message("a paper’s or a broadcaster’s own"),
    message("agency"): message("a wire story, one voice however many papers print it; the agency is named"),
    message("state media"): message("for what officials said"),
    message("encyclopaedia"): message("for what nobody disputes, such as the date of a battle"),
    message("weak"): message("where nothing better was found; the note says so"),
}


ID = r"^[A-Za-z0-9][A-Za-z0-9_:.+~/-]{0,119}$"


class Source(BaseModel):
    """One entry of CSL data; fields beyond these are kept as they are."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Annotated[str, Form(ID, "letters of a to z, digits and _:.+~/-, as the-times-2023-06-25")]
    type: Line
    title: Line
    URL: Annotated[str, Form(r"^https?://\S+$", "an address that begins with https:// or http:// and has no spaces")] | None = None
    custom: dict[str, Any] = {}

    @model_validator(mode="after")
    def _formed(self) -> Self:
        check_fields(self.model_extra or {})
        return self

    @property
    def issued(self) -> str:
        """When it was published, 2023-06-24 or less of that; nothing where that is not known."""
        return begun(self.model_extra or {}, "issued")

    @property
    def weight(self) -> str:
        """What kind of source it is, as the editors judge: one of WEIGHTS."""
        return str(self.custom.get("weight", ""))

    @property
    def sort(self) -> str:
        """Its weight without what may be said beside it (agency: Reuters)."""
        return self.weight.split(":")[0].strip().lower()

    @property
    def told_weight(self) -> str:
        """Its weight as readers are told it: that word in their language, what stands beside it as it is."""
        return t(self.sort) + self.weight[len(self.sort) :] if self.sort in WEIGHTS and used() != "en" else self.weight

    @property
    def borrowed(self) -> str:
        """Whose text it prints or whose story it tells again, where it is not its own: an agency, another paper."""
        return str(self.custom.get("agency") or self.custom.get("relays") or "")

    @property
    def voice(self) -> str:
        """Who speaks: two sources with one voice are one witness."""
        fields = self.model_extra or {}
        authors = [
            str(name.get("family") or name.get("literal") or "") for name in fields.get("author") or () if isinstance(name, dict)
        ]
        return self.borrowed or str(fields.get("container-title") or "") or " and ".join(authors) or self.id


class SourcesFile(Record):
    """data/sources.yml."""

    references: tuple[Source, ...]
