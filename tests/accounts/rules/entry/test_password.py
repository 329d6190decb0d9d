import pytest

from accounts.rules.entry.password import is_own_name

NAMES = ("010023", "13800000002", "", "lin.jing@x.cn", "林静")


@pytest.mark.parametrize(
    "password", ["010023010023", "13800000002", "010023abc", "Lin.Jing@x.cn", "abc13800000002", "林静林静林静林静林静"]
)
def test_a_password_made_of_ones_own_names_is_one(password):
    assert is_own_name(password, NAMES)


@pytest.mark.parametrize("password", ["春风又绿江南岸010023", "whatever-else-2026", "010023abcd", "静坐听雨到天明吧"])
def test_another_is_none(password):
    assert not is_own_name(password, NAMES)
