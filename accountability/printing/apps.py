"""Django application of the room of printing."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """Files in the form that offices use; it knows no table of ours."""

    name = "accountability.printing"
    label = "printing"
    verbose_name = "Tệp và bản in"
