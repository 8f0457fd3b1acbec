"""What content may not carry: characters that hide or turn, addresses that act or deceive, words that look like others."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# Zero-width and direction-changing characters, fillers, tags, selectors, controls, separators, private use, what is no character.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# Joiners belong between letters of scripts that join; elsewhere they hide.
JOINER = re.compile("(?<![\u0600-\u109f\u1780-\u18ff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u109f\u1780-\u18ff])")
MARKS = 4  # Vietnamese and Hebrew need two or three; more climb over the lines around them
# Letters drawn to look like plain ones: mathematical alphabets, full width, circled.
DRESSED = re.compile("[\u24b6-\u24e9\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\U0001f110-\U0001f189]")
ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#\d{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
SCHEMES = {"http", "https", "mailto"}
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}\.?(?::\d{1,5})?$", re.IGNORECASE)


# What ASCII has of letters, digits and signs, but for the one that begins an entity.
HARMLESS = bytes(code for code in (*range(0x20, 0x7F), *b"\t\n") if chr(code) != "&")


class Strange(NamedTuple):
    """A character, or what stands for it, that a reader cannot see or is misled by: where it begins and ends, and what it is."""

    start: int
    end: int
    what: str


def strange(text: str) -> Iterator[Strange]:
    """Every invisible or direction-changing character of a text, written out or as an entity, and marks piled too high."""
    for pattern in (HIDDEN, JOINER):
        for match in pattern.finditer(text):
            yield Strange(match.start(), match.end(), _named(match.group()))
    for match in ENTITY.finditer(text) if "&" in text else ():
        meant = unescape(match.group())
        if HIDDEN.search(meant) or meant in "\u200c\u200d":
            yield Strange(match.start(), match.end(), f"{match.group()}, which is {_named(meant)}" if meant else match.group())
    for start, end in piles(text):
        yield Strange(start, end, f"{end - start} accents on one letter")


def _named(character: str) -> str:
    return f"U+{ord(character[0]):04X}"


def piles(text: str) -> Iterator[tuple[int, int]]:
    """Runs of combining marks that are too long."""
    if text.isascii() or not any(map(_mark, set(text))):
        return
    start = 0
    for at, letter in enumerate([*text, "x"]):
        if not _mark(letter):
            if at - start > MARKS:
                yield start, at
            start = at + 1


@lru_cache(maxsize=1 << 12)
def _mark(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or unicodedata.category(letter) in ("Mn", "Me")


def ordinary(text: str) -> bool:
    """Whether nothing in a text can be `strange`: one pass, for a whole page or file at once."""
    letters = set(text.encode("utf-8", "surrogatepass").translate(None, HARMLESS).decode("utf-8", "surrogatepass"))
    return letters.isdisjoint("&\u200c\u200d") and not HIDDEN.search("".join(letters)) and not any(map(_mark, letters))


def seen(text: str) -> str:
    """A text without what cannot be seen, and with no more accents on a letter than a letter has."""
    if text.isascii() and text.isprintable() and "&" not in text:
        return text
    if "&" in text:
        text = ENTITY.sub(lambda match: seen(unescape(match.group())) and match.group(), text)
    if text.isascii() and not HIDDEN.search(text):
        return text
    for start, end in reversed(list(piles(text))):
        text = text[: start + MARKS] + text[end:]
    return JOINER.sub("", HIDDEN.sub("", text))


TYPOGRAPHY = "“”‘’–—…\xa0"


def look_alikes(text: str) -> Iterator[tuple[int, str]]:
    """Words that pretend to be others: letters of two alphabets in one word, or letters in fancy dress; where, and why."""
    plain = text
    for sign in TYPOGRAPHY:
        plain = plain.replace(sign, " ")
    if plain.isascii():
        return
    for match in DRESSED.finditer(text):
        yield match.start(), f"“{match.group()}” only looks like “{unicodedata.normalize('NFKC', match.group())}”"
    for match in WORD.finditer(text):
        scripts = alphabets(match.group())
        if len(scripts) > 1:
            yield match.start(), f"“{match.group()}” mixes letters of {' and '.join(sorted(scripts))}"


def alphabets(word: str) -> set[str]:
    """Which of the alphabets that can be taken for one another a word is written in."""
    if word.isascii():
        return set()
    names = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
    return {name.capitalize() for name in names if name in ALIKE}


def plain_address(address: str) -> str:
    """An address as a browser takes it: entities and escapes resolved, white space and controls gone."""
    resolved = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", unescape(address))
    return re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029]", "", HIDDEN.sub("", resolved))


def address_fault(address: str) -> str:
    """Why a link must not lead to an address; nothing where it may."""
    plain = plain_address(address)
    if plain != address.strip():
        return "it hides characters"
    if re.search(r"[\"<>`{}|^]", plain):
        return "it holds signs that belong in no address"
    if unicodedata.normalize("NFKC", plain) != unicodedata.normalize("NFC", plain) or "\u3002" in plain:
        return "it holds signs that only look like others"
    if re.match(r"[\\/]{2}", plain) or "\\" in plain:
        return "it leaves the site without saying how; write https://"
    scheme = re.match(r"([^/?#]*?):", plain)
    if not scheme:
        return "it climbs out of the site" if _climbs(plain) else ""
    if scheme[1].lower() not in SCHEMES:
        return f"“{scheme[1]}:” is not among the kinds of address allowed ({', '.join(sorted(SCHEMES))})"
    return "" if scheme[1].lower() == "mailto" else _host_fault(plain)


def _climbs(path: str) -> bool:
    """Whether a relative address asks for more levels up than a content folder has."""
    return unquote(path).replace("\\", "/").split("?")[0].count("../") > 3


def _host_fault(address: str) -> str:
    try:
        parts = urlsplit(address)
        host = parts.netloc
    except ValueError:
        return "it cannot be read"
    if "@" in host:
        return "it names a user before the host, which hides where it leads"
    if not host.isascii() and (len(alphabets(host)) > 1 or DRESSED.search(host)):
        return "its host mixes letters that look alike"
    if "xn--" in host.lower() or not host.isascii():
        return "its host is not written in plain Latin letters, so it can be taken for another"
    return "" if HOST.match(host) else "its host is not the name of a site"


def picture_fault(address: str) -> str:
    """Why a picture must not come from an address; nothing where it may."""
    fault = address_fault(address)
    if fault or re.match(r"[^/?#]*:", address):
        return fault or "a picture comes from the site itself; put it into docs/assets/"
    return "" if urlsplit(address).path.lower().endswith(PICTURES) else f"a picture is one of {', '.join(PICTURES)}"


def deceives(words: str, address: str) -> bool:
    """Whether a link's words are an address of another site than the one it leads to."""
    shown = re.match(r"\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]|\s*$)", words, re.IGNORECASE)
    host = urlsplit(address).netloc.lower() if "//" in address else ""
    if (
        not shown
        or not host
        or ("/" not in words and "." in words and not re.search(r"\.(?:com|org|net|gov|edu|io|\w\w)\b", words))
    ):
        return False
    return _site(shown[1].lower()) != _site(host)


def _site(host: str) -> str:
    return host.removeprefix("www.").partition(":")[0]
