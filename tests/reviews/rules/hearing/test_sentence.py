import pytest

from reviews.rules.hearing.sentence import carried, chosen, names_a_problem, proposed, sentences
from tests.cpu import cpu_seconds

PROBLEMS = (
    "党员活动室的墙上还挂着前年的计划，今年的没有。",
    "翻了三本会议记录，“三会一课”只有上半年的。",
    "组织生活会的批评意见雷同，五个人写的几乎一样。",
    "支委分工不够清楚，问到谁管发展党员，三个人答得不一样。",
    "学生党员反映，半年才见过书记一次。",
    "今年仅开过两次党员大会。",
    "党费收缴不及时，九月的到现在还差四个人。",
    "流动党员有七名，联系得上的不到一半，缺一本台账。",
    "书记说自己忙于科研，谈心谈话顾不上。",
    "主题党日停留在念文件、看视频。",
    "党建和专业建设两张皮，教研活动里听不到支部的声音。",
    "三个积极分子的培养记录是同一个人代写的。",
    "去年点评指出的问题至今未改。",
    "青年教师入党意愿偏低，三年没有发展一名。",
    "支部换届应在六月，拖到了十月。",
    "活动经费一分钱没用，问起来说不知道怎么报。",
    "意识形态责任制只写在纸上，没有人能说出自己管哪一块。",
    "实训楼的党员示范岗牌子在，人早就调走了，一直空着。",
    "新来的组织员不熟悉发展党员的流程。",
    "记录本上十月的签到是后来补记的。",
    "老教师说：“支部大会上讲的和系里开会讲的差不多，听不出是党课。”",
    "谈心谈话记录很笼统，看不出谈了什么。",
    "师德师风方面抓得不严，有两名教师上课迟到，支部没有过问。",
    "样板支部的经验材料照搬了别的学校。",
    "学生公寓里的党员工作站晚上没人。",
    "支部书记对本支部有几名困难党员说不准。",
    "党员积分只记参加次数，不看作用。",
    "整改台账里三件事的措施是同一句话，难以检查。",
    "党务工作薄弱，两年没有参加过培训。",
    "问了六个人，只有两个人知道今年支部做了哪件实事。",
    "问题在于支委会议事少，事情都由书记一个人定。",
    "活动室周末才开门，平时要找人拿钥匙。",
    "看了三本教案，一本还是前年的内容。",
    "两名积极分子说半年谈过一次，记录每季度都有。",
    "去年欠下的两次党课已经补齐，但质量不高。",
)
OTHERS = (
    "到机电楼二楼，和五位教师党员坐了一个下午。",
    "支部的活动室收拾得很整齐，墙上的计划是今年的。",
    "书记能叫出每个学生党员的名字。",
    "党员做了不少实事，修好了实训车间的两台旧机床。",
    "大家对支部的工作没有意见。",
    "问有没有按时交党费，都说按时交。",
    "三会一课一次不缺，记录当天写完。",
    "老党员说：“书记隔几天就来，我们有事愿意跟他讲。”",
    "没有发现问题。",
    "去年的问题已经整改到位，看了现场，属实。",
    "原来漏记的两次会议当场补上了。",
    "支部不仅管学习，还管就业。",
    "不断有学生来递入党申请书。",
    "随机抽了四份档案，材料齐全。",
    "不走过场，讲评到人到事。",
    "支部帮助困难学生十二人，联系了兼职岗位。",
    "流动党员无一失联。",
    "书记每周三晚上在公寓值班，学生随时能找到他。",
    "活动结束后，大家一起把会场收拾干净。",
    "不过场面热闹归热闹，大家还是听进去了。",
    "党员带头承担新课程，三门课都按期开出。",
    "支部大会开得实在，一个也没有漏。",
    "未来一年的打算写得具体，有人有时间。",
    "缺什么补什么，年初就列了单子。",
    "在实训车间看了师徒结对的现场，徒弟讲得头头是道。",
    "党员责任区图纸贴在门口，谁负责哪里一目了然。",
)


