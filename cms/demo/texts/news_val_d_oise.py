"""News of the Val-d’Oise site."""

from typing import Any

NEWS: list[dict[str, Any]] = [
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
