"""What a page gets after its words are woven: the events that bear on a section."""

from edition.model.edition import Register
from edition.model.occurrences import PAGE, of_paragraphs
from edition.pictures.dots import dots
from edition.render.elements import make
from edition.render.page import Page


def closing(page: Page, register: Register) -> None:
    """Put the strip of its own events after the text of a section; the whole text has none, for the timeline shows them all."""
    if not page.paragraphs or any(block.get("data-script") == "lens" for block in page.root):
        return
    ids = [paragraph.get("id", "") for paragraph in page.paragraphs]
    found = of_paragraphs(ids, register)
    strip = dots(found, register, "own-events", "What happened, and when", "", small=True)
    if strip is None:
        return
    caption = make("figcaption", f"{len(found)} dated events bear on this part of the essay. ")
    caption.append(make("a", "Read them on the timeline", href=f"/{PAGE}?paragraphs={'+'.join(ids)}"))
    strip.append(caption)
    page.root.insert(list(page.root).index(page.paragraphs[-1]) + 1, strip)
