import io
import re

import docx as python_docx
import pytest
from lxml import etree

from reviews.documents.collecting.marked import marked_docx
from reviews.documents.collecting.package import Unreadable, members
from reviews.rules.collecting.marked import Mark, marks
from reviews.wordcheck import check
from tests.reviews.documents.collecting.files import BODY, MADE, demo, with_comments
from tests.reviews.wordcheck.builders import members_of, paragraph, run, zipped

CHANGED = re.compile(r"\[Content_Types\]\.xml|word/comments\d*\.xml|word/_rels/[^/]+\.rels|word/document\d*\.xml")
# python-docx opens the unmarked ones as little.
BEYOND_PYTHON_DOCX = {"strict", "main part elsewhere", "undeclared prefix"}
MARKS = ("commentRangeStart", "commentRangeEnd")


def marks_of(data):
    reading = check(data).reading
    assert reading is not None
    return marks(reading) or (Mark(0, "第一段"),)


def canonical(content, *, without=()):
    """The part as canonical XML, without the marks of these numbers."""
    root = etree.fromstring(content, etree.XMLParser(recover=True))
    for element in list(root.iter()):
        name = etree.QName(element).localname
        number = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
        reference = next((one for one in element if str(one.tag).endswith("}commentReference")), None)
        if reference is not None:
            number = next(iter(reference.attrib.values()))
        if number in without and (name in MARKS or reference is not None):
            element.getparent().remove(element)
    return etree.tostring(root, method="c14n", exclusive=True)


@pytest.mark.parametrize("made", MADE)
def test_all_but_the_marks_is_as_it_was(made):
    data = MADE[made]()
    marked = marked_docx(data, marks_of(data))
    before, after = members(data), members(marked)
    assert [name for name in before if before[name] != after[name] and not CHANGED.fullmatch(name)] == []
    assert list(after)[: len(before)] == list(before)
    main = next(name for name in before if re.fullmatch(r"word/document\d*\.xml", name))
    old = set(re.findall(rb'commentReference w:id="(\d+)"', before[main]))
    numbers = [one.decode() for one in re.findall(rb'commentReference w:id="(\d+)"', after[main]) if one not in old]
    assert len(numbers) == len(marks_of(data))
    assert canonical(after[main], without=numbers) == canonical(before[main])


@pytest.mark.parametrize("made", MADE)
def test_the_marked_file_reads_as_the_first_one_did(made):
    data = MADE[made]()
    before, after = check(data).reading, check(marked_docx(data, marks_of(data))).reading
    assert after.paragraphs == before.paragraphs
    assert after.findings == before.findings


@pytest.mark.parametrize("made", sorted(MADE.keys() - BEYOND_PYTHON_DOCX))
def test_word_s_own_reader_finds_the_comments_at_their_paragraphs(made):
    data = MADE[made]()
    found = marks_of(data)
    document = python_docx.Document(io.BytesIO(marked_docx(data, found)))
    texts = [one.text for one in document.comments if one.author == "述职评议系统"]
    assert texts == [one.text for one in found]


def test_a_comment_stands_at_the_paragraph_that_it_is_about():
    data = demo()
    reading = check(data).reading
    place = next(one.index for one in reading.paragraphs if one.part == "problems")
    document = python_docx.Document(io.BytesIO(marked_docx(data, [Mark(place, "请补一个具体问题")])))
    marked = [one for one in document.element.body.iter() if str(one.tag).endswith("}commentRangeStart")]
    assert reading.paragraphs[place].text in "".join(marked[0].getparent().itertext())


def test_the_comments_that_were_there_stay():
    data = with_comments()
    document = python_docx.Document(io.BytesIO(marked_docx(data, [Mark(0, "一"), Mark(0, "二")])))
    assert [(one.author, one.text) for one in document.comments] == [
        ("同事", "这里再具体些"),
        ("述职评议系统", "一"),
        ("述职评议系统", "二"),
    ]
    assert len({one.comment_id for one in document.comments}) == 3


def test_what_a_note_quotes_cannot_become_markup():
    data = demo()
    text = '<w:p>&"\x07\ufffe引'
    document = python_docx.Document(io.BytesIO(marked_docx(data, [Mark(0, text)])))
    assert [one.text for one in document.comments] == ['<w:p>&"引']


def test_a_report_without_anything_to_say_comes_back_as_it_is():
    assert marked_docx(demo(), []) == demo()


def test_a_paragraph_in_a_text_box_does_not_shift_the_marks():
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    data = zipped(members_of(paragraph(run("首"), box) + BODY + paragraph(run("尾"))))
    last = check(data).reading.paragraphs[-1].index
    document = python_docx.Document(io.BytesIO(marked_docx(data, [Mark(last, "看这里")])))
    assert "commentRangeStart" in document.paragraphs[-1]._p.xml


def test_a_file_in_an_encoding_of_its_own_is_told_apart():
    members_ = members_of(BODY)
    xml = members_["word/document.xml"].replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    data = zipped({**members_, "word/document.xml": xml})
    assert check(data).reading is not None
    with pytest.raises(Unreadable, match="另存一次"):
        marked_docx(data, [Mark(0, "一")])
