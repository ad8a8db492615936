"""Rules of what is shown and said, without a database."""
