"""Tables of the territory, one idea a file; all in the `public` schema."""

from territories.models.academy import Academy, AcademyMembership, Region
from territories.models.commune import Commune, CommuneKind, PointPrecision
from territories.models.data_file import DataFile
from territories.models.department import Department, DepartmentKind
from territories.models.holidays import HolidayKind, HolidayPeriod, HolidayZone
from territories.models.school import Label, Origin, School, SchoolKind, Sector, Stage

__all__ = [
    "Academy",
    "AcademyMembership",
    "Commune",
    "CommuneKind",
    "DataFile",
    "Department",
    "DepartmentKind",
    "HolidayKind",
    "HolidayPeriod",
    "HolidayZone",
    "Label",
    "Origin",
    "PointPrecision",
    "Region",
    "School",
    "SchoolKind",
    "Sector",
    "Stage",
]
