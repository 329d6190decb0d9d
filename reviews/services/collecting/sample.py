"""Sample reports to try the demo with."""

from django.utils import timezone

from reviews.documents.demo.demo_report import demo_report

SAMPLES = {
    "good": "符合要求的一份",
    "bad_everywhere": "有三处不符合的一份",
    "merged": "问题和措施写在一起的一份",
    "legacy_doc": "旧格式 .doc，会请您另存",
    "damaged": "没有存完整的一份",
}


def sample_file(profile: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a sample report to try the demo with."""
    data = demo_report(
        profile=profile,
        organization="机电工程学院党总支",
        secretary="周正明",
        year=timezone.localdate().year,
        flavour="college",
        seed=7,
    )
    suffix = ".doc" if profile == "legacy_doc" else ".docx"
    return f"样稿 {SAMPLES[profile].split('，')[0]}{suffix}", data
