"""AFTERWARDS: ledger, item, campaign, circular."""
