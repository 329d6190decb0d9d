import io
import re
from functools import cache

import docx as python_docx
import pytest
from lxml import etree

from reviews.documents.collecting.package import members
from reviews.documents.collecting.released import OFFICE, released_docx
from reviews.wordcheck import check
from tests import docx
from tests.reviews.documents.collecting.files import BODY, MADE
from tests.reviews.wordcheck.builders import (
    R,
    content_types,
    members_of,
    paragraph,
    part,
    relationships,
    run,
    zipped,
)

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>述职报告</dc:title><dc:creator>张秘书</dc:creator><cp:lastModifiedBy>李秘书</cp:lastModifiedBy>"
    "</cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>某某公司</Company><Manager>王某</Manager><Words>5</Words></Properties>"
)
LINKS = {
    "rId90": ("hyperlink", "https://www.example.edu.cn/"),
    "rId91": ("hyperlink", "file:///C:/Users/a/秘密.docx"),
    "rId92": ("oleObject", "file:///\\\\host\\share\\a.xlsx"),
    "rId93": ("image", "http://tracker.example/pixel.png"),
}


def related(links, mode=' TargetMode="External"'):
    items = "".join(
        f'<Relationship Id="{one}" Type="{R}/{kind}" Target="{target}"{mode}/>' for one, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def paragraphs_with_links():
    return "".join(
        (
            paragraph(f'<w:hyperlink r:id="rId90">{run("学校网页")}</w:hyperlink>'),
            paragraph(f'<w:hyperlink r:id="rId91">{run("本机文件")}</w:hyperlink>'),
            paragraph('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" r:id="rId92"/>'
                      "</w:object></w:r>"),
            paragraph('<w:r><w:pict><v:imagedata r:href="rId93"/></w:pict></w:r>'),
        )
    )  # fmt: skip


@cache  # the same bytes in every second
def reaching_out():
    """A file with everything that can lead out of it, and with people in its properties."""
    template = {"rId1": ("attachedTemplate", "http://evil.example/t.dotm")}
    frame = {"rId1": ("frame", "http://evil.example/frame.htm")}
    package = relationships({"word/document.xml": "officeDocument", "docProps/app.xml": "extended-properties"})
    core = f'<Relationship Id="c" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    return zipped(
        {
            **members_of(BODY + paragraphs_with_links()),
            "[Content_Types].xml": content_types(),
            "_rels/.rels": package.replace("</Relationships>", f"{core}</Relationships>"),
            "word/_rels/document.xml.rels": related(LINKS),
            "word/settings.xml": part("settings", '<w:attachedTemplate r:id="rId1"/><w:zoom w:percent="100"/>'),
            "word/_rels/settings.xml.rels": related(template),
            "word/webSettings.xml": part(
                "webSettings",
                '<w:frameset><w:frame><w:sz w:val="9"/><w:sourceFileName r:id="rId1"/></w:frame></w:frameset>',
            ),
            "word/_rels/webSettings.xml.rels": related(frame),
            "docProps/core.xml": CORE,
            "docProps/app.xml": APP,
        }
    )


def outside(parts):
    found = [content.decode() for name, content in parts.items() if name.endswith(".rels")]
    return re.findall(r'Target="([a-zA-Z]+:[^"]*|[\\/]{2}[^"]*)"', "".join(found))


def dangling(parts):
    """The references of every part that none of its relationships answers."""
    found = set()
    for name, content in parts.items():
        if name.endswith(".xml") and name.startswith("word/"):
            rels = parts.get(f"word/_rels/{name.removeprefix('word/')}.rels", b"<none/>")
            known = {one.get("Id") for one in etree.fromstring(rels)}
            for element in etree.fromstring(content).iter("*"):
                found |= {v for k, v in element.attrib.items() if k.startswith(f"{{{OFFICE}}}") and v not in known}
    return found


def test_only_web_links_still_lead_out_of_a_copy_for_others():
    parts = members(released_docx(reaching_out()))
    assert outside(parts) == ["https://www.example.edu.cn/"]
    assert dangling(parts) == set()


def test_the_text_of_a_link_that_went_stays():
    before, after = check(reaching_out()).reading, check(released_docx(reaching_out())).reading
    assert after.paragraphs == before.paragraphs
    assert "本机文件" in [one.text for one in after.paragraphs]


def test_what_stands_beside_a_template_or_a_frame_stays():
    parts = members(released_docx(reaching_out()))
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert b"zoom" in parts["word/settings.xml"]
    assert b"sourceFileName" not in parts["word/webSettings.xml"]
    assert b"w:sz " in parts["word/webSettings.xml"]


def test_nobody_s_name_goes_along():
    parts = members(released_docx(reaching_out()))
    properties = (parts["docProps/core.xml"] + parts["docProps/app.xml"]).decode()
    for name in ("张秘书", "李秘书", "某某公司", "王某"):
        assert name not in properties
    assert "述职报告" in properties
    assert "<Words>5</Words>" in properties


@pytest.mark.parametrize("target", ["\\\\host\\share\\t.dotm", "//host/share/t.dotm", "file:///t.dotm", "FTP://a/b"])
def test_a_share_that_does_not_call_itself_external_goes_too(target):
    members_ = {**members_of(BODY), "word/_rels/document.xml.rels": related({"rId5": ("attachedTemplate", target)}, "")}
    assert outside(members(released_docx(zipped(members_)))) == []


@pytest.mark.parametrize("target", ["mailto:a@example.edu.cn", "javascript:alert(1)", "file://h/a", "ms-word:ofe|u|x"])
def test_a_link_to_anything_but_a_web_page_goes(target):
    data = zipped({**members_of(BODY), "word/_rels/document.xml.rels": related({"rId5": ("hyperlink", target)})})
    assert outside(members(released_docx(data))) == []


def test_a_file_with_nothing_to_take_out_is_handed_over_as_it_is():
    assert released_docx(docx.thin()) == docx.thin()


@pytest.mark.parametrize("made", MADE)
def test_a_copy_reads_as_the_original(made):
    data = MADE[made]()
    assert check(released_docx(data)).reading.paragraphs == check(data).reading.paragraphs


def test_a_copy_opens_in_word_s_other_reader():
    document = python_docx.Document()
    document.add_paragraph("正文")
    document.core_properties.author = "张秘书"
    buffer = io.BytesIO()
    document.save(buffer)
    copy = python_docx.Document(io.BytesIO(released_docx(buffer.getvalue())))
    assert (copy.paragraphs[0].text, copy.core_properties.author) == ("正文", "")
