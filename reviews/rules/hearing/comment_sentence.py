"""Which sentences of a text name a problem: a proposal, which its author corrects (N3.3c 真点问题、点真问题)."""

import re

_END = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”」』）)]*")
_PROBLEM = re.compile(
    r"没有|没能|未(?!来)|不(?!断|仅|但|错|忘|负|懈|少|妨|论|管|过|光|只)|缺|欠|差距|薄弱|偏[低少弱软多]|不足|问题|短板|弱项"
    r"|滞后|流于形式|走过场|以会代|照搬|雷同|空泛|笼统|松散|重.{1,8}轻|只.{1,12}[没不未]|拖延|逾期|搁置|脱节|断档|漏|一模一样|几乎一样|应付|补(?:的|写|签|记)"
)
_NO_PROBLEM = re.compile(r"(?:没有|未发现|无).{0,6}(?:问题|不足|短板)|问题.{0,4}(?:已|全部|都).{0,6}(?:解决|整改|销号)")
_WISH = re.compile(r"^(?:一是|二是|三是|四是)?(?:希望|建议|请|下一步|今后|接下来|务必|争取|力争|要(?!看到|说|指出))")
_PRAISE = re.compile(r"不容易|了不起|值得肯定|成绩(?:明显|突出)|效果(?:明显|较好|好)")
_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十两]+\s*(?:次|个|名|人|份|天|月|处|件|项|年)")


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` in order, each with its closing mark, none empty."""
    found = (piece.strip() for piece in _END.findall(text))
    return tuple(piece for piece in found if re.search(r"\w", piece))


def names_a_problem(sentence: str) -> bool:
    """Whether a sentence points at something that is wrong, rather than praising or wishing."""
    if _NO_PROBLEM.search(sentence) or _PRAISE.search(sentence):
        return False
    if _WISH.search(sentence) and not _FIGURE.search(sentence):
        return False
    return bool(_PROBLEM.search(sentence))


def problem_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of ``text`` that seem to name a problem."""
    return tuple(sentence for sentence in sentences(text) if names_a_problem(sentence))
