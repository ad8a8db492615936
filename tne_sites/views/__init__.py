"""Screens of the department sites."""
