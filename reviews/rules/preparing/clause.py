"""The notice's clauses that pages quote: the wording is notice.txt's, to the letter (a test compares)."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """``label`` is how the office cites it, ``quote`` the sentence itself."""

    label: str
    quote: str


CLAUSES = {
    "N1.2": Clause(
        "通知一",
        "学校党委负责二级学院党总支（党支部）书记、直属党支部书记述职评议考核，"
        "二级学院党总支负责下属教师党支部和学生党支部书记述职评议考核。",
    ),
    "N3.1b": Clause(
        "通知三之1",
        "要多到现场看，多见具体事，多听群众说，不以开会发文、领导批示、记录留痕、信息宣传数量等评判工作好坏，"
        "防止形式主义，切实为基层减负。",
    ),
    "N3.2a": Clause(
        "通知三之2",
        "述职的党组织书记要紧扣述职评议考核重点内容，把自己摆进去，突出述“我”，"
        "讲清履行第一责任人职责抓基层党建的硬招实招、问题不足和改进措施。",
    ),
    "N3.2b": Clause("通知三之2", "报告内容要实事求是，突出重点，字数不超过2500字"),
    "N3.2c": Clause(
        "通知三之2",
        "其中查摆问题部分篇幅不少于1/3，总结工作和下步打算部分篇幅均不超过1/3，防止讲成绩浓墨重彩、讲问题轻描淡写。",
    ),
    "N3.3c": Clause(
        "通知三之3",
        "听取述职的上级党组织书记应采取“一述一评”的方式逐一进行点评，要真点问题、点真问题，保持“辣味”，防止不痛不痒，确保会议效果。",
    ),
    "N3.4a": Clause(
        "通知三之4",
        "上级党组织应根据平时掌握、实地调研、述职评议和有关方面提供的情况，对下一级党组织书记抓基层党建工作情况形成综合评价意见，"
        "肯定成绩，指出问题，并按“好、较好、一般、差”确定等次，评价等次要有所区分，防止好人主义。",
    ),
    "N3.4b": Clause("通知三之4", "综合评价意见及等次经党组织会议研究后应及时向被评议考核人反馈，在一定范围内通报。"),
    "N3.4c": Clause("通知三之4", "对述职评议考核综合评价等次未达到“好”的，其年度考核结果不得评定为“优秀”等次；"),
    "N3.4d": Clause(
        "通知三之4", "对综合评价等次为“一般”和“差”的，要约谈提醒、限期整改，问题严重的要依据有关规定严肃追责问责。"
    ),
    "N4.2": Clause(
        "通知四之2",
        "各二级学院党总支、特殊职业教育系党支部负责人现场述职，述职时间为5分钟；各直属党支部负责人书面述职。",
    ),
    "N4.1": Clause("通知四之1", "二级院系党组织开展述职评议考核的情况，要及时向党委组织部报告。"),
}


def clauses_of(own: Mapping[str, Mapping[str, str]]) -> Mapping[str, Clause]:
    """Return what pages quote: a cycle's ``own`` wording ({key: {label, quote}}) before the built-in notice's."""
    return {**CLAUSES, **{key: Clause(**words) for key, words in own.items() if key in CLAUSES}}
