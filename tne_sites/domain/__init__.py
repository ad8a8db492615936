"""Rules of the department sites: plain Python, no database."""
