"""Resource centre: fiches projet, mallettes, media, idées reçues, guides, diagnoses, outside links.

Pages are Wagtail pages; lists read the catalogue. What a page must have before it is published is
in `domain.gaps`; what pages show beyond their own fields is read in `reading`.
"""
