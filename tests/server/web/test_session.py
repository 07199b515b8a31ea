"""Where a connection comes from."""

from __future__ import annotations

import pytest

from server.web.session import site


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("somewhere", "somewhere"),
        ("", ""),
    ],
)
def test_one_site_is_counted_as_one(address: str, counted: str) -> None:
    """Whoever has one IPv6 address has 2^64, and could log in from each."""
    assert site(address) == counted
