"""What the pages of the second factor show."""

from typing import Any

from allauth.mfa.adapter import get_adapter

from accounts.documents.house.qr import qr_svg
from accounts.models import Person
from accounts.models.people.person import PersonQuerySet
from accounts.services.entry.factor import codes_left, factor_since, listed_people, must_have_factor

GROUP = 4  # letters of the key that are typed at a time


def factor_page(person: Person, *, secret: str = "") -> dict[str, Any]:
    """Return how ``person``'s second factor stands; with a ``secret``, what a phone reads to begin."""
    page: dict[str, Any] = {"must": must_have_factor(person), "is_own": True}
    if secret:
        url = get_adapter().build_totp_url(person, secret)
        key = " ".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))
        return page | {"qr": qr_svg(url, "用验证器扫的二维码"), "key": key}
    return page | {"since": factor_since(person), "codes_left": codes_left(person)}


def factors_page(kept: PersonQuerySet, query: str) -> dict[str, Any]:
    """Return the people whose second factor is kept, those who still lack one first."""
    people = listed_people(kept, query.strip())
    return {"people": people, "query": query, "lacking": sum(not person.has_totp for person in people)}
