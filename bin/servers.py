"""PostgreSQL and RabbitMQ for `make run-distributed`: clusters of our own under var/servers, kept between runs."""

from __future__ import annotations

import fcntl
import os
import pwd
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from config.settings.environment import VAR_DIR

# Seconds: the first start makes a cluster, on a slow machine beside other work.
PATIENCE = 120
# What the server is called, the variable that names it, the script that runs it.
SERVERS = (
    ("PostgreSQL", "DATABASE_URL", "bin/postgres-node"),
    ("RabbitMQ", "CELERY_BROKER_URL", "bin/rabbitmq-node"),
)

Start = Callable[..., "subprocess.Popen[bytes]"]


def _refuse_sqlite() -> None:
    """End the program when the environment names a database that several machines cannot share."""
    url = os.environ.get("DATABASE_URL", "")
    if url and not url.startswith(("postgres://", "postgresql://")):
        sys.exit("Bộ máy phân tán cần PostgreSQL: DATABASE_URL phải bắt đầu bằng postgres://, hoặc để trống.")


def _home() -> Path:
    """The folder of both servers.

    Under root they run as accounts of their own, which may not pass through the checkout's folders: then var/servers
    is a link to a folder in /var/lib.
    """
    path = VAR_DIR / "servers"
    VAR_DIR.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and not path.exists():
        path.unlink(missing_ok=True)  # A link whose folder is gone.
        place = tempfile.mkdtemp(prefix="dondoc.", dir="/var/lib")
        os.chmod(place, 0o711)
        path.symlink_to(place)
    path.mkdir(mode=0o700, exist_ok=True)
    owner = path.stat().st_uid
    if owner != os.geteuid():
        sys.exit(f"{path} thuộc tài khoản {pwd.getpwuid(owner).pw_name}: hãy chạy bằng tài khoản đó.")
    return path.resolve()


def _hold(folder: Path) -> None:
    """Hold the folder as long as this process lives; ends the program when another run has it."""
    lock = os.open(folder / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit("make run-distributed đang chạy từ thư mục này; dừng lượt đó trước.")


def start_missing(start: Start, running: dict[str, subprocess.Popen[bytes]]) -> None:
    """Start what the environment does not name yet, both at once, and name it; `running` gets the children."""
    _refuse_sqlite()
    missing = [one for one in SERVERS if not os.environ.get(one[1])]
    folder = _home()
    _hold(folder)
    for name, _, script in missing:
        (folder / name.lower() / "url").unlink(missing_ok=True)
        running[name] = start(script, str(folder / name.lower()))
    for name, variable, _ in missing:
        os.environ[variable] = _address(folder / name.lower() / "url", running[name], name)


def _address(file: Path, child: subprocess.Popen[bytes], name: str) -> str:
    until = time.monotonic() + PATIENCE
    while child.poll() is None and time.monotonic() < until:
        if file.exists():
            return file.read_text(encoding="ascii").strip()
        time.sleep(0.1)
    sys.exit(f"{name} không khởi động được; nhật ký ở {file.parent}.")
