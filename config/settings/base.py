"""What every environment shares; values that an office sets come from the environment (see `.env.example`)."""

from datetime import timedelta
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

import config.notifications_shim  # noqa: F401  (first: the apps below do not import without it)
from config.settings.environment import (
    BASE_DIR,
    VAR_DIR,
    database_settings,
    email_settings,
    env,
    extra_channels,
    number_of_days,
    secret_of,
    time_of_day,
    trusted_proxies,
)

# Where we are -------------------------------------------------------------------------------------------------------
DEBUG = False
PORT = env.int("PORT", default=8000)
BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname or "127.0.0.1"])
CSRF_TRUSTED_ORIGINS: list[str] = ["{0.scheme}://{0.netloc}".format(urlsplit(BASE_URL))]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# Demo mode, and the clock it brings with it ---------------------------------------------------------------------------
DEMO = env.bool("DEMO", default=False)
SYSTEM_CLOCK = "accountability.core.clock.system_now"
DEMO_CLOCK = "accountability.calendars.demo_clock.now"
CLOCK = DEMO_CLOCK if DEMO else SYSTEM_CLOCK

# The sweep refuses to run when the machine and the database disagree by more.
CLOCKS_MAY_DIFFER = timedelta(seconds=env.int("CLOCKS_MAY_DIFFER_SECONDS", default=60))
# Deadlines: "trước ngày X" counts X itself as in time; off, the last day is the one before X.
DEADLINE_BEFORE_IS_INCLUSIVE = env.bool("DEADLINE_BEFORE_IS_INCLUSIVE", default=True)
# Who is sent a document from this hour on confirms receipt on the next working day.
OFFICE_CLOSES = time_of_day("OFFICE_CLOSES", env.str("OFFICE_CLOSES", default="17:00"))
# So many days before it a deadline of the Centre is called near.
CENTRAL_NEAR_DAYS = number_of_days("CENTRAL_NEAR_DAYS", env.str("CENTRAL_NEAR_DAYS", default="14"))
# A figure is asked about when it is so many percentage points (places of a rank), or so many percent of an amount, away
# from that of the period before.
INDICATOR_JUMP_POINTS = env.int("INDICATOR_JUMP_POINTS", default=20)
INDICATOR_JUMP_PERCENT = env.int("INDICATOR_JUMP_PERCENT", default=50)

# What is installed ----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "viewflow",
    "viewflow.workflow",
    "guardian",
    "notifications",
    "axes",
    "csp",
    # Our rooms, by floor, lowest first; core and access keep no rows.
    "accountability.audit",
    "accountability.accounts",
    "accountability.calendars",
    "accountability.agencies",
    "accountability.notices",
    "accountability.files",
    "accountability.directives",
    "accountability.central",
    "accountability.awareness",
    "accountability.assignments",
    "accountability.intake",
    "accountability.indicators",
    "accountability.escalation",
    "accountability.urging",
    "accountability.health",
    "accountability.ranking",
    "accountability.printing",
    "accountability.documents",
    "accountability.reference",
    "accountability.reports",
    "accountability.search",
    "workflows",
    "accountability.desk",
]

MIDDLEWARE = [
    # First: all that follow see the caller's own address, also behind a proxy.
    "accountability.desk.middleware.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A page comes over a slow line at a fifth of its size. Django masks the token against BREACH and adds random bytes.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accountability.desk.middleware.LanguageMiddleware",
    "accountability.desk.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Asks for the right to see the site before any page of Viewflow's own screens.
    "viewflow.middleware.SiteMiddleware",
    # Last, so that it turns the refusal of a locked-out sign-in into our page.
    "axes.middleware.AxesMiddleware",
]
# Viewflow would append middlewares by itself; ours are all in the list above.
VIEWFLOW = {"AUTOREGISTER": False}

# Forms are drawn by our own templates (templates/django/forms), single elements without any.
FORM_RENDERER = "accountability.core.widgets.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Written in Vietnamese; for readers of another language a twin of each page is made from its translations.
            "loaders": [
                (
                    "accountability.core.languages.loading.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "accountability.desk.context.chrome",
                "accountability.desk.context.steps",
            ],
        },
    },
]

MESSAGE_STORAGE = "accountability.desk.flashes.Storage"

