"""What the environment says: the optional `.env`, and the readers of values that are more than a string."""

import os
import secrets
from datetime import datetime, time
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from accountability.core.proxies import networks

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"
FILEMAIL_BACKEND = "accountability.notices.backends.filemail.EmailBackend"
# Seconds that one step of an SMTP dialogue may take before the outbox counts it as a failure.
SMTP_TIMEOUT = 30

env = environ.Env()


def read_dotenv() -> None:
    """Read `.env` beside manage.py when it exists; what the environment already says is kept."""
    path = BASE_DIR / ".env"
    if path.is_file():
        environ.Env.read_env(path)


def email_settings(url: str) -> dict[str, Any]:
    """Return Django's EMAIL_* settings for an EMAIL_URL.

    `smtp://[user:password@]host[:port]`, the same with `smtp+tls` (STARTTLS) or `smtp+ssl`, or `filemail:///dir`,
    which writes one file per mail into that directory. Raises ImproperlyConfigured for anything else.
    (environ's own reader cuts the leading slash of the directory.)
    """
    parts = urlsplit(url)
    if parts.scheme == "filemail" and not parts.netloc and len(parts.path) > 1:
        return {"EMAIL_BACKEND": FILEMAIL_BACKEND, "FILEMAIL_DIR": unquote(parts.path)}
    if parts.scheme in ("smtp", "smtp+tls", "smtp+ssl") and parts.hostname:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[parts.scheme],
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
            "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
            "EMAIL_TIMEOUT": SMTP_TIMEOUT,
        }
    # The value may hold a password: name the scheme only.
    raise ImproperlyConfigured(
        f"EMAIL_URL không hợp lệ (lược đồ {parts.scheme!r}): cần smtp://máy-chủ:cổng, smtp+tls://…, smtp+ssl://… "
        "hoặc filemail:///thư-mục."
    )


def extra_channels(pairs: list[str]) -> dict[str, list[str]]:
    """Class of mail → further channels, from `class:channel` pairs. Raises ImproperlyConfigured for anything else."""
    found: dict[str, list[str]] = {}
    for pair in pairs:
        mail_class, _, channel = pair.partition(":")
        if mail_class not in ("act_now", "digest") or not channel:
            raise ImproperlyConfigured(
                f"EXTRA_CHANNELS không hợp lệ ({pair!r}): cần act_now:kênh hoặc digest:kênh."
            )
        found.setdefault(mail_class, []).append(channel)
    return found


def time_of_day(name: str, text: str) -> time:
    """The hour of that setting, written as 17:00. Raises ImproperlyConfigured for anything else."""
    try:
        return datetime.strptime(text.strip(), "%H:%M").time()
    except ValueError:
        raise ImproperlyConfigured(f"{name} không hợp lệ ({text!r}): cần giờ và phút như 17:00.") from None


def number_of_days(name: str, text: str) -> int:
    """The days of that setting, 0 to 366. Raises ImproperlyConfigured for anything else."""
    days = text.strip()
    if not (days.isascii() and days.isdecimal() and int(days) <= 366):
        raise ImproperlyConfigured(f"{name} không hợp lệ ({text!r}): cần số ngày từ 0 đến 366.")
    return int(days)


def database_settings(url: str) -> dict[str, Any]:
    """Return the `default` entry of DATABASES for a DATABASE_URL; a relative SQLite path starts at the project."""
    config: dict[str, Any] = env.db_url_config(url)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        if config["NAME"] != ":memory:":
            config["NAME"] = str(BASE_DIR / config["NAME"])
        config["OPTIONS"] = {
            # A transaction takes the write lock when it begins: two writers wait for each other instead of failing.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        }
    elif config["ENGINE"] == "django.db.backends.postgresql" and env.bool("DATABASE_PLANS", default=True):
        # The statements of core/planned.py alone; all others stay Django's, with their values in the text.
        config.setdefault("OPTIONS", {}).setdefault("prepare_threshold", 2)
        # Compiling a statement takes PostgreSQL 25 ms and more; ours are done in less, also with a million rows. Behind a
        # pooler, which may know no such option, it is for the server to say (docs/running.md).
        config["OPTIONS"].setdefault("options", "-c jit=off")
    # To open a connection costs a page more than most statements, on SQLite too, where its pragmas and plans go with it.
    config.setdefault("CONN_MAX_AGE", 60)
    config["CONN_HEALTH_CHECKS"] = True
    return config


def trusted_proxies(texts: list[str]) -> list[str]:
    """Return the addresses of TRUSTED_PROXIES; raises ImproperlyConfigured for what is no address or network."""
    try:
        networks(texts)
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error
    return texts


def kept_secret_key(path: Path) -> str:
    """Return the key stored at `path`; at the first call, draw it and store it readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        with open(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)  # Fails when another process was first; then both read that one's key.
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


def secret_of(name: str) -> str:
    """The value of `name`, or the first line of the file that `name`_FILE names: a secret need not stand in the environment."""
    path = env.str(f"{name}_FILE", default="")
    return Path(path).read_text("utf-8").split("\n")[0] if path else env.str(name, default="")
