"""The secrets on a slip 票签: told from the server's secret, the poll's salt and a number; known to the database by hash.

A slip carries both: ``key`` (144 bit, in the QR) and ``code`` (10 characters, to be typed), each begun by the poll's
``room``, which says only which meeting it is. Without the salt, which closing destroys, nothing leads back to them.
"""

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else
ROOM_LENGTH, CODE_LENGTH = 3, 7
KEY_BYTES = 18
KEY_MARK = "."
GROUPS = (3, 6)  # K7Q-4MH-X9RT
LOOKALIKES = str.maketrans("", "", " -—–　_·")


def secret_of(server_secret: str, salt: str) -> bytes:
    """Return the key that a poll's slips are hashed under."""
    return hmac.new(server_secret.encode(), b"poll:" + salt.encode(), hashlib.sha256).digest()


def key_of_slip(secret: bytes, room: str, number: int, kind: str) -> str:
    """Return what the QR of slip ``number`` carries: K7Q. and 24 characters."""
    digest = _digest(secret, f"key:{kind}:{number}")[:KEY_BYTES]
    return f"{room}{KEY_MARK}{base64.urlsafe_b64encode(digest).decode()}"


def code_of_slip(secret: bytes, room: str, number: int, kind: str) -> str:
    """Return what is typed from slip ``number``, without its hyphens."""
    value = int.from_bytes(_digest(secret, f"code:{kind}:{number}"), "big")
    return room + spelled(lambda many: _pop(value, many), CODE_LENGTH)


def _pop(value: int, place: int) -> int:
    return value // int(len(ALPHABET) ** place) % len(ALPHABET)


def spelled(index: Callable[[int], int], length: int) -> str:
    """Return ``length`` characters; ``index`` says which of ALPHABET stands at a place."""
    return "".join(ALPHABET[index(place)] for place in range(length))


def printed(code: str) -> str:
    """Return a code as people read it: K7Q-4MH-X9RT."""
    return "-".join((code[: GROUPS[0]], code[GROUPS[0] : GROUPS[1]], code[GROUPS[1] :]))


def cleaned(typed: str) -> str:
    """Return a typed code or a scanned key as it was given out; width, case and hyphens do not matter."""
    text = unicodedata.normalize("NFKC", typed).strip()
    return text if is_key(text) else text.translate(LOOKALIKES).upper()


def is_key(token: str) -> bool:
    """Whether ``token`` was scanned, not typed."""
    return token[ROOM_LENGTH : ROOM_LENGTH + 1] == KEY_MARK


def room_of(token: str) -> str:
    """Return which poll a token belongs to."""
    return token[:ROOM_LENGTH].upper()


def token_hash(secret: bytes, token: str) -> str:
    """Return what the database keeps of a key or a code."""
    return _digest(secret, f"slip:{token}").hex()


def receipt_of(secret: bytes, slip: str) -> str:
    """Return the mark that makes a slip's second sheet impossible; dropped at closing with the rest."""
    return _digest(secret, f"sheet:{slip}").hex()


def _digest(secret: bytes, text: str) -> bytes:
    return hmac.new(secret, text.encode(), hashlib.sha256).digest()
