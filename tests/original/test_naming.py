"""Names are proposed from a text's own capitals: those that stand there twice, and no word that is none."""

import pytest

from edition.original.naming import proposed

STORM = {
    "p1": "Ada Brook came. Then she left Ada Brook’s house in Hollin.",
    "p2": "Storms came to Hollin, and the storms went. Анна и Орлов.",
}
VERSE = {"p1": "And up the hill the children ran,\nAnd down to Marlow, all of them,\nAnd so from Marlow home again."}
NOUNS = {
    "p1": "Der Hund lief durch das Haus, und die Katze sah den Hund. Anselm stand im Garten, und die Magd rief Anselm in das Haus.",
    "p2": "Der Garten war das Reich der Katze. Anselm liebte den Garten. Da sagte Anselm, der Hund sei fort, die Katze im Haus.",
    "p3": "Die Magd sah Frau Lindner im Garten. Dann verließ Frau Lindner das Haus, und der Hund lief hinter Anselm in den Garten.",
}


def test_names_come_with_counts_and_places_and_only_if_they_stand_there_twice() -> None:
    assert proposed(STORM) == [("Ada Brook", 2, ["p1"]), ("Hollin", 2, ["p1", "p2"])]
    assert proposed(STORM, known=["Hollin"]) == [("Ada Brook", 2, ["p1"])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The tower of Hollin stood. Over Hollin the tower of the light.", ["Hollin"]),
        ("It rained in May. By May it was dry, and a Monday followed a Monday.", []),
        ("Then Mr. Orme spoke, and Mr. Orme laughed.", ["Orme"]),
        ("ACT II. Here ACT II begins, and ACT II ends.", []),
        ("He went with NATO. They left NATO.", ["NATO"]),
        ("She read of Jean de Vigne, and met Jean de Vigne.", ["Jean de Vigne"]),
        ("Then M-llе Ролан пришла, и все любили М-llе Ролан.", ["Ролан"]),
        ("學而時習之，不亦說乎？學而時習之。", []),
        ("We saw Ho\u2060llin, and left Hollin.", ["Hollin"]),
    ],
    ids=["capital by place", "calendar", "title", "shouted", "letters", "particle", "two alphabets", "no capitals", "unseen sign"],
)
def test_what_is_a_name(text: str, names: list[str]) -> None:
    found = [name for name, _, _ in proposed({"p1": text})]
    assert [name.split("е ")[-1] for name in found] == names


def test_the_first_word_of_a_line_of_verse_is_no_name() -> None:
    assert [name for name, _, _ in proposed(VERSE)] == ["Marlow"]


def test_where_all_nouns_have_capitals_none_of_them_is_proposed() -> None:
    assert [name for name, _, _ in proposed(NOUNS)] == ["Anselm", "Frau Lindner"]


def test_they_are_few() -> None:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    towns = [f"{one}{other.lower()}ford" for one in alphabet for other in alphabet]
    found = proposed(
        {
            "p1": " ".join(
                f"we left {town} by the road in the morning and saw {town} again, as people do who have time." for town in towns
            )
        }
    )
    assert len(found) == 40
    assert found[0][0] == "Aaford"


@pytest.mark.parametrize("apostrophe", ["’", "'"])
def test_a_name_with_an_apostrophe_is_whole_and_an_elided_article_is_none_of_it(apostrophe: str) -> None:
    english = "D’Arby rowed. He’d gone by one o’clock. So D’Arby told D’Arby’s dog. O’Hare slept; so O’Hare and O’Hare woke."
    french = "L’Irlande dort. Il aime l’Irlande, et l’Irlande seule; qu’Yvon dit, et qu’Yvon fit."
    for text, names in ((english, {"D’Arby", "O’Hare"}), (french, {"Irlande", "Yvon"})):
        found = {name for name, _, _ in proposed({"p1": text.replace("’", apostrophe)})}
        assert found == {name.replace("’", apostrophe) for name in names}
