"""The habit of our commands: `--json` prints one object last; an error is one line and code 2."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError

from accountability.core import clock

REFUSED = 2
_BAD_INPUT = (ValueError, ValidationError, PermissionDenied, ObjectDoesNotExist)


def add_at(parser: argparse.ArgumentParser) -> None:
    """Give the command the option `--at T`."""
    parser.add_argument(
        "--at",
        metavar="T",
        help="Thời điểm tính (ISO; thiếu múi giờ là Asia/Ho_Chi_Minh, chỉ có ngày là 00:00).",
    )


def at_from(options: Mapping[str, Any]) -> datetime:
    """The instant of `--at`, or the clock's. Raises ValueError for a text that is no instant."""
    text = options.get("at")
    return clock.now() if text is None else clock.parse_at(text)


def _one_line(error: BaseException) -> str:
    text = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    return " ".join(text.split()) or type(error).__name__


class JsonCommand(BaseCommand):
    """A command whose outcome is one mapping: implement `answer`, and `summary` for people.

    Nothing is printed before `answer` returns, so a refusal leaves standard output empty.
    """

    requires_system_checks = ()

    def answer(self, **options: Any) -> Mapping[str, Any]:
        """Do the work and return what `--json` prints. ValueError and its like mean code 2."""
        raise CommandError("Lệnh này chưa có nội dung.")

    def summary(self, result: Mapping[str, Any]) -> str:
        """The same in Vietnamese for a person at the terminal."""
        return "\n".join(f"{key}: {value}" for key, value in result.items())

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser with `--json`; its errors are raised, not printed with the usage."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.called_from_command_line = False
        parser.add_argument("--json", action="store_true", help="In một đối tượng JSON ở dòng cuối.")
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django's, but bad arguments too end with one line and code 2."""
        try:
            super().run_from_argv(argv)
        except CommandError as error:
            if "--traceback" in argv:
                raise
            self.stderr.write(f"CommandError: {_one_line(error)}")
            sys.exit(REFUSED)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the answer once it is complete."""
        as_json = options.pop("json", False)
        try:
            result = self.answer(**options)
        except CommandError as error:
            raise CommandError(_one_line(error), returncode=REFUSED) from error
        except _BAD_INPUT as error:
            raise CommandError(_one_line(error), returncode=REFUSED) from error
        except (OperationalError, ProgrammingError) as error:
            raise CommandError(
                f"Cơ sở dữ liệu chưa sẵn sàng (đã chạy migrate chưa?): {_one_line(error)}",
                returncode=REFUSED,
            ) from error
        self.stdout.write(
            json.dumps(result, ensure_ascii=False, default=str) if as_json else self.summary(result)
        )
