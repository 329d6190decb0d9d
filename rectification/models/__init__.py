"""What rectification stores, one file a noun."""

from rectification.models.annex_return import AnnexReturn
from rectification.models.campaign import Campaign
from rectification.models.circular import Circular
from rectification.models.evidence import Evidence
from rectification.models.extension import Extension
from rectification.models.item import Item
from rectification.models.ledger import Ledger
from rectification.models.look_back import LookBack
from rectification.models.step import Step
from rectification.models.talk import Talk

__all__ = ["AnnexReturn", "Campaign", "Circular", "Evidence", "Extension", "Item", "Ledger", "LookBack", "Step", "Talk"]
