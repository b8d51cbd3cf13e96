"""Settings of tests: the same house, a cheap password hash, unhashed static names.

Each run has a database of its own name, so that two runs never meet.
"""

import os

from nep.config.settings import *  # noqa: F403
from nep.config.settings import DATABASES

DATABASES["default"]["TEST"] = {"NAME": f"test_nep_{os.environ.get('NEP_TEST_RUN', os.getpid())}"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # straight from the sources, none collected
