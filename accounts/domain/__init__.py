"""Rules about people: plain Python, no database."""
