"""The settings of a worker that tests start and kill: as the tests, with a mailbox that outlives it."""

from config.settings.test import *  # noqa: F403

EMAIL_BACKEND = "tests.mailbox.EmailBackend"
