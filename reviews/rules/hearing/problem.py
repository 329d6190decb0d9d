"""What a report's problem part names, paragraph by paragraph: proposals for the ledger, never a verdict."""

import re

from reviews.rules.hearing.sentence import sentences

SHORTEST = 6  # 字; “主要问题” is none
LONGEST = 120  # 字; a proposal is a problem, not a page
NUMBERING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]是|[①-⑳])\s*"
)
TOP_HEADING = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")
ITEM = re.compile(r"(?=(?:^|(?<=[。；：]))[一二三四五六七八九十]是)")


def problem_sentence(paragraph: str, *, heading: bool) -> str:
    """Return what ``paragraph`` names as a problem, without its number; "" where it only introduces others.

    A paragraph below a chapter's heading gives its first sentence: there the problem stands, what follows tells it.
    """
    if heading and TOP_HEADING.match(paragraph):
        return ""
    text = NUMBERING.sub("", paragraph.strip())
    if text.endswith(("：", ":")) or len(text) < SHORTEST:
        return ""
    sentence = next(iter(sentences(text)), text).rstrip("；;")
    return sentence if len(sentence) <= LONGEST else f"{sentence[: LONGEST - 1]}…"


def problem_sentences(paragraphs: list[tuple[int, str, bool]]) -> list[tuple[int, str]]:
    """Return (index, sentence) of each problem in the problem part's ``paragraphs`` (index, text, is a heading).

    Where the part has headings of its own, these name the problems and the text below them is left out;
    “一是…二是…” within one paragraph gives one proposal each.
    """
    found: list[tuple[int, str]] = []
    headed = any(heading and not TOP_HEADING.match(text) for _, text, heading in paragraphs)
    for index, text, heading in paragraphs:
        if headed and not heading:
            continue
        pieces = [piece for piece in ITEM.split(text) if piece.strip()]
        listing = [piece for piece in pieces if re.match(r"[一二三四五六七八九十]是", piece)]
        for piece in listing if len(listing) > 1 else [text]:
            sentence = problem_sentence(piece, heading=heading)
            if sentence:
                found.append((index, sentence))
    return found
