"""No file, however broken, raises or takes long (WORDCHECK §1, §8)."""

import json
import time

import pytest

from reviews.wordcheck import check, from_json, to_json

from .builders import zipped
from .fuzz import MEMBERS, mutated
from .proving import PROVING

FILES = 20_000 if PROVING else 400
BATCHES = 8


@pytest.mark.parametrize("batch", range(BATCHES))
def test_broken_file_is_refused_or_read_and_never_raises(batch):
    refused = 0
    for seed in range(batch, FILES, BATCHES):
        started = time.process_time()
        result = check(mutated(seed))
        assert (result.refused is None) != (result.reading is None), seed
        assert time.process_time() - started < 2, seed
        assert from_json(json.loads(json.dumps(to_json(result)))) == result, seed
        refused += result.refused is not None
    # Else the files would be broken too badly, or not at all.
    assert 0.2 < refused * BATCHES / FILES < 0.8


def test_unbroken_file_is_read():
    assert check(zipped(MEMBERS)).reading.total > 20


def test_member_without_a_name_is_no_crash():
    # Found by the fuzzer: zipfile itself fails on such a name.
    data = bytearray(zipped({**MEMBERS, "x": ""}))
    at = data.rfind(b"x")
    data[at - 18 : at - 16] = b"\0\0"
    data[at - 16 : at - 14] = b"\1\0"
    assert check(bytes(data)).refused is None
