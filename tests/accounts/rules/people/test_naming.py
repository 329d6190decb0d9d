import pytest

from accounts.rules.people.naming import known_as, told_below

COLLEGE = ("中共机电工程学院总支部委员会", "机电学院党总支")


@pytest.mark.parametrize(
    ("name", "short", "told"),
    [
        ("机电工程学院教师第一党支部", "教师第一党支部", "机电工程学院教师第一党支部"),
        ("教师第一党支部", "教师第一党支部", "机电学院教师第一党支部"),
        ("机电工程学院教师第一党支部", "机电学院教师一支部", "机电学院教师一支部"),
        ("中共某校委员会教师第一党支部", "教师第一党支部", "机电学院教师第一党支部"),
    ],
)
def test_a_branch_is_called_by_what_tells_its_college(name, short, told):
    assert known_as(name, short, COLLEGE) == told


def test_a_college_named_like_its_kind_alone_is_put_before_its_branch():
    assert known_as("第一党支部", "第一党支部", ("党委", "党委")) == "党委第一党支部"


@pytest.mark.parametrize(
    ("short", "left"),
    [("计算机学院学生党支部", "学生党支部"), ("学生党支部", "学生党支部"), ("计算机学院党支部", "计算机学院党支部")],
)
def test_under_its_college_a_branch_is_told_without_it(short, left):
    assert told_below(short, "计算机学院党总支") == left
