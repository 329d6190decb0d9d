import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from reviews.documents.demo.demo_docx import LineKind
from reviews.documents.demo.demo_prose import TEXTS, bank
from reviews.documents.demo.demo_report import PROFILES, Composer, demo_report, flavour_for, words_in
from reviews.wordcheck import Part, Reading, Verdict, check

ROOT = Path(__file__).parents[4]
SCHOOL = tomllib.loads((ROOT / "accounts/offers/demo_school.toml").read_text(encoding="utf-8"))
YEAR = ROOT / "reviews/offers/demo/year.toml"
TOPS = SCHOOL["organization"]
BRANCHES = [branch for top in TOPS for branch in top.get("branch", ())]
SEEDS = range(60)
FORMULA = 6  # what more than a tenth of the reports say is a formula of the genre, as “以上报告，请予评议”
POSTS = ("secretary", "deputy_in_charge", "organizer", "auditor", "security_administrator", "system_administrator")


def written_for(profile: str, organization: dict, seed: int, year: int = 2026) -> bytes:
    name = organization["name"]
    return demo_report(
        profile=profile,
        organization=name,
        secretary=secretary(organization)["name"],
        year=year,
        flavour=flavour_for(name),
        seed=seed,
    )


def secretary(organization: dict) -> dict:
    return organization.get("secretary") or organization["deputy_in_charge"]


def reading(profile: str, organization: dict, seed: int) -> Reading:
    result = check(written_for(profile, organization, seed))
    assert result.reading is not None, result.refused
    return result.reading


def readings(profile: str) -> list[Reading]:
    places = BRANCHES if profile == "branch_short" else TOPS
    seeds = SEEDS if profile in {"good", "branch_short"} else SEEDS[::3]
    return [reading(profile, places[seed % len(places)], seed) for seed in seeds]


def sentences(organization: dict, profile: str, seed: int) -> set[str]:
    lines = composer(organization, profile, seed).lines()
    texts = [line.lead + line.text for line in lines if line.kind is LineKind.BODY]
    return {sentence for text in texts for sentence in re.split("(?<=[。：])", text) if len(sentence) >= 10}


def composer(organization: dict, profile: str, seed: int) -> Composer:
    name = organization["name"]
    return Composer(
        profile=PROFILES[profile],
        organization=name,
        secretary=secretary(organization)["name"],
        year=2026,
        flavour=flavour_for(name),
        seed=seed,
    )


def people() -> list[dict]:
    holders = [SCHOOL["school"], *TOPS, *BRANCHES]
    return SCHOOL["school"]["organizers"] + [holder[post] for holder in holders for post in POSTS if post in holder]


@pytest.mark.parametrize(
    ("profile", "low", "high"), [("good", 2100, 2480), ("near_limit", 2495, 2500), ("branch_short", 1200, 1800)]
)
def test_good_profile_meets_every_limit(profile, low, high):
    for read in readings(profile):
        assert read.verdict == Verdict.MEETS
        assert low <= read.total <= high


def test_too_long_profile_breaks_the_total_alone():
    for read in readings("too_long"):
        assert 2520 <= read.total <= 2800
        assert {finding.rule for finding in read.findings if finding.severity == "violation"} == {"total"}


def test_thin_problems_profile_breaks_the_shares_alone():
    for read in readings("thin_problems"):
        assert read.total <= 2500
        assert 0.22 <= read.shares[Part.PROBLEMS] <= 0.3
        assert read.shares[Part.ACHIEVEMENTS] > 1 / 3 > read.shares[Part.PLAN]


def test_bad_everywhere_profile_is_the_familiar_one():
    for read in readings("bad_everywhere"):
        assert abs(read.total - 2668) <= 8
        assert abs(read.shares[Part.ACHIEVEMENTS] - 0.46) < 0.005
        assert abs(read.shares[Part.PROBLEMS] - 0.266) < 0.005


def test_bad_everywhere_profile_of_the_first_secretary_is_exact():
    read = reading("bad_everywhere", TOPS[0], 0)
    assert read.total == 2668
    assert [read.parts[part] for part in (Part.ACHIEVEMENTS, Part.PROBLEMS, Part.PLAN)] == [1214, 702, 596]


@pytest.mark.parametrize("profile", ["merged", "no_headings"])
def test_unclear_profile_makes_the_reader_ask(profile):
    for read in readings(profile):
        assert read.total <= 2500
        assert any(not paragraph.sure for paragraph in read.paragraphs)


