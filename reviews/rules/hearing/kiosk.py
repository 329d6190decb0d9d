"""The projector's key: told from its salt and the server's secret, known to the database by its hash alone."""

import base64
import hashlib
import hmac


def kiosk_key(secret: str, salt: str) -> str:
    """Return the key (256 bit) for ``salt``; a stolen database cannot tell it without the secret."""
    digest = hmac.new(secret.encode(), b"kiosk:" + salt.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def kiosk_hash(key: str) -> str:
    """Return what the database keeps of ``key``."""
    return hashlib.sha256(key.encode()).hexdigest()
