"""Screens of those who run workshops: the team in the back office, organisers on the site."""
