"""`manage.py demo [--reset] [--as-of 2026] --json`: a fresh database becomes the demo."""

from __future__ import annotations

import gc
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from accountability.core.cli import JsonCommand
from accountability.desk import demo


class Command(JsonCommand):
    """Migrates first when needed. A second run changes nothing; `--reset` drops all tables of the demo first."""

    help = "Nạp tỉnh trình diễn (dữ liệu giả định trên nền số liệu công khai)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--reset`, `--as-of`."""
        parser.add_argument(
            "--reset", action="store_true", help="Xóa bản trình diễn đang có rồi nạp lại từ đầu."
        )
        parser.add_argument(
            "--as-of", choices=sorted(demo.YEARS), help="Tỉnh năm 2022 (mặc định) hoặc tỉnh hiện nay (2026)."
        )

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Migrate, load, and say who may sign in."""
        demo.refuse_in_production()
        _migrate()
        if options["reset"]:
            demo.refuse_others_data()
            _drop_tables()
            _migrate()
        created = demo.load(options["as_of"] or demo.loaded_year() or "2022")
        return {
            "created": created,
            "login_url": settings.BASE_URL + reverse("sign-in"),
            "programs": demo.programs(),
            "accounts": demo.accounts(),
        }

    def summary(self, result: Mapping[str, Any]) -> str:
        """For people: where to go and the accounts of the story."""
        done = "Đã nạp bản trình diễn." if result["created"] else "Bản trình diễn đã có sẵn."
        shown = [account for account in result["accounts"] if account["username"] in demo.SHOWN_FIRST]
        lines = [f"  {row['username']:<20} {row['password']:<14} {row['position']}" for row in shown]
        return "\n".join([done, f"Đăng nhập: {result['login_url']}", *lines])


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        # Python's collector would walk through every state of every model again and again: a quarter of the time.
        gc.disable()
        try:
            call_command("migrate", interactive=False, verbosity=0)
        finally:
            gc.enable()


def _drop_tables() -> None:
    """All our tables at once; the migrations that follow bring back the rows of calendar and ladder, too."""
    existing = set(connection.introspection.table_names())
    ours = {*connection.introspection.django_table_names(), "django_migrations"} & existing
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for table in sorted(ours):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
    ContentType.objects.clear_cache()
