"""For servers that crash tests start: the settings of tests, with the clock of the demo (08:00 of 08/11/2022)."""

from config.settings.test import *  # noqa: F403
from config.settings.test import DEMO_CLOCK

CLOCK = DEMO_CLOCK
