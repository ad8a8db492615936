"""Invented resource parents and their words; days are counted back from today."""

from typing import NamedTuple


class Volunteer(NamedTuple):
    name: str
    state: str
    days: int
    language: str
    message: str


VOLUNTEERS = (
    Volunteer(
        "Nadia Belkacem", "active", 420, "ar", "أتكلم العربية والفرنسية وأحب أن أساعد الأمهات."
    ),
    Volunteer("Sophie Lambert", "active", 380, "fr", "Je suis libre le vendredi matin."),
    Volunteer(
        "Mehmet Yildiz",
        "active",
        300,
        "fr",
        "Je parle turc. Je travaille de nuit, je peux venir le matin.",
    ),
    Volunteer(
        "Claire Dumont", "active", 210, "fr", "J’ai aidé mes voisins pendant le confinement."
    ),
    Volunteer("Ousmane Traoré", "charter", 25, "fr", "Mes trois enfants sont au collège."),
    Volunteer("Grace Okafor", "applied", 18, "en", "I can help English-speaking families."),
    Volunteer("Fatima Zahra Idrissi", "applied", 3, "ar", "يمكنني الحضور يوم الأربعاء."),
    Volunteer("Pierre Vasseur", "left", 500, "fr", "Je déménage."),
    Volunteer("Hugo Bailly", "declined", 90, "fr", ""),
)
LOG = (
    (40, "Rencontre avec la direction : accord de principe pour deux ateliers par trimestre."),
    (12, "Appel : la salle est libre le mardi matin. Prévoir une traductrice."),
    (2, "Envoi de la convention relue. Retour attendu sous dix jours."),
)
