#!/usr/bin/env python
"""Command line of the project; the embedded settings apply unless the environment names others."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 (read now, so that a wrong setting is one line and not a traceback)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"CommandError: {' '.join(str(error).split())}\n")
        sys.exit(2)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
