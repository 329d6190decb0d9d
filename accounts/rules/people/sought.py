"""What somebody types to find a name, as it is compared with what names are found by."""


def words_of(query: str) -> list[str]:
    """Return what was typed, word by word, as it is compared: every word must be found."""
    return [plain_name(word) for word in query.split()]


def plain_name(name: str) -> str:
    """Return a name without spaces and capitals."""
    return "".join(name.split()).lower()
