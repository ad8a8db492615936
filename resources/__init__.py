"""Resource centre: fiches projet, mallettes, media and guides. Its models come with its own issue; none exists yet."""
