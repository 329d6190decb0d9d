"""What is spoken in the meeting (口述稿) as an official paper."""

from accounts.documents.house.paper import Block, Paper, Text, blocks_of, paper_docx
from reviews.models import Report, SpeakingVersion, Statement


def speaking_docx(statement: Statement, report: Report, version: SpeakingVersion) -> bytes:
    """Return the paragraphs that are spoken as the bytes of a .docx."""
    kept = set(version.kept)
    blocks: list[Block] = [Text(f"{statement.organization_name}　{statement.person.name}", flush=True)]
    for one in report.reading.paragraphs:
        if one.index in kept:
            blocks += blocks_of(one.text)
    return paper_docx(Paper(title=f"{statement.round.cycle.year}年度抓基层党建工作述职（口述稿）", blocks=blocks))
