import pytest

from reviews.rules.collecting.recheck import conclusion, is_changed


@pytest.mark.parametrize(
    ("verdict", "broken", "said"),
    [
        ("meets", [], "符合"),
        ("open", [], "待本人确认"),
        ("violates", ["total", "problems"], "不符合（全文字数、查摆问题）"),
    ],
)
def test_a_conclusion_names_what_is_broken(verdict, broken, said):
    assert conclusion(verdict, broken) == said


def test_another_broken_limit_is_a_change_and_another_order_is_none():
    assert is_changed(("violates", ["total"]), ("violates", ["plan"]))
    assert is_changed(("meets", []), ("open", []))
    assert not is_changed(("violates", ["total", "plan"]), ("violates", ["plan", "total"]))
