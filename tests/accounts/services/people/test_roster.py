from dataclasses import replace

import pytest

from accounts.documents.people.roster import read_roster
from accounts.models import Appointment, AuditEntry, Organization, Person, Roster
from accounts.rules.people.roster import compare
from accounts.services.people.organization import change_organization
from accounts.services.people.roster import RosterRefused, compare_file, confirm_roster, preview_roster
from accounts.services.people.roster_export import export_roster
from accounts.services.people.roster_known import known_for
from tests import xlsx
from tests.cast import Kind, organization, person

NEW = {
    "党组织": [("", "化工学院党总支", "化工", "党总支", "示例大学党委", 9), ("", "教工党支部", "", "党支部", "化工学院党总支", "")],
    "人员": [("020001", "白石", "13911111111"), ("020002", "石青", "")],
    "任职": [("020001", "白石", "化工学院党总支", "书记", "2026-09-01", ""), ("020002", "石青", "教工党支部", "书记", "2026.9.1", "")],
}  # fmt: skip


def upload(cast, sheets=NEW, *, person=None, root=None):
    return preview_roster(
        root or cast.committee, person=person or cast.department, data=xlsx.roster(**sheets), filename="名册.xlsx"
    )


def rows_of_everything():
    return [
        sorted(model.objects.values_list(*fields))
        for model, fields in (
            (Organization, ("pk", "name", "path", "position")),
            (Person, ("pk", "staff_number", "name")),
            (Appointment, ("pk", "person", "organization", "role")),
        )
    ]


def test_nothing_is_written_before_it_is_confirmed(cast):
    before = rows_of_everything()
    roster = upload(cast)
    assert (roster.state, roster.report["counts"]["new"], rows_of_everything()) == ("previewed", 6, before)


def test_confirming_writes_organizations_people_and_posts(cast):
    confirm_roster(upload(cast), person=cast.department)
    branch = Organization.objects.get(name="教工党支部")
    college = branch.parent
    assert branch.path == f"/{cast.committee.pk}/{college.pk}/{branch.pk}/"
    assert (college.short, college.position, branch.short) == ("化工", 9, "教工党支部")
    assert Appointment.objects.get(organization=branch).person.staff_number == "020002"
    assert not Person.objects.get(name="白石").has_usable_password()


