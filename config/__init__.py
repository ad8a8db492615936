"""Puts the apps together: settings, URLs, API and the WSGI entry point. The only package that knows them all."""
