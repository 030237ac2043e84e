"""Which network addresses a link may lead to: public ones, so that nobody reads this machine's neighbours by it."""

import ipaddress
from dataclasses import dataclass

_TRANSLATED = tuple(
    ipaddress.ip_network(block)
    for block in (
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # NAT64 of one site, RFC 8215
        "2002::/16",  # 6to4, RFC 3056
        "2001::/32",  # Teredo, RFC 4380
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291
        "::/96",  # IPv4-compatible, RFC 4291
    )
)
"""IPv6 blocks that carry an IPv4 address within; what they lead to is not seen from here."""
_PORTS = frozenset({80, 443})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPolicy:
    """What may be connected to.

    Attributes:
        allow_private: Everything, whatever it is; for a closed network of one's own.
        trusted: (IP address, port) pairs that may be reached although they are private.
    """

    allow_private: bool = False
    trusted: frozenset[tuple[str, int]] = frozenset()

    def allows(self, address: str, port: int) -> bool:
        """Return whether an IP address may be connected to at a port."""
        if self.allow_private or (address, port) in self.trusted:
            return True
        return port in _PORTS and is_public(address)


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet.

    Args:
        address: IPv4 or IPv6 in text form, a zone ("%eth0") allowed.

    Returns:
        False for private, loopback, link-local, multicast, shared (RFC 6598), reserved and translated addresses, and
        for what is no IP address.

    Source:
        IANA special-purpose address registries (RFC 6890), as the standard library keeps them.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if ip.version == 6 and any(ip in block for block in _TRANSLATED):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)
