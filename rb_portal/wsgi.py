"""WSGI entry point of RB Portal."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rb_portal.settings")
application = get_wsgi_application()
