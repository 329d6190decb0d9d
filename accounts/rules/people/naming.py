"""What an organization is called where those of other colleges may stand beside it: 教师第一党支部 says too little."""

KINDS = ("直属党支部", "党总支", "党支部", "总支部委员会", "支部委员会", "委员会", "党委", "支部")


def known_as(name: str, short: str, above: tuple[str, str]) -> str:
    """Return the short name where it tells the college already, else the full one, else with ``above`` before it.

    ``above`` is the full and the short name of the superior: a school may call every branch 教师第一党支部, and nothing
    more.
    """
    bare, short_bare = (core(one) for one in above)
    for own in (short, name):
        if bare in own or short_bare in own:
            return own
    return above[1].removesuffix("党总支") + short


def told_below(short: str, above: str) -> str:
    """Return what is left of ``short`` under the heading of its superior: 计算机学院学生党支部 → 学生党支部."""
    rest = short.removeprefix(core(above))
    return short if rest in KINDS or not rest else rest


def core(name: str) -> str:
    """Return what is the superior's own: 中共机电工程学院总支部委员会 → 机电工程学院."""
    bare = name.removeprefix("中共")
    for kind in KINDS:
        if bare.endswith(kind) and bare != kind:
            return bare.removesuffix(kind)
    return bare
