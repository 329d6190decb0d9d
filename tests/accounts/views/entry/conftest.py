import pytest

from tests.sso import oidc_provider


@pytest.fixture(scope="package")
def provider():
    """An OpenID Connect provider on this machine."""
    with oidc_provider() as url:
        yield url


@pytest.fixture
def oidc(settings, provider):
    """Switch OpenID Connect on, as the variables do."""
    app = {"provider_id": "oidc", "name": "统一身份认证", "client_id": "shuzhi", "secret": "x"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": provider}}]}
    }
    settings.OIDC_URL = provider
    return provider
