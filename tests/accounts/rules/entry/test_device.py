import pytest

from accounts.rules.entry.device import device_name


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/86.0 Safari/537.36", "Windows 电脑，Chrome 浏览器"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows 电脑，Edge 浏览器"),
        ("Mozilla/5.0 (Windows NT 6.1) Chrome/86.0 Safari/537.36 QIHU 360SE", "Windows 电脑，360 浏览器"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Safari MicroMessenger/8", "苹果手机，微信"),
        ("Mozilla/5.0 (Linux; Android 10; HarmonyOS) Chrome/92 HuaweiBrowser/12", "鸿蒙设备，华为浏览器"),
        ("Mozilla/5.0 (X11; Linux x86_64; UOS) Firefox/102.0", "Linux 电脑，火狐浏览器"),
        ("curl/8.0", "说不出是什么设备"),
        ("", "说不出是什么设备"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(agent, name):
    assert device_name(agent) == name


def test_a_very_long_name_takes_no_time():
    assert device_name("a" * 100_000) == "说不出是什么设备"
