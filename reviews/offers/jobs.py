"""The long work that reviews can do."""

from accounts.services.job import register_work
from reviews.services.preparing.round import BUNDLE, bundle_reports

register_work(BUNDLE, bundle_reports)
