"""The smallest valid rows of the territory."""

import factory

from territories.domain import uai
from territories.models import Commune, CommuneKind, School, SchoolKind, Sector, Stage
from territories.models.commune import name_key

# Three lines of the official directory, under the columns that it cannot do without.
HEADER = (
    "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;"
    "Code_postal;Code_commune;Nom_commune;Appartenance_Education_Prioritaire"
)
TILLEULS = "0020000P;Collège des Tilleuls;Collège;Public;02000;02408;Laon;REP"
LAC = "0020001R;École du Lac;Ecole;Public;02200;02722;Soissons;"
OFFICE = "0020002S;Rectorat;Service Administratif;Public;80000;80021;Amiens;"


class CommuneFactory(factory.django.DjangoModelFactory):
    """A commune of Aisne; the departments come from the fixture `france`."""

    class Meta:
        model = Commune

    code = factory.Sequence(lambda number: f"02{number % 1000:03}")
    name = "Laon"
    name_key = factory.LazyAttribute(lambda row: name_key(row.name))
    kind = CommuneKind.COMMUNE
    department_id = factory.LazyAttribute(lambda row: row.code[:2])
    postcodes = ["02000"]
    population = 24_000


class SchoolFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = School

    uai = factory.Sequence(lambda number: str(uai.from_number(28_000 + number)))
    name = "Collège des Tilleuls"
    kind = SchoolKind.COLLEGE
    stage = Stage.SECOND
    sector = Sector.PUBLIC
    department_id = "02"
    town = "Laon"
