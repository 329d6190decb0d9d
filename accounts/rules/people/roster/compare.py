"""The comparison as a whole: the tree first, then the people, then who holds which post."""

from accounts.rules.people.roster.organizations import OrganizationComparison
from accounts.rules.people.roster.people import PersonComparison
from accounts.rules.people.roster.posts import PostComparison
from accounts.rules.people.roster.values import ORGANIZATIONS, PEOPLE, POSTS, Known, Notes, Plan, Sheets

ORDER = {ORGANIZATIONS: 0, PEOPLE: 1, POSTS: 2}


def compare(sheets: Sheets, known: Known) -> Plan:
    """Return what writing ``sheets`` would do, and what is doubtful about it; rows that are absent stay as they are."""
    notes = Notes(sheets.doubts)
    organizations = OrganizationComparison(known, notes)
    tree = organizations.run(sheets.organizations)
    people = PersonComparison(known, notes)
    people.run(sheets.people)
    posts = PostComparison(known, notes, tree=tree, people=people)
    posts.run(sheets.posts)
    doubts = sorted(notes.doubts, key=lambda doubt: (not doubt.blocks, ORDER.get(doubt.sheet, -1), doubt.row))
    absent = {ORGANIZATIONS: organizations.absent(), PEOPLE: people.absent(), POSTS: posts.absent()}
    kinds = {code: word for word, code in known.kinds.items()}
    return Plan(tuple(notes.changes), tuple(doubts), absent, tree.names, kinds)
