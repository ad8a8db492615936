"""Only public web addresses may be asked for."""

import pytest

from kernel import addresses
from kernel.addresses import UnreachableAddress


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=1",
        "http://8.8.8.8/",
        "https://école.fr",
        "https://[2606:4700::1111]/",
    ],
)
def test_public_addresses_are_accepted(url):
    addresses.check(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "https://example.org:99999/",
        "http://localhost/",
        "http://trousse.localhost/",
        "http://intranet/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://10.0.0.8/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b::a00:1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[fec0::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://[2001:0:a00:1::]/",
        "https://example.org:8080/",
        "https://user:word@example.org/",
    ],
)
def test_private_and_odd_addresses_are_refused(url):
    with pytest.raises(UnreachableAddress):
        addresses.check(url)
