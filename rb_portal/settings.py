"""Settings, all taken from the environment and safe when nothing is set.

Variables (see docs/pengaturan.md): DATABASE_URL, RB_PORTAL_DEBUG, RB_PORTAL_DEMO, RB_PORTAL_HOSTS,
RB_PORTAL_HTTPS, RB_PORTAL_SECRET_KEY, RB_PORTAL_VAR, RB_PORTAL_ORIGINS.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from rb_portal.rahasia import kunci_rahasia

BASE_DIR = Path(__file__).resolve().parent.parent


def _ya(nama: str) -> bool:
    """True when the environment variable `nama` says yes (1, true, ya)."""
    return os.environ.get(nama, "").strip().lower() in {"1", "true", "ya", "yes", "on"}


def _daftar(nama: str, bawaan: str = "") -> list[str]:
    return [butir.strip() for butir in os.environ.get(nama, bawaan).split(",") if butir.strip()]


VAR_DIR = Path(os.environ.get("RB_PORTAL_VAR", BASE_DIR / "var"))

DEBUG = _ya("RB_PORTAL_DEBUG")
# Demo mode: the only mode in which demo accounts may be made or may sign in.
DEMO = _ya("RB_PORTAL_DEMO")
SANDI_DEMO = "reformasi-birokrasi"  # shown on the sign-in page; of use in demo mode only
HTTPS = _ya("RB_PORTAL_HTTPS")
SECRET_KEY = os.environ.get("RB_PORTAL_SECRET_KEY") or kunci_rahasia(VAR_DIR / "secret_key")
ALLOWED_HOSTS = _daftar("RB_PORTAL_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _daftar("RB_PORTAL_ORIGINS")

INSTALLED_APPS = [
    "satker",
    "areas",
    "actionplans",
    "evidence",
    "reports",
    "publications",
    "rb_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "rb_portal.simpanan.tanpa_simpanan",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "rb_portal.urls"
WSGI_APPLICATION = "rb_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rb_portal.konteks.portal",
            ],
            "builtins": ["rb_portal.templatetags.portal", "areas.templatetags.teks"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL with IMMEDIATE transactions: eight writers at once are never refused.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; "
            "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "satker.Pengguna"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "satker.masuk.PortalBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "masuk"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"  # never served directly
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6000  # the import preview: one field a row, at most 5,000 rows
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "rb_portal.berkas_statis.BerkasStatis"
    },
}
FIXTURE_DIR = BASE_DIR / "fixtures"

# Printed decrees and their page pictures, shared by all processes of this server.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "TIMEOUT": 60 * 60 * 24,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [SELF],
        "frame-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_FAILURE_VIEW = "rb_portal.views.csrf_gagal"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# E-mail: to the console unless a server is named.
EMAIL_HOST = os.environ.get("RB_PORTAL_SMTP_HOST", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
EMAIL_PORT = int(os.environ.get("RB_PORTAL_SMTP_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("RB_PORTAL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("RB_PORTAL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = bool(EMAIL_HOST) and not _ya("RB_PORTAL_SMTP_TANPA_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("RB_PORTAL_SMTP_FROM") or "RB Portal <portal@localhost>"
ALAMAT_PORTAL = (os.environ.get("RB_PORTAL_ALAMAT") or "http://127.0.0.1:8000").rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"konsol": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["konsol"], "level": "WARNING"},
        "weasyprint": {"handlers": ["konsol"], "level": "ERROR"},
        "fontTools": {"handlers": ["konsol"], "level": "ERROR"},
    },
}
