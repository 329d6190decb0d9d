"""Doors for Celery: jobs."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from accounts.models import Job
from accounts.services.house.job import resume_jobs, run_job
from accounts.services.house.system import note_alive
from accounts.services.people.slips import destroy_old_slips

PATIENCE = 1  # seconds


@shared_task
def run(job_id: int) -> None:
    """Do one job."""
    run_job(job_id)


@shared_task
def resume() -> None:
    """Do what nobody was woken for, and throw away slips kept for their hour; that it runs shows a living worker."""
    now = timezone.now()
    note_alive(now)
    resume_jobs()
    destroy_old_slips(now=now)


def enqueue(job: Job) -> None:
    """Wake a worker; where no broker answers, do the job at once, so that nobody waits for nothing."""
    if broker_answers():
        run.delay(job.pk)
    else:
        run_job(job.pk)


def broker_answers() -> bool:
    """Ask the broker once; Celery itself would try for six seconds before it gave up."""
    url = settings.REDIS_URL.replace("redis+socket://", "unix://")
    try:
        with Redis.from_url(
            url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        ) as broker:
            return bool(broker.ping())
    except RedisError:
        return False
