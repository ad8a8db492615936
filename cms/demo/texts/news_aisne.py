"""News of the Aisne site."""

from typing import Any

NEWS: list[dict[str, Any]] = [
    {
        "title": "Le café des parents de Tergnier rouvre le jeudi",
        "slug": "cafe-des-parents-tergnier",
        "days": 2,
        "topics": ["network", "schooling"],
        "audiences": ["parents"],
        "image": "atelier",
        "is_national": True,
        "summary": "De 8 h 45 à 10 h, dans la salle bleue de l’école des Tilleuls. On vient avec ou sans question.",
        "body": [
            (
                "text",
                "<p>La porte est ouverte juste après la dépose des enfants. Une médiatrice aide à se connecter à "
                "l’espace numérique, à lire un bulletin, à écrire un mot à la maîtresse. Le reste du temps, on parle.</p>",
            ),
            (
                "quote",
                {
                    "text": "Je suis venue pour un mot de passe. Je suis restée pour les autres.",
                    "author": "Une maman",
                    "role": "école des Tilleuls",
                },
            ),
            (
                "notice",
                {
                    "kind": "info",
                    "title": "Pratique",
                    "text": "<p>Salle de plain-pied, garde d’enfants possible en appelant la veille.</p>",
                },
            ),
        ],
    },
    {
        "title": "Trente ordinateurs en prêt dans le Saint-Quentinois",
        "slug": "ordinateurs-en-pret",
        "days": 6,
        "topics": ["equipment"],
        "audiences": ["parents"],
        "image": "numerique",
        "is_national": True,
        "summary": "Un prêt de l’année scolaire, sans caution, pour les familles qui n’ont qu’un téléphone.",
        "body": [
            (
                "text",
                "<p>Les machines ont été réparées par des lycéens de Saint-Quentin. Elles se demandent au collège ; "
                "un bénévole les apporte, les branche, et revient une semaine plus tard.</p>",
            ),
            (
                "key_figures",
                {
                    "figures": [
                        {"value": "30", "label": "ordinateurs prêtés"},
                        {"value": "11", "label": "collèges et écoles"},
                    ],
                    "source": "coordination de l’Aisne, novembre",
                },
            ),
        ],
    },
    {
        "title": "Six nouveaux parents ressources à Laon",
        "slug": "parents-ressources-laon",
        "days": 12,
        "topics": ["network"],
        "audiences": ["parents", "professionals"],
        "image": "mains",
        "is_national": False,
        "summary": "Ils parlent cinq langues à eux six, et accueilleront d’autres familles le samedi matin.",
        "body": [
            (
                "text",
                "<p>Deux jours de formation, une charte, un badge : le groupe de Laon est prêt. Chaque parent "
                "ressource travaille avec une école proche de chez lui, jamais seul.</p>",
            )
        ],
    },
    {
        "title": "Hirson : l’atelier du soir trouve son heure",
        "slug": "hirson-atelier-du-soir",
        "days": 19,
        "topics": ["schooling"],
        "audiences": ["parents"],
        "image": None,
        "is_national": False,
        "summary": "À 18 h personne, à 20 h quinze parents : l’équipe raconte comment elle a cherché.",
        "body": [
            (
                "text",
                "<p>Trois horaires ont été essayés. Le bon était celui que proposaient les parents depuis le début, "
                "une fois le repas pris et les petits couchés par un voisin.</p>",
            )
        ],
    },
    {
        "title": "Soissons prépare sa semaine sans écran… ou presque",
        "slug": "soissons-semaine-ecrans",
        "days": 27,
        "topics": ["safety"],
        "audiences": ["parents", "teachers"],
        "image": None,
        "is_national": False,
        "summary": "Un défi par jour, une histoire par soir, et le droit de rater.",
        "body": [
            (
                "text",
                "<p>Quatre écoles se lancent ensemble. Les défis ont été choisis par les enfants : cuisiner, "
                "inventer un jeu de cour, téléphoner à quelqu’un que l’on n’a pas vu depuis longtemps.</p>",
            )
        ],
    },
    {
        "title": "Bilan de printemps : ce que disent les écoles",
        "slug": "bilan-de-printemps",
        "days": 75,
        "topics": ["network"],
        "audiences": ["professionals", "authorities"],
        "image": None,
        "is_national": False,
        "summary": "Les horaires, la confiance, la place : trois mots reviennent dans toutes les réponses.",
        "body": [
            (
                "text",
                "<p>Trente-huit écoles ont répondu. Les parents viennent mieux quand un enfant les invite, quand "
                "l’heure est la même chaque semaine, et quand la salle n’est pas une salle de classe.</p>",
            )
        ],
    },
]
