from dataclasses import replace

from reviews.rules.collecting.marked import ASKED, MOST_OF_ONE_KIND, marks
from reviews.wordcheck import check
from tests import docx
from tests.reviews.wordcheck.labelled import labelled_reports


def reading(data):
    return check(data).reading


def test_a_broken_limit_is_told_at_the_first_paragraph_of_its_part():
    found = reading(docx.thin())
    at = {
        finding.rule: mark.paragraph
        for finding in found.findings
        for mark in marks(found)
        if finding.message in mark.text
    }
    assert (at["achievements"], at["problems"]) == (1, 3)


def test_the_way_that_mends_everything_stands_at_the_top():
    first = marks(reading(docx.thin()))[0]
    assert first.paragraph == 0
    assert first.text.startswith("一次改到位：")


def test_every_note_that_is_no_question_names_its_repair():
    found = reading(docx.thin())
    notes = " ".join(mark.text for mark in marks(found))
    assert all(finding.repair in notes for finding in found.findings)


def test_what_is_asked_is_asked_at_its_paragraph():
    found = next(one for one in (reading(report.data) for report in labelled_reports()) if asked(one))
    assert {mark.paragraph for mark in marks(found) if mark.text.startswith(ASKED)} == asked(found)


def test_a_finding_about_very_many_paragraphs_is_told_at_the_first():
    found = reading(docx.good())
    many = replace(found.findings[0], rule="concrete", paragraphs=tuple(range(MOST_OF_ONE_KIND + 9)))
    assert len(marks(replace(found, findings=(many,)))) <= MOST_OF_ONE_KIND + 1


def test_a_report_without_text_has_nowhere_to_put_a_note():
    assert marks(reading(docx.docx())) == ()


def asked(found):
    return {one.index for one in found.paragraphs if not one.sure}
