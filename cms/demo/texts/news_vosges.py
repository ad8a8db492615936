"""News of the Vosges site."""

from typing import Any

NEWS: list[dict[str, Any]] = [
    {
        "title": "Le bus numérique monte à Gérardmer",
        "slug": "bus-numerique-gerardmer",
        "days": 1,
        "topics": ["equipment"],
        "audiences": ["parents"],
        "image": "montagne",
        "is_national": True,
        "summary": "Huit places, une imprimante et un médiateur : il s’arrête devant cinq écoles jusqu’aux vacances.",
        "body": [
            (
                "text",
                "<p>En hiver, descendre à Épinal prend la matinée. Le bus fait le chemin inverse. On y imprime un "
                "dossier, on y retrouve un mot de passe, on y boit un café chaud.</p>",
            ),
            (
                "table",
                {
                    "caption": "Les arrêts de la semaine",
                    "head": ["Commune", "Jour", "Heure"],
                    "rows": [
                        ["Gérardmer", "lundi", "8 h 30 à 11 h"],
                        ["La Bresse", "mardi", "8 h 30 à 11 h"],
                        ["Monthureux-sur-Saône", "jeudi", "16 h à 18 h"],
                    ],
                },
            ),
        ],
    },
    {
        "title": "Golbey : les devoirs, sans la guerre",
        "slug": "golbey-devoirs",
        "days": 7,
        "topics": ["schooling"],
        "audiences": ["parents"],
        "image": "pain",
        "is_national": True,
        "summary": "Un atelier où l’on goûte d’abord, et où l’on apprend à ne pas faire à la place.",
        "body": [
            (
                "text",
                "<p>Une enseignante à la retraite montre trois façons de demander « Qu’est-ce que tu as compris ? ». "
                "Les parents essaient sur elle : elle joue très bien l’élève fatiguée.</p>",
            )
        ],
    },
    {
        "title": "La radio du collège de Remiremont cherche des voix",
        "slug": "radio-remiremont",
        "days": 14,
        "topics": ["media", "culture"],
        "audiences": ["parents", "teachers"],
        "image": None,
        "is_national": False,
        "summary": "Une émission par mois, fabriquée par des élèves de 4e et leurs grands-parents.",
        "body": [
            (
                "text",
                "<p>Le premier numéro parle d’un hiver où l’école avait fermé dix-neuf jours. Il s’écoute au "
                "collège et à la médiathèque.</p>",
            )
        ],
    },
    {
        "title": "Épinal : la MJC ouvre le mercredi",
        "slug": "mjc-epinal",
        "days": 24,
        "topics": ["network"],
        "audiences": ["parents"],
        "image": None,
        "is_national": False,
        "summary": "Un atelier pour les parents, un autre pour les enfants, à la même heure.",
        "body": [
            (
                "text",
                "<p>Personne ne garde personne : chacun apprend, et l’on compare à la sortie.</p>",
            )
        ],
    },
    {
        "title": "Forêt, école et jardin : ce qui pousse à Raon",
        "slug": "jardin-raon",
        "days": 38,
        "topics": ["nature"],
        "audiences": ["teachers", "parents"],
        "image": None,
        "is_national": False,
        "summary": "Une haie plantée par deux classes, suivie par les familles pendant les vacances.",
        "body": [
            (
                "text",
                "<p>Chaque famille a pris une semaine d’arrosage. Le carnet du jardin tient en trente pages de "
                "météo, de dessins et de recettes.</p>",
            )
        ],
    },
]
