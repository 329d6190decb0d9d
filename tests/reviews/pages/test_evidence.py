from django.urls import reverse
from django.utils import timezone

from reviews.models import Evaluation
from reviews.pages.concluding.evidence import evidences
from reviews.services.concluding.evidence import gather
from reviews.services.concluding.proposal import proposals_for
from tests import polling
