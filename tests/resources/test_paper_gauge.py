"""On paper the gauge says what it says on screen: its figures, whose they are, and when."""

from datetime import date

import pytest
from django.utils.translation import override

from cms.domain.gauge import Editors, Quartiles, gauge
from cms.pdf.body import Setter
from kernel.money import Money
from kernel.ports import ClosedCampaign
from resources.paper_gauge import gauge_nodes

TODAY = date(2026, 11, 21)


def closed(count):
    return [
        ClosedCampaign(minimum=Money.euros(500), raised=Money.euros(600 + 100 * number))
        for number in range(count)
    ]


def words_of(campaigns, editors=None):
    with override("fr"):
        nodes = gauge_nodes(gauge(campaigns, editors, at=TODAY), Setter("https://x.example", "fr"))
    said = []
    for node in nodes:
        said += [run["text"] for run in node.get("runs", [])]
        said += [cell for row in node.get("rows", []) for cell in row]
    return " ".join(" ".join(said).split())


def test_campaigns_are_counted_and_dated() -> None:
    said = words_of(closed(5))

    assert "entre 700 € et 900 €" in said
    assert "Objectif minimum 500 € 500 € 500 €" in said
    assert (
        "Calculé à partir de 5 collectes terminées de la plateforme, le 21 novembre 2026." in said
    )


@pytest.mark.parametrize("noted_on", [TODAY, None])
def test_an_estimate_says_that_it_is_one(noted_on) -> None:
    cost = Quartiles(Money.euros(900), Money.euros(1700), Money.euros(3200))

    said = words_of(closed(2), Editors(cost=cost, noted_on=noted_on))

    assert "souvent autour de 1 700 €" in said
    assert "Estimation de notre équipe" in said
    assert ("le 21 novembre 2026" in said) == (noted_on is not None)
    assert "cinq collectes comparables" in said


def test_too_few_campaigns_are_said_too() -> None:
    said = words_of(closed(2))

    assert "Pas assez de données" in said
    assert "2 collectes comparables sont terminées" in said
