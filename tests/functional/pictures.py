"""Pictures of the main pages, per role, at desktop and phone width, to be looked at by people.

    .venv/bin/python -m tests.functional.pictures ADDRESS [FOLDER]

ADDRESS is a running demo (`make run`: http://127.0.0.1:8000); FOLDER is `var/pictures/` when not given. The script signs
in with the demo's accounts and changes nothing but the last sign-in.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.chromium import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "NgheAn-2022"
WIDTHS = {"desktop": (1366, 768), "phone": (390, 844)}
FIRST = "a[href^='/nhiem-vu/'][href$='/']:not([href='/nhiem-vu/'])"

# User name → name of the picture → address; an address that ends in "…" is followed to the first duty that it lists.
PAGES: dict[str, dict[str, str]] = {
    "chutich": {"dieu-hanh": "/dieu-hanh/", "nhiem-vu": "/nhiem-vu/", "ho-so": "/dieu-hanh/…", "bao-cao": "/bao-cao/"},
    "phochutich": {"dieu-hanh": "/dieu-hanh/"},
    "chuyenvien": {
        "van-phong": "/van-phong/", "don-doc": "/van-phong/don-doc/", "phien-hop": "/phien-hop/", "van-ban": "/van-ban/", "van-ban-chi-tiet": "/van-ban/4/", "ho-so": "/van-phong/…",
        "y-kien-van-phong": "/nhiem-vu/2/y-kien-van-phong/", "cho-y-kien": "/nhiem-vu/2/cho-y-kien/",
        "thong-bao": "/thong-bao/", "thu-di": "/thu-di/", "bao-cao": "/bao-cao/",
    },
    "vanthu": {"dang-ky": "/van-ban/dang-ky/", "van-ban": "/van-ban/"},
    "ldtbxh": {"don-vi": "/don-vi/", "ho-so": "/nhiem-vu/2/", "hoan-thanh": "/nhiem-vu/2/bao-cao-hoan-thanh/"},
    "ldtbxh-daumoi": {"don-vi": "/don-vi/", "cap-nhat": "/nhiem-vu/2/cap-nhat/", "thong-bao": "/thong-bao/"},
    "congan": {"don-vi": "/don-vi/", "chuong-trinh": "/chuong-trinh/DA06/", "nhiem-vu": "/nhiem-vu/"},
    "vinh": {"don-vi": "/don-vi/"},
    "vinh-dongvinh": {"don-vi": "/don-vi/"},
    "bithu-vinh": {"trang-dau": "/"},
    "ngoaicuoc": {"trang-dau": "/"},
}  # fmt: skip


def main(address: str, folder: Path) -> int:
    """Take all pictures into the folder; how many pages were wider than their screen."""
    folder.mkdir(parents=True, exist_ok=True)
    executable = chromium()
    flags = ["--disable-gpu", "--lang=vi", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags)
        too_wide = sum(_all_of(browser, address, folder, width) for width in WIDTHS)
        browser.close()
    return too_wide


def _all_of(browser: Browser, address: str, folder: Path, width: str) -> int:
    too_wide = 0
    for username, pages in {"": {"dang-nhap": "/dang-nhap/"}, **PAGES}.items():
        page = _signed_in(browser, address, username, width)
        for name, path in pages.items():
            page.goto(path.rstrip("…"))
            if path.endswith("…"):
                page.goto(str(page.locator("main").locator(FIRST).first.get_attribute("href")))
            too_wide += _take(page, folder / f"{width}-{username or 'khach'}-{name}.png")
        page.context.close()
    return too_wide


def _signed_in(browser: Browser, address: str, username: str, width: str) -> Page:
    wide, high = WIDTHS[width]
    context = browser.new_context(
        base_url=address, viewport={"width": wide, "height": high}, locale="vi-VN", is_mobile=width == "phone"
    )
    page = context.new_page()
    if username:
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.locator(".who").wait_for()
    return page


def _take(page: Page, path: Path) -> bool:
    page.evaluate(
        "document.querySelectorAll('img[loading=lazy]').forEach((image) => { image.loading = 'eager'; })"
    )
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path, full_page=True)
    sideways: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    print(f"{path.name}: {page.title()}" + (f" – RỘNG QUÁ {sideways} px" if sideways > 0 else ""))
    return sideways > 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(str(__doc__))
    target = Path(sys.argv[2]) if len(sys.argv) == 3 else Path("var/pictures")
    sys.exit(1 if main(sys.argv[1], target) else 0)
