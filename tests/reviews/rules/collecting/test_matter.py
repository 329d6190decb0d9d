import pytest

from reviews.rules.collecting.matter import Version, duty


def version(state="handed_in", verdict="meets", violations=0, reason=""):
    return Version(number=2, state=state, verdict=verdict, violations=violations, return_reason=reason)


@pytest.mark.parametrize(
    ("current", "action"),
    [
        (None, "去上传"),
        (version("returned", reason="问题部分请写具体"), "去修改"),
        (version("handed_in", "violates", 2), "去修改"),
        (version("handed_in", "open"), "去确认"),
    ],
)
def test_what_is_owed_names_its_button(current, action):
    assert duty(2026, current, open_until_due=True).action == action


@pytest.mark.parametrize("current", [version("accepted", "violates", 2), version("handed_in")])
def test_what_is_done_asks_for_nothing(current):
    assert duty(2026, current, open_until_due=True) is None


def test_what_can_no_longer_be_mended_is_nobodys_matter():
    assert duty(2026, version("handed_in", "violates", 2), open_until_due=False) is None


def test_a_return_shows_its_reason():
    assert "问题部分请写具体" in duty(2026, version("returned", reason="问题部分请写具体"), open_until_due=True).reason
