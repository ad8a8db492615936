"""News of the national site: title, address, days ago, topics, audiences, departments, picture, summary, body."""

NEWS = [
    {
        "title": "Douze départements, douze portes d’entrée",
        "slug": "douze-departements",
        "days": 3,
        "topics": ["network"],
        "audiences": ["parents", "professionals"],
        "departments": [],
        "image": "mains",
        "summary": "Chaque coordination a désormais son site : ses ateliers, ses actualités et un numéro à appeler.",
        "body": [
            (
                "text",
                "<p>Jusqu’ici, tout passait par une seule page. Désormais, l’Aisne, le Val-d’Oise, les Vosges et "
                "neuf autres départements tiennent leur propre site, avec leurs deux couleurs et leurs mots.</p>",
            ),
            ("heading", "Ce qui change pour vous"),
            (
                "text",
                "<ul><li>Les dates sont écrites par ceux qui ouvrent la salle.</li>"
                "<li>Le nom de la personne à appeler est sur la première page.</li>"
                "<li>Les nouvelles qui intéressent tout le monde remontent ici.</li></ul>",
            ),
            (
                "call_to_action",
                {
                    "title": "Votre département",
                    "text": "",
                    "link": {
                        "url": "/departements/",
                        "label": "Le trouver sur la carte",
                        "page": None,
                    },
                },
            ),
        ],
    },
    {
        "title": "Une mallette pour parler des écrans sans se fâcher",
        "slug": "mallette-ecrans",
        "days": 9,
        "topics": ["safety", "schooling"],
        "audiences": ["parents", "professionals"],
        "departments": [],
        "image": "numerique",
        "summary": "Sept vidéos courtes et un jeu de cartes, essayés par quarante familles avant d’être publiés.",
        "body": [
            (
                "text",
                "<p>« À quelle heure tu poses le tien ? » La question est écrite sur la première carte du jeu : "
                "elle s’adresse aux parents. La mallette est née d’ateliers menés pendant un an, où les enfants "
                "ont souvent eu le dernier mot.</p>",
            ),
            (
                "quote",
                {
                    "text": "On a ri, et on a fini par décider ensemble où dorment les téléphones.",
                    "author": "Un père",
                    "role": "atelier du mercredi",
                },
            ),
            (
                "text",
                "<p>Les vidéos sont sous-titrées et leur texte peut être lu. Les fiches s’impriment en noir.</p>",
            ),
        ],
    },
    {
        "title": "Comment une collecte est vérifiée",
        "slug": "collecte-verifiee",
        "days": 17,
        "topics": ["campaigns"],
        "audiences": ["donors", "teachers"],
        "departments": [],
        "image": None,
        "summary": "Trois regards avant publication : l’équipe, la direction de l’établissement, le gestionnaire.",
        "body": [
            (
                "text",
                "<p>Un projet n’est jamais publié par une seule personne. L’enseignant raconte ; l’équipe relit, "
                "pose des questions, vérifie les devis ; la direction donne son accord ; le gestionnaire dit où "
                "l’argent sera versé. Si l’un des trois dit non, la page ne paraît pas.</p>",
            ),
            (
                "notice",
                {
                    "kind": "info",
                    "title": "Aucun enfant n’est reconnaissable",
                    "text": "<p>Les photographies sont relues une par une, et les prénoms n’apparaissent pas.</p>",
                },
            ),
        ],
    },
    {
        "title": "Écrire aux parents : cinq phrases qui aident",
        "slug": "ecrire-aux-parents",
        "days": 26,
        "topics": ["schooling", "inclusion"],
        "audiences": ["teachers", "professionals"],
        "departments": [],
        "image": "livre",
        "summary": "Un mot dans le cahier peut fermer une porte ou l’ouvrir. Une classe de Tergnier a comparé.",
        "body": [
            (
                "text",
                "<p>Pendant un trimestre, une équipe a gardé tous ses mots aux familles, puis les a relus avec six "
                "parents. Ce qui aide : une phrase par idée, la date écrite en toutes lettres, un numéro, un "
                "prénom, et toujours une bonne nouvelle avant la mauvaise.</p>",
            )
        ],
    },
    {
        "title": "Un an de coups de pouce à la lecture",
        "slug": "un-an-de-lecture",
        "days": 41,
        "topics": ["culture"],
        "audiences": ["teachers", "donors"],
        "departments": [],
        "image": None,
        "summary": "Des classes ont écrit, imprimé et lu leurs livres à voix haute. Récit en quatre images.",
        "body": [
            (
                "text",
                "<p>À l’automne, il n’y avait que des idées. Au printemps, des livres cousus à la main sont entrés "
                "dans les bibliothèques de quartier, et leurs auteurs de neuf ans ont signé des dédicaces.</p>",
            )
        ],
    },
    {
        "title": "Ce site est-il accessible ? Pas encore",
        "slug": "accessibilite-ou-en-sommes-nous",
        "days": 60,
        "topics": ["network", "inclusion"],
        "audiences": [],
        "departments": [],
        "image": None,
        "summary": "Aucun audit n’a eu lieu : nous l’écrivons, et nous disons ce qui est fait en attendant.",
        "body": [
            (
                "text",
                "<p>La loi demande de dire son état, pas de le décorer. Tant qu’un audit n’a pas été mené, la "
                "mention reste « non conforme ». Cela ne veut pas dire que rien n’est fait : contraste, clavier, "
                "lecture à voix haute et petits écrans sont vérifiés à chaque changement.</p>",
            )
        ],
    },
]
