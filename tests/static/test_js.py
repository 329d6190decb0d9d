"""Every script of ours is ES2017 and asks nothing of a browser that Chromium 86 does not have."""

from __future__ import annotations

import re

import esprima
import pytest

from tests.static.sources import SCRIPTS

# Chromium's first version is in brackets.
NEWER = {
    "structuredClone": r"\bstructuredClone\b",  # [98]
    "at()": r"\.at\(",  # [92]
    "Object.hasOwn": r"\bObject\.hasOwn\b",  # [93]
    "logical assignment": r"\?\?=|\|\|=|&&=",  # [85, but not ES2017]
    "findLast": r"\.findLast(Index)?\(",  # [97]
    "toSorted and kin": r"\.(toSorted|toReversed|toSpliced|with)\(",  # [110]
    "groupBy": r"\b(Object|Map)\.groupBy\b",  # [117]
    "randomUUID": r"\brandomUUID\b",  # [92]
    "AbortSignal.timeout": r"\bAbortSignal\.(timeout|any)\b",  # [103]
    "replaceChildren": r"\breplaceChildren\b",  # [86, but late]
    "requestSubmit of a dialog": r"\.showModal\(|\bpopover\b",  # [114]
    "array group": r"\bArray\.fromAsync\b",  # [121]
}
# What a strict content policy forbids, or what would put text where markup belongs.
FORBIDDEN = {
    "eval": r"\beval\(|new Function\(",
    "innerHTML": r"\.(inner|outer)HTML\b|insertAdjacentHTML",
    "inline style": r"\.style\b|setAttribute\('style'",
    "another host": r"https?://",
}

scripts = pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)


@pytest.fixture
def code(script):
    return re.sub(r"//.*", "", script.read_text(encoding="utf-8"))


def test_there_are_scripts():
    assert SCRIPTS


@scripts
def test_script_is_es2017(script):
    esprima.parseScript(script.read_text(encoding="utf-8"))


@scripts
@pytest.mark.parametrize("name", NEWER)
def test_script_knows_nothing_newer_than_chromium_86(code, name):
    assert re.findall(NEWER[name], code) == []


@scripts
@pytest.mark.parametrize("name", FORBIDDEN)
def test_script_keeps_to_the_content_policy(code, name):
    assert re.findall(FORBIDDEN[name], code) == []
