"""What is refused, with which code, and at what cost (WORDCHECK §1)."""

import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reviews.wordcheck import Refusal, check, refuse_too_large
from tests.cpu import cpu_seconds

from .builders import document, docx, members_of, paragraph, part, run, zipped
from .hostile import KINDS, hostile_file
from .proving import PROVING


def measured(*paths):
    """What these files cost in a fresh process."""
    command = [sys.executable, "-m", "tests.reviews.wordcheck.measure", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[3])
    return [json.loads(line) for line in done.stdout.splitlines()]


# Whoever builds them for one test has them for the other.
@pytest.mark.xdist_group("hostile")
@pytest.mark.parametrize("name", KINDS)
def test_hostile_file_is_refused(name):
    result = check(hostile_file(name), name="述职报告.docx")
    assert (result.refused.code, result.reading) == (KINDS[name][0], None)
    assert "请" in result.refused.message
    assert result.refused.message.endswith("。")


@pytest.mark.xdist_group("hostile")
def test_hostile_files_cost_little_time_and_memory(tmp_path):
    paths = [tmp_path / str(number) for number in range(len(KINDS))]
    for path, name in zip(paths, KINDS, strict=True):
        path.write_bytes(hostile_file(name))
    lines = [line for path in paths for line in measured(path)] if PROVING else measured(*paths)
    assert [line["code"] for line in lines] == [code for code, _ in KINDS.values()]
    assert max(line["seconds"] for line in lines) < 2
    assert max(line["megabytes"] for line in lines) < 150


def test_owner_file_is_known_by_its_name():
    assert check(b"\0" * 162, name="资料/~$述职报告.docx").refused.code == "lock_file"


def test_real_report_with_an_odd_name_is_read():
    assert check(docx(paragraph("正文")), name="~$正文.docx").reading.total == 2


def test_secrecy_mark_in_the_name_is_refused():
    assert check(docx(paragraph("正文")), name="述职报告（机密★）.docx").refused.code == "secret"


@pytest.mark.parametrize("text", ["保守国家秘密", "密切联系群众★", "机密文件管理", "秘密", "工作秘密不外传"])
def test_bare_words_about_secrecy_are_no_mark(text):
    assert check(docx(paragraph(text) + paragraph("★重点"))).refused is None


MEGABYTE = 1024 * 1024


def stored(members):
    """A zip that nobody has to deflate first."""
    return zipped(members, zipfile.ZIP_STORED)


def padded(size, name="word/media/a.jpg", filler=b"\xff"):
    """A good docx with a stored member, so that the whole file has ``size`` bytes."""
    members = members_of(paragraph("正文"))
    rest = len(stored({**members, name: b""}))
    return stored({**members, name: filler * (size - rest)})


def noisy(size):
    """Text that does not shrink much."""
    return random.Random(1).randbytes(size // 2).hex()[:size]


def sparse(pieces):
    """3,064 bytes a piece that shrink some forty times."""
    numbers = random.Random(2)
    return b"".join(numbers.randbytes(64) + b"\0" * 3000 for _ in range(pieces))


def code_of(data):
    refused = check(data).refused
    return refused and refused.code


def test_file_may_have_ten_megabytes_and_no_byte_more():
    largest = padded(10 * MEGABYTE)
    assert len(largest) == 10 * MEGABYTE
    assert code_of(largest) is None
    assert code_of(padded(10 * MEGABYTE + 1)) == "too_large"


def test_part_may_have_five_megabytes_and_no_byte_more():
    frame = len(document(paragraph("")).encode())
    text = noisy(5 * MEGABYTE)[frame:]
    assert code_of(stored(members_of(paragraph(text)))) is None
    assert code_of(stored(members_of(paragraph(f"{text}1")))) == "too_large"


def test_unpacked_file_may_have_fifty_megabytes_and_no_more():
    # 22 and 28 MB at a ratio well below 100:1.
    some, more = sparse(7300), sparse(9300)
    members = {**members_of(paragraph("正文")), "word/media/a.bmp": some}
    assert code_of(zipped({**members, "word/media/b.bmp": more})) is None
    assert (
        code_of(zipped({**members, "word/media/b.bmp": more, "word/media/c.bmp": some[: 4 * MEGABYTE]})) == "too_large"
    )


def test_ratio_is_limited_only_above_a_megabyte():
    members = members_of(paragraph("正文"))
    for size, code in ((MEGABYTE, None), (MEGABYTE + 1, "too_large")):
        assert code_of(zipped({**members, "word/media/a.bmp": b"\0" * size}, level=6)) == code


def test_elements_and_attributes_are_limited_together():
    assert code_of(docx("<w:bookmarkEnd/>" * 20_000 + paragraph("正文"))) is None
    # Stored, so that the ratio says nothing.
    assert code_of(stored(members_of("<w:a/>" * 430_000))) == "too_large"


def test_member_list_of_half_a_megabyte_is_not_even_parsed():
    members = members_of(paragraph("正文"))
    names = {f"word/media/{number:03}{'x' * 900}.png": b"" for number in range(480)}
    assert code_of(zipped({**members, **names})) is None
    assert code_of(zipped({**members, **{f"{name}{'y' * 400}": b"" for name in names}})) == "too_large"


def test_too_large_names_the_size_and_the_limit():
    refusal = refuse_too_large(11 * 1024 * 1024)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "11.0 MB" in refusal.message, "10 MB" in refusal.message) == ("too_large", True, True)


