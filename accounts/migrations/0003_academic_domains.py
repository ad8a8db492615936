"""Seed the domains whose addresses belong to the education system.

The thirty académies, the two that Normandie replaced (addresses live on for years), the vice-rectorats of the
Pacific, the ministry and the régions académiques. Staff add the rest in the back office.

Locks: none beyond its own table. Reverse: removes the seeded rows only.
"""
from django.db import migrations

ACADEMIES = {
    "aix-marseille": "Aix-Marseille", "amiens": "Amiens", "besancon": "Besançon", "bordeaux": "Bordeaux",
    "caen": "Caen", "clermont": "Clermont-Ferrand", "corse": "Corse", "creteil": "Créteil", "dijon": "Dijon",
    "grenoble": "Grenoble", "guadeloupe": "Guadeloupe", "guyane": "Guyane", "lille": "Lille",
    "limoges": "Limoges", "lyon": "Lyon", "martinique": "Martinique", "mayotte": "Mayotte",
    "montpellier": "Montpellier", "nancy-metz": "Nancy-Metz", "nantes": "Nantes", "nice": "Nice",
    "normandie": "Normandie", "orleans-tours": "Orléans-Tours", "paris": "Paris", "poitiers": "Poitiers",
    "reims": "Reims", "rennes": "Rennes", "reunion": "La Réunion", "rouen": "Rouen",
    "strasbourg": "Strasbourg", "toulouse": "Toulouse", "versailles": "Versailles",
}
REGIONS = {
    "auvergne-rhone-alpes": "Auvergne-Rhône-Alpes", "bourgogne-franche-comte": "Bourgogne-Franche-Comté",
    "bretagne": "Bretagne", "centre-val-de-loire": "Centre-Val de Loire", "corse": "Corse",
    "grand-est": "Grand Est", "guadeloupe": "Guadeloupe", "guyane": "Guyane",
    "hauts-de-france": "Hauts-de-France", "ile-de-france": "Île-de-France", "martinique": "Martinique",
    "mayotte": "Mayotte", "normandie": "Normandie", "nouvelle-aquitaine": "Nouvelle-Aquitaine",
    "occitanie": "Occitanie", "paca": "Provence-Alpes-Côte d’Azur", "pays-de-la-loire": "Pays de la Loire",
    "reunion": "La Réunion",
}
OTHERS = {
    "education.gouv.fr": "Ministère de l’éducation nationale",
    "igesr.gouv.fr": "Inspection générale de l’éducation, du sport et de la recherche",
    "reseau-canope.fr": "Réseau Canopé",
    "ac-noumea.nc": "Vice-rectorat de Nouvelle-Calédonie",
    "ac-wf.wf": "Vice-rectorat de Wallis-et-Futuna",
    "ac-polynesie.pf": "Vice-rectorat de Polynésie française",
}
DOMAINS = (
    {f"ac-{slug}.fr": f"Académie : {name}" for slug, name in ACADEMIES.items()}
    | {f"region-academique-{slug}.fr": f"Région académique : {name}" for slug, name in REGIONS.items()}
    | OTHERS
)


def seed(apps, schema_editor):
    domains = apps.get_model("accounts", "AcademicDomain")
    domains.objects.bulk_create(
        [domains(domain=domain, label=label) for domain, label in DOMAINS.items()], ignore_conflicts=True
    )


def remove(apps, schema_editor):
    apps.get_model("accounts", "AcademicDomain").objects.filter(domain__in=DOMAINS).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_initial")]
    operations = [migrations.RunPython(seed, remove)]
