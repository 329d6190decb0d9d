import hashlib
import os
import time

from django.db import transaction

from accounts.models import StoredFile
from accounts.services.house.stored_file import path_of, read_file, store_file, sweep_files


def test_content_stands_under_its_sum(db):
    stored = store_file("述职".encode())
    assert path_of(hashlib.sha256("述职".encode()).hexdigest()).read_bytes() == read_file(stored)


def test_the_same_content_is_kept_once(db):
    assert store_file(b"same") == store_file(b"same")
    assert StoredFile.objects.count() == 1


def test_a_rolled_back_upload_leaves_an_orphan_that_the_sweep_takes(db):
    with transaction.atomic():
        orphan = path_of(store_file(b"orphan").sha256)
        transaction.set_rollback(True)
    kept = path_of(store_file(b"kept").sha256)
    long_ago = time.time() - 48 * 3600
    for path in (orphan, kept):
        os.utime(path, (long_ago, long_ago))
    assert sweep_files() == 1
    assert (orphan.exists(), kept.exists()) == (False, True)


def test_a_young_orphan_is_left_alone(db):
    path = path_of("ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not committed yet")
    assert sweep_files() == 0