def test_five_thousand_paragraphs_are_allowed():
    assert check(docx("".join(paragraph(f"{n}") for n in range(5000)))).refused is None
    assert check(docx("".join(paragraph(f"{n}") for n in range(5001)))).refused.code == "too_large"


def test_five_hundred_members_are_allowed():
    members = members_of(paragraph("正文"))
    full = {**members, **{f"a{n}": b"" for n in range(500 - len(members))}}
    assert check(zipped(full)).refused is None
    assert check(zipped({**full, "one more": b""})).refused.code == "too_large"


def test_internal_mark_only_warns():
    header = part("hdr", paragraph("内部资料"))
    reading = check(docx(paragraph(run("正文")), header=header)).reading
    assert [item.rule for item in reading.findings if item.rule == "internal"] == ["internal"]


def endless_styles(count):
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(count)
    )
    used = "".join(paragraph("文", properties=f'<w:pStyle w:val="s{n}"/>') for n in range(count * 2 // 3))
    return docx(used, styles=part("styles", styles))


def nested_fields(count):
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return docx(f"<w:p>{(begin + separate + run('文')) * count}{end * count}</w:p>")


def endless_contents(count):
    return docx(paragraph("目录") + "".join(paragraph(f"一、标题{n % (count // 2)}") for n in range(count)))


def nested(opened, closed, inner, depth):
    return docx(f"<w:p><w:r>{opened * depth}{inner}{closed * depth}</w:r></w:p>")


@pytest.mark.parametrize(
    "data",
    [
        nested("<mc:AlternateContent><mc:Choice>", "</mc:Choice></mc:AlternateContent>", "<w:t>文</w:t>", 125),
        nested("<w:drawing>", "</w:drawing>", f"<w:txbxContent>{paragraph('文')}</w:txbxContent>", 245),
        docx("<w:tbl><w:tr><w:tc>" * 83 + paragraph("文") + "</w:tc></w:tr></w:tbl>" * 83),
    ],
    ids=["choices", "drawings", "tables"],
)
def test_deepest_nesting_that_is_read_leaves_room_for_the_callers(data):
    def far_down(depth):
        return check(data) if depth == 0 else far_down(depth - 1)

    assert far_down(300).reading.with_boxes_and_notes == 1


def based_on_each_other(count):
    kinds = "tsc"
    styles = "".join(
        f'<w:style w:styleId="{kind}{n}"><w:basedOn w:val="{kind}{n - 1}"/></w:style>'
        for n in range(count)
        for kind in kinds
    )
    cell = "<w:tc>{}</w:tc>".format(
        paragraph(run("文", '<w:rStyle w:val="c{0}"/>'), properties='<w:pStyle w:val="s{0}"/>')
    )
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="t{{0}}"/></w:tblPr><w:tr>{cell}</w:tr></w:tbl>'
    return docx("".join(table.format(n) for n in range(count)), styles=part("styles", styles))


def boxes_in_boxes(count):
    """Forty boxes in each other, and in the innermost more pieces than anybody writes."""
    numbers = random.Random(3)
    inner = "".join(f"<w:tab/><w:fldChar/><w:t>{numbers.random() if n % 6 == 0 else ''}</w:t>" for n in range(count))
    text = f"<w:p><w:r><w:t>机密</w:t>{inner}</w:r></w:p>"
    for _ in range(40):
        text = f"<w:p><w:r><w:pict><w:txbxContent>{text}</w:txbxContent></w:pict></w:r></w:p>"
    return docx(text)


HEAVY = {
    "styles": (endless_styles, 3000),
    "styles of all kinds": (based_on_each_other, 4900),
    "fields": (nested_fields, 4000),
    "contents": (endless_contents, 4800),
    "boxes in boxes": (boxes_in_boxes, 60_000),
}


@pytest.mark.parametrize(("build", "most"), HEAVY.values(), ids=HEAVY)
def test_heavy_but_allowed_file_stays_cheap(build, most):
    """As heavy as it may be; the gate takes a quarter of that in a quarter of the time."""
    share = 1 if PROVING else 4
    data = build(most // share)
    assert check(data).refused is None
    assert cpu_seconds(lambda: check(data)) < 2 / share
