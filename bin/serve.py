"""Starts what `make run` promises: migrations, the demo province, static files, then the web server and the engine.

`serve.py distributed` (make run-distributed) starts PostgreSQL and RabbitMQ first, and as engine a beat and two
workers. All children run in sessions of their own, so that Ctrl-C reaches only this process, which stops them in
order: first the web server (no new facts), then the engine, last the servers. If one of them ends by itself, the
others are stopped as well.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time

from bin import servers
from config.settings.environment import BASE_DIR as ROOT
from config.settings.environment import VAR_DIR, env, read_dotenv

# What the environment or .env says wins; without a word, this is the demonstration.
read_dotenv()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("PORT", "8000")
PORT = int(os.environ["PORT"]) if os.environ["PORT"].isdecimal() else 0

WEB = "Máy chủ web"
WORKERS = 2
# Of the distributed engine: two show that they share the work.
ENGINE_WORKERS = 2
# Seconds for a child to end after SIGTERM; gunicorn lets requests finish for 30.
PATIENCE = 35
STATIC_MANIFEST = VAR_DIR / "static" / "staticfiles.json"


Children = dict[str, "subprocess.Popen[bytes]"]


class Stopped(Exception):
    """Somebody asked us to stop."""


def manage(*arguments: str) -> str:
    """Run one management command to its end and return what it printed; ends the program when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        sys.stdout.write(done.stdout)
        sys.exit(f"Lệnh không thành công: manage.py {' '.join(arguments)}")
    return done.stdout


def refuse_a_useless_port() -> None:
    """End the program with a clear sentence when PORT is no port, or somebody already listens on it."""
    if not 1 <= PORT <= 65535:
        sys.exit(f"PORT={os.environ['PORT']} không phải là số cổng (1 đến 65535).")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError as error:
            sys.exit(
                f"Không mở được cổng {PORT}: {error.strerror}. Chọn cổng khác, ví dụ: PORT={PORT + 1} make run"
            )


def collect_static_files() -> None:
    """Collect static files unless what was collected is newer than every source."""
    sources = [ROOT / "static", *(ROOT / "static").rglob("*")]
    if STATIC_MANIFEST.exists() and STATIC_MANIFEST.stat().st_mtime >= max(
        p.stat().st_mtime for p in sources
    ):
        return
    manage("collectstatic", "--noinput", "--clear", "--verbosity", "0")


def prepare() -> list[dict[str, str]]:
    """Bring rows and static files up to date; return the demo accounts."""
    manage("migrate", "--noinput", "--verbosity", "0")
    collect_static_files()
    if not env.bool("DEMO"):
        return []
    accounts: list[dict[str, str]] = json.loads(manage("demo", "--json").splitlines()[-1])["accounts"]
    return accounts


def start(*command: str) -> subprocess.Popen[bytes]:
    """Start a program that the kernel ends should we be killed without a chance to do so."""

    def end_with_parent() -> None:
        os.setsid()
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 = PR_SET_PDEATHSIG

    return subprocess.Popen(command, cwd=ROOT, preexec_fn=end_with_parent)


def stop(*children: subprocess.Popen[bytes]) -> None:
    """Ask children to end, all at once, and make them end when they do not."""
    until = time.monotonic() + PATIENCE
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_until_answering(web: subprocess.Popen[bytes]) -> bool:
    """Wait until the web server takes connections; False when it ended instead, or after a minute."""
    until = time.monotonic() + 60
    while web.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return True
        time.sleep(0.1)
    return False


SHOWN = 16  # The people of the story; the others are on a page.


def greet(accounts: list[dict[str, str]]) -> None:
    """Print the address and who may sign in."""
    lines = ["", f"Đôn Đốc đang chạy tại  http://127.0.0.1:{PORT}/", ""]
    if accounts:
        width = max(len(account["username"]) for account in accounts)
        secret = max(len(account["password"]) for account in accounts)
        lines.append("Tài khoản trình diễn (tên, mật khẩu, chức danh):")
        lines += [
            f"  {a['username']:<{width}}  {a['password']:<{secret}}  {a['position']}"
            for a in accounts[:SHOWN]
        ]
        if len(accounts) > SHOWN:
            lines.append(
                f"  … và {len(accounts) - SHOWN} tài khoản khác, cùng mật khẩu: xem trang “Cơ quan, chức danh”"
            )
        lines.append("")
    lines.append("Ctrl-C để dừng.")
    print("\n".join(lines), flush=True)


def watch(children: dict[str, subprocess.Popen[bytes]]) -> str:
    """Return the name of the first child that ends by itself."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                return f"{name} đã dừng ngoài ý muốn (mã {child.returncode})"
        time.sleep(0.3)


def stop_asked(number: int, frame: object) -> None:
    """Handle SIGINT and SIGTERM; a second one does not disturb the stopping."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise Stopped


def engine(distributed: bool) -> dict[str, tuple[str, ...]]:
    """The programs that make up the engine, by name."""
    if not distributed:
        return {"Bộ máy nhắc việc": ("manage.py", "engine")}
    # Under root Celery warns of what is meant for servers; the units in deploy/ have an account of their own.
    celery = ("-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "--app", "config")
    worker: tuple[str, ...] = (*celery, "worker", "--concurrency", "1", "--loglevel", "WARNING")
    worker += ("--without-gossip", "--without-mingle", "--without-heartbeat")
    beat = {"Nhịp (beat)": (*celery, "beat", "--loglevel", "WARNING")}
    return beat | {
        f"Máy thợ {number}": (*worker, "--hostname", f"may-tho-{number}@%h")
        for number in range(1, ENGINE_WORKERS + 1)
    }


def start_all(distributed: bool, behind: Children, children: Children) -> None:
    """Start the servers `behind`, bring the rows up to date, start web server and engine, and say so."""
    refuse_a_useless_port()
    if distributed:
        servers.start_missing(start, behind)
    accounts = prepare()
    bind = ("--bind", f"127.0.0.1:{PORT}", "--workers", str(WORKERS), "--log-level", "warning")
    web = children[WEB] = start(
        sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", *bind, "config.wsgi"
    )
    for name, command in engine(distributed).items():
        children[name] = start(sys.executable, *command)
    if wait_until_answering(web):
        greet(accounts)


def main(*arguments: str) -> int:
    """Run until asked to stop (0) or until a child fails (1)."""
    signal.signal(signal.SIGINT, stop_asked)
    signal.signal(signal.SIGTERM, stop_asked)
    distributed = "distributed" in arguments
    behind: Children = {}
    children: Children = {}
    failure = ""
    try:
        start_all(distributed, behind, children)
        failure = watch(behind | children)
    except Stopped:
        print("\nĐang dừng…", flush=True)
    finally:
        web = children.pop(WEB, None)
        stop(*[web] if web else [])
        stop(*children.values())
        stop(*behind.values())
    if failure:
        print(f"{failure}; đã dừng phần còn lại.", file=sys.stderr)
        return 1
    print("Đã dừng.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
