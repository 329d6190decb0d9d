"""Finding Chinese names by what one types: characters, pinyin, or the initials alone (“jsjxy” finds 计算机学院)."""

import re

from pypinyin import Style, lazy_pinyin, pinyin

BETWEEN = "\n"  # parts two spellings: nothing that is typed reaches across
MOST_READINGS = 4
HAN = re.compile("[㐀-鿿]")
RUNS = re.compile("[㐀-鿿]+|[^㐀-鿿]+")


def search_text(*names: str) -> str:
    """Return what names are found by: each as written, in full pinyin and in initials, as its phrases are read."""
    plain = dict.fromkeys(_plain(name) for name in names if name)
    spellings = [spelling for name in plain for spelling in (name, *_spelled(name))]
    return BETWEEN.join(dict.fromkeys(spellings))


def person_search_text(name: str) -> str:
    """Return what a person is found by; a surname of several readings (曾, 单, 仇) by each of them."""
    plain = _plain(name)
    firsts = pinyin(plain[:1], style=Style.NORMAL, heteronym=True)[0][:MOST_READINGS] if plain else []
    rest = lazy_pinyin(plain[1:])
    spellings = [plain, *_spelled(plain)]
    for first in firsts:
        spellings += ["".join([first, *rest]), "".join(part[:1] for part in [first, *rest])]
    return BETWEEN.join(dict.fromkeys(spellings))


def words_of(query: str) -> list[str]:
    """Return what was typed, word by word, as it is compared: every word must be found."""
    return [_plain(word) for word in query.split()]


def _plain(name: str) -> str:
    return "".join(name.split()).lower()


def _spelled(plain: str) -> list[str]:
    """Return the full pinyin and the initials; what is no Chinese character stays as it is in both."""
    full: list[str] = []
    initials: list[str] = []
    for run in RUNS.findall(plain):
        syllables = lazy_pinyin(run) if HAN.match(run) else [run]
        full += syllables
        initials += [syllable[:1] for syllable in syllables] if HAN.match(run) else [run]
    return ["".join(full), "".join(initials)]
