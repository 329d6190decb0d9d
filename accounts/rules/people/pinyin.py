"""Finding Chinese names by what one types: characters, pinyin, or the initials alone (“jsjxy” finds 计算机学院).

Reading the dictionary takes longer than many a command: who writes no names is spared it (``SearchText``).
"""

import re

from pypinyin import Style, lazy_pinyin, pinyin

from accounts.rules.people.sought import plain_name

BETWEEN = "\n"  # parts two spellings: nothing that is typed reaches across
MOST_READINGS = 4
HAN = re.compile("[㐀-鿿]")
RUNS = re.compile("[㐀-鿿]+|[^㐀-鿿]+")


def search_text(*names: str) -> str:
    """Return what names are found by: each as written, in full pinyin and in initials, as its phrases are read."""
    plain = dict.fromkeys(plain_name(name) for name in names if name)
    spellings = [spelling for name in plain for spelling in (name, *_spelled(name))]
    return BETWEEN.join(dict.fromkeys(spellings))


def person_search_text(name: str) -> str:
    """Return what a person is found by; a surname of several readings (曾, 单, 仇) by each of them."""
    plain = plain_name(name)
    firsts = pinyin(plain[:1], style=Style.NORMAL, heteronym=True)[0][:MOST_READINGS] if plain else []
    rest = lazy_pinyin(plain[1:])
    spellings = [plain, *_spelled(plain)]
    for first in firsts:
        spellings += ["".join([first, *rest]), "".join(part[:1] for part in [first, *rest])]
    return BETWEEN.join(dict.fromkeys(spellings))


def _spelled(plain: str) -> list[str]:
    """Return the full pinyin and the initials; what is no Chinese character stays as it is in both."""
    full: list[str] = []
    initials: list[str] = []
    for run in RUNS.findall(plain):
        syllables = lazy_pinyin(run) if HAN.match(run) else [run]
        full += syllables
        initials += [syllable[:1] for syllable in syllables] if HAN.match(run) else [run]
    return ["".join(full), "".join(initials)]
