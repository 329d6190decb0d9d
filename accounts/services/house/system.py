"""How the installation is, for its administrator: figures and settings, never what a review says (DESIGN §4)."""

import platform
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from accounts.models import Delivery, Job, Reminder

ALIVE = "worker-alive"
REMEMBERED = 7 * 24 * 3600  # seconds
JOBS_OF = timedelta(days=7)
GIB = 1024**3


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it is now, and where it is changed."""

    label: str
    value: str
    variable: str


def note_alive(now: datetime) -> None:
    """Note that a worker has done something; the cache keeps it, for it is of no use tomorrow."""
    cache.set(ALIVE, now.isoformat(), REMEMBERED)


def last_alive() -> datetime | None:
    """Return when a worker was last seen."""
    noted = cache.get(ALIVE)
    return datetime.fromisoformat(noted) if noted else None


def versions() -> dict[str, str]:
    """Return what the application stands on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        database = cursor.fetchone()[0]
    return {"Python": platform.python_version(), "Django": django.__version__, connection.display_name: str(database)}


def disk_free() -> tuple[float, int]:
    """Return the free space where uploads are kept: GiB, and per cent of the disk."""
    folder = Path(settings.FILES_DIR)
    usage = shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.exists()))
    return usage.free / GIB, usage.free * 100 // usage.total


def job_counts(now: datetime) -> dict[str, int]:
    """Return how many jobs wait or run, and how many failed within a week."""
    recent = Job.objects.filter(touched_at__gte=now - JOBS_OF)
    return {
        "waiting": Job.objects.filter(state=Job.State.QUEUED).count(),
        "running": Job.objects.filter(state=Job.State.RUNNING).count(),
        "failed": recent.filter(state=Job.State.FAILED).count(),
    }


def reminder_counts(today: date) -> dict[str, int]:
    """Return how many reminders were written today, and how many messages went out, wait, or failed."""
    sent = Delivery.objects.filter(reminder__day=today)
    return {
        "written": Reminder.objects.filter(day=today).count(),
        "sent": sent.filter(state=Delivery.State.SENT).count(),
        "waiting": Delivery.objects.filter(state=Delivery.State.WAITING).count(),
        "failed": sent.filter(state=Delivery.State.FAILED).count(),
    }


def shown_settings() -> list[Setting]:
    """Return the settings that one may have to look up; no secret is among them."""
    mail = settings.EMAIL_HOST if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") else "没有接邮件服务器"
    return [
        Setting("系统地址", settings.SITE_URL, "SITE_URL"),
        Setting("邮件服务器", mail, "EMAIL_URL"),
        Setting("发信人", settings.DEFAULT_FROM_EMAIL, "EMAIL_FROM"),
        Setting("组织部电话", settings.HELP_PHONE or "没有填", "HELP_PHONE"),
        Setting("上传文件放在", str(settings.FILES_DIR), "FILES_DIR"),
        Setting("审计记录至少保留", f"{settings.AUDIT_KEEP_DAYS} 天", "AUDIT_KEEP_DAYS"),
        Setting("相信前面的代理", "是" if settings.BEHIND_PROXY else "否", "BEHIND_PROXY"),
        Setting(f"只用{settings.SSO_LABEL}登录", _sso_only(), "SSO_ONLY"),
        Setting("应急后台", "开着，用完请关" if settings.EMERGENCY_ADMIN else "关着", "EMERGENCY_ADMIN"),
        Setting("暂停使用", "建一个空文件就显示维护页，删去就恢复", str(settings.MAINTENANCE_FILE)),
    ]


def _sso_only() -> str:
    if not settings.SSO_ONLY:
        return "否"
    kept = "、".join(settings.EMERGENCY_ACCOUNTS)
    return f"是；密码只供系统管理员{f'和 {kept}' if kept else ''}应急"
