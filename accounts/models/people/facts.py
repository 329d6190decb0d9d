"""What must never be false of two rows together, among organizations and posts: one piece of SQL each (PROMISES §3).

What one row can say of itself, and what may stand only once, are the constraints of the models. Here ``pairs`` finds two
rows that break a rule; ``accounts.services.people.facts`` lets the database itself refuse them, whoever writes:

- PostgreSQL excludes overlapping terms by exclusion constraints. Posts are looked at by the statement, as many as it may
  write. Organizations are looked at when the transaction ends, since a branch of the tree is moved by several statements.
- SQLite knows no trigger that waits. What is broken there becomes a row of ``accounts_doubt`` whose foreign key leads
  nowhere, until it is mended in the same transaction; otherwise COMMIT refuses it.
"""

from dataclasses import dataclass

from accounts.models.people.appointment import Appointment
from accounts.models.people.organization import Organization

ORGANIZATION, APPOINTMENT = Organization._meta.db_table, Appointment._meta.db_table


@dataclass(frozen=True, slots=True)
class Watch:
    """A table whose changes may break the fact: its columns, and which pairs and doubts belong to the row NEW.

    On PostgreSQL ``lock`` lets two transactions wait for each other that could not see each other's rows, and nothing is
    asked of a row that was only inserted unless ``inserts``, or that ``when`` leaves out.
    """

    table: str
    columns: str
    pairs: str
    doubts: str
    lock: str
    when: str = ""
    inserts: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A rule; ``pairs`` ends in a condition. PostgreSQL knows the rule as an exclusion where ``excludes`` says how."""

    name: str
    says: str
    noun: str
    pairs: str
    watches: tuple[Watch, ...]
    excludes: str = ""


def _listed(roles: tuple[str, ...]) -> str:
    return f"({', '.join(repr(str(role)) for role in roles)})"


LEADING, GUARDING = _listed(Appointment.REVIEWED_ROLES), _listed(Appointment.GUARDING_ROLES)
RIGHTS = _listed((*Appointment.OVERSEEING_ROLES, *Appointment.GUARDING_ROLES))
ROLES = f"ARRAY[{_listed(tuple(Appointment.Role.values))[1:-1]}]"

# The day of a handover belongs to both: the first days and the last ones may touch. A single day is a point.
TERM = "tsrange(starts::timestamp, ends::timestamp, CASE WHEN starts = ends THEN '[]' ELSE '()' END)"
OVERLAP = """((a.ends IS NULL OR a.ends > b.starts) AND (b.ends IS NULL OR b.ends > a.starts)
   OR a.starts = b.starts AND a.ends = b.ends)"""
SAME_DAY = "(a.ends IS NULL OR a.ends >= b.starts) AND (b.ends IS NULL OR b.ends >= a.starts)"

TREE = f"FROM {ORGANIZATION} o LEFT JOIN {ORGANIZATION} p ON p.id = o.parent_id"
PLACE = f"FROM {APPOINTMENT} a LEFT JOIN {ORGANIZATION} o ON o.id = a.organization_id"
POSTS = f"FROM {APPOINTMENT} a JOIN {APPOINTMENT} b ON b.id <> a.id"

FAMILY = "(o.id = NEW.id OR o.parent_id = NEW.id)"
PARENT_STAYS = f"PERFORM FROM {ORGANIZATION} WHERE id = NEW.parent_id FOR SHARE"
# A guard comes, or an organization ends, a few times a year, and waits then for whoever is just giving posts.
ALONE = f"PERFORM pg_advisory_xact_lock(hashtext('{APPOINTMENT}'))"
GUARDS_ALONE = f"""IF EXISTS (SELECT FROM changed WHERE role IN {GUARDING}) THEN
    {ALONE};
  ELSE
    {ALONE.replace("_lock", "_lock_shared")};
  END IF"""


def _of_posts(columns: str) -> Watch:
    return Watch(APPOINTMENT, columns, "a.id = NEW.id", "NEW.id IN (one, other)", GUARDS_ALONE)


def _of_the_post(columns: str) -> Watch:
    return Watch(APPOINTMENT, columns, "a.id = NEW.id", "one = NEW.id", GUARDS_ALONE)


def _of_its_place(column: str, when: str, *, inserts: bool) -> Watch:
    return Watch(ORGANIZATION, column, "o.id = NEW.id", "other = NEW.id", ALONE, when, inserts)


def _of_the_tree(columns: str) -> Watch:
    return Watch(ORGANIZATION, columns, FAMILY, "NEW.id IN (one, other)", PARENT_STAYS)


FACTS = (
    Fact(  # DESIGN §4: rights reach down the tree by the path, so it must be true, and without a circle
        "organization_path_follows_its_parent",
        "党组织的路径要等于上级的路径加上自己的编号",
        "党组织",
        f"SELECT o.id AS one, o.parent_id AS other {TREE} WHERE o.path <> coalesce(p.path, '/') || o.id || '/'",
        (_of_the_tree("id, parent_id, path"),),
    ),
    Fact(  # what was dissolved reviews nobody (N1.2)
        "organization_lives_below_the_living",
        "已经撤销的党组织之下不能还有没有撤销的党组织",
        "党组织",
        f"SELECT o.id AS one, o.parent_id AS other {TREE} WHERE o.ended_on IS NULL AND p.ended_on IS NOT NULL",
        (_of_the_tree("parent_id, ended_on"),),
    ),
    Fact(  # posts end with their organization
        "appointment_ends_with_its_organization",
        "任职最晚到党组织撤销的那一天",
        "任职",
        f"SELECT a.id AS one, o.id AS other {PLACE} WHERE o.ended_on IS NOT NULL AND (a.ends IS NULL OR a.ends > o.ended_on)",
        (_of_the_post("organization_id, ends"), _of_its_place("ended_on", "NEW.ended_on IS NOT NULL", inserts=True)),
    ),
    Fact(  # DESIGN §1: the three administrators are the whole school's
        "appointment_guards_at_the_top",
        "安全审计员、安全管理员、系统管理员只能任在最上级的党组织",
        "任职",
        f"SELECT a.id AS one, a.organization_id AS other {PLACE} WHERE a.role IN {GUARDING} AND (o.id IS NULL OR o.parent_id IS NOT NULL)",
        (_of_the_post("organization_id, role"), _of_its_place("parent_id", "NEW.parent_id IS NOT NULL", inserts=False)),
    ),
    Fact(  # DESIGN §4: who guards holds no other right on the same day
        "appointment_guards_apart",
        "安全审计员、安全管理员、系统管理员要由不同的人担任，也不能兼任书记、组织员",
        "任职",
        f"""SELECT a.id AS one, b.id AS other {POSTS} AND b.person_id = a.person_id
 WHERE a.role IN {RIGHTS} AND b.role IN {RIGHTS} AND (a.role IN {GUARDING} OR b.role IN {GUARDING})
   AND (a.role <> b.role OR a.organization_id <> b.organization_id) AND {SAME_DAY}""",
        (_of_posts("person_id, organization_id, role, starts, ends"),),
    ),
    Fact(  # DESIGN §2: a deputy in charge counts as secretary; one leads at a time
        "appointment_leads_alone",
        "一个党组织同时只能有一位书记（或主持工作的副书记）",
        "任职",
        f"""SELECT a.id AS one, b.id AS other {POSTS} AND b.organization_id = a.organization_id
 WHERE a.role IN {LEADING} AND b.role IN {LEADING} AND {OVERLAP}""",
        (_of_posts("organization_id, role, starts, ends"),),
        f"(int8range(organization_id, organization_id, '[]') WITH &&, {TERM} WITH &&) WHERE (role IN {LEADING})",
    ),
    Fact(
        "appointment_held_once",
        "同一个人在同一个党组织担任同一项职务，任期不能重叠",
        "任职",
        f"""SELECT a.id AS one, b.id AS other {POSTS} AND b.person_id = a.person_id
 WHERE b.organization_id = a.organization_id AND b.role = a.role AND {OVERLAP}""",
        (_of_posts("person_id, organization_id, role, starts, ends"),),
        f"""(int8range(person_id, person_id, '[]') WITH &&, int8range(organization_id, organization_id, '[]') WITH &&,
 int4range(array_position({ROLES}, role::text), array_position({ROLES}, role::text), '[]') WITH &&, {TERM} WITH &&)""",
    ),
)
