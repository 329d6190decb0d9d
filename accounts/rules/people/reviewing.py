"""Who reviews whom, derived from kind and place alone (N1.2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause as it is cited: ``label`` and its words."""

    label: str
    quote: str


N1_2 = Ground(
    "通知一",
    "学校党委负责二级学院党总支（党支部）书记、直属党支部书记述职评议考核，"
    "二级学院党总支负责下属教师党支部和学生党支部书记述职评议考核。",
)
COMMITTEE, GENERAL_BRANCH, DIRECT_BRANCH, BRANCH = "committee", "general_branch", "direct_branch", "branch"
# kind below kind: whose secretaries are reviewed by whom
REASONS = {
    (GENERAL_BRANCH, COMMITTEE): "党总支书记由党委评议",
    (BRANCH, COMMITTEE): "二级单位的党支部书记由党委评议",
    (DIRECT_BRANCH, COMMITTEE): "直属党支部书记由党委评议，书面述职",
    (COMMITTEE, COMMITTEE): "下一级党委书记由上一级党委评议，比照二级党组织",
    (BRANCH, GENERAL_BRANCH): "所属党支部书记由党总支评议",
    (GENERAL_BRANCH, GENERAL_BRANCH): "下一级党总支书记由上一级党总支评议，比照所属党支部",
}


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Why the organization above reviews this one's secretary; ``doubt`` where kind and place do not fit."""

    reason: str
    doubt: str = ""


def reviewed_by(kind: str, above: str | None) -> Reviewing:
    """Return why an organization of ``kind`` is reviewed by one of the kind ``above`` (None: nothing stands above)."""
    if above is None:
        return Reviewing("这里是本系统的最上级，它的书记不在这里评议")
    if above in {BRANCH, DIRECT_BRANCH}:
        return Reviewing("由上一级党组织评议", "党支部之下一般不再有党组织，请核对隶属关系。")
    if kind == DIRECT_BRANCH and above != COMMITTEE:
        return Reviewing("由上一级党组织评议", "直属党支部应当直接属于党委，请核对类别或者隶属关系。")
    if kind == COMMITTEE and above != COMMITTEE:
        return Reviewing("由上一级党组织评议", "党委之上应当是党委，请核对类别或者隶属关系。")
    return Reviewing(REASONS[kind, above])
