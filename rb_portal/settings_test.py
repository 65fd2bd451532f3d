"""Settings of the test suite: fast hashing, plain static files, a fixed key; the rest as in production."""

import os

os.environ.setdefault("RB_PORTAL_SECRET_KEY", "kunci-tetap-hanya-untuk-pengujian-" + "x" * 30)

from rb_portal.settings import *  # noqa: F403
from rb_portal.settings import STORAGES

DEMO = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
