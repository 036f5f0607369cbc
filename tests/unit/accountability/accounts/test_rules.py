"""How a browser's name reads."""

from __future__ import annotations

import pytest

from accountability.accounts.rules import device_words

ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36 Edg/118.0.0.0"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/118.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (ANDROID, "Chrome trên điện thoại Android"), (IPHONE, "Safari trên iPhone"), (EDGE, "Edge trên máy tính Windows"),
        (FIREFOX, "Firefox trên máy tính Linux"), ("curl/8.0", "curl/8.0"), ("x" * 90, "x" * 60), ("", "không rõ thiết bị"),
    ],
)  # fmt: skip
def test_a_device_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
