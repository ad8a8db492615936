"""The twelve departments of the programme, with their two papers and an invented coordinator."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    code: str
    name: str
    slug: str
    deep: str
    flat: str
    scene: str
    coordinator: str
    body: str
    town: str
    headline: str = ""
    cut_word: str = "plusieurs"


ALL = (
    Department(
        code="02",
        name="Aisne",
        slug="aisne",
        deep="#0b5a3d",
        flat="#f8b41c",
        scene="atelier",
        coordinator="Hélène Vasseur",
        body="Trousse, antenne de l’Aisne",
        town="Laon",
        headline="Aisne, l’école se vit à plusieurs.",
    ),
    Department(
        code="13",
        name="Bouches-du-Rhône",
        slug="bouches-du-rhone",
        deep="#0b4d7c",
        flat="#ffc46b",
        scene="mer",
        coordinator="Samir Belhadj",
        body="Fédération des maisons d’école des Bouches-du-Rhône",
        town="Martigues",
    ),
    Department(
        code="18",
        name="Cher",
        slug="cher",
        deep="#8c2350",
        flat="#7cc4ea",
        scene="livre",
        coordinator="Claire Aubry",
        body="Réseau des médiathèques du Cher",
        town="Bourges",
    ),
    Department(
        code="2A",
        name="Corse-du-Sud",
        slug="corse-du-sud",
        deep="#14506b",
        flat="#ffc46b",
        scene="mer",
        coordinator="Ange Casabianca",
        body="Collectif Scola è famiglia",
        town="Ajaccio",
    ),
    Department(
        code="25",
        name="Doubs",
        slug="doubs",
        deep="#4a3aa0",
        flat="#ffd166",
        scene="montagne",
        coordinator="Mathilde Jeannin",
        body="Francas du Haut-Doubs et du Pays de Montbéliard",
        town="Pontarlier",
    ),
    Department(
        code="29",
        name="Finistère",
        slug="finistere",
        deep="#0b4d7c",
        flat="#9bd3a8",
        scene="mer",
        coordinator="Yann Kervella",
        body="Service éducation du département",
        town="Morlaix",
    ),
    Department(
        code="34",
        name="Hérault",
        slug="herault",
        deep="#98290f",
        flat="#f6a9bb",
        scene="jardin",
        coordinator="Inès Roca",
        body="Union des centres sociaux de l’Hérault",
        town="Sète",
    ),
    Department(
        code="38",
        name="Isère",
        slug="isere",
        deep="#16204a",
        flat="#7cc4ea",
        scene="montagne",
        coordinator="Claire Morand",
        body="Ligue des écoles ouvertes de l’Isère",
        town="Échirolles",
    ),
    Department(
        code="86",
        name="Vienne",
        slug="vienne",
        deep="#5b2a7a",
        flat="#f8b41c",
        scene="radio",
        coordinator="Paul Texier",
        body="Maison des parents de la Vienne",
        town="Châtellerault",
    ),
    Department(
        code="88",
        name="Vosges",
        slug="vosges",
        deep="#0b5a3d",
        flat="#f6a9bb",
        scene="montagne",
        coordinator="Anne Claudel",
        body="Service éducation du département",
        town="Épinal",
        headline="Vosges, on apprend entre voisins.",
        cut_word="voisins",
    ),
    Department(
        code="95",
        name="Val-d’Oise",
        slug="val-d-oise",
        deep="#7a2e0b",
        flat="#9bd3a8",
        scene="mains",
        coordinator="Fatoumata Keïta",
        body="Trousse, antenne du Val-d’Oise",
        town="Sarcelles",
        headline="Val-d’Oise, des parents ouvrent la voie.",
        cut_word="parents",
    ),
    Department(
        code="971",
        name="Guadeloupe",
        slug="guadeloupe",
        deep="#0b5a3d",
        flat="#ffd166",
        scene="ciel",
        coordinator="Maëlys Gombaud",
        body="Réseau des maisons de quartier de Guadeloupe",
        town="Pointe-à-Pitre",
    ),
)
