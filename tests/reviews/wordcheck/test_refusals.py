"""What is refused, with which code, and at what cost (WORDCHECK §1)."""

import random
import resource
import time

import pytest

from reviews.wordcheck import Refusal, check, refuse_too_large

from .builders import docx, members_of, paragraph, part, run, zipped
from .hostile import KINDS

FILES = {name: (code, build()) for name, (code, build) in KINDS.items()}


@pytest.mark.parametrize("name", KINDS)
def test_hostile_file_is_refused_quickly(name):
    code, data = FILES[name]
    started = time.process_time()
    result = check(data, name="述职报告.docx")
    assert (result.refused.code, result.reading) == (code, None)
    assert time.process_time() - started < 2


def test_every_refusal_says_what_to_do():
    messages = {check(data).refused.message for _, data in FILES.values()}
    assert all("请" in message and message.endswith("。") for message in messages)


def test_refusing_takes_little_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _, data in FILES.values():
        check(data)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 150


def test_owner_file_is_known_by_its_name():
    assert check(b"\0" * 162, name="资料/~$述职报告.docx").refused.code == "lock_file"


def test_real_report_with_an_odd_name_is_read():
    assert check(docx(paragraph("正文")), name="~$正文.docx").reading.total == 2


def test_secrecy_mark_in_the_name_is_refused():
    assert check(docx(paragraph("正文")), name="述职报告（机密★）.docx").refused.code == "secret"


@pytest.mark.parametrize("text", ["保守国家秘密", "密切联系群众★", "机密文件管理", "秘密", "工作秘密不外传"])
def test_bare_words_about_secrecy_are_no_mark(text):
    assert check(docx(paragraph(text) + paragraph("★重点"))).refused is None


def test_size_limit_has_two_sides():
    just = docx(paragraph("正文"))
    padded = zipped({**members_of(paragraph("正文")), "word/media/a.jpg": random.Random(1).randbytes(9_000_000)})
    assert check(just).refused is None
    assert check(padded).refused is None


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


def endless_styles():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(3000)
    )
    used = "".join(paragraph("文", properties=f'<w:pStyle w:val="s{n}"/>') for n in range(2000))
    return docx(used, styles=part("styles", styles))


def nested_fields():
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return docx(f"<w:p>{(begin + separate + run('文')) * 4000}{end * 4000}</w:p>")


def endless_contents():
    return docx(paragraph("目录") + "".join(paragraph(f"一、标题{n % 2400}") for n in range(4800)))


@pytest.mark.parametrize("build", [endless_styles, nested_fields, endless_contents])
def test_heavy_but_allowed_file_stays_cheap(build):
    data = build()
    started = time.process_time()
    assert check(data).refused is None
    assert time.process_time() - started < 2


@pytest.mark.parametrize("seed", range(40))
def test_scrambled_file_never_raises(seed):
    numbers = random.Random(seed)
    data = bytearray(docx(paragraph("一、存在问题") + paragraph("学习不够。")))
    for _ in range(numbers.randrange(1, 30)):
        data[numbers.randrange(4, len(data))] = numbers.randrange(256)
    result = check(bytes(data))
    assert (result.refused is None) != (result.reading is None)
