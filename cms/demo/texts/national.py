"""Pages of the national site."""

HOME = {
    "doors": [
        ("Donner à une classe", "Des projets vérifiés, à partir de 5 €.", "/a-propos/", "mains"),
        ("Trouver une ressource", "Des fiches et des vidéos gratuites.", "/parents/", "livre"),
    ],
    "steps": [
        (
            "Une classe raconte son projet",
            "L’équipe vérifie la page, la direction de l’établissement donne son accord. Rien ne paraît avant.",
        ),
        (
            "Vous donnez ce que vous voulez",
            "À partir de 5 €, sans créer de compte. Minimum non atteint ? Vous êtes remboursé, ou votre don "
            "aide une autre classe.",
        ),
        (
            "La classe vous répond",
            "Photos du projet, carnet de bord, reçu : vous suivez le projet jusqu’au bout.",
        ),
    ],
    "figures": [
        ("12", "départements où agir près de chez soi"),
        ("324", "ateliers prévus en un an dans deux départements"),
        ("110", "écoles et collèges à accompagner"),
    ],
    "figures_source": "rapport d’activité 2022, départements de l’Aisne et du Val-d’Oise",
}

ABOUT = [
    (
        "text",
        "<p>Trousse relie celles et ceux qui font vivre l’école : les classes qui ont un projet, les personnes "
        "qui veulent les aider, les parents qui cherchent un appui et les équipes de terrain qui le donnent.</p>",
    ),
    ("heading", "Ce que vous trouvez ici"),
    (
        "text",
        "<ul><li>Des projets de classe, vérifiés un par un, que chacun peut soutenir.</li>"
        "<li>Des fiches, des vidéos et des mallettes, gratuites, à lire ou à emporter.</li>"
        "<li>Les sites de douze départements : ateliers, actualités, personnes à appeler.</li></ul>",
    ),
    (
        "quote",
        {
            "text": "Je croyais que ce n’était pas pour moi. Depuis, c’est moi qui accueille les autres parents.",
            "author": "Une mère d’élève",
            "role": "Val-d’Oise",
        },
    ),
    ("heading", "Qui nous sommes"),
    (
        "text",
        "<p>Une petite équipe publique, des coordinations dans chaque département, et des centaines de bénévoles. "
        "Chaque coordination tient son site : elle connaît les lieux et les gens.</p>",
    ),
    (
        "key_figures",
        {
            "figures": [
                {"value": "166", "label": "ateliers tenus dans l’année scolaire 2021-2022"},
                {"value": "54", "label": "écoles et collèges qui en ont accueilli"},
                {"value": "84", "label": "parents ressources dans le Val-d’Oise"},
            ],
            "source": "rapport d’activité 2022",
        },
    ),
    (
        "call_to_action",
        {
            "title": "Une idée, une question ?",
            "text": "Écrivez-nous : une personne vous répond, sous quelques jours.",
            "link": {"url": "/contact/", "label": "Écrire à l’équipe", "page": None},
        },
    ),
]

