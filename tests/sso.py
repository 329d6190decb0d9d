"""An identity provider of OpenID Connect on this machine, and going through it."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import requests

from tests.server import free_port, serving

CLAIMS = {"sub": "u-17", "employee_number": "010002"}
START = "/sso/oidc/login/"


@contextmanager
def oidc_provider() -> Iterator[str]:
    """Serve a provider; yield its address."""
    port = str(free_port())
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", port, "--user-claims", json.dumps(CLAIMS)]
    with serving(os.environ | {"PORT": port}, *command):
        yield f"http://127.0.0.1:{port}"


def agree(client, sub, *, path=START, deny=False):
    """Go to the provider, say who one is, and return the address that it leads back to."""
    there = client.get(path)["Location"]
    answer = requests.post(there, {"sub": sub} | ({"action": "deny"} if deny else {}), allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return f"{back.path}?{back.query}"
