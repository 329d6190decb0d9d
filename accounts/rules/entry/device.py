"""What a browser calls itself, in words that its owner knows."""

import re

# The first that is found: browsers name their relatives too, so the narrower come first.
BROWSERS = (
    ("MicroMessenger", "微信"), ("wxwork", "企业微信"), ("DingTalk", "钉钉"), ("QQBrowser", "QQ 浏览器"),
    ("QIHU|360SE|360EE", "360 浏览器"), ("MetaSr|Sogou", "搜狗浏览器"), ("UCBrowser", "UC 浏览器"),
    ("HuaweiBrowser", "华为浏览器"), ("MiuiBrowser", "小米浏览器"), ("Edg", "Edge 浏览器"), ("OPR/", "Opera 浏览器"),
    ("Firefox|FxiOS", "火狐浏览器"), ("Chrome|CriOS|Chromium", "Chrome 浏览器"), ("Safari", "Safari 浏览器"),
    ("Trident|MSIE", "IE 浏览器"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "苹果手机"), ("iPad", "苹果平板"), ("HarmonyOS|OpenHarmony", "鸿蒙设备"), ("Android", "安卓手机"),
    ("Windows", "Windows 电脑"), ("Mac OS X|Macintosh", "苹果电脑"), ("UOS|Kylin|Linux", "Linux 电脑"),
)  # fmt: skip


def device_name(agent: str) -> str:
    """Return 「Windows 电脑，Chrome 浏览器」 for a User-Agent header, or that nothing is known."""
    system, browser = _found(SYSTEMS, agent), _found(BROWSERS, agent)
    return "，".join(part for part in (system, browser) if part) or "说不出是什么设备"


def _found(table: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for pattern, name in table if re.search(pattern, agent)), "")
