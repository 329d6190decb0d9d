"""What running text says about its part in plain words: turns and measures (WORDCHECK §3)."""

from __future__ import annotations

import re

_TROUBLE = "(?:问题|不足|差距|短板|薄弱|欠缺|困难)"

_ANY_TROUBLE = re.compile(_TROUBLE)
_TURN_TO_PROBLEMS = re.compile(
    rf"(?:成绩|成效|进步|工作|做法|肯定|看到).{{0,16}}(?:同时|之余|但|却).{{0,30}}{_TROUBLE}"
    rf"|(?:清醒|深刻|充分)地?(?:看到|认识到?|意识到).{{0,30}}{_TROUBLE}"
    rf"|^(?:但|然而|虽然|当然|不过|回顾|总结|反思|对照|同时|与此同时).{{0,50}}(?:还|仍|也)?(?:存在|有).{{0,16}}{_TROUBLE}"
    r"|(?:成绩|荣誉)[^。]{0,4}(?:属于|只能?说明)过去|(?:问题|差距|不足)不容(?:回避|忽视)"
    rf"|(?:还|仍|依然|也)(?:然)?存在(?:着)?.{{0,12}}{_TROUBLE}.{{0,8}}[：:，。]"
    rf"|{_TROUBLE}(?:主要)?(?:有|表现在|体现在|是)[：:，]?.{{0,6}}$"
)
# 其次，说说存在的问题。 The first group is what would be the heading.
_ANNOUNCED = re.compile(
    r"^(?:首先|第一|其次|第二|再次|第三|最后|下面|接下来|再|另外)?[，,、]?我?[想要再先就来着重点]{0,3}"
    r"(?:报告|汇报|说说|谈谈|讲讲|说|谈|讲)(?:一下|一说|一讲|一谈)?([^。：:；，,]{2,20})[。：:，,]"
)
_TURN_TO_CAUSES = re.compile(
    rf"(?:产生|造成|出现|存在|导致).{{0,4}}(?:以上|上述|这些|此类)?.{{0,4}}{_TROUBLE}.{{0,8}}(?:原因|根源|根子)"
    r"|^(?:究其|剖析|分析|深挖|反思).{0,8}(?:原因|根源)|^原因.{0,4}(?:有|是|在于|如下)"
)
TURN_TO_PLAN = re.compile(
    r"^(?:[^。！]{2,16}[。！])?(?:下一?步|下阶段|今后|接下来|明年|来年|新的一年|新学[年期]|展望|20\d\d年)[^。]{0,24}(?:将|要|想|会|准备|计划|打算|努力|做好|抓好|重点|着力|从)"
    rf"|^(?:针对|围绕|面对)(?:以上|上述|这些|存在的?)?[^，。]{{0,6}}{_TROUBLE}[^。]{{0,6}}，"
)
MEASURE_LABEL = re.compile(
    r"^(?:[（(【]?)(?:整改|改进|下一?步)?的?(?:措施|打算|努力方向|方向|思路|整改|改进|计划)[）)】]?\s*[：:]|^下一?步\s*[：:]"
)
PROBLEM_LABEL = re.compile(r"^(?:存在的?|主要)?(?:问题|不足|具体表现|表现)\s*[：:]")
_MEASURE_WITHIN = re.compile(
    r"(?<=[。；;！？”），,])(?:下一?步|今后|接下来|明年|来年)|(?<=[。；;！？”）])(?:(?:整改|改进)(?:措施|办法|方向|打算)?)[，,：:]|"
    r"(?:下一?步|今后|整改措施|改进措施|整改方向|努力方向|改进办法|对此|为此|针对这[一个些]{0,2}问题|接下来)[，,：:、是]?[^。]{0,16}"
    r"(?:将|要|拟|我|加强|坚持|建立|完善|严格|落实|强化|开展|推动|抓|[：:])"
)


def turns_to_problems(start: str) -> bool:
    """Whether a paragraph that starts so leaves the achievements: 在肯定成绩的同时，也清醒地看到……不足."""
    # The plain search first: the pattern is costly and most paragraphs have no such word.
    return bool(_ANY_TROUBLE.search(start) and _TURN_TO_PROBLEMS.search(start))


def turns_to_causes(start: str) -> bool:
    """Whether a paragraph that starts so opens the causes: 产生以上问题的原因."""
    return ("因" in start or "根" in start) and bool(_TURN_TO_CAUSES.search(start))


def announced(start: str) -> str:
    """What a spoken paragraph says it comes to (其次，说说存在的问题。), as a heading, or ""."""
    found = _ANNOUNCED.match(start)
    return found[1] if found else ""


def find_measure(text: str) -> int:
    """Where a measure begins inside a paragraph (下一步，我将……), or 0 where none does after its start."""
    found = _MEASURE_WITHIN.search(text)
    return found.start() if found else 0
