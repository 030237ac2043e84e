import pytest

from bot.model.figures import Difference, differences


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["Twelve people died in Adre.", "Fourteen people died in Adre."], {"people": (12, 14), "dead": (12, 14)}),
        (["Jets killed at least 12 people.", "The raid killed 14."], {"dead": (12, 14)}),
        (["12 dead in raid", "Killing fourteen, the raid went on."], {"dead": (12, 14)}),
        (["Kenya expelled two Somali diplomats.", "Kenya expelled 3 diplomats."], {"diplomats": (2, 3)}),
        (["Kenya expelled two Somali diplomats.", "Kenya expelled 2 diplomats."], {}),
        (["It froze 1,200 accounts.", "It froze 1200 accounts."], {}),
        (["A dozen ships left.", "Twelve ships left."], {}),
        (["They talked for five hours.", "They talked for six hours."], {}),
        (["The raid lasted two days.", "The raid lasted three days."], {}),
        (["On 5 June two ships left.", "On 6 June two ships left."], {}),
        (["Two ships and then three ships left.", "Four ships left."], {}),
        (["Two of the ships left.", "Three of the ships left."], {}),
        (["Two ships left.", "Three planes left."], {}),
        (["The US has two fast ships.", "The US has four ships."], {"ships": (2, 4)}),
        (["In 2023 ships left.", "In 2024 ships left."], {}),
        (["It took 2.5 tons.", "It took 1.5 tons."], {}),
        (["Two million people left.", "Three million people left."], {}),
        (["Two ships left."], {}),
        ([], {}),
    ],
)  # fmt: skip
def test_what_reports_count_differently(sentences: list[str], expected: dict[str, tuple[int, ...]]) -> None:
    found = differences(sentences)
    assert {one.what: tuple(count for count, _ in one.counts) for one in found} == expected


def test_each_count_has_its_reports() -> None:
    sentences = ["Three banks are on the list.", "Nobody counts.", "Two banks are.", "The three banks are small."]
    assert differences(sentences) == (Difference(what="banks", counts=((2, (2,)), (3, (0, 3)))),)
