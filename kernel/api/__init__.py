"""What every endpoint shares: problems, answers, pages of a list. Mounted by `config/api.py`."""
