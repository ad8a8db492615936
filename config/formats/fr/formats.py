"""Dates as French people write them: Django's leave out the « à » before the hour."""

DATETIME_FORMAT = "j F Y à G\u00a0\\h\u00a0i"
