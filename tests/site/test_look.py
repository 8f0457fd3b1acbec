"""A look of one's own: what Material's users know works, and plain Material works with our extension."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from edition.check.kinds import DARK, LEAST, LIGHT, contrast
from edition.check.look import COLOURS, NO_ACCENT
from tests.conftest import BASE, ROOT, Run, build

LINE = re.compile(r'data-md-color-(primary|accent)="([a-z-]+)"\] \{\s*--(?:link|accent): (#[0-9a-f]{6}|var\(--ink\));')
SHEETS = "extra_css: [assets/made/edition.css]\n"
EXTRA = re.compile(r"^extra:\n(?:  .*\n)*", re.MULTILINE)
OWN = {
    "logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    "look.css": ":root { --md-primary-fg-color: #135; }",
    "own.js": "document.documentElement.dataset.own = 1;",
    "my-face.woff2": "no font at all",
}


def made(folder: Path, edition: Run, *changes: tuple[str, str], base: Path = BASE) -> Path:
    """The small edition with files of its own and other settings, built; nothing is odd about it."""
    shutil.copytree(base, folder)
    settings = folder / "mkdocs.yml"
    text = EXTRA.sub("", settings.read_text("utf-8"))
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    settings.write_text(text, "utf-8")
    (folder / "overrides/assets/own").mkdir(parents=True)
    for name, content in OWN.items():
        (folder / "overrides/assets/own" / name).write_text(content, "utf-8")
    done = edition("check", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    done = edition("pages", cwd=folder)
    assert done.returncode == 0, done.stderr
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def page(site: Path, name: str = "essay/01-lamp/index.html") -> html.HtmlElement:
    return html.fromstring((site / name).read_text("utf-8"))


def missing(site: Path) -> list[tuple[str, str]]:
    """What pages of a site load of it that is not there."""
    found = []
    for path in site.rglob("*.html"):
        for address in page(site, path.relative_to(site).as_posix()).xpath(
            "//link[@rel='stylesheet' or @rel='icon']/@href|//*/@src"
        ):
            place = (site / address.removeprefix("/war/")) if address.startswith("/") else path.parent / address
            if not re.match("data:|https?:", address) and not place.is_file():
                found.append((path.name, address))
    return found


def test_logo_colours_styles_scripts_and_links_of_one_s_own(tmp_path: Path, edition: Run) -> None:
    place = "{ icon: material/home, link: https://museum.test/, name: The museum }"
    social = f"extra:\n  homepage: https://museum.test/\n  social: [{place}]\n"
    site = made(
        tmp_path / "edition",
        edition,
        ("  font: false", "  logo: assets/own/logo.svg\n  favicon: assets/own/logo.svg\n  font: false"),
        ("primary: custom, accent: custom", "primary: deep purple, accent: orange"),
        (SHEETS, SHEETS.replace("]", ", assets/own/look.css]") + social),
        ("plugins: []", "extra_javascript: [assets/own/own.js]\nplugins: []"),
    )
    found = page(site)
    [name] = found.find_class("site-name")
    assert (name.get("href"), name.text_content().strip()) == ("https://museum.test/", "The last keeper")
    assert [logo.get("src") for logo in name.iter("img")] == ["../../assets/own/logo.svg"]
    sheets = [link.get("href").removeprefix("../../assets/") for link in found.xpath("//link[@rel='stylesheet']")]
    assert sheets == ["made/colours.css", "made/edition.css", "own/look.css"]
    assert found.xpath("//link[@rel='icon']/@href") == ["../../assets/own/logo.svg"]
    assert "../../assets/own/own.js" in found.xpath("//script/@src")
    assert found.xpath("//footer//ul[@class='social']//a/@aria-label") == ["The museum"]
    assert found.xpath("//body/@data-md-color-primary|//body/@data-md-color-accent") == ["deep-purple", "orange"]
    assert {path.name for path in (site / "assets/own").iterdir()} == set(OWN)
    assert missing(site) == []


def test_a_logo_may_be_an_icon_and_no_colour_asks_for_no_style_sheet(tmp_path: Path, edition: Run) -> None:
    site = made(tmp_path / "edition", edition, ("  font: false", "  icon: { logo: material/lighthouse }\n  font: false"))
    assert len(page(site).xpath("//a[@class='site-name']//*[local-name()='svg']")) == 1
    assert not [href for href in page(site).xpath("//link/@href") if "colours.css" in href]


def test_plain_material_works_with_its_own_styles_and_scripts(tmp_path: Path, edition: Run) -> None:
    base = tmp_path / "base"
    shutil.copytree(BASE, base)
    cover = base / "docs/index.md"
    cover.write_text(cover.read_text("utf-8").replace("template: cover.html\n", ""), "utf-8")
    theirs = "  !/assets/stylesheets/**\n  !/assets/javascripts/**\n  !/assets/images/**\n"
    changes = (
        ("name: annotated-edition", "name: material"),
        ("  custom_dir: overrides", "  features: [navigation.tabs] "),
        (SHEETS, ""),
        ("  !/assets/made/**\n", f"  !/assets/made/**\n{theirs}"),
    )
    site = made(tmp_path / "edition", edition, *changes, base=base)
    found = page(site)
    assert [link for link in found.xpath("//link[@rel='stylesheet']/@href") if "assets/stylesheets/main." in link]
    assert [link for link in found.xpath("//script/@src") if "assets/javascripts/bundle." in link]
    assert len(found.find_class("passage")) == len(found.find_class("note")) == 3
    assert not (site / "assets/made/edition.css").exists()
    assert missing(site) == []


@pytest.mark.parametrize(("dark", "grounds"), [(False, LIGHT), (True, DARK)])
def test_every_colour_that_material_names_can_be_read(dark: bool, grounds: tuple[str, str]) -> None:
    sheet = (ROOT / "overrides/assets/colours.css").read_text("utf-8")
    light, _, night = sheet.partition("@media screen {")
    found = {(kind, name): colour for kind, name, colour in LINE.findall(night if dark else light)}
    least = {key: min(contrast(colour, ground) for ground in grounds) for key, colour in found.items() if colour[0] == "#"}
    assert {key: value for key, value in least.items() if value < LEAST} == {}
    inks = {("primary", "black"), ("primary", "white")}  # the colour of the text, on either ground
    known = {("primary", name) for name in COLOURS} | {("accent", name) for name in COLOURS - NO_ACCENT}
    assert found.keys() | inks == known - {("primary", "custom"), ("accent", "custom")}
