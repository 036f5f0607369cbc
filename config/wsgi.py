"""The door for gunicorn; the embedded settings apply unless the environment names others."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

application = get_wsgi_application()

# Pages are loaded now and not with the first request: before the workers part (config/gunicorn.py), so that they share them.
get_resolver().reverse_dict  # noqa: B018 - reading it loads them
# What was loaded stays for good: the collector need not walk through it again with every page.
gc.collect()
gc.freeze()
