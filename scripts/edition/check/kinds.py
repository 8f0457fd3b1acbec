"""Rules on the vocabulary of kinds: colours that can be read on both grounds, signs that the site's own face has."""

from collections.abc import Iterator

from edition.check.finding import Finding
from edition.check.registry import rule
from edition.check.survey import Survey
from edition.pictures.faces import has

# The grounds that words in the colour of a kind stand on: paper and panel, as overrides/assets/edition.css has them.
LIGHT, DARK = ("#fdfbf7", "#f6f1e7"), ("#17191c", "#1f2226")
SIGNS = "✓≈≠×▲▽◆§¶†?i"
LEAST = 4.5  # the contrast of text that WCAG 2.2 AA asks for


@rule
def kind_contrast(survey: Survey) -> Iterator[Finding]:
    """The colours of a kind can be read: at least 4.5 : 1 on light and on dark ground."""
    for at, kind in enumerate(survey.edition.register.kinds if "kinds.yml" in survey.edition.register.places else ()):
        for name, colour, grounds in (("light", kind.light, LIGHT), ("dark", kind.dark, DARK)):
            least = min(contrast(colour, ground) for ground in grounds)
            if least < LEAST:
                shade = "darker" if name == "light" else "lighter"
                message = f"{colour} has a contrast of {least:.1f} : 1 on {name} ground; {LEAST} are needed, choose a {shade} one"
                yield survey.in_data("kinds.yml", ("kinds", at, name), message)


@rule
def kind_sign(survey: Survey) -> Iterator[Finding]:
    """The sign of a kind is one that the site's sans serif has, and no other kind's."""
    seen: dict[str, str] = {}
    for at, kind in enumerate(survey.edition.register.kinds if "kinds.yml" in survey.edition.register.places else ()):
        missing = [sign for sign in kind.sign if sign not in SIGNS and not has(sign)]
        if missing:
            message = f"“{missing[0]}” is not in the face of the site’s labels; choose another, such as {' '.join(SIGNS)}"
            yield survey.in_data("kinds.yml", ("kinds", at, "sign"), message)
        elif seen.setdefault(kind.sign, kind.id) != kind.id:
            message = f"“{kind.sign}” is the sign of {seen[kind.sign]} too; choose another"
            yield survey.in_data("kinds.yml", ("kinds", at, "sign"), message)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (#rrggbb) by WCAG 2: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