PARENTS = [
    (
        "text",
        "<p>L’école change, ses outils aussi. Personne ne naît en sachant lire un carnet de liaison en ligne ni "
        "régler un contrôle parental. Cela s’apprend, à plusieurs, près de chez soi.</p>",
    ),
    ("heading", "Trois façons de commencer"),
    (
        "accordion",
        {
            "parts": [
                {
                    "title": "Je cherche une ressource",
                    "text": "<p>Des vidéos courtes, sous-titrées, et des fiches à imprimer : suivre les devoirs, "
                    "se connecter à l’espace numérique, parler des écrans sans se fâcher.</p>",
                },
                {
                    "title": "Je cherche un accompagnement",
                    "text": "<p>Un atelier gratuit, une permanence, un café des parents. Choisissez votre "
                    "département : son site donne les dates, les lieux et un numéro à appeler.</p>",
                },
                {
                    "title": "Je veux m’investir",
                    "text": "<p>Devenez parent ressource : une formation de deux jours, une équipe derrière vous, "
                    "et le plaisir d’être utile. Aucun diplôme n’est demandé.</p>",
                },
            ]
        },
    ),
    (
        "notice",
        {
            "kind": "info",
            "title": "Vous ne parlez pas bien le français ?",
            "text": "<p>Dites-le en appelant : un interprète peut venir, c’est gratuit.</p>",
        },
    ),
    (
        "passage",
        {
            "language": "ar",
            "text": "<p>مرحبا بكم. يمكنكم طلب مترجم مجانا عند الاتصال بمنسق محافظتكم.</p>",
        },
    ),
    (
        "table",
        {
            "caption": "Quel lieu pour quelle question ?",
            "head": ["Lieu", "Pour quoi faire", "Faut-il s’inscrire ?"],
            "rows": [
                ["École ou collège", "Se connecter, suivre les devoirs", "Souvent"],
                ["Médiathèque", "Emprunter un ordinateur, imprimer", "Non"],
                ["Centre social", "Café des parents, démarches en ligne", "Non"],
                ["Maison des habitants", "Ateliers du soir, garde d’enfants", "Oui"],
            ],
        },
    ),
    (
        "call_to_action",
        {
            "title": "Trouver mon département",
            "text": "",
            "link": {"url": "/departements/", "label": "Voir la carte", "page": None},
        },
    ),
]

PROFESSIONALS = [
    (
        "text",
        "<p>Vous êtes médiateur, enseignante, travailleur social ou élue : cette page rassemble ce qui vous fait "
        "gagner du temps pour accueillir des parents.</p>",
    ),
    ("heading", "Monter un atelier en quatre semaines"),
    (
        "text",
        "<ol><li>Appelez la coordination de votre département : elle connaît les écoles qui attendent.</li>"
        "<li>Choisissez une heure où les parents sont là : après la dépose, ou le samedi matin.</li>"
        "<li>Prévoyez une garde d’enfants et quelque chose à boire.</li>"
        "<li>Après l’atelier, notez le nombre de personnes et une phrase entendue.</li></ol>",
    ),
    (
        "notice",
        {
            "kind": "success",
            "title": "Un conseil de terrain",
            "text": "<p>Quatre parents qui reviennent valent mieux que vingt que l’on ne revoit pas.</p>",
        },
    ),
]

FAQ = [
    (
        "Les ateliers",
        [
            (
                "Est-ce payant ?",
                "<p>Non. Aucun atelier n’est payant, et rien n’est vendu sur place.</p>",
            ),
            (
                "Puis-je venir avec mes enfants ?",
                "<p>Oui. Beaucoup de lieux proposent une garde ; sinon, venez avec eux.</p>",
            ),
            (
                "Faut-il savoir se servir d’un ordinateur ?",
                "<p>Non, c’est justement le sujet. Un téléphone suffit pour commencer.</p>",
            ),
        ],
    ),
    (
        "Les projets de classe",
        [
            (
                "Qui vérifie les projets ?",
                "<p>Une personne de l’équipe lit chaque page, et la direction de l’établissement donne son accord.</p>",
            ),
            (
                "Et si la somme n’est pas atteinte ?",
                "<p>Vous avez choisi en donnant : être remboursé, ou aider une autre classe.</p>",
            ),
        ],
    ),
    (
        "Ce site",
        [
            (
                "Que savez-vous de moi ?",
                "<p>Le moins possible : lisez la page « Données personnelles ». Nous ne mesurons pas vos clics.</p>",
            ),
            (
                "Je n’arrive pas à utiliser une page",
                "<p>En bas de chaque page, un lien permet de le signaler. Nous répondons sous une semaine.</p>",
            ),
        ],
    ),
]

PARTNERS = [
    (
        "Ils portent la plateforme",
        [
            ("Réseau des écoles ouvertes", "Accueille l’équipe et forme les coordinations."),
            ("Fondation Petite Ourse", "Complète les collectes qui touchent au but."),
        ],
    ),
    (
        "Ils accueillent les ateliers",
        [
            ("Union des centres sociaux", "Ouvre ses salles, ses cuisines et ses jardins."),
            ("Association des médiathèques rurales", "Prête le matériel et les livres."),
            ("Compagnie du Tramway bleu", "Fait rire des écrans, sur scène, avec les parents."),
        ],
    ),
]
