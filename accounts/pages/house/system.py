"""What the system administrator's page shows."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.services.house.system import (
    disk_free,
    job_counts,
    last_alive,
    reminder_counts,
    shown_settings,
    versions,
)
from accounts.services.trail.seal import last_seal
from accounts.tasks.house.job import broker_answers

PATIENCE = timedelta(minutes=5)  # a worker is heard of every minute
LEAST_FREE = 10  # per cent


def system_page() -> dict[str, Any]:
    """Return how the installation is; ``troubles`` says what to look after first."""
    now = timezone.now()
    alive, seal = last_alive(), last_seal()
    gib, percent = disk_free()
    jobs, is_queue_up = job_counts(now), broker_answers()
    is_worker_up = alive is not None and now - alive < PATIENCE
    troubles = [
        (settings.EMERGENCY_ADMIN, "应急后台开着：用完请在服务器上去掉 EMERGENCY_ADMIN，重启后就关上了"),
        (not is_queue_up, "消息队列没有应答：页面照常能用，较长的工作当场办"),
        (not is_worker_up, "后台进程没有动静：提醒、封存、夜间整理都停着，请在服务器上看 celery worker 和 beat"),
        (percent < LEAST_FREE, f"磁盘只剩 {percent}%：请先清理或扩容，满了就交不了稿"),
        (jobs["failed"] > 0, f"近七天有 {jobs['failed']} 个后台任务没有办成"),
    ]
    return {
        "versions": versions(),
        "alive": alive,
        "is_worker_up": is_worker_up,
        "is_queue_up": is_queue_up,
        "free": gib,
        "percent": percent,
        "is_full": percent < LEAST_FREE,
        "seal": seal,
        "jobs": jobs,
        "reminders": reminder_counts(timezone.localdate(now)),
        "settings": shown_settings(),
        "troubles": [text for is_so, text in troubles if is_so],
    }
