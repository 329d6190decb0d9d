"""The short way through plain paragraphs reads what the long way reads."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.wordcheck.reading import document as reading
from reviews.wordcheck.reading.document import read_document

from .builders import docx, paragraph, run
from .labelled import labelled_reports
from .proving import law, sample

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*.docx"))}
REPORTS = {item.name: item for item in sample(labelled_reports())}
HINT = '<w:rFonts w:hint="eastAsia"/>'
PIECES = (
    *(run(text, look) for text in ("述职", "“一”", "3.5%—", "—") for look in ("", HINT, "<w:b/>")),
    *(f"<w:r>{item}</w:r>" for item in ("<w:tab/>", "<w:br/>", "<w:t/>", "<w:lastRenderedPageBreak/><w:t>后</w:t>")),
    f"<w:del w:id='1'>{run('删')}</w:del>",
    f"<w:ins w:id='2'>{run('添')}</w:ins>",
    f"<w:hyperlink>{run('链接')}</w:hyperlink>",
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "<w:r><w:instrText>DATE</w:instrText></w:r>",
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    f"<mc:AlternateContent><mc:Choice>{run('选')}</mc:Choice><mc:Fallback>{run('退')}</mc:Fallback></mc:AlternateContent>",
    f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>",
    f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
    "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
    "<w:r><w:ruby><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r>",
)


def both_ways(data):
    """Text and 字 of every paragraph by the short way, then by the long one."""
    results = []
    for is_plain in (reading._has_plain_runs, lambda *_: False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reading, "_has_plain_runs", is_plain)
            document = read_document(data, "")
        results.append(([(item.text, item.words, item.in_toc) for item in document.blocks], document.beside))
    return results


@pytest.mark.parametrize("name", CASES)
def test_case_is_read_alike(name):
    short, long = both_ways(CASES[name].read_bytes())
    assert short == long


@pytest.mark.parametrize("name", REPORTS)
def test_report_is_read_alike(name):
    short, long = both_ways(REPORTS[name].data)
    assert short == long


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=5), min_size=1, max_size=4))
@law(1000)
def test_any_paragraphs_are_read_alike(paragraphs):
    short, long = both_ways(docx("".join(paragraph(*pieces) for pieces in paragraphs)))
    assert short == long
