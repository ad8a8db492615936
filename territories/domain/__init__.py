"""Rules of the territory, without a database."""
