"""Propose whom a text names: few names and good ones, by capitals alone, in any script that has them."""

import calendar
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from edition.text.characters import strip_invisible
from edition.text.normal import DASHES, WORD

MOST = 40  # names: whoever wants more of a long book knows it
TWICE = 2  # how often a name stands in a text at least
NOUNS = 0.15  # of the words inside sentences: where more are capitalised, all nouns are (German; English before 1800)
OFTEN = 5  # how often a name of one word stands in such a text
THRICE = 3  # how often an article does
BEFORE_NOUNS = 0.4  # of the places of an article, in such a text: what follows it is a noun
ARTICLES = 0.25  # of the nouns of such a text: so many follow an article
ARTICLED = 0.1  # of the places of a name: so few follow an article
LEADS = 0.15  # of the places of a name in such a text: so many begin a sentence
ROMAN = re.compile(r"[IVXLCDM]+$")
PARTICLES = "of|de|du|des|la|le|del|della|da|di|van|von|zu|al|el|ibn|bin"
# Between the words of one name: a space, a hyphen, an apostrophe, or a particle.
INSIDE = re.compile(rf"\s|[{re.escape(DASHES)}’']|\s(?:{PARTICLES})\s")
APOSTROPHES = "’'"
# A sentence, a line or a speech begins after it.
ENDS = re.compile(r"[.!?…:;\n|][\s\W]*$|^[\s\W]*$|(?:[“„«‹‘‚\"(\[—–-]|(?<!\w)')\s?$")
NEAR, LONG = 6, 20  # signs before a word that tell it, and that hold another word
CALENDAR = {*calendar.month_name, *calendar.day_name}
TITLE = 4  # letters of one such as Mr., Mme., Prof.
ALWAYS = 0.9  # of its places: so many have the full stop
TITLED = re.compile(rf"\b(\w{{2,{TITLE}}})\.\s(?=\w)")

Run = list[re.Match[str]]


@dataclass
class _Name:
    """A run of capitalised words: how often it stands there, how often inside a sentence, after an article, and where."""

    count: int = 0
    inside: int = 0
    articled: int = 0
    places: list[str] = field(default_factory=list)


def proposed(paragraphs: Mapping[str, str], known: Iterable[str] = ()) -> list[tuple[str, int, list[str]]]:
    """Return the names of a text by its paragraphs, each with how often it stands there and in which, the most frequent first.

    A name stands there twice, and not only where sentences begin; a word that the text has in small letters, too, is none. Where
    a text capitalises all nouns, what stands after articles is none either.
    """
    texts = {id: strip_invisible(text) for id, text in paragraphs.items()}
    small = Counter(word for text in texts.values() for word in WORD.findall(text) if word[0].islower())
    articles = _articles(texts.values(), small)
    titles = _titles(texts.values())
    runs = {id: list(_runs(text, titles)) for id, text in texts.items()}
    surely = {_words(run) for found in runs.values() for run in found if not _begins(run[0], titles)}
    found: dict[str, _Name] = defaultdict(_Name)
    for id in texts:
        for name, begins, before in (_named(run, small, titles, surely) for run in runs[id]):
            one = found[name]
            one.count += 1
            one.inside += not begins
            one.articled += before in articles
            one.places += [] if id in one.places else [id]
    good = {name for name, one in found.items() if _good(name, one, small)} - {*known, *CALENDAR}
    if articles:
        bare = {name for name in good if found[name].articled <= found[name].inside * ARTICLED}
        good = {name for name in bare if (_last(name, found, bare) if " " in name else _leads(found[name]))}
    ranked = sorted(good, key=lambda name: (-found[name].count, name))
    return [(name, found[name].count, found[name].places) for name in ranked[:MOST]]


def _good(name: str, one: _Name, small: Mapping[str, int]) -> bool:
    """Whether a run of capitalised words is a name."""
    shouted = name.isupper() and (" " in name or len(name) > TITLE + 1 or bool(ROMAN.match(name)))
    return len(name) > 1 and one.count >= TWICE and one.inside > 0 and not shouted and small[name.lower()] <= one.inside // 4


def _leads(one: _Name) -> bool:
    """Whether a single word is used as a name is: often, and at the head of a sentence, where a noun has its article."""
    return one.count >= OFTEN and one.count - one.inside >= one.count * LEADS


def _last(name: str, found: Mapping[str, _Name], names: set[str]) -> bool:
    """Whether the last word of a name is none that the text uses as a noun."""
    last = name.split()[-1]
    return last not in found or last in names or found[last].articled == 0


def _named(run: Run, small: Mapping[str, int], titles: frozenset[str], surely: set[str]) -> tuple[str, bool, str]:
    """A run of capitalised words as a name: whether a sentence begins with it, and else the word before it."""
    begins = _begins(run[0], titles)
    # The first word of a sentence is of the name only if the text does not have it in small letters, or the name without it.
    # What an apostrophe joins to it is: D’Artagnan is none, though people say he’d.
    alone = len(run) > 1 and run[0].string[run[0].end()] not in APOSTROPHES and small[run[0].group().lower()]
    if begins and len(run) > 1 and (alone or _words(run[1:]) in surely):
        run, begins = run[1:], False
    before = WORD.findall(run[0].string[max(run[0].start() - LONG, 0) : run[0].start()])
    return _words(run), begins, before[-1] if before and not begins else ""


def _words(run: Run) -> str:
    """The words of a run, without a possessive."""
    return re.sub(r"['’]s?$", "", " ".join(run[0].string[run[0].start() : run[-1].end()].split()))


def _titles(texts: Iterable[str]) -> frozenset[str]:
    """Short words that stand before a full stop and a capital, as good as always: Mr., Mme., Prof."""
    words, before = Counter[str](), Counter[str]()
    for text in texts:
        words.update(word for word in WORD.findall(text) if len(word) <= TITLE and word.istitle())
        before.update(match[1] for match in TITLED.finditer(text))
    return frozenset(word for word, count in before.items() if count >= TWICE and count >= words[word] * ALWAYS)


def _begins(word: re.Match[str], titles: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence, a line or a speech begins with a word."""
    before = word.string[max(word.start() - NEAR, 0) : word.start()]
    return ENDS.search(before) is not None and not (before.rstrip().endswith(".") and before.split()[-1].rstrip(".") in titles)


def _runs(text: str, titles: frozenset[str]) -> Iterator[Run]:
    """Capitalised words that stand together, of more than a letter; titles with a full stop are none of them."""
    run: Run = []
    for word in WORD.finditer(text):
        if not word.group()[0].isupper() or word.group() in titles:
            continue
        if run and not INSIDE.fullmatch(text, run[-1].end(), word.start()):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _inner(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every word inside a sentence, with the word before it."""
    for text in texts:
        before = ""
        for word in WORD.finditer(text):
            if before and not _begins(word):
                yield before, word.group()
            before = word.group()


def _articles(texts: Iterable[str], small: Mapping[str, int]) -> frozenset[str]:
    """The words that nouns follow, articles and what stands in their place; none where a text does not capitalise all nouns."""
    pairs = list(_inner(texts))
    followed = Counter(before for before, word in pairs if word[0].isupper() and len(word) > 1)
    found = {word: count for word, count in followed.items() if small[word] >= THRICE and count >= small[word] * BEFORE_NOUNS}
    capitals = followed.total()
    all_nouns = capitals > len(pairs) * NOUNS and sum(found.values()) > capitals * ARTICLES
    return frozenset(found if all_nouns else ())
