import pytest

from accounts.rules.house.address import client_address


@pytest.mark.parametrize(
    ("forwarded_for", "behind_proxy", "expected"),
    [
        ("", False, "10.0.0.1"),
        ("1.2.3.4", False, "10.0.0.1"),
        ("", True, "10.0.0.1"),
        ("1.2.3.4", True, "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4", True, "1.2.3.4"),
    ],
)
def test_only_our_own_proxy_is_believed(forwarded_for, behind_proxy, expected):
    assert client_address("10.0.0.1", forwarded_for, behind_proxy=behind_proxy) == expected
