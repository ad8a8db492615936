#!/usr/bin/env python
"""Run one of the platform's commands: `python manage.py help` lists them."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    # Commands make tables and schemas: they work as the owner where the installation has one.
    os.environ.setdefault("DATABASE_ROLE", "owner")
    execute_from_command_line(sys.argv)
