"""The single search before the rules loses no heading."""

import re

import pytest

from reviews.documents.demo.demo_prose import bank
from reviews.wordcheck.parts import headings
from reviews.wordcheck.parts.headings import read_heading

from .labelled import labelled_reports

FURTHER = [
    "前言",
    "结束语",
    "廉洁自律情况",
    "基本概况",
    "个人简介",
    "填表说明",
    "备注",
    "附件",
    "上年度反馈意见整改落实进展",
    "问题整改结果",
    "针对存在问题的整改",
    "弱项的改进办法",
    "成绩与不足",
    "一年来的得与失",
    "得失",
    "存在问题及整改",
    "产生的根源",
    "问题产生的主要原因",
    "年度任务完成情况",
    "收获",
    "没有做到的",
    "没干好的事",
    "差在哪",
    "弱在哪",
    "怎么办",
    "明确方向",
    "下阶段",
    "下一阶段",
    "下年度安排",
    "对策",
    "工作设想",
    "工作规划",
    "改进意见",
    "改进举措",
    "2027年目标",
    "明年展望",
    "新的一年重点",
    "工作特色",
    "所做的工作",
    "主要工作",
    "重点工作",
    "做了什么",
    "干了哪些",
    "抓了几件实事",
    "履职尽责",
    "履行主体责任",
    "抓党建情况",
    "未来",
    "新征程",
    "再出发",
    "再启航",
    "启新程",
    "接续奋斗",
    "前行",
    "承诺",
    "任务单",
    "路线图",
    "施工图",
    "来年",
    "自省",
    "反省",
    "反思",
    "检视",
    "查摆",
    "剖析",
    "回望",
    "回首",
    "成绩单",
    "欠缺",
    "困难",
    "薄弱环节",
    "差距",
    "短板",
    "思路",
    "接下来",
    "支部概况",
    "遵守廉洁纪律情况",
    "上年度存在问题的整改",
    "改进方法",
    "整改清单",
    "有待加强的方面",
    "需要改进的地方",
    "马上做",
    "怎样改",
    "接着干",
    "意见建议",
    "反思与展望",
    "存在的几个不够",
    "再上台阶",
    "举措",
]


def heads():
    texts = [line.text for report in labelled_reports() for line in report.lines]
    frames = [line for lines in bank("frames").values() for line in lines if isinstance(line, str)]
    clauses = [clause for text in (*texts, *frames) for clause in re.split("[。，、：；]", text)]
    return [*FURTHER, *clauses]


def test_one_search_loses_no_heading(monkeypatch):
    quick = [read_heading(head) for head in heads()]
    monkeypatch.setattr(headings, "_STEMS", re.compile(""))
    assert quick == [read_heading(head) for head in heads()]


@pytest.mark.parametrize("head", FURTHER)
def test_further_heading_is_named(head):
    assert read_heading(head) is not None
