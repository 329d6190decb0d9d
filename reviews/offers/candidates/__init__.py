"""What the year has named as problems, for the ledger; importing a module registers its sources."""

from reviews.offers.candidates import remark, sentence

__all__ = ["remark", "sentence"]
