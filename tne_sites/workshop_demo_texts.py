# ruff: noqa: E501  prose for readers
"""Invented workshops of the demonstration, in French, some with Arabic words; invented people."""

from typing import NamedTuple


class Told(NamedTuple):
    title: str
    kind: str
    summary: str
    description: str
    themes: tuple[str, ...]
    hours: tuple[str, str]
    places: int | None = 15
    languages: tuple[str, ...] = ("fr",)
    amenities: tuple[str, ...] = ("step_free",)
    audiences: tuple[str, ...] = ("parents",)
    arabic: tuple[str, str, str] = ("", "", "")


BRING = "Venez avec votre téléphone et vos identifiants, si vous les avez. Sinon, nous les retrouvons ensemble."
ENT = Told(
    "Suivre la scolarité avec l’ENT",
    "workshop",
    "Lire les messages du collège, les notes et le cahier de textes, sur son téléphone.",
    f"Deux heures pour prendre en main l’espace numérique de travail de votre enfant. {BRING}",
    ("schooling",),
    ("18:00", "20:00"),
    12,
    ("fr", "ar"),
    ("step_free", "interpreter"),
    arabic=(
        "متابعة الدراسة عبر الفضاء الرقمي",
        "قراءة رسائل الإعدادية والنقط ودفتر النصوص على الهاتف.",
        "ساعتان للتعرف على الفضاء الرقمي لابنكم أو ابنتكم. أحضروا هاتفكم ورموز الدخول إن كانت لديكم.",
    ),
)
CAFE = Told(
    "Café des parents : les écrans à la maison",
    "cafe",
    "On en parle entre parents, autour d’un café, sans leçon de morale.",
    "Chacun raconte ce qui marche chez lui. Une médiatrice apporte des repères simples, âge par âge.",
    ("safety",),
    ("09:00", "10:30"),
    20,
    ("fr", "ar", "tr"),
    ("step_free", "childcare"),
    arabic=(
        "مقهى الآباء والأمهات: الشاشات في البيت",
        "نتحدث عنها بيننا حول فنجان قهوة، بلا دروس.",
        "يحكي كل واحد ما ينجح في بيته. وتقدم وسيطة معالم بسيطة حسب العمر.",
    ),
)
PRIVACY = Told(
    "Réseaux sociaux : accompagner son adolescent",
    "meeting",
    "Comprendre ce qu’il y fait, régler les comptes, savoir à qui parler.",
    "Une soirée avec un médiateur : démonstrations, questions, et une fiche à emporter.",
    ("safety", "media"),
    ("18:30", "20:30"),
    30,
)
TABLET = Told(
    "La tablette du collège, mode d’emploi",
    "workshop",
    "Ce qu’elle contient, qui voit quoi, comment fixer des règles.",
    f"Pour les parents d’élèves de sixième et de cinquième. {BRING}",
    ("equipment", "schooling"),
    ("14:30", "16:30"),
)
AID = Told(
    "Bourse, cantine, inscriptions : les démarches en ligne",
    "drop_in",
    "Une aide individuelle, sans rendez-vous, pour remplir les dossiers.",
    "Apportez votre dernier avis d’impôt et l’attestation de la caisse d’allocations.",
    ("inclusion",),
    ("14:00", "17:00"),
    None,
    ("fr", "en"),
    ("step_free", "equipment"),
)
NEWS = Told(
    "Démêler le vrai du faux",
    "workshop",
    "Vérifier une information avec son enfant, en trois gestes.",
    "On part d’images vues la semaine même. Parents et enfants à partir de dix ans.",
    ("media",),
    ("10:00", "12:00"),
)
GUIDANCE = Told(
    "Après la troisième : chercher avec son enfant",
    "meeting",
    "Les sites utiles, les dates, les portes ouvertes près de chez vous.",
    "Avec une psychologue de l’éducation nationale et deux anciens élèves.",
    ("guidance",),
    ("18:00", "19:30"),
    25,
)
TRAINING = Told(
    "Animer un atelier avec des parents",
    "training",
    "Une journée pour les médiateurs, les travailleurs sociaux et les animateurs.",
    "Accueillir, rassurer, faire faire : mises en situation et outils prêts à l’emploi.",
    ("network",),
    ("09:00", "16:30"),
    16,
    audiences=("professionals",),
)
ALL = (ENT, CAFE, PRIVACY, TABLET, AID, NEWS, GUIDANCE, TRAINING)
WEBINARS = (
    Told(
        "Webinaire : cinq idées reçues sur les écrans",
        "webinar",
        "Une heure avec une chercheuse, puis vos questions.",
        "Le lien est envoyé après l’inscription. La rencontre est enregistrée et sous-titrée.",
        ("safety", "media"),
        ("18:00", "19:30"),
        200,
        amenities=("sign_language",),
    ),
    Told(
        "Webinaire : lancer un café des parents dans son école",
        "webinar",
        "Pour les équipes d’école et les structures qui veulent commencer.",
        "Trois départements racontent leurs débuts. Modèles d’affiches et d’invitations.",
        ("network",),
        ("17:00", "18:00"),
        150,
        audiences=("teachers", "professionals"),
    ),
)
PEOPLE = (
    *("Nadia Belkacem", "Omar Diallo", "Paula Ferreira", "Élodie Marchal", "Yusuf Demir"),
    *("Sandrine Petit", "Karim Aït", "Marie-Ange Lubin", "Oksana Kovalenko", "Thierry Noël"),
    *("Fatou Sow", "Jean-Marc Lemoine", "Inès Haddad", "Gaëlle Rousset", "Ahmed Saïdi"),
    *("Lucie Bontemps", "Rosa Almeida", "David Chevrier", "Samira Ouali", "Pascal Henry"),
)
