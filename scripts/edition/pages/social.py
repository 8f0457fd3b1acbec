"""Draw the picture that social networks show beside a link: title, author and a line of the edition, 1200 by 630 pixels."""

import io
import textwrap
from pathlib import Path

import font_source_serif_pro
from PIL import Image, ImageDraw, ImageFont

from edition.model.edition import Edition

SIZE = (1200, 630)
PAPER, INK, FADED, RULE = "#fdfbf7", "#23201b", "#5d574d", "#8f2a17"
LEFT, TOP = 90, 96


def _face(style: str, size: int) -> ImageFont.FreeTypeFont:
    path = Path(font_source_serif_pro.__file__).parent / "files" / f"SourceSerifPro-{style}.otf"
    return ImageFont.truetype(str(path), size)


def picture(edition: Edition) -> bytes:
    """A PNG, of the edition's first text; the same input gives the same bytes."""
    text = edition.register.texts[0]
    notes = sum(1 for _ in edition.all_notes())
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    title = textwrap.wrap(text.title, 23)[:4]
    size = 84 if len(title) < 4 else 70
    draw.multiline_text((LEFT, TOP), "\n".join(title), fill=INK, font=_face("Regular", size), spacing=14)
    draw.rectangle((LEFT, 452, LEFT + 96, 456), fill=RULE)
    draw.text((LEFT, 476), text.author, fill=INK, font=_face("It", 40))
    draw.text((LEFT, 532), f"An annotated edition, with {notes} notes", fill=FADED, font=_face("Regular", 34))
    data = io.BytesIO()
    image.save(data, "PNG", optimize=True)
    return data.getvalue()
