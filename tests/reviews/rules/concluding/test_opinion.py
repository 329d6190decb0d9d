from reviews.rules.concluding.opinion import Material, Said, draft_opinion, standing

COMMENT = [Said("组织生活开到了车间，做得实。", "点评"), Said("下一步要把制度立起来。", "点评")]
VISIT = [Said("先到了活动室。", "12月3日调研"), Said("党费台账清楚，一看就知道。", "12月3日调研")]
REPORT = [Said(f"一是第{n}件事办成了。", "述职报告") for n in "甲乙丙丁"]


def test_what_was_said_and_seen_goes_before_what_the_report_says():
    found = draft_opinion(Material(comment=COMMENT, visits=VISIT, achievements=REPORT))
    assert [one.source for one in found.praise_sources] == ["点评", "12月3日调研", "述职报告"]
    assert found.praise == "组织生活开到了车间，做得实。党费台账清楚，一看就知道。第甲件事办成了。"


def test_wishes_and_mere_telling_are_no_praise():
    found = draft_opinion(Material(comment=COMMENT[1:], visits=VISIT[:1]))
    assert (found.praise, found.praise_sources) == ("", ())


def test_problems_stand_on_a_line_each_and_none_twice():
    found = draft_opinion(
        Material(
            comment_problems=[Said("支委会一年只开了7次。", "点评")],
            visit_problems=[Said("支委会一年只开了7次", "调研"), Said("两名预备党员没有谈话记录。", "调研")],
            report_problems=[Said("（一）理论学习不够深入；", "述职报告"), Said("二是流动党员联系不上。", "述职报告")],
        )
    )
    assert found.problems.splitlines() == ["支委会一年只开了7次。", "两名预备党员没有谈话记录。", "理论学习不够深入。"]
    assert [one.source for one in found.problem_sources] == ["点评", "调研", "述职报告"]


def test_nothing_said_makes_no_opinion():
    found = draft_opinion(Material())
    assert (found.praise, found.problems) == ("", "")


def test_an_edited_sentence_has_no_source_any_more():
    sources = [Said("支委会一年只开了7次。", "点评"), Said("谈话记录没有。", "调研")]
    assert standing("一是支委会一年只开了7次；二是谈话记录不全。", sources) == (sources[0],)
