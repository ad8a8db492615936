"""Asks outside sites whether a link still leads somewhere: a port, and the web behind it."""
