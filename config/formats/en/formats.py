"""Hours on 24, as everywhere in France: whoever reads English here reads French clocks."""

TIME_FORMAT = "H:i"
# Days first, as everywhere in France; Django adds the ISO form.
DATE_INPUT_FORMATS = ["%d/%m/%Y"]
DATETIME_INPUT_FORMATS = ["%d/%m/%Y %H:%M"]
