"""Dates and hours as French people write them: le 3 mai à 18 h 30."""

DATETIME_FORMAT = "j F Y à G\u00a0\\h\u00a0i"
TIME_FORMAT = "G\u00a0\\h\u00a0i"
