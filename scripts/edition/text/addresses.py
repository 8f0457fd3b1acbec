"""Addresses that must not be linked: those that act, hide where they lead, or say one host and lead to another."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from edition.text.characters import ENTITY, HIDDEN
from edition.text.normal import Span

SCHEMES = {"http", "https", "mailto"}
HOST = re.compile(r"(?=.{1,253}$)(?:[^\W_](?:[\w-]{0,61}\w)?\.)+[^\W\d_][\w-]{1,62}\.?(?::\d{1,5})?$")
BARE = re.compile(r"https?://[^\s<>“”\"\x02]+[^\s<>“”\"\x02.,;:!?’'|*_]")  # up to what Markdown has read already
CLOSING = {")": "(", "]": "["}
CLIMBS = 3  # levels up: more than a content folder has


def plain_address(address: str) -> str:
    """Return an address as a browser takes it: entities and escapes resolved, white space and controls gone."""
    resolved = ENTITY.sub(lambda match: unescape(match.group()), re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))
    return re.sub(r"[\x00-\x20\x7f-\xa0\u2028\u2029]", "", HIDDEN.sub("", resolved))


def address_fault(address: str) -> str:
    """Return why a link must not lead to an address; nothing where it may."""
    plain = plain_address(address)
    if re.search(r"[ \t]", address.strip()):
        return "it holds a space; write %20 for it"
    if plain != address.strip().replace("&amp;", "&"):
        return "it hides characters"
    if re.search(r"[\"<>`{}|^]", plain):
        return "it holds signs that belong in no address"
    if re.match(r"[\\/]{2}", plain) or "\\" in plain:
        return "it leaves the site without saying how; write https://"
    scheme = re.match(r"([^/?#]*?):", plain)
    if not scheme:
        climbs = unquote(plain).replace("\\", "/").split("?")[0].count("../") > CLIMBS
        return "it climbs out of the site" if climbs else ""
    if scheme[1].lower() not in SCHEMES:
        return f"“{scheme[1]}:” is not among the kinds of address allowed ({', '.join(sorted(SCHEMES))})"
    return "" if scheme[1].lower() == "mailto" else _host_fault(plain)


def _host_fault(address: str) -> str:
    try:
        host = urlsplit(address).netloc
    except ValueError:
        return "it cannot be read"
    if "@" in host:
        return "it names a user before the host, which hides where it leads"
    return "" if HOST.match(host) else "its host is not the name of a site"


def bare_addresses(text: str) -> Iterator[Span]:
    """Yield every address that stands in a text as it is, without the sign that ends a sentence or closes a bracket before it."""
    for match in BARE.finditer(text) if "://" in text else ():
        address = match.group()
        while address[-1:] in CLOSING and address.count(address[-1]) > address.count(CLOSING[address[-1]]):
            address = address[:-1]
        if not address_fault(address):
            yield Span(match.start(), match.start() + len(address))


def picture_fault(address: str, endings: tuple[str, ...]) -> str:
    """Return why a picture must not come from an address, nothing where it may; endings are those of picture files."""
    fault = address_fault(address)
    if fault or re.match(r"[^/?#]*:", address):
        return fault or "a picture comes from the site itself; put it into docs/assets/"
    return "" if urlsplit(address).path.lower().endswith(endings) else f"a picture is one of {', '.join(endings)}"


def deceives(words: str, address: str) -> bool:
    """Tell whether a link's words are an address of another site than the one it leads to."""
    shown = re.match(r"\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#]|\s*$)", words, re.IGNORECASE)
    host = urlsplit(address).netloc.lower() if "//" in address else ""
    if not shown or not host:
        return False
    if "/" not in words and not re.search(r"\.(?:com|org|net|gov|edu|io|\w\w)\b", words):
        return False
    return _site(shown[1].lower()) != _site(host)


def _site(host: str) -> str:
    return host.removeprefix("www.").partition(":")[0]
