"""Rules of campaigns: plain Python, no database."""
