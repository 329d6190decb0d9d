"""When a Delay may be granted. No clock is read here: ``now`` is given."""

from datetime import datetime


def delay_refused(*, until: datetime, common_due: datetime, now: datetime) -> str:
    """Say why a delay until then cannot be granted, or "" where it can."""
    if until <= now:
        return "准予延至的时间已经过了，请选后面的时间。"
    if until <= common_due:
        return f"{common_due.month}月{common_due.day}日 {common_due:%H:%M} 前本来就可以交，延交请选这以后的时间。"
    return ""
