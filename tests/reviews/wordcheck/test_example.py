"""The example in the word check's own docstring is true."""

from reviews.wordcheck import Part, Verdict, check

from .builders import report

EXAMPLE = {
    "抓基层党建工作述职报告": Part.TITLE,
    "周明": Part.TITLE,
    "现将有关情况报告如下。": Part.OPENING,
    "一、主要做法": Part.ACHIEVEMENTS,
    "（一）紧盯短板问题抓提升。我组织学习12次，讲党课3次。": Part.ACHIEVEMENTS,
    "二、存在问题及努力方向": Part.MIXED,
    "（一）学习不够深入，全年只到支部3次。": Part.PROBLEMS,
    "（二）支部记录有三次缺漏，没有人补，下一步将每月检查一次。": Part.MIXED,
    "以上报告，请予评议。": Part.CLOSING,
    "2026年12月1日": Part.OTHER,
}


def test_example_is_read_as_the_docstring_says():
    reading = check(report(*EXAMPLE)).reading
    assert {item.text: item.part for item in reading.paragraphs} == EXAMPLE
    assert [item.part for item in reading.paragraphs if not item.sure] == [Part.MIXED, Part.MIXED]
    assert (reading.total, reading.denominator, reading.verdict) == (132, 119, Verdict.OPEN)
    assert [round(share, 3) for share in reading.ranges[Part.PROBLEMS]] == [0.16, 0.496]
