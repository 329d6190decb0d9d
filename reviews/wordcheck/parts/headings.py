"""What a heading says that its section is about (WORDCHECK §3)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a section can be.

    REVIEW is 上年度整改情况, PROJECT 书记项目, MERGED 问题及努力方向 in one, SUMMED 成绩与不足 in one.
    """

    ACHIEVEMENTS = "achievements"
    PROBLEMS = "problems"
    CAUSES = "causes"
    PLAN = "plan"
    OTHER = "other"
    REVIEW = "review"
    PROJECT = "project"
    MERGED = "merged"
    SUMMED = "summed"
    OPENING = "opening"
    CLOSING = "closing"


class Label(NamedTuple):
    """What a heading says; ``strong`` where reports use these words for nothing else."""

    kind: Kind
    strong: bool


_TROUBLE = "(?:问题|不足|差距|短板|薄弱环节|弱项|困难|欠缺)"
_FUTURE = "(?:接下来|下一?步|明确方向|下一?年|下一?阶段|今后|努力方向|打算|对策|谋划|工作(?:思路|计划|安排|设想|规划|谋划|要点)|(?:整改|改进|解决|应对)(?:提升|落实)?的?(?:措施|方向|思路|计划|办法|方法|意见|举措|安排|清单))"
_SELF_EXAMINING = (
    "(?:存在|查摆|主要|突出|面临|当前|自身|检视|正视|直面|查找|找准|反思|剖析|对照|自查|目前|工作中|差距|仍有|还有)"
)
_PAST = "(?:上一?年|去年|往年|前一年|20[0-9x×X]{2}年|上级|巡[视察]|反馈|上次|指出|述职评议)"
_YEAR = "(?:明年|来年|新的?一年|20[0-9x×X]{2}年度?)"

_DEEDS = "(?:成绩|成效|做法|亮点|经验|收获|总结|回顾|工作情况|开展情况|履职情况)"

# The first pattern that fits decides; the order is from the particular to the general.
_RULES: tuple[tuple[Kind, bool, re.Pattern[str]], ...] = tuple(
    (kind, strong, re.compile(pattern))
    for kind, strong, pattern in (
        (Kind.PROJECT, False, "^.{0,6}书记.{0,4}项目(?!.*(?:问题|不足)).{0,6}$"),
        (Kind.OPENING, True, "^(?:前言|引言|导语|开场白?)$"),
        (Kind.CLOSING, True, "^(?:结束语|结语|结尾|表态)$"),
        (
            Kind.REVIEW,
            True,
            f"{_PAST}.*(?:整改|落实|承诺(?:事项)?)(?:落实|完成|兑现|推进|工作)*(?:情况|成效|进展|结果)$",
        ),
        (Kind.REVIEW, True, f"{_PAST}.*{_TROUBLE}.{{0,2}}整改$"),
        (Kind.REVIEW, False, f"{_TROUBLE}.{{0,2}}整改(?:落实|完成|推进|工作)*(?:情况|成效|进展|结果)$"),
        (
            Kind.OTHER,
            True,
            (
                "^(?!.*党风廉政).{0,16}廉洁(?:自律|从政|履职|从业|奉公|纪律)(?:的?(?:情况|方面|规定|表现).{0,4})?$|^(?:本人|个人)?(?:廉洁情况|遵[守规].{0,6}纪律?.{0,4})$"
                "|^.{0,6}(?:基本情况|概况|简[况介])$|^(?:支部|总支|党委|单位|个人)情况$"
            ),
        ),
        (
            Kind.OTHER,
            True,
            "^.{0,6}(?:党[总工]?委|支部|总支|组织部?|单位|上级|考核|审核|评议)(?:评价|审核|考核)?意见$",
        ),
        (Kind.OTHER, True, "需要说明的(?:问题|情况|事项)$|^(?:填表说明|备注|附件|附表|说明|签名|签字)$"),
        (Kind.PLAN, True, f"^(?:针对|围绕).*{_TROUBLE}.*(?:措施|打算|思路|对策|努力|整改)"),
        (Kind.PLAN, True, f"{_TROUBLE}的?(?:整改|改进|解决)(?:的)?(?:措施|办法|对策|思路|方向|计划)$"),
        (Kind.SUMMED, True, f"{_DEEDS}.{{0,4}}(?:[与和及、，]|以及).{{0,6}}{_TROUBLE}|得与?失"),
        (Kind.MERGED, True, f"{_TROUBLE}.*{_FUTURE}|{_FUTURE}.*{_TROUBLE}|原因.*{_FUTURE}|{_TROUBLE}[及与和、]整改$"),
        (
            Kind.MERGED,
            True,
            f"(?:{_TROUBLE}|[自反]省|反思|检视|剖析).{{0,4}}[与和及、].{{0,4}}(?:{_FUTURE}|展望|前行|未来|改进)",
        ),
        (
            Kind.CAUSES,
            True,
            f"^(?:[^及、和与]{{0,8}}{_TROUBLE}(?:产生|存在|形成)?的?)?(?:主要|深层次?|主客观|思想)*(?:原因|根源|成因)(?:分析|剖析)?$",
        ),
        (Kind.CAUSES, True, "^(?:产生|造成|出现|剖析|分析|深挖).{0,10}(?:原因|根源)|^(?:原因|根源)(?:分析|剖析|查找)"),
        (Kind.PROBLEMS, True, f"{_TROUBLE}.{{0,6}}(?:原因|根源)"),
        (
            Kind.ACHIEVEMENTS,
            True,
            "(?:计划|目标|任务|措施|清单|台账).{0,4}(?:完成|落实|执行)情况|(?:做法|成效|成绩|亮点|收获)(?!.*(?:下一?步|[不欠缺弱]|有待))",
        ),
        (
            Kind.PROBLEMS,
            True,
            f"{_SELF_EXAMINING}.{{0,10}}{_TROUBLE}|^.{{0,6}}{_TROUBLE}(?:[与和及、]{_TROUBLE})?(?:方面|检视|查摆|剖析|自查|反思)?$|{_TROUBLE}清?[单账]”?$",
        ),
        (Kind.PLAN, True, "马上[干办做改]|(?:怎么|怎样|如何|准备|接着|继续)[干办做改抓]|抓紧[改做补]"),
        (Kind.PROBLEMS, True, "有待(?:改进|加强|提[高升]|完善)|(?:需要?|应该)(?:改进|加强)的|(?:改进|不足)之处"),
        (Kind.PROBLEMS, True, "没有?(?:干|办|做|抓|管)[好到]|(?:差|弱|输)在哪|欠的?账"),
        (
            Kind.PLAN,
            True,
            f"怎么[干办做]|{_FUTURE}|{_YEAR}.{{0,12}}(?:重点|要点|计划|安排|谋划|思路|打算|目标|设想|展望)",
        ),
        (
            Kind.ACHIEVEMENTS,
            True,
            "工作(?:总结|回顾|(?:开展|完成|推进|落实)?情况|特色)|总结|回顾|所做的?工作|(?:主要|重点)工作|[干做办抓](?:成?了.{0,2}(?:什么|哪些|几件)|的.{0,2}(?:事|工作))",
        ),
        (
            Kind.ACHIEVEMENTS,
            True,
            "(?:履职|履责|落实|开展|完成|履行|推进|述职|抓).{0,14}情况|履职尽责|履行.{0,10}(?:职责|责任)",
        ),
        (
            Kind.PLAN,
            False,
            "措施|举措|思路|计划|展望|规划|设想|未来|新征程|再(?:出发|启|上|谱|创|发力|突破)|启新|接续|前行|承诺|任务单|路线图|施工图|明年|来年",
        ),
        (Kind.OTHER, False, "^(?:几点|对.{2,10}的?)?(?:意见|建议)(?:[和与及、]?建议)?$"),
        (Kind.PROBLEMS, False, _TROUBLE + f"|{_SELF_EXAMINING}.{{0,8}}不[够到]|自省|反省|反思|检视|查摆|剖析"),
        (Kind.ACHIEVEMENTS, False, "回望|回首|成绩单"),
    )
)
# Words about problems that say nothing of where one is: 坚持问题导向 heads an achievement.
_GOOD_WORDS = re.compile(
    "突?出?问题导向|问题意识|强弱项"
    f"|(?:紧盯|聚焦|着力|破解|解决|补齐?|整治|化解|攻坚|消除|缩小)(?!.{{0,4}}(?:查|剖析|检视|反思))[^及、和与，]{{0,10}}{_TROUBLE}"
)


