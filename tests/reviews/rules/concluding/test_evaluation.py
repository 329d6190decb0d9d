from reviews.rules.concluding.evaluation import Told, comments_lacking, evaluations_missing, lacks, told_lines, writable


def test_before_people_are_heard_only_what_is_known_is_gathered():
    assert writable("collecting") == ("known", "heard")
    assert "grade" in writable("meeting")
    assert (writable("preparing"), writable("decided")) == ((), ())


def test_both_sides_are_said_of_everybody():
    assert lacks(praise="好事", problems=" ", grade="") == ["没有指出问题", "没有拟等次"]


def test_a_line_says_who_told_it():
    assert told_lines("纪委：没有信访反映。\n\n审计处: 有一项待核。\n这一行没有说是谁。") == [
        Told("纪委", "没有信访反映。"), Told("审计处", "有一项待核。"), Told("", "这一行没有说是谁。"),
    ]  # fmt: skip


def test_the_preflight_counts_and_names_nobody():
    assert evaluations_missing(incomplete=0, where="/") == []
    assert evaluations_missing(incomplete=2, where="/")[0].must is True


def test_comments_hold_the_stage():
    assert (
        comments_lacking(["甲", "乙", "丙", "丁"], "/")[0].what == "甲、乙、丙等 4 人的点评还没有，或没有点到具体问题"
    )
