"""The door for gunicorn; the embedded settings apply unless the environment names others."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

application = get_wsgi_application()

# What was loaded stays for good: the collector need not walk through it again with every page.
gc.collect()
gc.freeze()
