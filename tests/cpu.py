"""How much CPU a piece of work costs, told so that a busy machine and a collection of garbage are not blamed on it."""

import time


def cpu_seconds(work, tries=3):
    """Return the least seconds of CPU that ``work()`` took in ``tries`` runs."""
    return min(_once(work) for _ in range(tries))


def _once(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun
