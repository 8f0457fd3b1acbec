"""Links to what no builder knows, since it does not lie in docs/: the forms to take along, and an edition beside this one."""

from xml.etree import ElementTree as ET

import pytest

from edition.render.take import beside, lead_to_files


@pytest.mark.parametrize(
    ("path", "led"), [("about.md", "../examples/scene/"), ("index.md", "examples/scene/"), ("who/ada.md", "../../examples/scene/")]
)
def test_a_link_to_an_example_of_the_project_leads_to_its_edition_on_the_site(path: str, led: str) -> None:
    root = ET.fromstring('<div><p><a href="../examples/scene/">A scene</a> and <a href="../data/x.yml">data</a></p></div>')
    beside(root)
    lead_to_files(root, path)
    assert [link.get("href") for link in root.iter("a")] == [led, "../data/x.yml"]
