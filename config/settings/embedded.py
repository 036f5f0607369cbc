"""The default: one machine, SQLite under var/, no broker, mails as files, until the environment says otherwise."""

from config.settings import dotenv  # noqa: F401  (reads .env before base reads the environment)
from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS
from config.settings.environment import VAR_DIR, env, kept_secret_key

VAR_DIR.mkdir(mode=0o700, exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "localhost", "[::1]"]
