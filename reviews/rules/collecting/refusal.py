"""How a refused file is explained: a headline, the rest of the sentence, and steps where they help."""

from dataclasses import dataclass

SAVE_AS_DOCX = (
    "用 WPS 或 Word 打开这份文件；",
    "点左上角“文件”→“另存为”，类型选 Word 文档（*.docx）；",
    "回到这里，上传新存的那一份。",
)
STEPS = {
    "legacy_doc": SAVE_AS_DOCX,
    "macro": SAVE_AS_DOCX,
    "damaged": SAVE_AS_DOCX,
    "encrypted": (
        "用 WPS 或 Word 打开这份文件，输入密码；",
        "WPS 点“文件”→“文档加密”→“密码加密”，Word 点“文件”→“信息”→“保护文档”，把密码清空；",
        "保存后回到这里再传。",
    ),
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person reads about a file that was not taken."""

    headline: str
    rest: str
    steps: tuple[str, ...]


def explain(code: str, message: str) -> Explanation:
    """Divide a refusal's ``message`` after its first sentence; what the steps say is not said twice."""
    headline, _, rest = message.partition("。")
    steps = STEPS.get(code, ())
    return Explanation(headline, "" if steps else rest, steps)