@pytest.mark.parametrize("profile", ["legacy_doc", "damaged", "secret"])
def test_unreadable_profile_is_refused(profile):
    for seed in SEEDS[::6]:
        refused = check(written_for(profile, TOPS[seed % len(TOPS)], seed)).refused
        assert refused is not None
        assert refused.code == profile


@pytest.mark.parametrize("profile", [*PROFILES, "legacy_doc", "damaged"])
def test_same_seed_same_bytes(profile):
    assert written_for(profile, TOPS[0], 7) == written_for(profile, TOPS[0], 7)
    assert written_for(profile, TOPS[0], 7) != written_for(profile, TOPS[0], 8)


def test_composer_counts_as_the_word_check_does():
    for seed in SEEDS[::2]:
        profile, place = list(PROFILES)[seed % 8], BRANCHES[seed % len(BRANCHES)]
        mine = words_in(composer(place, profile, seed).lines())
        assert reading(profile, place, seed).total == mine


def test_no_two_reports_share_more_than_a_fifth_of_their_sentences():
    places = [(top, "good") for top in TOPS] + [(branch, "branch_short") for branch in BRANCHES]
    texts = [sentences(place, profile, seed) for seed, (place, profile) in enumerate(places[:60])]
    times = Counter(sentence for text in texts for sentence in text)
    texts = [{sentence for sentence in text if times[sentence] <= FORMULA} for text in texts]
    for one, other in combinations(texts, 2):
        assert len(one & other) <= min(len(one), len(other)) / 5


@pytest.mark.parametrize("profile", PROFILES)
def test_every_slot_is_filled(profile):
    for seed, place in enumerate((TOPS + BRANCHES)[::3]):
        assert not any(set("{}|") & set(line.lead + line.text) for line in composer(place, profile, seed).lines())


def test_every_problem_says_how_it_is_mended():
    problems = [item for name in ("college", "teacher", "student", "admin") for item in bank(name)["problem"]]
    problems += [
        item
        for name in ("units_colleges", "units_direct")
        for unit in bank(name)["unit"]
        for item in unit.get("problem", ())
    ]
    assert all(item["mend_head"] and item["mend"] for item in problems)


def test_return_reasons_are_complete():
    reasons = tomllib.loads((TEXTS / "returns.toml").read_text(encoding="utf-8"))["return"]
    assert len({reason["key"] for reason in reasons}) == len(reasons) >= 5
    assert all("请于{deadline}前重交" in reason["text"] for reason in reasons)


def test_school_has_seventeen_reporting_organizations():
    assert Counter(top["kind"] for top in TOPS) == {"general_branch": 11, "branch": 1, "direct_branch": 5}
    assert sum("deputy_in_charge" in top for top in TOPS) == 1


def test_school_has_its_branches():
    colleges = [top for top in TOPS if top["kind"] == "general_branch"]
    assert len(BRANCHES) >= 40
    assert all(3 <= len(college["branch"]) <= 5 for college in colleges)
    exempt = tomllib.loads(YEAR.read_text(encoding="utf-8"))["exempt"]
    young = [branch["name"] for branch in BRANCHES if "founded_days_ago" in branch]
    assert young == [entry["organization"] for entry in exempt]
    assert {entry["approver"] for entry in exempt} <= {person["name"] for person in people()}


def test_school_names_its_organizations_once():
    names = [organization["name"] for organization in TOPS + BRANCHES]
    assert len(set(names)) == len(names)
    for top in TOPS:
        shorts = [branch["short"] for branch in top.get("branch", ())]
        assert len(set(shorts)) == len(shorts)


def test_school_numbers_its_people_once():
    assert len({person["staff_number"] for person in people()}) == len(people())
    assert len({person["mobile"] for person in people()}) == len(people())
    assert all(re.fullmatch(r"1000000\d{4}", person["mobile"]) for person in people())


def test_school_has_one_pair_of_the_same_name():
    times = Counter(person["name"] for person in people())
    assert [times for times in times.values() if times > 1] == [2]


def test_texts_know_how_many_branches_a_college_has():
    told = {unit["match"]: unit["words"].get("branches") for unit in bank("units_colleges")["unit"]}
    for top in TOPS:
        if top["kind"] == "general_branch":
            assert told[top["name"].removesuffix("党总支")] == str(len(top["branch"]))
