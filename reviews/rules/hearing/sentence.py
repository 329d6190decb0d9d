"""A text as sentences, and which of them name a problem: a proposal that a person changes with a tap.

One rule for what is said in visits and in comments (N3.1b, N3.3c 真点问题、点真问题).
"""

import re
from collections.abc import Collection, Sequence

ENDS = "。！？!?；;…"
CLOSING = "”’』」）)》"
OPENING, CLOSED_BY = "“", "”"
GOES_ON = "，,、：的地得"  # after a closing quotation mark: the sentence is not over

WORD = re.compile(r"\w")

# Said with words of lack and meaning none; taken out before the cues are looked for.
INNOCENT = re.compile(
    r"有没有|是不是|不少|不断|不仅|不但|不只是?|不光|不错|不过|不久|不同|不论|不管|不忘|不定期|不限于|不超过|不满足于|"
    r"毫不|从不|决不|绝不|不松|不放过|不可或缺|缺一不可|必不可少|不可少|不走过场|不搞形式主义|不缺[^，。；]{0,4}|不难|不再[^，。；]{0,8}|"
    r"未来|未婚|从未缺[^，。；]{0,3}|无一[^，。；]{0,4}|一个(?:也|都)(?:没有?|不)[落漏少缺][^，。；]{0,2}|"
    r"(?:没有?|未|没能?)(?:再)?(?:发现|听到|看到|收到|出现|存在)?(?:明显|大的|什么|突出|其他|新的)?"
    r"(?:的)?(?:问题|不足|意见|怨言|欠缺|缺席|缺口|漏项|遗漏|拖欠|拖延|走过场|落下|漏[^，。；]|缺[^，。；]|欠[^，。；]|流于形式|超期|异常)|"
    r"(?:没有?|未)(?:因为?|放松|耽误|中断|间断|停[过下]?|白费)|不存在[^，。；]{0,8}|不拖[^，。；]{0,3}|"
    r"(?:缺[什啥]么|少什么)补(?:什么|啥)|迟早|难得|难忘|难点(?:讲|说)[清透]|攻克[^，。；]{0,6}难[^，。；]{0,2}|"
    r"问题(?:都|均|已|讲得|找得|摸得)|帮助?[^，。；]{0,8}困难|困难(?:党员|学生|职工|家庭|群众|师生|补助)"
)
# What stood badly and is mended by now.
MENDED = re.compile(
    r"(?:已|都|均|当场|当天|现在|后来)(?:经)?(?:全部|逐一|基本|重新|都)?(?:补[齐上好]|整改|改[好正过完]|纠正|解决|办[好结完]|修好|换上|配齐)|"
    r"(?:问题|不足)(?:已|都|均)"
)
# A comment praises and wishes beside what it points at; a wish with a figure in it points at something.
WISH = re.compile(r"^(?:一是|二是|三是|四是)?(?:希望|建议|请|下一步|今后|接下来|务必|争取|力争|要(?!看到|说|指出))")
FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十两]+\s*(?:次|个|名|人|份|天|月|处|件|项|年)")
PRAISE = re.compile(r"不容易|了不起|值得肯定|成绩(?:明显|突出)|效果(?:明显|较好|好)")
STILL = re.compile(r"但|不过|却|仍|还有|还没|尚|只是")

CUES = re.compile(
    r"不[够足到及规完平落清了熟愿会严实细深高强经健齐全力紧均匀明具一熟敢准好多大符稳主积热常想太能知见在真方便安见]|"
    r"没|未|无(?:人|记录|法|专人|计划|签到|台账|着落|力)|缺|欠|薄弱|滞后|拖|流于形式|形式主义|走过场|应付|空白|空着|空缺|是空的|"
    r"老旧|老化|陈旧|漏|偏[少低弱软粗虚老重]|太[少粗空笼晚慢]|少[了于]|较[少弱差慢]|困难|难以|很难|脱节|两张皮|照搬|照抄|照念|抄[自来的]|补记|"
    r"代签|代写|雷同|笼统|断档|停留在|对不上|流失|积压|下降|迟迟|推[诿脱]|忙于|顾不上|扯皮|发牢骚|意见(?:大|较?多|集中)|抱怨|"
    r"(?:仅|只|才)[^，。；]{0,10}?[零〇一二两三四五六七八九十百半\d]+[余多来]?(?:次|人|名|篇|条|个|份|场|回|堂|节|件|句|行|天|页|分钟|小时)|"
    r"才(?:开门|想起|知道|补|办|交|发|见|说)|还是(?:前年|去年|旧|老)|(?:半年|一年|整年|一学期)[^，。；]{0,6}[一1]次|"
    r"差距|弱项|以会代|空泛|松散|搁置|逾期|重[^，。；]{1,8}轻|一模一样|几乎一样|补[的写签]|"
    r"只(?:有|是|能|剩|写|讲|念|抓|看|读|记|管)|至今|一年[^，。；]{0,4}不到|半年[^，。；]{0,4}(?:不|才)|问题(?:在于|是|出在|突出|不少|较多)|短板|不足"
)


def sentences(text: str) -> list[str]:
    """Divide ``text`` after 。！？； and line breaks; what somebody is quoted with stays in one piece."""
    found = []
    for line in text.splitlines():
        found += _sentences_of(line.strip())
    return found


def _sentences_of(line: str) -> list[str]:
    found, start, quoted = [], 0, False
    last_closing = line.rfind(CLOSED_BY)
    for place, character in enumerate(line):
        if character == OPENING:
            quoted = place < last_closing
        elif character == CLOSED_BY:
            quoted = False
        if not quoted and _ends_at(line, place):
            found.append(line[start : place + 1].strip())
            start = place + 1
    return [sentence for sentence in [*found, line[start:].strip()] if WORD.search(sentence)]


def _ends_at(line: str, place: int) -> bool:
    """Whether a sentence is over after the character at ``place``."""
    character, after = line[place], line[place + 1 : place + 2]
    if character in ENDS:
        return not after or after not in ENDS + CLOSING
    said = place > 0 and character in CLOSING and line[place - 1] in ENDS
    return said and (not after or after not in ENDS + CLOSING + GOES_ON)


def names_a_problem(sentence: str) -> bool:
    """Whether ``sentence`` looks as if it named a problem, rather than praising, wishing or telling what is mended."""
    if (MENDED.search(sentence) or PRAISE.search(sentence)) and not STILL.search(sentence):
        return False
    if WISH.search(sentence) and not FIGURE.search(sentence):
        return False
    return CUES.search(INNOCENT.sub("", sentence)) is not None


def proposed(text: str) -> list[str]:
    """Return the sentences that the system would mark."""
    return [sentence for sentence in sentences(text) if names_a_problem(sentence)]


def carried(text: str, *, before: str, marked: Collection[str]) -> list[str]:
    """Return the marks of a text that was edited: a person's choice stands for every sentence that is still there.

    ``before`` is the text as it was and ``marked`` its marked sentences; new sentences are proposed anew.
    """
    known = set(sentences(before))
    return [
        sentence
        for sentence in sentences(text)
        if (sentence in marked if sentence in known else names_a_problem(sentence))
    ]


def chosen(text: str, places: Collection[int]) -> list[str]:
    """Return the sentences at ``places``; what is out of range is nobody's choice."""
    all_of_them: Sequence[str] = sentences(text)
    return [sentence for place, sentence in enumerate(all_of_them) if place in places]
