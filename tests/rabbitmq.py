"""A real RabbitMQ node for tests, which can be killed and comes back as the same node."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from config.settings.environment import BASE_DIR

PATIENCE = 90


class Broker:
    """Started with its first use; after `start` it is on the same port, with what it had written down."""

    def __init__(self) -> None:
        # Not below pytest's folder, which other accounts may not pass.
        self.folder = Path(tempfile.mkdtemp(prefix="dondoc-mq-"))
        self.node: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Have it run."""
        if self.node is None:
            # Should this process be killed, the node stops as well.
            command = [
                "setpriv",
                "--pdeathsig",
                "TERM",
                str(BASE_DIR / "bin" / "rabbitmq-node"),
                str(self.folder),
            ]
            self.node = subprocess.Popen(command)
        until = time.monotonic() + PATIENCE
        while not (self.folder / "url").exists():
            assert self.node.poll() is None, "RabbitMQ không khởi động được. Chạy: make test (tự cài)"
            assert time.monotonic() < until, f"RabbitMQ không trả lời sau {PATIENCE} giây"
            time.sleep(0.1)

    @property
    def url(self) -> str:
        """As CELERY_BROKER_URL names it."""
        return (self.folder / "url").read_text(encoding="ascii").strip()

    def kill(self) -> None:
        """SIGKILL to Erlang itself; its keeper ends by itself."""
        assert self.node is not None
        os.kill(int((self.folder / "pid").read_text(encoding="ascii")), signal.SIGKILL)
        self.node.wait(30)
        self.node = None
        (self.folder / "url").unlink(missing_ok=True)

    def remove(self) -> None:
        """Stop it in order; nothing of it is left."""
        if self.node is not None:
            self.node.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.node.wait(60)
        shutil.rmtree(self.folder)