@pytest.mark.parametrize("sentence", PROBLEMS)
def test_a_sentence_about_a_problem_is_proposed(sentence):
    assert names_a_problem(sentence)


@pytest.mark.parametrize("sentence", OTHERS)
def test_a_sentence_about_anything_else_is_not(sentence):
    assert not names_a_problem(sentence)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  \n \n", []),
        ("没有句号的一句", ["没有句号的一句"]),
        ("去了。看了！问了？", ["去了。", "看了！", "问了？"]),
        ("第一行\n第二行。", ["第一行", "第二行。"]),
        ("分工不清；记录不全。", ["分工不清；", "记录不全。"]),
        ("占比2.5%，3.14也不断开。", ["占比2.5%，3.14也不断开。"]),
        ("他说：“忙。真忙。”我又问了一句。", ["他说：“忙。真忙。”", "我又问了一句。"]),
        ("“没人来？”的说法不准。", ["“没人来？”的说法不准。"]),
        ("引号没有合上：“就这样。后面还有。", ["引号没有合上：“就这样。", "后面还有。"]),
        ("看了记录（共三本。）再看活动室。", ["看了记录（共三本。）", "再看活动室。"]),
        ("真的吗？！……是真的。", ["真的吗？！……", "是真的。"]),
        (" \n。；\n", []),
        ("有的党员说：“没人谈过话。”\n下一步要改；", ["有的党员说：“没人谈过话。”", "下一步要改；"]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text, found):
    assert sentences(text) == found


def test_nothing_of_a_text_is_lost():
    text = "".join([*PROBLEMS, *OTHERS])
    assert "".join(sentences(text)) == text


def test_a_text_proposes_its_problem_sentences_in_order():
    assert proposed("活动室整齐。记录不全。大家愿意来。经费没有用。") == ["记录不全。", "经费没有用。"]


def test_a_persons_choice_survives_an_edit_and_new_sentences_are_proposed():
    before = "活动室整齐。记录不全。经费没有用。"
    after = "活动室整齐。记录不全。经费没有用。台账缺了两本。"
    assert carried(after, before=before, marked=["活动室整齐。"]) == ["活动室整齐。", "台账缺了两本。"]


def test_a_mark_goes_with_its_sentence():
    assert carried("活动室整齐。", before="活动室整齐。记录不全。", marked=["记录不全。"]) == []


def test_a_choice_is_by_place_and_nonsense_is_ignored():
    assert chosen("一。二。三。", [2, 0, 7, -1]) == ["一。", "三。"]


@pytest.mark.parametrize("character", "没不仅“。只未重 ")
def test_a_long_monotonous_text_is_read_at_once(character):
    assert cpu_seconds(lambda: proposed(character * 100_000)) < 5


@pytest.mark.parametrize(
    "sentence",
    [
        "支委会记录一年只有7次，有5个月没有开。",
        "两名预备党员的谈话记录是同一天补的，内容几乎一样。",
        "实训中心党支部组织生活会记录不全。",
        "抓发展党员工作偏软。",
        "去年列账的事今年仍在拖延。",
        "希望把缺的3次记录查清。",
    ],
)
def test_what_a_comment_points_at_is_proposed(sentence):
    assert proposed(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "支部把组织生活开到了实训车间。",
        "工作不断推进，成绩明显。",
        "去年的问题已全部整改销号。",
        "没有发现大的问题。",
        "希望下一步补齐短板。",
        "要不忘初心。",
        "党建和业务不仅没有两张皮，效果较好。",
    ],
)
def test_its_praise_and_its_wishes_are_not(sentence):
    assert proposed(sentence) == []


def test_praise_with_a_but_still_points_at_something():
    assert proposed("成绩明显，但支委会记录不全。") == ["成绩明显，但支委会记录不全。"]