# Rows, files, mail ----------------------------------------------------------------------------------------------------
DATABASES = {"default": database_settings(env.str("DATABASE_URL", default="sqlite:///var/dondoc.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = VAR_DIR / "files"
# What was uploaded is read through our doors only, not by other accounts of the machine.
PRIVATE_FILES = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
}

# Only our own static/: the packages' folders (Viewflow's holds 49 MB) serve screens that we do not show.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": PRIVATE_FILES,
    "staticfiles": {"BACKEND": "config.static.RememberingStorage"},
}

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Đôn Đốc <dondoc@vanphong.example>")
FILEMAIL_DIR = str(VAR_DIR / "mail")
globals().update(email_settings(env.str("EMAIL_URL", default=f"filemail://{FILEMAIL_DIR}")))
# The certificate authority of an inner mail server (PEM); without one, the machine's own list is trusted.
EMAIL_CA_FILE = env.str("EMAIL_CA_FILE", default="")
# Domains (with their subdomains) that mail may go to; none named: any. What goes elsewhere is a dead end that shows.
MAIL_DOMAINS = env.list("MAIL_DOMAINS", default=[])
# Seconds to wait after each failed try: 1, 5, 15 minutes, then 1, 3, 6, 12 hours; then a person must look.
MAIL_BACKOFF_SECONDS = env.list(
    "MAIL_BACKOFF_SECONDS", cast=int, default=[60, 300, 900, 3600, 10800, 21600, 43200]
)
# When the digests of a working day go out.
DIGEST_SLOTS = env.list("DIGEST_SLOTS", default=["07:30"])
# How many things one mail lists; the rest is a number and a link.
MAIL_LIST_LIMIT = env.int("MAIL_LIST_LIMIT", default=50)
# Further channels beside mail, by class of mail: act_now:sms,digest:inapp (docs/channels.md).
EXTRA_CHANNELS = extra_channels(env.list("EXTRA_CHANNELS", default=[]))

# The leaders' weekly lists: ISO weekday (1 is Monday) and hour; on a day off they go out on the next working morning.
WEEKLY_LIST_WEEKDAY = env.int("WEEKLY_LIST_WEEKDAY", default=1)
WEEKLY_LIST_TIME = env.str("WEEKLY_LIST_TIME", default="08:00")
# How long the rehearsal of a ladder may hold its locks (ADR 0016).
REHEARSAL_SECONDS = env.int("REHEARSAL_SECONDS", default=10)

# The engine -----------------------------------------------------------------------------------------------------------
# RabbitMQ for the distributed engine (config/celery.py); the embedded one needs none.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
# Two installations that share a broker take two names.
CELERY_QUEUE = env.str("CELERY_QUEUE", default="dondoc")
# Seconds between two deliveries, and between two looks at whether a sweep is due.
ENGINE_DELIVER_SECONDS = env.float("ENGINE_DELIVER_SECONDS", default=5)
ENGINE_SWEEP_SECONDS = env.float("ENGINE_SWEEP_SECONDS", default=60)
# Sums may be so old on a page, which says of which moment they are: those that take long to read so many seconds, others
# until the next act. 0 reads them each time.
FIGURES_KEPT_SECONDS = env.int("FIGURES_KEPT_SECONDS", default=60)
# Minutes of real time after which the watchdog speaks: no sweep, no delivery, a mail that is due and not taken.
WATCHDOG_SWEEP_MINUTES = env.int("WATCHDOG_SWEEP_MINUTES", default=30)
WATCHDOG_DELIVERY_MINUTES = env.int("WATCHDOG_DELIVERY_MINUTES", default=10)
WATCHDOG_MAIL_MINUTES = env.int("WATCHDOG_MAIL_MINUTES", default=30)
# The key that signs our PDFs: a PKCS#12 file, or a token's PKCS#11 library; without either nothing is signed here.
SIGNING = {
    "file": env.str("SIGNING_PKCS12", default=""),
    "library": env.str("SIGNING_PKCS11_LIBRARY", default=""),
    "token": env.str("SIGNING_PKCS11_TOKEN", default=""),
    "label": env.str("SIGNING_PKCS11_LABEL", default=""),
    "secret": secret_of("SIGNING_PASSWORD"),
    "picture": env.str("SIGNING_PICTURE", default=""),
    "of_organisation": env.bool("SIGNING_OF_ORGANISATION", default=True),
}
# Codes of the agencies whose files it signs; empty: all that are made here.
SIGNING_FOR = env.list("SIGNING_FOR", default=[])
# Roots (PEM) that the page for checking files trusts; without them it names signers and says that it cannot vouch for them.
SIGNING_ROOTS = env.list("SIGNING_ROOTS", default=[])
# Who sends it as `Authorization: Bearer …` reads /metrics without an account; empty: the Office's accounts only.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# Addresses or networks of the proxies in front of us; only theirs is believed in X-Forwarded-For.
TRUSTED_PROXIES = trusted_proxies(env.list("TRUSTED_PROXIES", default=[]))

# Who comes in ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accountability.accounts.backends.AccountBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "sign-in"

# By the pair of account and address, so that a stranger cannot lock the Chair out of his own office.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Nobody signed in means no rights: guardian shall not invent an account for him.
ANONYMOUS_USER_NAME = None
NOTIFICATIONS_NOTIFICATION_MODEL = "notices.Notification"

SESSION_ENGINE = "accountability.accounts.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60  # One working day; not prolonged by use.
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Language and time ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
# What our own templates and code say in other languages (ADR 0033); Django's sentences come with Django.
TRANSLATIONS_DIR = BASE_DIR / "locale"
FORMAT_MODULE_PATH = ["config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# What is written down -------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "accountability": {"level": "INFO"},
        "workflows": {"level": "INFO"},
        "config": {"level": "INFO"},
        # Layout warnings of PDFs are for developers, not for the log of an office.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
