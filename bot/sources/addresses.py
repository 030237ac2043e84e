"""Which network addresses a link may lead to: public ones, so that nobody reads this machine's neighbours by it."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from yarl import URL

from bot.model.errors import FetchError
from bot.model.language import told
from bot.sources import failures

_TRANSLATED: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # NAT64 of one site, RFC 8215
        "2002::/16",  # 6to4, RFC 3056
        "::ffff:0:0/96",  # IPv4-mapped, RFC 4291
        "::ffff:0:0:0/96",  # IPv4-translated, RFC 2765
        "::/96",  # IPv4-compatible, RFC 4291
    )
)
"""IPv6 blocks that carry an IPv4 address within; what they lead to is not seen from here."""
_NEVER: Final = tuple(
    ipaddress.ip_network(block)
    for block in (
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "2001::/23",  # the same of IPv6, RFC 2928; Teredo, benchmarking and ORCHID among them
        "3fff::/20",  # documentation, RFC 9637
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "168.63.129.16/32",  # the host of a virtual machine at Azure; a public number that leads inside
        "fec0::/10",  # site-local, RFC 3879
        "5f00::/16",  # segment routing, RFC 9602
    )
)
"""Blocks of use to networks only, which not every version of Python's registry counts among the private ones."""
_GLOBAL_6: Final = ipaddress.ip_network("2000::/3")
"""The one block of IPv6 from which public addresses are given out (IANA)."""
_WEB_PORTS: Final = frozenset({80, 443})
_SCHEMES: Final = frozenset({"http", "https"})
_LONGEST_URL: Final = 4000
_NAME: Final = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?")
_NUMBER: Final = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\.?\Z")
_CONTROL: Final = re.compile(r"[\x00-\x20\x7f]")
_INSIDE: Final = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion")
"""Ends of names that lead into a machine or a network of one's own (RFC 6761, 6762, 8375; ICANN 2024 on "internal")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressPolicy:
    """What may be connected to.

    Attributes:
        allow_private: Everything, whatever it is; for a closed network of one's own.
        trusted: (IP address, port) pairs that may be reached although they are private.
        extra_ports: Ports of public addresses that may be reached besides 80 and 443.
    """

    allow_private: bool = False
    trusted: frozenset[tuple[str, int]] = frozenset()
    extra_ports: frozenset[int] = frozenset()

    def allows(self, address: str, port: int) -> bool:
        """Return whether an IP address may be connected to at a port."""
        if self.allow_private or (address, port) in self.trusted:
            return True
        return self.allows_port(port) and is_public(address)

    def allows_port(self, port: int) -> bool:
        """Return whether a port of a public address may be connected to."""
        return self.allow_private or port in _WEB_PORTS or port in self.extra_ports


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the open internet.

    Args:
        address: IPv4 or IPv6 in text form; one with a zone ("%eth0") belongs to this machine and is none.

    Returns:
        False for private, loopback, link-local, multicast, shared (RFC 6598), reserved and translated addresses, and
        for what is no IP address.

    Source:
        IANA special-purpose address registries (RFC 6890), as the standard library keeps them.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and (ip not in _GLOBAL_6 or "%" in address or any(ip in block for block in _TRANSLATED)):
        return False
    if any(ip in block for block in _NEVER):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)


def check_url(url: str, policy: AddressPolicy) -> URL:
    """Return a link as an address that may be asked for; its name is not looked up yet.

    Args:
        url: As a person, a page or a redirect gives it.
        policy: What may be connected to.

    Returns:
        The address with its host in ASCII, without a fragment.

    Raises:
        FetchError: It is no http(s) link, names a user, or its port, its name or its literal address may not be
            connected to.

    Source:
        WHATWG URL Standard, "ends in a number": a host whose last label is a number is an IPv4 address, or none.
    """
    parsed = _parsed(url.strip())
    host, port = parsed.raw_host, parsed.port
    if not host or port is None or parsed.scheme not in _SCHEMES:
        raise failures.no_link("no http(s) address")
    if ":" in host or _is_ipv4(host):
        if not policy.allows(host, port):
            raise failures.refused("address refused")
        return parsed
    if _NUMBER.match(host.rpartition(".")[2] if not host.endswith(".") else host[:-1].rpartition(".")[2]):
        raise failures.refused("address in an unusual form")
    if not _NAME.fullmatch(host):
        raise failures.no_link("no name of a host")
    if not policy.allow_private and f".{host.rstrip('.')}".endswith(tuple(f".{name}" for name in _INSIDE)):
        raise failures.refused("name refused")
    if not policy.allows_port(port):
        raise FetchError(
            "port refused", user_text=told("Links with an unusual port number are not followed."), is_passing=False
        )
    return parsed


def _parsed(url: str) -> URL:
    """Return a link taken apart, its host in ASCII.

    Raises:
        FetchError: It can't be, or it names a user.
    """
    try:
        authority = urlsplit(url).netloc
        parsed = URL(url).with_fragment(None)
        is_odd = len(url) > _LONGEST_URL or bool(_CONTROL.search(authority)) or not str(parsed.host or "")
        names_user = "@" in authority or parsed.user is not None or parsed.password is not None
    except (ValueError, TypeError, IndexError) as error:  # IndexError: of yarl, for an empty host
        raise failures.no_link("not an address") from error
    if names_user:
        raise FetchError(
            "user in address",
            user_text=told("Links with a user name or password in them are not followed."),
            is_passing=False,
        )
    if is_odd:
        raise failures.no_link("not an address")
    return parsed


def _is_ipv4(host: str) -> bool:
    try:
        return str(ipaddress.IPv4Address(host)) == host
    except ValueError:
        return False
