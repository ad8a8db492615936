"""Invented structures of each department: name, kind, commune, what it offers, contact."""

from typing import NamedTuple


class Told(NamedTuple):
    name: str
    kind: str
    commune: str  # INSEE code
    description: str
    hours: str
    contact: str


AISNE = (
    Told(
        "Le Fil des mots",
        "association",
        "02691",
        "Ateliers d’écriture et d’accès au numérique pour les adultes. On y apprend à lire les messages du "
        "collège, à remplir un dossier de bourse, à envoyer une photo.",
        "Mardi et jeudi, de 9 h à 12 h",
        "Colette Marchand",
    ),
    Told(
        "Centre social Les Champs bleus",
        "social_centre",
        "02691",
        "Un lieu ouvert à toutes les familles du quartier. Café des parents le premier vendredi du mois.",
        "Du lundi au vendredi, de 9 h à 18 h",
        "Karim Haddou",
    ),
    Told(
        "Médiathèque des Remparts",
        "library",
        "02408",
        "Douze ordinateurs en accès libre, une imprimante et quelqu’un pour vous aider le mercredi.",
        "Du mardi au samedi, de 10 h à 18 h",
        "Élise Fournier",
    ),
    Told(
        "Espace numérique du Soissonnais",
        "town",
        "02722",
        "Permanences individuelles, sur rendez-vous ou sans : mot de passe, espace numérique de travail, "
        "inscription à la cantine.",
        "Lundi, mercredi et vendredi, de 14 h à 17 h",
        "Thibaut Lefort",
    ),
    Told(
        "Familles en Thiérache",
        "association",
        "02305",
        "Une camionnette, quatre tablettes et deux médiatrices qui vont de village en village.",
        "Le jeudi, selon la tournée",
        "Mireille Caron",
    ),
    Told(
        "Conseillers numériques du département",
        "council",
        "02408",
        "Seize conseillers dans les maisons du département.",
        "Sur rendez-vous",
        "Bruno Delvaux",
    ),
)
VAL_D_OISE = (
    Told(
        "Parents en réseau",
        "association",
        "95018",
        "Des parents formés accueillent d’autres parents devant l’école, en français, en arabe et en turc.",
        "Les jours d’école, de 8 h 15 à 9 h",
        "Soraya Benali",
    ),
    Told(
        "Centre social Rosa-Luxembourg",
        "social_centre",
        "95018",
        "Référente famille, cours de français, aide aux démarches en ligne.",
        "Du lundi au vendredi, de 9 h à 19 h",
        "Aminata Diarra",
    ),
    Told(
        "Maison de quartier des Oliviers",
        "social_centre",
        "95680",
        "Ateliers pour les parents de collégiens, prêt de tablettes, garderie pendant les ateliers.",
        "Du mardi au samedi, de 9 h à 18 h",
        "Julien Masson",
    ),
    Told(
        "Bibliothèque de la Lune",
        "library",
        "95127",
        "Des livres en vingt langues et un coin tranquille pour se connecter.",
        "Du mardi au samedi, de 10 h à 18 h 30",
        "Hanaé Morel",
    ),
    Told(
        "Les Passeurs du numérique",
        "association",
        "95127",
        "Médiateurs numériques dans les écoles et les collèges. Ils viennent avec leur matériel.",
        "Sur demande des établissements",
        "Olivier Nguyen",
    ),
    Told(
        "Jeunes mentors 95",
        "association",
        "95018",
        "Des étudiants accompagnent des familles chez elles, deux heures par semaine.",
        "Le soir et le samedi",
        "Clara Petitjean",
    ),
    Told(
        "Service des solidarités",
        "council",
        "95127",
        "Partenaire de l’accord : oriente les familles suivies vers les ateliers.",
        "",
        "Denis Rousseau",
    ),
)
VOSGES = (
    Told(
        "Maison des jeunes de la Moselotte",
        "association",
        "88160",
        "Café des parents, atelier écrans en famille, fablab le mercredi.",
        "Du mardi au samedi, de 14 h à 19 h",
        "Sylvain Claude",
    ),
    Told(
        "Centre social du Plateau",
        "social_centre",
        "88160",
        "Accueil, écoute et démarches en ligne, avec une traductrice le mardi.",
        "Du lundi au vendredi, de 9 h à 17 h 30",
        "Naïma Ferhat",
    ),
    Told(
        "Médiathèque de la Vôge",
        "library",
        "88078",
        "Ordinateurs, Wi-Fi, et un médiateur deux matinées par semaine.",
        "Mercredi et samedi, de 9 h à 12 h",
        "Odile Grandjean",
    ),
    Told(
        "Communauté de communes des Sapins",
        "town",
        "88413",
        "Un bus numérique dessert onze communes.",
        "Selon la tournée",
        "Régis Antoine",
    ),
    Told(
        "Service éducation du département",
        "council",
        "88160",
        "Coordonne le programme dans les Vosges et anime le réseau des parents ressources.",
        "Du lundi au vendredi, de 9 h à 17 h",
        "Anne Claudel",
    ),
)
RICH = {"02": AISNE, "95": VAL_D_OISE, "88": VOSGES}
# In the other departments, three structures each, in its communes that have demonstration schools.
USUAL = (
    Told(
        "Maison des familles de {town}",
        "social_centre",
        "",
        "Un accueil sans rendez-vous, des ateliers pour les parents, un coin pour les enfants.",
        "Du lundi au vendredi, de 9 h à 17 h",
        "Camille Renaud",
    ),
    Told(
        "Atelier numérique de {town}",
        "association",
        "",
        "Des bénévoles aident à se connecter, à imprimer, à comprendre un courriel de l’école.",
        "Mercredi et samedi, de 10 h à 16 h",
        "Maxime Girard",
    ),
    Told(
        "Médiathèque de {town}",
        "library",
        "",
        "Ordinateurs en accès libre et aide individuelle le mardi.",
        "Du mardi au samedi, de 10 h à 18 h",
        "Lucie Perrin",
    ),
)
