"""The resource centre as JSON: what its pages say, and its lists. Mounted by `config/api.py`."""
