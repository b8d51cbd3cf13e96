"""Settings, for every place: what differs from machine to machine comes by environment.

`NEP_HOME` is where data live, `DATABASE_URL` names the database (the supervisor sets it for
the embedded one), `NEP_SECRET_KEY` signs sessions, `NEP_HOSTS` lists the names the server
answers to, `NEP_DEBUG=1` shows faults to a developer. `NEP_ADDRESS` is where people reach it, for
links in letters; which server takes letters, `config/mail.py` says.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from nep.config.mail import mail_settings, own_address

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("NEP_HOME") or ROOT / "var")

DEBUG = os.environ.get("NEP_DEBUG") == "1"
SECRET_KEY = os.environ.get("NEP_SECRET_KEY") or "only for commands that sign nothing"
ALLOWED_HOSTS = os.environ.get("NEP_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SECURE = os.environ.get("NEP_HTTPS") == "1"  # behind a proxy that speaks TLS


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "nep",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or asked.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A connection asks the same questions all day long: the server plans each of them once.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 2, **asked},
        "ATOMIC_REQUESTS": False,
    }


DATABASES = {
    "default": _database(
        os.environ.get("DATABASE_OWNER_URL")
        or os.environ.get("DATABASE_URL")
        or "postgresql:///nep"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "nep.foundation",
    "nep.platform.journal",
    "nep.platform.accounts",  # above allauth, whose pages it draws in its own way
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "template_partials",
    "procrastinate.contrib.django",
    "nep.platform.rates",
    "nep.platform.files",
    "nep.platform.notices",
    "nep.agencies",
    "nep.norms.parameters",
    "nep.norms.standard",
    "nep.norms.catalogue",
    "nep.support.documents",
    "nep.support.retention",
    "nep.support.distribution",
    "nep.support.fulltext",
    "nep.support.clauses",
    "nep.operation.procedures",
    "nep.operation.dossiers",
    "nep.province.overview",
    "nep.desk",
    "nep.portal",
    "nep.api",
    "nep.demo",
    "nep.bench",
    "nep.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "nep.foundation.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nep.platform.accounts.middleware.IdleTimeoutMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nep.foundation.middleware.RefusalMiddleware",
    "nep.platform.accounts.middleware.OneTimePasswordMiddleware",
]

ROOT_URLCONF = "nep.config.urls"
WSGI_APPLICATION = "nep.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nep.foundation.context.installation",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "nep.foundation.templatetags.nep",
                "nep.foundation.templatetags.ui",
            ],
        },
    }
]

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOOK_UP_PATH = "/tra-cuu/"  # printed on receipts by modules below the portal, which answers it
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "nep.platform.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 900
MFA_ADAPTER = "nep.platform.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "add_webauthn": "nep.platform.accounts.forms.AddKeyForm",
    "edit_webauthn": "nep.platform.accounts.forms.RenameKeyForm",
}
MFA_TOTP_ISSUER = "Nếp"
MFA_TOTP_TOLERANCE = 1  # thirty seconds either way: clocks of telephones differ
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the administrator's to know, not to verify
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # http on this very machine; elsewhere never
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0  # whose X-Forwarded-For is believed
# Whoever comes from elsewhere comes from outside (R63); NEP_INNER_NETWORKS names an office's own.
INNER_NETWORKS = os.environ.get(
    "NEP_INNER_NETWORKS", "127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"
).split(",")
# How many wrong tries lock a name, and for how long, are dated rows: see accounts.adapters (R63).
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip"}

SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "nep_cache",  # shared by all processes: wrong tries are counted once
    }
}

# E-mail
globals().update(mail_settings(os.environ))
EMAIL_TIMEOUT = 10
NEP_ADDRESS = own_address(os.environ, ALLOWED_HOSTS[0], secure=SECURE)  # in letters
DEFAULT_FROM_EMAIL = SERVER_EMAIL = (
    os.environ.get("NEP_MAIL_FROM") or f"Nếp <nep@{urlsplit(NEP_ADDRESS).hostname}>"
)

# Words
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
# A worker that was down at night makes up for it when it starts; the database knows what was done.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}
FORMAT_MODULE_PATH = ["nep.config.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS = [("vendor", str(ROOT / "build" / "vendor"))]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
FILES_ROOT = HOME / "files"
FONTS_ROOT = ROOT / "build" / "fonts"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
