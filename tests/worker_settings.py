"""For workers and beats that tests start as programs of their own: the test's rows, its mail server, its broker.

The clock is the demo's, which the test moves in the rows; a lease is over in seconds.
"""

from config.settings.environment import database_settings, email_settings, env
from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, DEMO_CLOCK

DEMO = True
CLOCK = DEMO_CLOCK
DATABASES["default"] |= database_settings(env.str("DATABASE_URL"))
globals().update(email_settings(env.str("EMAIL_URL")))
MAIL_LEASE_SECONDS = 3
