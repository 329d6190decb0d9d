import pytest
from django.test import RequestFactory

from accounts.origin import address_of


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("fe80::1%eth0\n甲", "fe80::1"),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_an_address_is_one_that_every_database_takes(remote, address):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=remote)) == address
