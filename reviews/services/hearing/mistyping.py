"""How often somebody may mistype a code. Kept in memory for a minute and never written down (DESIGN §7)."""

from contextlib import suppress

from django.core.cache import caches

WITHIN = 60  # seconds
FROM_ONE_ADDRESS = 30  # a hall behind one address mistypes now and then; a good code is answered however many do
FROM_ALL = 1000


def may_go_on(address: str) -> bool:
    """Whether ``address`` and all together have mistyped few enough times."""
    memory = caches["memory"]
    return int(memory.get(_key(address), 0)) < FROM_ONE_ADDRESS and int(memory.get(_key("all"), 0)) < FROM_ALL


def note_miss(address: str) -> None:
    """Count one mistyped code."""
    memory = caches["memory"]
    for whose in (address, "all"):
        memory.add(_key(whose), 0, WITHIN)
        with suppress(ValueError):  # the minute has just ended
            memory.incr(_key(whose))


def _key(whose: str) -> str:
    return f"mistyped-{whose or 'unknown'}"
