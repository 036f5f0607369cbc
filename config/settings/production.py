"""For an office's server behind a TLS proxy: nothing guessed, everything refused that is unsafe."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings import dotenv  # noqa: F401  (reads .env before base reads the environment)
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_URL, DEMO
from config.settings.environment import env

for name in ("SECRET_KEY", "BASE_URL", "DATABASE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL"):
    if not env.str(name, default=""):
        raise ImproperlyConfigured(
            f"Thiếu {name}: cấu hình production không tự đoán giá trị này; đặt trong biến môi trường hoặc tệp .env."
        )
if DEMO:
    raise ImproperlyConfigured("DEMO=1 bị từ chối: chế độ trình diễn không chạy với cấu hình production.")
if urlsplit(BASE_URL).scheme != "https":
    raise ImproperlyConfigured("BASE_URL phải bắt đầu bằng https:// trong cấu hình production.")

SECRET_KEY = env.str("SECRET_KEY")

# The proxy ends TLS; it must set this header itself and drop what the caller sent under that name.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
