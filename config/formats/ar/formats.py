"""Dates in Arabic with a day, a month and a year in this order: Django's fall back on English."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y\u060c H:i"
TIME_FORMAT = "H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
# Days first, as everywhere in France; Django adds the ISO form.
DATE_INPUT_FORMATS = ["%d/%m/%Y"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M"]