def test_writing_is_in_the_trail_as_a_whole_and_change_by_change(cast):
    confirm_roster(upload(cast), person=cast.department)
    verbs = list(AuditEntry.objects.filter(actor=cast.department).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["上传名册", *["新建党组织"] * 2, *["新建人员"] * 2, *["任职"] * 2, "写入名册"]


def test_a_second_click_and_a_second_upload_change_nothing(cast):
    roster = upload(cast)
    confirm_roster(roster, person=cast.department)
    before = rows_of_everything()
    confirm_roster(roster, person=cast.department)
    again = upload(cast)
    assert (rows_of_everything(), again.report["counts"]["unchanged"], again.report["changes"]) == (before, 6, [])


def test_what_changed_since_the_preview_is_shown_again_and_not_written(cast):
    roster = upload(cast, {"党组织": [(cast.college.pk, "机械学院党总支", "", "党总支", "", "")]})
    change_organization(cast.college, actor=cast.department, name="机电学院党总支")
    with pytest.raises(RosterRefused, match="请再看一遍"):
        confirm_roster(roster, person=cast.department)
    fresh = Roster.objects.get(pk=roster.pk)
    assert fresh.fingerprint != roster.fingerprint
    assert Organization.objects.get(pk=cast.college.pk).name == "机电学院党总支"


def test_a_doubt_that_blocks_keeps_everything_out(cast):
    roster = upload(cast, NEW | {"人员": [("020001", "白石", "")]})
    with pytest.raises(RosterRefused, match="必须改正"):
        confirm_roster(roster, person=cast.department)
    assert not Organization.objects.filter(name="化工学院党总支").exists()


def test_rename_move_and_hand_over_in_one_file(cast):
    sheets = {
        "党组织": [(cast.branch.pk, "学生先锋党支部", "", "党支部", "外国语学院党总支", "")],
        "任职": [
            ("010005", "梁晓", "学生先锋党支部", "书记", "2024-03-01", "2026-08-31"),
            ("010013", "万里", "学生先锋党支部", "书记", "2026-09-01", ""),
        ],
    }
    confirm_roster(upload(cast, sheets), person=cast.department)
    branch = Organization.objects.get(pk=cast.branch.pk)
    assert (branch.name, branch.parent, branch.path.count("/")) == ("学生先锋党支部", cast.other_college, 4)
    assert Appointment.objects.get(organization=branch, ends=None).person == cast.outsider


def test_an_export_uploaded_again_changes_nothing(cast):
    gone = organization(cast.college, "撤销了的党支部", Kind.BRANCH)
    Appointment.objects.create(
        person=person("010099", "易水"), organization=gone, role="member", starts="2024-01-01", ends="2024-12-31"
    )
    Organization.objects.filter(pk=gone.pk).update(ended_on="2025-01-01", ending={"posts": []})
    for root, actor in ((cast.committee, cast.department), (cast.college, cast.college_organizer)):
        data = export_roster(root, actor=actor)
        plan = compare_file(data, root=root, actor=actor)
        assert (plan.writes, plan.doubts, set(plan.absent.values())) == ((), (), {0})
        names = {row.name for row in read_roster(data).people}
        assert names & {"易水", "秦岩"} == {"易水"}  # who guards is kept by the security administrator


def test_an_export_of_schools_whose_colleges_share_their_names_changes_nothing(cast):
    for school in ("江城大学党委", "江滨大学党委"):
        place = organization(cast.committee, school, Kind.COMMITTEE)
        college = organization(place, "计算机学院党总支", Kind.GENERAL_BRANCH)
        branch = organization(college, "教师党支部", Kind.BRANCH)
        Appointment.objects.create(person=cast.outsider, organization=branch, role="member", starts="2026-01-01")
    data = export_roster(cast.committee, actor=cast.department)
    plan = compare_file(data, root=cast.committee, actor=cast.department)
    assert (plan.writes, plan.doubts) == ((), ())
    sheets = read_roster(data)
    bare = replace(sheets, organizations=tuple(replace(row, code=None) for row in sheets.organizations))
    assert compare(bare, known_for(bare, root=cast.committee, actor=cast.department)).writes == ()


def test_an_export_tells_no_mobile_of_who_is_kept_further_up(cast):
    Person.objects.filter(pk=cast.head.pk).update(mobile="13900000001")
    Person.objects.filter(pk=cast.branch_secretary.pk).update(mobile="13900000002")
    Appointment.objects.create(person=cast.head, organization=cast.branch, role="member", starts="2026-01-01")
    mobiles = [
        {row.name: row.mobile for row in read_roster(export_roster(root, actor=actor)).people}
        for root, actor in ((cast.college, cast.college_organizer), (cast.committee, cast.department))
    ]
    assert [(one["张怀远"], one["梁晓"]) for one in mobiles] == [("", "13900000002"), ("13900000001", "13900000002")]


def test_an_export_stands_in_the_order_of_the_office(cast):
    Organization.objects.filter(pk=cast.direct_branch.pk).update(position=0)
    rows = read_roster(export_roster(cast.committee, actor=cast.department)).organizations
    assert [row.name for row in rows] == [
        "示例大学党委", "图书馆直属党支部", "机电工程学院党总支", "学生第一党支部", "外国语学院党总支", "教师第一党支部",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sheets",
    [
        {"党组织": [("{other_branch}", "夺来的支部", "", "党支部", "机电工程学院党总支", "")]},
        {"党组织": [("{college}", "改名的总支", "", "党总支", "", "")]},
        {"党组织": [("", "新支部", "", "党支部", "外国语学院党总支", "")]},
        {"人员": [("010008", "改名", "")]},
        {"人员": [("010008", "陆一鸣", "13911111111")]},
        {"任职": [("010004", "方敏", "教师第一党支部", "书记", "2026-09-01", "")]},
        {"任职": [("010004", "方敏", "机电工程学院党总支", "书记", "2026-09-01", "")]},
        {"任职": [("010004", "方敏", "学生第一党支部", "安全审计员", "2026-09-01", "")]},
    ],
)
def test_a_college_reaches_nothing_outside_its_tree(cast, sheets):
    ids = {"{other_branch}": cast.other_branch.pk, "{college}": cast.college.pk}
    filled = {title: [tuple(ids.get(cell, cell) for cell in row) for row in rows] for title, rows in sheets.items()}
    roster = upload(cast, filled, person=cast.college_organizer, root=cast.college)
    assert roster.report["blocked"]


def test_reading_a_larger_roster_asks_the_database_no_more(cast, django_assert_num_queries):
    def sheets(count):
        return xlsx.roster(人员=[(f"03{number:04}", f"人{number}", "") for number in range(count)])

    actor = Person.objects.get(pk=cast.department.pk)
    assert actor.posts
    for count in (1, 30):
        data = sheets(count)
        with django_assert_num_queries(8):
            compare_file(data, root=cast.committee, actor=actor)


def blocked(roster):
    return [doubt["text"] for doubt in roster.report["doubts"] if doubt["blocks"]]


def test_a_roster_gives_nobody_who_guards_another_right(cast):
    posts = [("010010", "秦岩", "机电工程学院党总支", "组织员", "2026-09-01", "")]
    assert "要由不同的人担任" in blocked(upload(cast, {"任职": posts}))[0]


def test_who_guarded_before_may_organize_afterwards(cast):
    Appointment.objects.filter(person=cast.auditor).update(ends="2026-08-31")
    posts = [("010010", "秦岩", "机电工程学院党总支", "组织员", "2026-09-01", "")]
    assert blocked(upload(cast, {"任职": posts})) == []


def test_a_file_on_the_server_cannot_give_two_rights_that_stay_apart(cast):
    places = ((cast.committee.name, "安全管理员"), (cast.college.name, "组织员"), (cast.committee.name, "安全审计员"))
    posts = [("020009", "石坚", place, role, "2026-09-01", "2026-10-01") for place, role in places]
    data = xlsx.roster(人员=[("020009", "石坚", "")], 任职=posts)
    doubts = compare_file(data, root=None, actor=None).doubts
    assert [doubt.row for doubt in doubts if "不同的人" in doubt.text] == [2, 3, 4]


def test_a_college_s_roster_takes_no_account_over_that_is_in_use_without_a_post(cast):
    sheets = {"任职": [("010013", "万里", "学生第一党支部", "党员", "2026-09-01", "")]}
    blocked = compare_file(xlsx.roster(**sheets), root=cast.college, actor=cast.college_organizer)
    assert [(doubt.column, doubt.blocks, "组织部办理" in doubt.mend) for doubt in blocked.doubts] == [
        ("工号", True, True)
    ]
    assert not compare_file(xlsx.roster(**sheets), root=cast.committee, actor=cast.department).is_blocked
    Person.objects.filter(pk=cast.outsider.pk).update(password="!x")
    assert not compare_file(xlsx.roster(**sheets), root=cast.college, actor=cast.college_organizer).is_blocked
