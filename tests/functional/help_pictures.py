"""The pictures of the help pages, from the demo, small enough to be committed.

    make demo && make run                                        # a fresh demo, in another window
    .venv/bin/python -m tests.functional.help_pictures ADDRESS   # as http://127.0.0.1:8000

Writes `static/help/*.webp`. It takes one duty of the labour department on, as the forms of work open only then, and moves
the demo's clock to a day on which some of the work is late; run it on a demo that may change.
"""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image  # Comes with WeasyPrint.
from playwright.sync_api import sync_playwright

from accountability.desk.help import pages as kinds
from accountability.desk.help.pages import Picture
from tests.chromium import chromium
from tests.functional.pictures import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).resolve().parents[2] / "static" / "help"
QUALITY = 62
DAY = "2023-02-06"
DUTY = "/nhiem-vu/2/"  # Of the labour department, with milestones and a coordinating bank.

# Who opens which page for which picture.
SHOTS: tuple[tuple[Picture, str, str], ...] = (
    (kinds.COMMAND, "chutich", "/dieu-hanh/"),
    (kinds.OFFICE, "chuyenvien", "/van-phong/"),
    (kinds.REGISTER, "vanthu", "/van-ban/dang-ky/"),
    (kinds.OPINION, "chuyenvien", f"{DUTY}y-kien-van-phong/"),
    (kinds.AGENCY, "ldtbxh", "/don-vi/"),
    (kinds.DOSSIER, "ldtbxh", DUTY),
    (kinds.PROGRESS, "ldtbxh-daumoi", f"{DUTY}cap-nhat/"),
    (kinds.COMPLETION, "ldtbxh", f"{DUTY}bao-cao-hoan-thanh/"),
    (kinds.EXTENSION, "ldtbxh", f"{DUTY}de-nghi-gia-han/"),
    (kinds.STANDING, "congan", "/don-vi/"),
    (kinds.LISTED, "bithu-vinh", "/nhiem-vu/"),
)


def main(address: str) -> int:
    """Take all pictures; how many bytes they have together."""
    FOLDER.mkdir(exist_ok=True)
    executable = chromium()
    flags = ["--disable-gpu", "--lang=vi", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        _prepare(browser, address)
        for picture, username, path in SHOTS:
            _take(browser, address, picture, username, path)
        browser.close()
    return sum(file.stat().st_size for file in FOLDER.glob("*.webp"))


def _signed_in(browser: Browser, address: str, username: str, picture: Picture) -> Page:
    context = browser.new_context(
        base_url=address, viewport={"width": picture.wide, "height": picture.high}, locale="vi-VN",
        is_mobile=picture.wide < 500, device_scale_factor=1,
    )  # fmt: skip
    page = context.new_page()
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.locator(".who").wait_for()
    skip = page.get_by_role("button", name="Bỏ qua")
    if skip.count():  # The card of first steps would stand in every picture.
        skip.click()
        page.get_by_text("Đã ẩn các bước đầu tiên").wait_for()
    return page


def _prepare(browser: Browser, address: str) -> None:
    page = _signed_in(browser, address, "ldtbxh", kinds.AGENCY)
    page.goto(DUTY)
    button = page.get_by_role("button", name="Tiếp nhận")
    if button.count():
        button.first.click()
        page.get_by_text("Đã tiếp nhận nhiệm vụ.").wait_for()
    page.goto("/")
    page.locator(".demo > summary").click()
    page.get_by_label("Đến ngày").first.fill(DAY)
    page.get_by_role("button", name="Chuyển", exact=True).click(no_wait_after=True)
    page.get_by_text("Đồng hồ trình diễn: ").wait_for(timeout=600_000)
    page.context.close()


def _take(browser: Browser, address: str, picture: Picture, username: str, path: str) -> None:
    page = _signed_in(browser, address, username, picture)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    target = FOLDER / f"{picture.name}.webp"
    shot.save(target, "WEBP", quality=QUALITY, method=6)
    print(f"{target.name}: {page.title()}, {target.stat().st_size} byte")
    page.context.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(__doc__))
    print(f"{main(sys.argv[1])} byte")
