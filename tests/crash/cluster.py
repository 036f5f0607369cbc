"""A PostgreSQL cluster of one test's own, which keeps what it acknowledged and can be stopped at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from django.db import connection, connections

from config.settings.environment import env
from tests.crash.mailing import ROOT

# Says how it is reached, and lives until its input ends.
_HOLD = """
import json, os, sys
names = ("TEST_DATABASE_URL", "TEST_POSTGRES_BIN", "TEST_POSTGRES_DATA")
print(json.dumps({name: os.environ[name] for name in names}), flush=True)
sys.stdin.read()
"""
# Unlike other test clusters, it says "committed" only when it is.
DURABLE = "-c fsync=on -c synchronous_commit=on -c full_page_writes=on"
PLACE = ("HOST", "PORT", "USER", "PASSWORD", "NAME")


class OwnCluster:
    """Inside the `with`, Django's connection of this process leads to a copy of the test's database in it."""

    def __enter__(self) -> OwnCluster:
        self.process = subprocess.Popen(
            [str(ROOT / "bin/with-postgres"), sys.executable, "-c", _HOLD], env=os.environ | {"POSTGRES_OPTIONS": DURABLE},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        facts = json.loads(self.process.stdout.readline())
        self.bin, self.data = Path(facts["TEST_POSTGRES_BIN"]), facts["TEST_POSTGRES_DATA"]
        self.shared = {name: connection.settings_dict[name] for name in PLACE}
        own: dict[str, Any] = env.db_url_config(facts["TEST_DATABASE_URL"])
        self._copy(self.shared, own)
        self._lead_to(own)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lead_to(self.shared)
        self.process.communicate()
        self.process.wait()

    def crash(self) -> None:
        """Stop it at once, as a power cut does to the server, and start it again."""
        command = [
            str(self.bin / "pg_ctl"),
            "-D",
            self.data,
            "-l",
            str(Path(self.data).parent / "server.log"),
        ]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(
            [*command, "-m", "immediate", "-w", "restart"], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )

    def _lead_to(self, place: dict[str, Any]) -> None:
        connections.close_all()
        connection.settings_dict.update({name: place[name] for name in PLACE})

    def _copy(self, source: dict[str, Any], target: dict[str, Any]) -> None:
        """The tables and rows as they are now, by pg_dump."""
        dumping = [str(self.bin / "pg_dump"), "--no-owner", *_place(source)]
        loading = [str(self.bin / "psql"), "-q", "-v", "ON_ERROR_STOP=1", *_place(target)]
        with subprocess.Popen(dumping, env=_password(source), stdout=subprocess.PIPE) as dump:
            subprocess.run(
                loading, env=_password(target), stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True
            )
        assert dump.returncode == 0


def _place(one: dict[str, Any]) -> list[str]:
    return ["-h", str(one["HOST"]), "-p", str(one["PORT"]), "-U", one["USER"], "-d", one["NAME"]]


def _password(one: dict[str, Any]) -> dict[str, str]:
    return os.environ | {"PGPASSWORD": one["PASSWORD"]}
