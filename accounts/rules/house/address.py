"""Where a request comes from."""


def client_address(connection: str, forwarded_for: str, *, behind_proxy: bool) -> str:
    """Return the client's address: the connection's, or behind our own proxy the hop that the proxy added.

    Only the last hop of ``X-Forwarded-For`` is the proxy's word; everything before it anybody can send.
    """
    last_hop = forwarded_for.rpartition(",")[2].strip()
    return last_hop if behind_proxy and last_hop else connection
