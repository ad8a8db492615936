import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kernel.http import client_address, same_for


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),  # anybody may write the header
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "nonsense", ""),
    ],
)
def test_an_address_is_believed_only_from_our_proxies(settings, proxies, header, address):
    settings.TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", headers={"X-Forwarded-For": header}, REMOTE_ADDR="192.0.2.1"
    )

    assert client_address(request) == address


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Cookie, Accept-Language", "Accept-Language"),
        ("cookie", None),
        ("Origin", "Origin"),
        ("", None),
    ],
)
def test_what_an_answer_does_not_depend_on_is_taken_back(said, left):
    response = HttpResponse(headers={"Vary": said} if said else {})

    same_for(response, "Cookie")

    assert response.get("Vary") == left
