"""Pages, pictures, menus and settings of the site in use, as JSON. Mounted by `config/api.py`."""
