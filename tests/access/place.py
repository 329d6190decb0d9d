"""The organizations of the cast whose objects the cells take."""

ORGANIZATIONS = ("college", "branch", "other_college", "other_branch", "direct_branch")  # with statements of their own
EVERY_PLACE = (*ORGANIZATIONS, "committee")  # and the top, which nobody reviews
