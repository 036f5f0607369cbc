"""For tests: files in a throw-away directory, cheap passwords, the database of TEST_DATABASE_URL or SQLite.

TEST_DATABASE_URL and not DATABASE_URL, so that an exported address of a live database is never touched.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403
from config.settings.base import DATABASES, PRIVATE_FILES, SYSTEM_CLOCK
from config.settings.environment import FILEMAIL_BACKEND, database_settings, env

TEST_DIR = Path(tempfile.mkdtemp(prefix="dondoc-test-"))
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)

SECRET_KEY = "only-for-tests"
DEMO = False
CLOCK = SYSTEM_CLOCK
BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = []

# A file and not memory: the live server, threads and child processes open the same database.
DATABASES["default"] = database_settings(
    env.str("TEST_DATABASE_URL", default=f"sqlite:///{TEST_DIR}/db.sqlite3")
)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
    # No test here pulls the plug on a disk.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
else:
    # A migrated database to begin with (bin/test).
    DATABASES["default"]["TEST"] = {"TEMPLATE": env.str("TEST_TEMPLATE", default=None)}

# Threads and workers of tests leave none behind; those of a live server keep theirs for a while (live_site in tests/conftest.py).
DATABASES["default"]["CONN_MAX_AGE"] = 0

MEDIA_ROOT = TEST_DIR / "files"
FILEMAIL_DIR = str(TEST_DIR / "mail")
EMAIL_BACKEND = FILEMAIL_BACKEND
# Whatever the environment of a developer says, tests send to any domain, by mail alone.
FIGURES_KEPT_SECONDS = 0
MAIL_DOMAINS = []
EXTRA_CHANNELS = {}
EMAIL_CA_FILE = ""
DEFAULT_FROM_EMAIL = "Đôn Đốc <dondoc@vanphong.example>"
# Static files straight from static/, nothing collected.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": PRIVATE_FILES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
