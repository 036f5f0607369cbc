"""Whose request it is when a proxy stands in front of us. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from accountability.core.saying import say

Network = IPv4Network | IPv6Network


def networks(texts: Iterable[str]) -> tuple[Network, ...]:
    """Read addresses ("10.0.0.5") and networks ("10.0.0.0/24"). Raises ValueError in Vietnamese for anything else."""
    found: list[Network] = []
    for text in texts:
        try:
            found.append(ip_network(text.strip()))
        except ValueError as error:
            raise ValueError(
                say(
                    "TRUSTED_PROXIES: “{text}” không phải là địa chỉ IP hay dải địa chỉ (ví dụ 10.0.0.5, "
                    "10.0.0.0/24).",
                    text=text,
                )
            ) from error
    return tuple(found)


def client_address(peer: str, forwarded_for: str, trusted: tuple[Network, ...]) -> str:
    """The caller's own address: the nearest one that is not a proxy of ours.

    `peer` is who opened the connection, `forwarded_for` the X-Forwarded-For header, to which each proxy adds at the
    right whom it heard. What stands left of the first address that is not ours may be the caller's invention and is
    never read; nor is what is no address.
    """
    address = peer
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    while hops and _is_ours(address, trusted):
        hop = _parse(hops.pop())
        if hop is None:
            break
        address = str(hop)
    return address


def _is_ours(address: str, trusted: tuple[Network, ...]) -> bool:
    parsed = _parse(address)
    return parsed is not None and any(parsed in network for network in trusted)


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    """An address, also "1.2.3.4:5678" and "[::1]:5678" as some proxies write it; IPv4 inside IPv6 as IPv4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        parsed = ip_address(bare)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
