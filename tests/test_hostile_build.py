"""The corpus built for real and opened in a browser without its policy: no script, request, navigation, overlay."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Dialog, Page

from edition.files import disk as files
from edition.model.edition import load
from edition.pages.generate import pages
from edition.text.characters import HIDDEN
from tests.attacks import ATTACKS, Attack, place, section
from tests.conftest import build, copy_project, serve

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
# Our pictures, pencils and choices; Markdown makes no figure, svg or form, and content keeps neither these classes nor data-script.
ROWS = "ancestor::div[@class='controls' and @data-script='controls'] | ancestor::p[@class='own-words' and @data-script='own-words']"
OURS = f"ancestor::figure | ancestor::*[contains(@class, 'md-content__button')] | ancestor-or-self::form[@data-script] | {ROWS}"
CONTENT = "//article | //*[@class='cover']"
OVERLAYS = """() => [...document.querySelectorAll(".md-content__inner *")]
  .filter((node) => ["fixed", "sticky"].includes(getComputedStyle(node).position)).map((node) => node.outerHTML.slice(0, 120))"""


def numbered(text: str, number: int) -> str:
    """A section whose ids are its own."""
    return text.replace("#p3", f"#p{number + 100}").replace("{ #medal", f"{{ #medal-{number}")


def put(attack: Attack, number: int, root: Path) -> str:
    """Put an attack into the project as a page of its own; that page's address."""
    if attack.place in SECTIONS:
        (root / f"docs/essay/h{number:03}.md").write_text(numbered(section(attack), number), "utf-8")
        return f"essay/h{number:03}/"
    if attack.place == "page":
        (root / f"docs/h{number:03}.md").write_text(f"# A page\n\n{attack.body}\n", "utf-8")
        return f"h{number:03}/"
    if attack.place in ("actor", "biography"):
        place(attack, root)
        (root / "docs/actors/harbour-wardens.md").rename(root / f"docs/actors/h{number:03}.md")
        return "glossary/"
    place(attack, root)
    return "sources/"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """This project with every attack on its content, built although `check` would refuse it; the address of each attack's page."""
    root = copy_project(tmp_path_factory.mktemp("hostile") / "edition")
    config = root / "mkdocs.yml"
    config.write_text(re.sub(r"^nav:\n(?:[ -].*\n)*", "", config.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    for name in ("events", "relations"):
        (root / f"data/{name}.yml").unlink()  # they cite sources, and an attack may make data/sources.yml unreadable
    attacks = [attack for attack in ATTACKS if attack.place not in ("file", "yaml")]
    where = {attack.name: put(attack, number, root) for number, attack in enumerate(attacks)}
    files.write_changed(pages(load(root)), root)
    site = root / "site"
    done = build(root, site, strict=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return site, where


@pytest.fixture(scope="module")
def hostile_address(hostile: tuple[Path, dict[str, str]]) -> Iterator[str]:
    server = serve(hostile[0])
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def written(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html.parse(str(path)).getroot()


def nodes(page: html.HtmlElement, where: str = "//*") -> Iterator[html.HtmlElement]:
    """The elements of a part of a page."""
    return (node for part in page.xpath(where) for node in part.iter() if isinstance(node.tag, str))


def test_no_page_holds_anything_that_acts(hostile: tuple[Path, dict[str, str]]) -> None:
    found = []
    for name, page in written(hostile[0]):
        for node in nodes(page, CONTENT):
            own = node.xpath(OURS)
            handlers = [
                key
                for key in list(node.attrib)
                if key.startswith("on") or key in ("style", "srcset", "ping", "formaction", "popover")
            ]
            found += [(name, html.tostring(node)[:150])] if (node.tag in ALIVE and not own) or handlers else []
        for node in nodes(page):
            values = [node.get(key, "") for key in ("href", "src", "action", "data")]
            found += [
                (name, value.encode()) for value in values if re.match(r"(?i)\s*(?:javascript|vbscript|data:text|file|blob)", value)
            ]
    assert not found


def test_no_script_is_asked_for_twice(hostile: tuple[Path, dict[str, str]]) -> None:
    """What asks for one is ours, and there is one of each."""
    asked = {name: page.xpath("//@data-script") for name, page in written(hostile[0])}
    assert any("controls" in scripts for scripts in asked.values())
    assert not {name: scripts for name, scripts in asked.items() if len(scripts) != len(set(scripts))}


def test_no_page_loads_anything_from_elsewhere(hostile: tuple[Path, dict[str, str]]) -> None:
    sources = [(name, node.get("src")) for name, page in written(hostile[0]) for node in nodes(page)]
    assert not [(name, src) for name, src in sources if src and re.match(r"(?:[a-z]+:)?//", src)]


def test_no_id_is_the_theme_s_and_no_class(hostile: tuple[Path, dict[str, str]]) -> None:
    found = []
    for name, page in written(hostile[0]):
        for node in nodes(page, CONTENT):
            classes = [one for one in node.get("class", "").split() if one.startswith("md-") and node.tag not in ("a", "article")]
            if node.get("id", "").startswith("__") or classes:
                found.append((name, node.get("id"), classes))
    assert not found


def test_nothing_is_hidden_in_the_text(hostile: tuple[Path, dict[str, str]]) -> None:
    texts = ((name, page.text_content()) for name, page in written(hostile[0]))
    assert not [
        (name, ascii(match[0]))
        for name, text in texts
        for match in [HIDDEN.search(text.replace("\n", " ").replace("\r", " "))]
        if match
    ]


def test_each_title_is_words(hostile: tuple[Path, dict[str, str]]) -> None:
    heads = [(name, [child.tag for child in page.head.iter() if isinstance(child.tag, str)]) for name, page in written(hostile[0])]
    assert {tag for _, tags in heads for tag in tags} <= {"head", "meta", "title", "link", "script"}
    refreshing = [name for name, page in written(hostile[0]) if page.head.xpath("meta[@http-equiv='refresh']")]
    assert not refreshing


def watch(page: Page, address: str) -> list[str]:
    """What a page does that none should."""
    seen: list[str] = []

    def asked(url: str) -> None:
        if not url.startswith((address, "data:")):
            seen.append(f"request {url}")

    def spoken(dialog: Dialog) -> None:
        seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    page.on("dialog", spoken)
    page.on("request", lambda request: asked(request.url))
    page.on("popup", lambda popup: seen.append(f"popup {popup.url}"))
    page.on("download", lambda download: seen.append(f"download {download.url}"))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    return seen


def test_nothing_is_alive_in_a_browser(browser: Browser, hostile: tuple[Path, dict[str, str]], hostile_address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    seen = watch(page, hostile_address)
    alive = {}
    for where in sorted({*hostile[1].values(), "", "notes/", "whole/", "terms/"}):
        page.goto(hostile_address + where)
        page.mouse.move(400, 400)
        state = page.evaluate("() => [window.pwned, location.href, document.querySelectorAll('.md-content__inner').length]")
        if state[0] is not None or state[1] != hostile_address + where or seen or page.evaluate(OVERLAYS):
            alive[where] = (state, list(seen), page.evaluate(OVERLAYS))
        seen.clear()
    context.close()
    assert not alive


FILES = [attack for attack in ATTACKS if attack.place == "file" and attack.rule != "file-unreadable"]


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest site with this project's settings."""
    root = copy_project(tmp_path_factory.mktemp("quick") / "edition")
    for path in (root / "docs/essay").glob("*.md"):
        if not path.name.startswith("01-"):
            path.unlink()
    config = root / "mkdocs.yml"
    config.write_text(re.sub(r"^nav:\n(?:[ -].*\n)*", "", config.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    return root


@pytest.mark.parametrize("builder", ["mkdocs", "properdocs"])
def test_a_folder_that_leads_out_of_itself_is_not_built(quick: Path, tmp_path: Path, builder: str) -> None:
    link = quick / "docs/assets/x.png"
    link.symlink_to("/etc/hostname")
    done = build(quick, tmp_path / "site", builder, strict=False)
    link.unlink()
    assert done.returncode != 0
    assert "docs/assets/x.png:1:1: is a link to another place; put the file itself here [file-link]" in done.stderr
    assert not (tmp_path / "site/assets/x.png").exists()


def test_dropped_files_are_not_published_even_without_the_last_look(quick: Path, tmp_path: Path) -> None:
    for attack in FILES:
        if attack.rule != "file-link" and not attack.name.startswith(("file-data", "file-name-actor")):
            place(attack, quick)
    code = "from edition import extension; extension.guard = lambda *_: None; from mkdocs.__main__ import cli; cli()"
    command = [sys.executable, "-c", code, "build", "--no-strict", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=quick, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    published = {path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert not {
        name for name in published if "evil" in name or name.endswith((".svg", ".py", ".pdf", ".swf", ".zip", ".xhtml", "CNAME"))
    }
    assert not {name for name in published if name in ("robots.txt", "_headers", "sw.js", "assets/javascripts/bundle.js")}
