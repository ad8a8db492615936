"""What the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from config.memory import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = with_room(get_wsgi_application())
