import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import FetchError
from bot.sources.addresses import AddressPolicy, check_url, is_public


@pytest.mark.parametrize(
    ("address", "public"),
    [
        pytest.param("93.184.215.14", True, id="public"),
        pytest.param("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, id="public IPv6"),
        pytest.param("127.0.0.1", False, id="loopback"),
        pytest.param("127.8.8.8", False, id="the rest of loopback"),
        pytest.param("::1", False, id="IPv6 loopback"),
        pytest.param("0.0.0.0", False, id="unspecified"),  # noqa: S104
        pytest.param("::", False, id="IPv6 unspecified"),
        pytest.param("10.1.2.3", False, id="private 10"),
        pytest.param("172.31.255.255", False, id="private 172"),
        pytest.param("172.32.0.1", True, id="after private 172"),
        pytest.param("192.168.1.1", False, id="private 192"),
        pytest.param("169.254.169.254", False, id="link-local, cloud metadata"),
        pytest.param("fe80::1", False, id="IPv6 link-local"),
        pytest.param("fe80::1%eth0", False, id="IPv6 link-local with a zone"),
        pytest.param("fd00::1", False, id="IPv6 unique local"),
        pytest.param("100.64.0.1", False, id="carrier-grade NAT"),
        pytest.param("100.128.0.1", True, id="after carrier-grade NAT"),
        pytest.param("224.0.0.1", False, id="multicast"),
        pytest.param("ff02::1", False, id="IPv6 multicast"),
        pytest.param("240.0.0.1", False, id="reserved"),
        pytest.param("255.255.255.255", False, id="broadcast"),
        pytest.param("192.0.2.1", False, id="documentation"),
        pytest.param("198.18.0.1", False, id="benchmarking"),
        pytest.param("2001:db8::1", False, id="IPv6 documentation"),
        pytest.param("::ffff:127.0.0.1", False, id="mapped loopback"),
        pytest.param("::ffff:93.184.215.14", False, id="mapped public"),
        pytest.param("64:ff9b::7f00:1", False, id="NAT64 of loopback"),
        pytest.param("64:ff9b:1::1", False, id="local NAT64"),
        pytest.param("2002:7f00:1::", False, id="6to4 of loopback"),
        pytest.param("2001:0:1::1", False, id="Teredo"),
        pytest.param("::ffff:0:7f00:1", False, id="translated loopback"),
        pytest.param("::7f00:1", False, id="compatible loopback"),
        pytest.param("fec0::1", False, id="site-local"),
        pytest.param("5f00::1", False, id="segment routing"),
        pytest.param("100::1", False, id="discard"),
        pytest.param("4000::1", False, id="IPv6 not given out"),
        pytest.param("2606:4700::1111%eth0", False, id="public IPv6 with a zone"),
        pytest.param("3fff::1", False, id="IPv6 documentation, the newer"),
        pytest.param("2001:2::1", False, id="IPv6 benchmarking"),
        pytest.param("192.0.0.8", False, id="protocol assignments"),
        pytest.param("192.88.99.1", False, id="relay of 6to4"),
        pytest.param("168.63.129.16", False, id="a virtual machine's host"),
        pytest.param("100.127.255.255", False, id="end of carrier-grade NAT"),
        pytest.param("0177.0.0.1", False, id="octal"),
        pytest.param("2130706433", False, id="decimal"),
        pytest.param("example.org", False, id="no address"),
        pytest.param("", False, id="empty"),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("url", "said"),
    [
        pytest.param("ftp://example.org/a", "isn't a web link", id="ftp"),
        pytest.param("file:///etc/hosts", "isn't a web link", id="file"),
        pytest.param("javascript:alert(1)", "isn't a web link", id="javascript"),
        pytest.param("example.org/a", "isn't a web link", id="no scheme"),
        pytest.param("http://", "isn't a web link", id="no host"),
        pytest.param("http://example.org:99999/", "isn't a web link", id="impossible port"),
        pytest.param("http://[::1", "isn't a web link", id="broken IPv6"),
        pytest.param("http://[::1]@/", "isn't a web link", id="brackets before an empty host"),
        pytest.param("https://example.org/" + "a" * 5000, "isn't a web link", id="endless"),
        pytest.param("https://me:secret@example.org/", "user name or password", id="user and password"),
        pytest.param("https://me@example.org/", "user name or password", id="user"),
        pytest.param("https://example.org:8080/", "unusual port", id="port"),
        pytest.param("http://127.0.0.1/", "isn't open to the internet", id="loopback"),
        pytest.param("http://[::1]/", "isn't open to the internet", id="IPv6 loopback"),
        pytest.param("http://[::ffff:10.0.0.1]/", "isn't open to the internet", id="mapped private"),
        pytest.param("http://169.254.169.254/latest/meta-data", "isn't open to the internet", id="metadata"),
        pytest.param("http://93.184.215.14:22/", "isn't open to the internet", id="public address, other port"),
        pytest.param("http://[64:ff9b::7f00:1]/", "isn't open to the internet", id="NAT64"),
        pytest.param("http://[fe80::1%25eth0]/", "isn't open to the internet", id="zone"),
        pytest.param("http://2130706433/", "isn't open to the internet", id="decimal"),
        pytest.param("http://0x7f000001/", "isn't open to the internet", id="hexadecimal"),
        pytest.param("http://017700000001/", "isn't open to the internet", id="octal"),
        pytest.param("http://0x7f.1/", "isn't open to the internet", id="short, hexadecimal"),
        pytest.param("http://0177.0.0.1/", "isn't open to the internet", id="octal part"),
        pytest.param("http://127.1/", "isn't open to the internet", id="short"),
        pytest.param("http://0/", "isn't open to the internet", id="zero"),
        pytest.param("http://127.0.0.1./", "isn't open to the internet", id="dot at the end"),
        pytest.param("http://1.2.3.4.5/", "isn't open to the internet", id="five numbers"),
        pytest.param("http://8.8.8.010/", "isn't open to the internet", id="zero before a public number"),
        pytest.param("http://127%2e0.0.1/", "isn't open to the internet", id="escaped dot"),
        pytest.param("http://①②⑦.⓪.⓪.①/", "isn't open to the internet", id="digits in circles"),
        pytest.param("http://127。0。0。1/", "isn't open to the internet", id="wide full stops"),
        pytest.param("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "isn't open to the internet", id="letters in circles"),
        pytest.param("http://localhost/", "isn't open to the internet", id="localhost"),
        pytest.param("http://LOCALHOST./", "isn't open to the internet", id="localhost in capitals"),
        pytest.param("http://a.localhost/", "isn't open to the internet", id="below localhost"),
        pytest.param("http://metadata.google.internal/", "isn't open to the internet", id="internal"),
        pytest.param("http://printer.local/", "isn't open to the internet", id="local"),
        pytest.param("http://@example.org/", "user name or password", id="empty user"),
        pytest.param("http://:@example.org/", "user name or password", id="empty user and password"),
        pytest.param("http://example.org@127.0.0.1/", "user name or password", id="host as a user"),
        pytest.param("http://example.org\\@127.0.0.1/", "isn't a web link", id="backslash"),
        pytest.param("http://example.org:0/", "unusual port", id="port zero"),
        pytest.param("http://exa mple.org/", "isn't a web link", id="space in a name"),
        pytest.param("http://a..example/", "isn't a web link", id="empty label"),
        pytest.param("http://xn--a/", "isn't a web link", id="broken punycode"),
        pytest.param("http://exam%70le.org/", "isn't a web link", id="escaped letter"),
        pytest.param("http://" + "a" * 64 + ".org/", "isn't a web link", id="label too long"),
        pytest.param("http://" + "a." * 130 + "org/", "isn't a web link", id="name too long"),
        pytest.param("http://local\u00adhost/", "isn't a web link", id="soft hyphen"),
        pytest.param("//example.org/", "isn't a web link", id="no scheme but a host"),
        pytest.param("gopher://example.org:80/", "isn't a web link", id="gopher"),
    ],
)
def test_links_that_are_not_followed(url: str, said: str) -> None:
    with pytest.raises(FetchError) as refused:
        check_url(url, AddressPolicy())
    assert said in refused.value.user_text


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c"),
        (" http://93.184.215.14/ ", "http://93.184.215.14/"),
        ("http://[2606:4700::1111]/", "http://[2606:4700::1111]/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("HTTP://Example.ORG:80/a b", "http://example.org/a%20b"),
        ("https://1a.example/", "https://1a.example/"),
        ("https://localhost.example.org/", "https://localhost.example.org/"),
    ],
)
def test_links_that_are_followed(url: str, asked: str) -> None:
    assert str(check_url(url, AddressPolicy())) == asked


def test_the_operator_may_allow_another_port_of_public_addresses_only() -> None:
    policy = AddressPolicy(extra_ports=frozenset({8080}))
    assert check_url("https://example.org:8080/", policy).port == 8080
    assert policy.allows("93.184.215.14", 8080)
    assert not policy.allows("10.0.0.1", 8080)
    assert not policy.allows("93.184.215.14", 8081)


_PRIVATE_4 = st.sampled_from(
    ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
     "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"]
).flatmap(lambda block: st.ip_addresses(network=block))  # fmt: skip


@given(_PRIVATE_4)
def test_no_private_address_is_public_however_it_is_written(address: ipaddress.IPv4Address) -> None:
    number, parts = int(address), [int(part) for part in str(address).split(".")]
    written = [
        str(address), str(number), hex(number), f"0{number:o}", ".".join(hex(part) for part in parts),
        ".".join(f"0{part:o}" for part in parts), f"{parts[0]}.{number & 0xFFFFFF}", f"{address}.",
        *(f"[{prefix}{parts[0]:02x}{parts[1]:02x}:{parts[2]:02x}{parts[3]:02x}{end}]" for prefix, end in _CARRIERS),
    ]  # fmt: skip
    for host in written:
        with pytest.raises(FetchError):
            check_url(f"http://{host}/", AddressPolicy())


_CARRIERS = [("::ffff:", ""), ("::", ""), ("64:ff9b::", ""), ("64:ff9b:1::", ""), ("2002:", "::"), ("::ffff:0:", "")]


@given(st.ip_addresses(v=6))
def test_of_ipv6_only_what_is_given_out_is_public(address: ipaddress.IPv6Address) -> None:
    assert not is_public(str(address)) or address in ipaddress.ip_network("2000::/3")


def test_a_trusted_pair_opens_that_port_only() -> None:
    policy = AddressPolicy(trusted=frozenset({("127.0.0.1", 8080)}))
    assert policy.allows("127.0.0.1", 8080)
    assert not policy.allows("127.0.0.1", 8081)
    assert not policy.allows("127.0.0.2", 8080)
