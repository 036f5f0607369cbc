"""The negative control of the distributed engine: workers that acknowledge a task before they do it."""

from config.celery import app

app.conf.task_acks_late = False
