"""The hostile corpus built for real, although `check` refuses it, and opened in a browser without its policy: nothing is alive."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog, Page

from edition.model.edition import load_edition
from edition.pages.generate import generate
from edition.text.characters import HIDDEN
from tests.attacks import ATTACKS, Attack, place, section
from tests.conftest import build, serve
from tests.small import lend_fonts

SECTIONS = {"note", "heading", "attributes", "id", "paragraph", "under", "title", "top"}
ALIVE = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "meta",
    "link",
    "svg",
    "math",
    "template",
    "dialog",
    "video",
}
ALIVE |= {"audio", "marquee", "portal", "input", "button", "textarea", "plaintext"}
# Our pictures, pencils, contents and choices: Markdown makes none of these elements, and content keeps neither such a class nor
# data-script.
OURS = (
    "ancestor::*[contains(@class, 'picture ')] | ancestor::a[contains(@class, 'md-content__button')]"
    " | ancestor::ol[@class='contents'] | ancestor-or-self::*[@data-script]"
)
CONTENT = "//article | //*[@class='cover']"
DEADLY = re.compile(r"(?i)\s*(?:javascript|vbscript|data:text|file|blob)")
OVERLAYS = """() => [...document.querySelectorAll("article *")]
  .filter((node) => ["fixed", "sticky"].includes(getComputedStyle(node).position) && !node.closest("[data-script], .parts"))
  .map((node) => node.outerHTML.slice(0, 120))"""


def numbered(text: str, number: int) -> str:
    """A section whose ids are its own."""
    return text.replace("#p3", f"#p{number + 100}").replace("{ #medal", f"{{ #medal-{number}")


def put(attack: Attack, number: int, root: Path) -> str:
    """Put an attack into the edition as a page of its own; that page's address."""
    if attack.place in SECTIONS:
        (root / f"docs/essay/h{number:03}.md").write_text(numbered(section(attack), number), "utf-8")
        return f"essay/h{number:03}/"
    if attack.place == "page":
        (root / f"docs/h{number:03}.md").write_text(f"# A page\n\n{attack.body}\n", "utf-8")
        return f"h{number:03}/"
    place(attack, root)
    if attack.place in ("actor", "biography"):
        (root / "docs/actors/harbour-wardens.md").rename(root / f"docs/actors/h{number:03}.md")
        return "glossary/"
    return "sources/"


def unordered(root: Path) -> Path:
    """An edition whose navigation is that of its files."""
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").partition("\nnav:\n")[0] + "\n", "utf-8")
    return root


