"""The trail's words for what reviews record beside their fields."""

from accounts.services.trail.words import Words, trail_words
from reviews.rules.hearing.meeting import Act

REFUSED = {
    "empty": "空文件", "lock_file": "临时文件", "legacy_doc": "旧格式", "encrypted": "有打开密码", "drm": "被加密软件保护",
    "not_docx": "不是 Word 文档", "macro": "带有宏", "damaged": "损坏", "dtd": "有实体定义", "too_large": "太大",
    "limits": "不符合要求",
}  # fmt: skip
ACTS = {
    Act.START: "开始述职", Act.COMMENT: "开始点评", Act.STOP: "述完", Act.NEXT: "下一位", Act.UNDO: "退回一步",
    Act.CLOSE: "结束会议", Act.REOPEN: "重新开会",
}  # fmt: skip
WORDS = Words(
    labels={
        "limits": "各项要求",
        "key": "哪一件",
        "mentioned": "报告里写到",
        "receipt": "签收",
        "sent_on": "送出日期",
        "scope": "通报范围",
        "from": "从第几张",
        "kind": "哪一种",
        "agrees": "复核相符",
        "witnesses": "监票人",
        "copies": "份数",
    },
    codes={
        "code": REFUSED,
        "act": {act.value: word for act, word in ACTS.items()},
    },
)


@trail_words.register
def words() -> Words:
    """Name them."""
    return WORDS
