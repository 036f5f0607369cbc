"""Whose request it is behind a proxy."""

from __future__ import annotations

import pytest

from accountability.core.proxies import client_address, networks

OURS = networks(["10.0.0.0/24", "127.0.0.1", "fd00::/8"])


@pytest.mark.parametrize(
    ("peer", "header", "address"),
    [
        ("10.0.0.5", "203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "203.0.113.7, 10.0.0.9", "203.0.113.7"),
        ("127.0.0.1", "203.0.113.7:51234", "203.0.113.7"),
        ("fd00::1", "[2001:db8::9]:443", "2001:db8::9"),
        ("::ffff:10.0.0.5", "203.0.113.7", "203.0.113.7"),
    ],
    ids=["one proxy", "two proxies", "with a port", "IPv6", "IPv4 inside IPv6"],
)
def test_behind_our_proxies_it_is_the_caller(peer: str, header: str, address: str) -> None:
    assert client_address(peer, header, OURS) == address


@pytest.mark.parametrize(
    ("peer", "header", "address"),
    [
        ("203.0.113.7", "192.0.2.1", "203.0.113.7"),
        ("10.0.0.5", "192.0.2.1, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "10.0.0.77, 203.0.113.7", "203.0.113.7"),
        ("10.0.0.5", "192.0.2.1, <script>", "10.0.0.5"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("", "203.0.113.7", ""),
    ],
    ids=["a stranger's word", "a forged first hop", "a forged proxy", "no address", "no header", "a socket"],
)
def test_what_a_caller_invents_is_not_believed(peer: str, header: str, address: str) -> None:
    assert client_address(peer, header, OURS) == address


def test_without_proxies_the_header_is_never_read() -> None:
    assert client_address("10.0.0.5", "203.0.113.7", ()) == "10.0.0.5"


@pytest.mark.parametrize("text", ["proxy.tinh.vn", "10.0.0.5/8", "300.1.1.1", "*"])
def test_a_proxy_that_is_no_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="TRUSTED_PROXIES: .* không phải là địa chỉ IP"):
        networks([text])
