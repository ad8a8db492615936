"""News of the departments. Three sites are written in full; the others tell two stories of their own town."""

from typing import Any

AISNE: list[dict[str, Any]] = [
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

VAL_D_OISE: list[dict[str, Any]] = [
    {
        "title": "Sarcelles : le livre du quartier est imprimé",
        "slug": "livre-du-quartier",
        "days": 4,
        "topics": ["culture", "campaigns"],
        "audiences": ["parents", "donors"],
        "image": "livre",
        "is_national": True,
        "summary": "Vingt-six familles y ont écrit une recette, une adresse ou un souvenir. Il se lit à la médiathèque.",
        "body": [
            (
                "text",
                "<p>Les pages ont été recopiées en sept langues, puis relues par les parents ressources. La "
                "première lecture publique a duré deux heures : personne ne voulait rendre le micro.</p>",
            ),
            (
                "passage",
                {"language": "ar", "text": "<p>كتبت ست وعشرون عائلة من الحي هذا الكتاب معا.</p>"},
            ),
        ],
    },
    {
        "title": "Argenteuil : apprendre le métier de délégué, entre adultes",
        "slug": "parents-delegues-argenteuil",
        "days": 8,
        "topics": ["schooling"],
        "audiences": ["parents"],
        "image": "theatre",
        "is_national": True,
        "summary": "Un conseil de classe joué sur scène, pour oser prendre la parole dans le vrai.",
        "body": [
            (
                "text",
                "<p>Une comédienne joue la principale, un père joue l’élève, et tout le monde change de rôle. Trois "
                "soirs suffisent pour savoir quoi demander, et comment.</p>",
            )
        ],
    },
    {
        "title": "Bezons : cinquante parents autour de la table",
        "slug": "rencontre-bezons",
        "days": 15,
        "topics": ["network"],
        "audiences": ["parents", "authorities"],
        "image": "mains",
        "is_national": False,
        "summary": "La rencontre annuelle a choisi trois priorités : l’orientation, le harcèlement, les devoirs.",
        "body": [
            (
                "text",
                "<p>Chaque table avait une question, un plat et une personne pour écrire. Les réponses seront "
                "affichées dans les collèges qui ont participé.</p>",
            )
        ],
    },
    {
        "title": "Garges-lès-Gonesse : une permanence pour Parcoursup",
        "slug": "permanence-parcoursup",
        "days": 22,
        "topics": ["guidance"],
        "audiences": ["parents"],
        "image": None,
        "is_national": False,
        "summary": "Tous les mercredis jusqu’à la clôture des vœux, avec des étudiants de la ville.",
        "body": [
            (
                "text",
                "<p>On vient avec son enfant et un relevé de notes. On repart avec une liste, et moins de peur.</p>",
            )
        ],
    },
    {
        "title": "Les langues de Persan entrent à l’école",
        "slug": "langues-de-persan",
        "days": 33,
        "topics": ["inclusion", "culture"],
        "audiences": ["teachers", "parents"],
        "image": None,
        "is_national": False,
        "summary": "Des parents lisent l’album de la semaine dans leur langue, la classe suit avec les images.",
        "body": [
            (
                "text",
                "<p>Turc, portugais, bambara, ourdou : douze lectures sont déjà enregistrées. Les enfants "
                "corrigent l’accent de la maîtresse, qui apprend vite.</p>",
            )
        ],
    },
]

VOSGES: list[dict[str, Any]] = [
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

WRITTEN = {"02": AISNE, "95": VAL_D_OISE, "88": VOSGES}


def of(code: str, town: str, number: int) -> list[dict[str, Any]]:
    """Return a site's news; `number` shifts the dates, so that twelve sites do not publish the same day."""
    return WRITTEN.get(code) or [
        {
            "title": f"{town} : un premier rendez-vous pour les parents",
            "slug": "premier-rendez-vous",
            "days": 5 + number,
            "topics": ["network"],
            "audiences": ["parents"],
            "image": None,
            "is_national": True,
            "summary": "Deux heures pour se rencontrer, dire ce qui manque et choisir les premiers ateliers.",
            "body": [
                (
                    "text",
                    f"<p>La coordination invite les parents de {town} et des communes voisines. On y parlera "
                    "d’horaires, de lieux et de ce que chacun aimerait apprendre. Une garde d’enfants est prévue.</p>",
                )
            ],
        },
        {
            "title": "Emprunter un ordinateur pour l’année",
            "slug": "emprunter-un-ordinateur",
            "days": 20 + number,
            "topics": ["equipment"],
            "audiences": ["parents"],
            "image": None,
            "is_national": False,
            "summary": f"Comment faire à {town} : à qui demander, quoi apporter, combien de temps cela prend.",
            "body": [
                (
                    "text",
                    "<p>La demande se fait à l’école ou au collège. Aucune caution n’est demandée. Une personne "
                    "vient installer la machine et revient une semaine plus tard.</p>",
                )
            ],
        },
    ]
