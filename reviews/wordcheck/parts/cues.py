"""What running text says about its part: turns, measures, and the vocabulary of each part (WORDCHECK §3)."""

from __future__ import annotations

import re
from typing import NamedTuple

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
    r"^(?:[^。！]{2,16}[。！])?(?:下一?步|下阶段|今后|接下来|明年|来年|新的一年|20\d\d年)[^。]{0,24}(?:将|要|想|准备|计划|打算|努力|做好|抓好|重点|着力|从)"
    rf"|^(?:针对|围绕)(?:以上|上述|这些|存在的?)[^。]{{0,6}}{_TROUBLE}"
)
MEASURE_LABEL = re.compile(
    r"^(?:[（(【]?)(?:整改|改进|下一?步)?的?(?:措施|打算|努力方向|方向|思路|整改|改进|计划)[）)】]?\s*[：:]|^下一?步\s*[：:]"
)
PROBLEM_LABEL = re.compile(r"^(?:存在的?|主要)?(?:问题|不足|具体表现|表现)\s*[：:]")
_MEASURE_WITHIN = re.compile(
    r"(?<=[。；;！？”）])(?:下一?步|今后|接下来|(?:整改|改进)(?:措施|办法|方向|打算)?)[，,：:]|"
    r"(?:下一?步|今后|整改措施|改进措施|整改方向|努力方向|改进办法|对此|为此|针对这[一个些]{0,2}问题|接下来)[，,：:、是]?[^。]{0,16}"
    r"(?:将|要|拟|我|加强|坚持|建立|完善|严格|落实|强化|开展|推动|抓|[：:])"
)


class Evidence(NamedTuple):
    """How strongly words speak for each part, as plain sums."""

    achievements: int
    problems: int
    plan: int


# How much a word speaks for each part: by how reports use it, not by what it means.
_VOCABULARY = (
    (
        Evidence(2, 0, 0),
        (
            "荣获 获评 获得 被评为 表彰 成功 圆满 先后 累计 共开展 共召开 已完成 全年共 一年来 带头讲 得到了 取得了 完成了 建立了"
            " 形成了 开展了 组织了 实现了 推动了 解决了 提升了 增强了 召开 亲自 共计 打造 创建 选派 慰问 入选 走访"
        ),
    ),
    (Evidence(1, 0, 0), "次 名 人次 项 场 组织 开展 坚持 立项"),
    (
        Evidence(0, 3, 0),
        (
            "不够 不足 不深 不到位 不强 不高 不严 不实 不细 不多 不全 不平衡 不充分 不主动 不及时 不规范 不明显 不紧 不透 不力 不牢"
            " 不大 不新 不广 不均衡 不浓 不密切 不畅 不硬 不活 不优 不显 欠缺 缺乏 薄弱 差距 短板 滞后 流于形式 偏弱 偏少 偏低 较少"
            " 淡薄 松懈 畏难 缺少 不愿 不敢 不会 未能 没能 简单化 表面化 一般化 重业务轻党建 走过场 没有真正 浅尝辄止 不经常 脱节"
            " 两张皮 应付 参差不齐 单一 有待 不理想 迟迟 一直没有 没有跟上 不认真 走形式 碍于 凑合"
        ),
    ),
    (Evidence(0, 1, 0), "存在 没有 只有 仅 有的 有时 个别 部分 还不 问题 较弱 较差 较低 不善 原因 根源"),
    (
        Evidence(0, 0, 3),
        "下一步 下步 今后 明年 来年 力争 争取 我将 将进一步 确保 计划 打算 拟 年底前 月底前 年内 新的一年 努力实现",
    ),
    (
        Evidence(0, 0, 1),
        "将 要 进一步 继续 不断 切实 着力 持续 加大 严格 健全 完善 加强 强化 努力 建立 推行 每月 每季度 每年 定期",
    ),
)
_WEIGHTS = {word: evidence for evidence, words in _VOCABULARY for word in words.split()}
_WORDS = re.compile("|".join(sorted(_WEIGHTS, key=len, reverse=True)))
_LONGEST_READ = 3000


def read_evidence(text: str) -> Evidence:
    """The vocabulary of ``text``, of whose length only the first 3,000 characters are read."""
    found = [_WEIGHTS[word] for word in _WORDS.findall(text[:_LONGEST_READ])]
    return Evidence(*(sum(column) for column in zip(*found, strict=True))) if found else Evidence(0, 0, 0)


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