@pytest.fixture(scope="module")
def hostile(sources: Path, small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """The site of an edition with every attack on its content, and the addresses at which attacks stand."""
    root = unordered(Path(shutil.copytree(sources, tmp_path_factory.mktemp("hostile") / "edition")))
    lend_fonts(small, root)
    for name in ("events", "relations"):
        (root / f"data/{name}.yml").unlink()  # they cite sources, and an attack may make data/sources.yml unreadable
    attacks = [attack for attack in ATTACKS if attack.place not in ("file", "yaml")]
    where = {put(attack, number, root) for number, attack in enumerate(attacks)}
    generate(load_edition(root))
    done = build(root, root / "site", strict=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return root / "site", where


@pytest.fixture(scope="module")
def written(hostile: tuple[Path, set[str]]) -> dict[str, html.HtmlElement]:
    """Every page of that site by its path."""
    site, _ = hostile
    return {path.relative_to(site).as_posix(): html.parse(str(path)).getroot() for path in sorted(site.rglob("*.html"))}


def nodes(page: html.HtmlElement, where: str = "//*") -> Iterator[html.HtmlElement]:
    """The elements of a part of a page."""
    return (node for part in page.xpath(where) for node in part.iter() if isinstance(node.tag, str))


def acts(node: html.HtmlElement) -> bool:
    """Whether an element of the content does anything by itself."""
    ways = [key for key in node.attrib if key.startswith("on") or key in ("style", "srcset", "ping", "formaction")]
    return bool(ways) or ((node.tag in ALIVE or "popover" in node.attrib) and not node.xpath(OURS))


def test_no_page_holds_anything_that_acts(written: dict[str, html.HtmlElement]) -> None:
    assert len(written) > 100
    found = [(name, html.tostring(node)[:150]) for name, page in written.items() for node in nodes(page, CONTENT) if acts(node)]
    for name, page in written.items():
        values = [value for node in nodes(page) for key in ("href", "src", "action", "data") if (value := node.get(key, ""))]
        found += [(name, value.encode()) for value in values if DEADLY.match(value)]
        found += [(name, node.get("src").encode()) for node in nodes(page) if re.match(r"(?:[a-z]+:)?//", node.get("src", ""))]
        head = {child.tag for child in page.head.iter() if isinstance(child.tag, str)}
        found += [(name, tag.encode()) for tag in head - {"head", "meta", "title", "link", "script"}]
        found += [(name, html.tostring(node)) for node in page.head.xpath("meta[@http-equiv='refresh']")]
    assert found == []


def test_nothing_passes_for_a_part_of_the_site(written: dict[str, html.HtmlElement]) -> None:
    """No script is asked for twice, no id and no class is the theme's."""
    found = []
    for name, page in written.items():
        scripts = page.xpath("//@data-script")
        found += [(name, script) for script in scripts if scripts.count(script) > 1]
        for node in nodes(page, CONTENT):
            classes = [one for one in node.get("class", "").split() if one.startswith("md-") and node.tag not in ("a", "article")]
            found += [(name, one) for one in [*classes, node.get("id", "")] if one.startswith(("md-", "__"))]
    assert any(page.xpath("//@data-script") for page in written.values())
    assert found == []


def test_nothing_is_hidden_in_the_text(written: dict[str, html.HtmlElement]) -> None:
    texts = {name: page.text_content().replace("\n", " ").replace("\r", " ") for name, page in written.items()}
    assert {name: ascii(match[0]) for name, text in texts.items() if (match := HIDDEN.search(text))} == {}


def watch(page: Page, address: str) -> list[str]:
    """What a page does that none should."""
    seen: list[str] = []

    def spoken(dialog: Dialog) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def asked(url: str) -> None:
        if not url.startswith((address, "data:")):
            seen.append(f"request {url}")

    page.on("dialog", spoken)
    page.on("request", lambda request: asked(request.url))
    page.on("popup", lambda popup: seen.append(f"popup {popup.url}"))
    page.on("download", lambda download: seen.append(f"download {download.url}"))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    return seen


@pytest.mark.parametrize("half", [0, 1])
def test_nothing_is_alive_in_a_browser(browser: Browser, hostile: tuple[Path, set[str]], half: int) -> None:
    site, where = hostile
    server = serve(site)  # which a browser asks for each file once, as it would not ask a test that answers by itself
    address = f"http://127.0.0.1:{server.server_port}/"
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    seen = watch(page, address)
    alive = {}
    for path in sorted({*where, "", "notes/", "terms/", "about/"})[half::2]:
        page.goto(address + path)
        page.mouse.move(400, 400)
        state = page.evaluate("() => [window.pwned ?? null, location.href, document.querySelectorAll('article').length]")
        overlays = page.evaluate(OVERLAYS)
        if state != [None, address + path, 1] or seen or overlays:
            alive[path] = (state, list(seen), overlays)
        seen.clear()
    context.close()
    server.shutdown()
    assert alive == {}


# ---- files that nobody should publish


@pytest.mark.parametrize(("builder", "name"), [("mkdocs", "docs/assets/x.png"), ("properdocs", "docs/evil.svg")])
def test_an_edition_with_a_file_that_must_not_be_published_is_not_built(
    house: Path, tmp_path: Path, builder: str, name: str
) -> None:
    root = Path(shutil.copytree(house, tmp_path / "edition"))
    if name.endswith(".svg"):
        (root / name).write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "utf-8")
        wrong = f"{name}:1:1: nothing of this kind belongs here; remove or move it [file-kind]"
    else:
        (root / name).symlink_to("/etc/hostname")
        wrong = f"{name}:1:1: is a link to another place; put the file itself here [file-link]"
    done = build(root, tmp_path / "site", builder, strict=False)
    assert done.returncode != 0
    assert wrong in done.stderr
    assert not list(tmp_path.glob("site/**/x.png")) + list(tmp_path.glob("site/**/evil.svg"))


def test_the_settings_alone_publish_no_dropped_file(house: Path, tmp_path: Path) -> None:
    """Without the extension, which refuses to build, what is dropped into docs/ is left out all the same."""
    root = unordered(Path(shutil.copytree(house, tmp_path / "edition")))
    config = root / "mkdocs.yml"
    config.write_text(re.sub(r"^  - edition: .*\n", "", config.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    ours = {path for path in (root / "docs").rglob("*") if path.is_file()}
    for attack in ATTACKS:
        if attack.place == "file" and attack.rule not in ("file-link", "file-unreadable", "encoding"):
            place(attack, root)
    dropped = {path for path in (root / "docs").rglob("*") if path.is_file() and path.suffix != ".md"} - ours
    assert len(dropped) > 20
    site = tmp_path / "site"
    done = build(root, site, strict=False)
    assert done.returncode == 0, done.stderr[-2000:]
    published = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert [path for path in dropped if published.get(path.relative_to(root / "docs")) == path.read_bytes()] == []
    assert [
        path for path in published if "evil" in path.name or path.suffix in (".svg", ".py", ".pdf", ".swf", ".zip", ".xhtml")
    ] == []
