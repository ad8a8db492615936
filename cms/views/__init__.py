"""Views beside the pages: media, feeds, forms, what robots read."""
