"""Public search, and the catalogue of everything public in every site and language."""