# Every rule asks for one of these, and most paragraphs have none: one search instead of all the rules'.
_STEMS = re.compile(
    "问题|项目|不[足够到]|差距|短板|薄弱|弱项|困难|欠缺|原因|根源|成因|得与?失|没|欠|[干做办抓]的|有待|改进|加强的|遵[守规]|概况|简[况介]|在哪|怎[么样]|如何|马上|准备|继续|接着|抓紧|情况|进展|结果|做法|成[效绩]|亮点|收获|总结|回顾|特色|所做"
    "|主要工作|要点|谋划|承诺|重点|尽责|履行|什么|哪些|几件|接下来|下一?[步年阶]|今后|方向|打算|对策|谋划|思路|计划|安排|规划|设想|措施|[办方]法|清单|意见|举措|目标|展望"
    "|建议|未来|新征程|再|启新|接续|前行|任务单|路线图|施工图|明年|来年|[自反]省|反思|检视|查摆|剖析|回望|回首"
    "|前言|引言|导语|开场|结束语|结语|结尾|表态|廉洁|填表|备注|附[件表]|说明|签[名字]"
)


# 存在的主要问题 names what follows; 班子合力不足 is one of the problems.
_PLAIN_NAME = re.compile(
    "(?:存在|主要|突出|查摆|检视|正视|直面|查找|反思|具体|表现|目前|当前|自身|个人|工作中|方面|的|问题|不足|差距|短板|弱项|薄弱环节"
    "|成绩|成效|做法|工作|总结|回顾|情况|亮点|原因|根源|分析|剖析|下一?步|下一?年|明年|今后|整改|改进|解决|措施|办法|举措|对策|打算"
    "|努力|方向|思路|计划|安排|重点|目标|任务|20[0-9]{2}年度?|清单|一年来|本年度|党建|及其?|以及|和|与|、|有|需要|怎[么样]|没有?|还|[干办做]|好|的?地方|的?事)+"
)


def is_plain_name(head: str) -> bool:
    """Whether a heading says nothing but the name of a part."""
    return bool(_PLAIN_NAME.fullmatch(head))


def read_heading(head: str) -> Label | None:
    """What a heading without its number says, or None where it could stand over anything."""
    if not _STEMS.search(head):
        return None
    plain = _GOOD_WORDS.sub("", head)
    for kind, strong, pattern in _RULES:
        if pattern.search(plain):
            return Label(kind, strong)
    return None
