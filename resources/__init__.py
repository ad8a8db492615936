"""Resource centre: fiches projet, mallettes, media and guides.

Its models come with their own round; no table exists yet.
"""
