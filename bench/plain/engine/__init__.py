"""Django's own PostgreSQL engine, with the names that our templates ask it for."""
