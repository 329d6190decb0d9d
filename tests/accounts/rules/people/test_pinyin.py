import subprocess
import sys

import pytest

from accounts.rules.people.pinyin import person_search_text, search_text
from accounts.rules.people.sought import words_of


def found(query, text):
    return all(word in text for word in words_of(query))


@pytest.mark.parametrize(
    "query", ["jsjxy", "JSJ", "计算机", "jisuanji", "jsjxydzz", "学院 jsj", "ji suan ji", "dzz", "计院", "jy"]
)
def test_an_organization_is_found_by_characters_pinyin_and_initials(query):
    assert found(query, search_text("计算机学院党总支", "计院总支"))


@pytest.mark.parametrize("query", ["jxyjy", "总支计", "xyz", "jsjx计"])
def test_nothing_reaches_from_one_spelling_into_the_next(query):
    assert not found(query, search_text("计算机学院党总支", "计院总支"))


@pytest.mark.parametrize(
    ("name", "query"), [("重庆路社区", "cqlsq"), ("银行系", "yhx"), ("MBA中心第3党支部", "mbazxd3dzb")]
)
def test_phrases_are_read_as_they_are_spoken(name, query):
    assert found(query, search_text(name))


@pytest.mark.parametrize(
    ("name", "query"),
    [("周正明", "zzm"), ("周正明", "zhouzhengming"), ("曾国华", "zgh"), ("单雄", "shanx"), ("仇英", "qy")],
)
def test_a_surname_is_found_by_each_of_its_readings(name, query):
    assert found(query, person_search_text(name))


def test_a_name_of_nothing_is_found_by_nothing():
    assert (search_text("", ""), person_search_text("")) == ("", "")


def test_the_dictionary_is_read_with_the_first_name_that_is_written():
    script = "import django, sys; django.setup(); import config.urls; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
