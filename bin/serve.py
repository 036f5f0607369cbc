"""Starts what `make run` promises: migrations, the demo province, static files, then the web server and the engine.

Both children run in sessions of their own, so that Ctrl-C reaches only this process, which stops them in order:
first the web server (no new facts), then the engine. If one of them ends by itself, the other is stopped as well.
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

from config.settings.environment import BASE_DIR as ROOT
from config.settings.environment import VAR_DIR, env, read_dotenv

# What the environment or .env says wins; without a word, this is the demonstration.
read_dotenv()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
os.environ.setdefault("DEMO", "1")
os.environ.setdefault("PORT", "8000")
PORT = int(os.environ["PORT"]) if os.environ["PORT"].isdecimal() else 0

WORKERS = 2
# Seconds for a child to end after SIGTERM; gunicorn lets requests finish for 30.
PATIENCE = 35
STATIC_MANIFEST = VAR_DIR / "static" / "staticfiles.json"


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
    """Start a child that the kernel ends should we be killed without a chance to do so."""

    def end_with_parent() -> None:
        os.setsid()
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # 1 = PR_SET_PDEATHSIG

    return subprocess.Popen([sys.executable, *command], cwd=ROOT, preexec_fn=end_with_parent)


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a child to end, and make it end when it does not."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(PATIENCE)
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


def main() -> int:
    """Run until asked to stop (0) or until a child fails (1)."""
    signal.signal(signal.SIGINT, stop_asked)
    signal.signal(signal.SIGTERM, stop_asked)
    children: dict[str, subprocess.Popen[bytes]] = {}
    failure = ""
    try:
        refuse_a_useless_port()
        accounts = prepare()
        bind = ("--bind", f"127.0.0.1:{PORT}", "--workers", str(WORKERS), "--log-level", "warning")
        children["Máy chủ web"] = start("-m", "gunicorn", *bind, "config.wsgi")
        children["Bộ máy nhắc việc"] = start("manage.py", "engine")
        if wait_until_answering(children["Máy chủ web"]):
            greet(accounts)
        failure = watch(children)
    except Stopped:
        print("\nĐang dừng…", flush=True)
    finally:
        for child in children.values():
            stop(child)
    if failure:
        print(f"{failure}; đã dừng phần còn lại.", file=sys.stderr)
        return 1
    print("Đã dừng.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
