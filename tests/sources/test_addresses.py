import pytest

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
        pytest.param("https://example.org/" + "a" * 5000, "isn't a web link", id="endless"),
        pytest.param("https://me:secret@example.org/", "user name or password", id="user and password"),
        pytest.param("https://me@example.org/", "user name or password", id="user"),
        pytest.param("https://example.org:8080/", "unusual port", id="port"),
        pytest.param("http://127.0.0.1/", "isn't open to the internet", id="loopback"),
        pytest.param("http://[::1]/", "isn't open to the internet", id="IPv6 loopback"),
        pytest.param("http://[::ffff:10.0.0.1]/", "isn't open to the internet", id="mapped private"),
        pytest.param("http://169.254.169.254/latest/meta-data", "isn't open to the internet", id="metadata"),
        pytest.param("http://93.184.215.14:22/", "isn't open to the internet", id="public address, other port"),
    ],
)
def test_links_that_are_not_followed(url: str, said: str) -> None:
    with pytest.raises(FetchError) as refused:
        check_url(url, AddressPolicy())
    assert said in refused.value.user_text


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://93.184.215.14/", "https://bücher.example/"])
def test_links_that_are_followed(url: str) -> None:
    assert check_url(url, AddressPolicy()).host is not None


def test_a_trusted_pair_opens_that_port_only() -> None:
    policy = AddressPolicy(trusted=frozenset({("127.0.0.1", 8080)}))
    assert policy.allows("127.0.0.1", 8080)
    assert not policy.allows("127.0.0.1", 8081)
    assert not policy.allows("127.0.0.2", 8080)
