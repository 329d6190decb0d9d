"""The trail's words for what accounts records beside its fields."""

from accounts.services.house.job import work_names
from accounts.services.trail.words import Words, trail_words

LABELS = {
    "subject": "对象编号",
    "since": "起用日期",
    "new": "新增",
    "ended": "结束",
    "unchanged": "不变",
    "refused": "没有清理的原因",
    "audit_entries": "审计记录",
    "sessions": "登录",
    "jobs": "后台任务",
    "reminders": "提醒",
    "guarding": "管理员还有别的权限",
    "several": "一人有几项权限",
    "unposted": "没有任职，却可以登录",
    "away": "180 天没有登录",
}
CODES = {
    "code": {"secret": "带密级标志"},
    "method": {"GET": "打开", "HEAD": "打开", "POST": "提交"},
}


@trail_words.register
def words() -> Words:
    """Name them."""
    return Words(LABELS, {**CODES, "kind": work_names()})
