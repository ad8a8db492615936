"""Puts the apps together: settings, URLs, API, WSGI. The only package that knows them all."""
