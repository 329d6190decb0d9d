"""Words of a talk 约谈提醒 (N3.4d)."""


def ground(year: int, grade: str, problems: str) -> str:
    """Return the reason that the form starts from: the grade by its name, and what was pointed out."""
    return f"{year}年度述职评议考核综合评价等次为“{grade}”。指出的问题：{' '.join(problems.split())}"
