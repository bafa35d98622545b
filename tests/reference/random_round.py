#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Small random rounds that are valid by docs/formats.md and use as much of it as fits in one.

    python3 random_round.py SEED OUT_DIR [--pupils N] [--programmes M] [--form plain]

The same seed gives the same bytes. The policy is made first, then the town that it needs: capacities and seat columns are chosen so
that the seats of every programme add up, and distances, priorities and given numbers are there when a rule asks for them.
"""
import argparse
import datetime
import json
import random
import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

MECHANISMS = ("deferred-acceptance", "immediate-acceptance", "serial-dictatorship")
OTHERS = ("school-proposing", "parallel:1", "parallel:2", "parallel:3", "parallel:9", "top-trading-cycles")       # drawn apart, so that the rounds of the first stay what they were
BENCHMARKS = ("stable-improvement-cycles",)                     # and these apart from both
ODD_IDS = ['a"b', '"', "x,y", "a;b", "é", "e\u0301", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627", "\U0001f600", "\uff5e",
           "0", "00", "007", "7", "10", "9", "'q'", "=1+1", "A", "a", "-", "ß", "x" * 64, "é" * 32, "b c", "a/b", "#1", "a\\b",
           "\u4e2d\u6587"]
POOL_NAMES = ["open", "Open", "zuid", "aa", "é-plaatsen", 'met "haken"', "a, b", "10", "9", "gereserveerd voor VVE", "x;y",
              "\u05e8\u05d7\u05d5\u05e1"]
CRITERIA = {        # beside those that are drawn with numbers in them
    "sibling": {"claim": "sibling"}, "staff": {"claim": "staff"}, "vve": {"attribute": "vve", "equals": "yes"},
    "ses-band": {"attribute": "ses", "in": ["low", "middle"]}, "zone": {"same": "zone"}, "level": {"same": ["advice", "levels"]},
    "area": {"postcode": ["1011", "10 12", "1013a"]}, "first": {"rank": 1}, "second": {"rank": 2},
    "low_ses": {"attribute": "ses", "equals": "low", "recommend": True},
}
OF_PROGRAMME = {    # criteria of the programme alone, for `where`
    "citywide": {"column": "citywide", "equals": "yes"}, "public": {"column": "denomination", "in": ["openbaar", "rk"]},
    "large": {"column": "present", "from": 5},
}


@dataclass
class Draft:
    """A policy on its way: what it says, and what it needs from the town."""
    rng: random.Random
    criteria: dict = field(default_factory=dict)
    pools: list = field(default_factory=list)
    overrides: list = field(default_factory=list)
    lists: list = field(default_factory=list)
    groups: dict = field(default_factory=dict)
    stages: list = field(default_factory=list)
    date: datetime.date = None

    def maybe(self, chance):
        return self.rng.random() < chance

    def expression(self, names, written=True):
        """A random class expression, with blanks where a writer may put them; as alternatives of (negated, name) if not written."""
        rng = self.rng
        alternatives = [[(self.maybe(0.3), name) for name in rng.sample(names, min(len(names), rng.choice([1, 1, 1, 2, 3])))]
                        for _ in range(rng.choice([1, 1, 1, 2, 3]))]
        return spell(rng, alternatives) if written else alternatives


def spell(rng, alternatives):
    def join(sign, parts):
        return rng.choice([f" {sign} ", f" {sign} ", sign, f"  {sign}", f"{sign} "]).join(parts)
    return join("|", [join("&", [("!" + rng.choice(["", "", " "])) * negated + name for negated, name in terms]) for terms in alternatives])


# ---- Policy ------------------------------------------------------------------------------------------------------------------------

def draw_criteria(draft):
    rng = draft.rng
    drawn = dict(CRITERIA)
    born = sorted(datetime.date(2022, rng.randint(1, 12), rng.randint(1, 28)) for _ in range(2))
    drawn["young"] = rng.choice([{"from": born[0]}, {"until": born[1]}, {"from": born[0], "until": born[1]}]) | {"attribute": "born"}
    drawn["score"] = rng.choice([{"from": 4}, {"until": 7.5}, {"from": 2.5, "until": 8}]) | {"attribute": "score"}
    drawn["own_area"] = {"postcode": "own", "digits": rng.choice([2, 4, 4, 6])}
    drawn["close"] = {"within_metres": rng.choice([0, 300, 1000, 2500])}
    drawn["nearby"] = {"nearest": rng.choice([1, 1, 2, 3, 8])}
    drawn["nearest-kind"] = {"nearest": rng.choice([2, 2, 3]), "among": draft.expression(["citywide", "public", "large"]),
                             "at_least": {name: rng.choice([1, 1, 2]) for name in rng.sample(["citywide", "public", "large"], rng.choice([1, 2]))}}
    drawn["mixes"] = {"towards": rng.choice(["low_ses", "ses-band", "vve"]), "share": rng.choice(["30%", "50%", "33.3333%", "0%"]),
                      "sitting": ["present_low", "present"]}
    drawn["duo"] = {"group": "duo"} | rng.choice([{"some": "vve", "not_all": "vve"}, {"some": "low_ses", "not_all": "ses-band"}])
    chosen = rng.sample(sorted(drawn), rng.choice([2, 3, 5, 8, len(drawn)])) + rng.sample(sorted(OF_PROGRAMME), rng.choice([0, 1, 3]))
    drawn |= OF_PROGRAMME
    for _ in range(3):                                          # and what those build on
        said = json.dumps([drawn[name] for name in chosen], default=str)
        chosen += [name for name in drawn if name not in chosen and re.search(rf"\b{name}\b", said)]
    draft.criteria = {name: drawn[name] for name in rng.sample(sorted(set(chosen)), len(set(chosen)))}


def usable(draft):
    return [name for name, rule in draft.criteria.items() if not rule.get("recommend")]


def different(expressions):
    """Without those that say the same in other blanks."""
    return list({re.sub(r"\s+", "", text): text for text in expressions}.values())


def draw_pools(draft):
    """The pools of [[pool]] or of an override. Without `rest`, columns or complementary shares make them add up."""
    rng, names = draft.rng, usable(draft)
    rest = draft.maybe(0.85)
    titles = rng.sample(POOL_NAMES, 5)
    seats = []
    if rest:
        kinds = ["number", "column", "share"] + ["as-needed"] * rng.choice([0, 0, 3])
        for column in range(rng.choice([0, 1, 2, 2, 3])):
            kind = rng.choice(kinds)
            seats.append({"number": rng.choice([0, 1, 1, 2]), "column": {"column": f"seats_{column}"}, "as-needed": "as-needed",
                          "share": rng.choice(["0%", "10%", "12.5%", "20%", "17.0001%", "33.3333%"])}[kind])
        seats.insert(len(seats) if "as-needed" in seats else rng.randint(0, len(seats)), "rest")
    else:
        seats = rng.choice([["100%"], ["30%", "70%"], ["66.6667%", "33.3333%"], [{"column": "seats_0"}],
                            [rng.choice([0, 1, 2]), {"column": "seats_0"}], [{"column": "seats_0"}, "25%", {"column": "seats_1"}]])
    pools = []
    for index, number in enumerate(seats):
        pool = {"name": titles[index], "seats": number}
        if number == "as-needed":
            pool["open_to"] = rng.choice(names)                 # open to few, so that there is something left to compete for
        elif draft.maybe(0.35):
            pool["open_to"] = draft.expression(names)
        if draft.maybe(0.8):
            pool["priority"] = different([draft.expression(names) for _ in range(rng.choice([0, 1, 1, 2, 3]))])
        if draft.maybe(0.45):
            pool["within_class"] = rng.choice(["lottery", "distance", "listed"])
        if draft.maybe(0.5) and number != "as-needed":
            pool["unfilled"] = rng.choice(["next", "empty"])
        if draft.maybe(0.2) and number != "as-needed":
            pool["less"] = f"sitting_{rng.choice('ab')}"
        if isinstance(number, str) and number.endswith("%"):
            if not rest and len(seats) == 2:
                pool["rounding"] = "down" if index == 0 else "up"
            elif draft.maybe(0.7):
                pool["rounding"] = rng.choice(["down", "nearest", "up"])
        pools.append(dict(rng.sample(list(pool.items()), len(pool))))
    return pools


def applicable(draft, programme, row):
    """The pools that hold for a programme; the programme criteria are worked out here from its columns."""
    facts = {"citywide": row["citywide"] == "yes", "public": row["denomination"] in ("openbaar", "rk"),
             "large": row["present"] != "" and int(row["present"]) >= 5}
    for override in draft.overrides:
        holds = (programme in override["programmes"] if "programmes" in override else
                 any(all(facts[name] != negated for negated, name in terms) for terms in override["where"]))
        if holds and override.get("from", draft.date) <= draft.date <= override.get("until", draft.date):
            return override["pools"]
    return draft.pools


def part(percentage, capacity, rounding):
    exact = Fraction(percentage.rstrip("%")) * capacity / 100
    return {"down": exact.__floor__(), "up": exact.__ceil__(), "nearest": (exact + Fraction(1, 2)).__floor__()}[rounding]


def settle_seats(draft, pools, row):
    """Choose the capacity and the seat columns of a programme so that its pools add up."""
    rng = draft.rng
    shares = [pool for pool in pools if isinstance(pool["seats"], str) and pool["seats"].endswith("%")]
    columns = [pool["seats"]["column"] for pool in pools if isinstance(pool["seats"], dict)]
    rest = any(pool["seats"] == "rest" for pool in pools)
    for column in ("seats_0", "seats_1", "seats_2"):
        row[column] = str(rng.randint(0, 2))
    if rest and not shares and draft.maybe(0.2):
        row["capacity"] = ""
        return
    capacity = rng.choice([0, 1, 1, 2, 2, 3, 4, 6])
    while True:
        fixed = (sum(pool["seats"] for pool in pools if isinstance(pool["seats"], int))
                 + sum(part(pool["seats"], capacity, pool.get("rounding", "down")) for pool in shares))
        if fixed == capacity or fixed < capacity and (rest or columns):
            break
        capacity += 1
    left = capacity - fixed
    for column in columns:
        row[column] = str(rng.randint(0, min(left, 2)) if rest or column != columns[-1] else left)
        left -= int(row[column])
    row["capacity"] = str(capacity)


def draw_policy(draft, programme_ids):
    rng = draft.rng
    draft.date = datetime.date(2027, 2, 1)
    draw_criteria(draft)
    names = usable(draft)
    draft.pools = draw_pools(draft)
    for _ in range(rng.choice([0, 0, 1, 2, 3])):
        override = {"programmes": rng.sample(programme_ids, rng.randint(1, len(programme_ids)))}
        of_programme = [name for name in OF_PROGRAMME if name in draft.criteria]
        if of_programme and draft.maybe(0.5):
            override = {"where": draft.expression(of_programme, written=False)}
        if draft.maybe(0.4):
            override["from"] = draft.date + datetime.timedelta(rng.choice([-40, 0, 0, 1]))
        if draft.maybe(0.4):
            override["until"] = draft.date + datetime.timedelta(rng.choice([-1, 0, 0, 300]))
            override["until"] = max(override["until"], override.get("from", override["until"]))
        override["pools"] = draw_pools(draft)
        draft.overrides.append(override)
    for last in rng.choice([[], [], [False], [True], [False, False], [False, True]]):
        rule = {"minimum": 1, "short": rng.choice(["warn", "refuse"])} if draft.maybe(0.5) else {"minimum": rng.randint(1, 4)}
        if not last:
            rule["when"] = draft.expression(names)
        if draft.maybe(0.5):
            rule["append"] = draft.expression(names)
        draft.lists.append(rule)


def toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def draw_groups(draft):
    """Kinds of groups who apply together; their back-up lists could differ, so that there are none."""
    rng = draft.rng
    for kind in rng.choice([["duo"], ["twins"], ["duo", "twins"]]):
        draft.groups[kind] = {"together": rng.choice(["or-separately", "or-nothing"])}
        if draft.maybe(0.8):
            draft.groups[kind]["number"] = rng.choice(["first", "best", "mean", "worst"])
    for rule in draft.lists:
        rule.pop("append", None)


def draw_stages(draft, valid, numbers):
    """Ranks that join, the last stage open."""
    rng = draft.rng
    first = 1
    for last in range(rng.choice([0, 1, 1, 1, 2, 3]), -1, -1):
        until = first + rng.choice([0, 0, 1, 2])
        mechanism = rng.choice(valid)
        stage = {"mechanism": mechanism, "ranks": f"{first}-" if not last else str(first) if until == first else f"{first}-{until}"}
        if mechanism == "serial-dictatorship" and numbers == "per-programme":
            stage["numbers"] = "single"
        elif numbers != "given" and draft.maybe(0.6):
            stage["numbers"] = rng.choice(["single"] if mechanism == "serial-dictatorship" else ["single", "per-programme"])
        draft.stages.append(stage)
        first = until + 1


def policy_text(draft, mechanism, lottery, waiting, longest):
    rng = draft.rng
    head = {"name": 'Voorbeeldstad, "basis"', "version": "2027-1", "sector": rng.choice(["po", "vo"]), "date": draft.date}
    if not draft.stages:
        head["mechanism"] = mechanism
    if draft.maybe(0.5):
        head["maximum_preferences"] = max([longest, *(rule["minimum"] for rule in draft.lists)]) + rng.choice([0, 0, 1, 5])
    sections = [("[policy]", head)] + [("[[list]]", rule) for rule in draft.lists]
    if lottery != {"numbers": "single", "drawn_for": "pupil"} or draft.maybe(0.7):
        sections.append(("[lottery]", lottery))
    if waiting != {"kept": True, "order": "priority"} or draft.maybe(0.7):
        sections.append(("[waiting]", waiting))
    sections += [(f"[groups.{kind}]", rule) for kind, rule in draft.groups.items()]
    sections += ([("[criteria]", draft.criteria)] if draft.maybe(0.8) else
                 [(f"[criteria.{name}]", rule) for name, rule in draft.criteria.items()])
    sections += [("[[pool]]", pool) for pool in draft.pools]
    sections += [("[[override]]", override | ({"where": spell(rng, override["where"])} if "where" in override else {}))
                 for override in draft.overrides]
    sections += [("[[stage]]", stage) for stage in draft.stages]
    lines = ["format = 1"]
    for title, entries in sections:
        lines += ["", title + rng.choice(["", "   # afgesproken"])] + [f"{key} = {toml(value)}" for key, value in entries.items()]
    return "\n".join(lines) + "\n"


# ---- Town --------------------------------------------------------------------------------------------------------------------------

def names_of(rng, letter, number):
    """Identifiers, mostly plain, some odd."""
    odd = rng.sample(ODD_IDS, rng.randint(0, min(number, 6)))
    width = rng.choice([1, 3])
    names = odd + [f"{letter}{index:0{width}}" for index in range(1, number - len(odd) + 1)]
    rng.shuffle(names)
    return names


def write_table(rng, path, header, rows):
    """A CSV file in one of the ways that a reader must accept; fractions are written with the decimal sign that belongs to it."""
    delimiter = rng.choice([",", ",", ";", "\t"])
    end, quoting = rng.choice(["\n", "\n", "\r\n"]), rng.choice(["needed", "needed", "all", "some"])
    columns = list(range(len(header)))
    rng.shuffle(columns)
    rows = rng.sample(rows, len(rows))

    def cell(value):
        text = str(value)
        if isinstance(value, float) and delimiter != ",":
            text = text.replace(".", ",")
        if quoting == "all" or quoting == "some" and rng.random() < 0.3 or any(sign in text for sign in (delimiter, '"', "\r", "\n")):
            return '"' + text.replace('"', '""') + '"'
        return text
    text = end.join(delimiter.join(cell(row[column]) for column in columns) for row in [header, *rows]) + rng.choice([end, end, ""])
    path.write_bytes(rng.choice(["", "", "\ufeff"]).encode() + text.encode())


def place_in_town(rng, coarse):
    step = 0.01 if coarse else 0.0001
    return [round(52 + step * rng.randint(0, round(0.04 / step)), 4), round(4.3 + step * rng.randint(0, round(0.04 / step)), 4)]


def postcode(rng):
    return f"{rng.choice(['1011', '1012', '1013', '2500'])}{rng.choice(['', ' '])}{rng.choice(['AB', 'ab', 'XZ'])}" if rng.random() < 0.9 else ""


def share_lists(draft, pupil_rows, lists, wishes):
    """Members of a group who apply have the list of the first of them."""
    shared = {}
    for pupil, _, name, kind, *_ in pupil_rows:
        if name and kind in draft.groups and pupil in lists:
            first = shared.setdefault((kind, name), pupil)
            lists[pupil], wishes[pupil] = lists[first], wishes[first]


def make_round(seed, folder, pupils=None, programmes=None, form=None):
    """Write a round folder; gives the mechanisms that are valid for it, none where it has stages. The form is plain, groups or stages;
    other and other-stages have the mechanisms of OTHERS too, benchmark those of BENCHMARKS."""
    rng, others, benchmarks = random.Random(seed), random.Random(f"others {seed}"), random.Random(f"benchmarks {seed}")
    with_benchmarks = form == "benchmark" or not form and benchmarks.random() < 0.3
    if not form:
        form = rng.choice(["plain", "plain", "groups", "stages"])
        with_others = form != "groups" and others.random() < 0.6
    else:
        with_others = form.startswith("other")
        form = {"benchmark": "plain", "other": "plain", "other-stages": "stages"}.get(form, form)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    draft = Draft(rng)
    programme_ids = names_of(rng, "S", programmes or rng.choice([1, 2, 3, 4, 5, 6, 8]))
    pupil_ids = names_of(rng, "L", pupils or rng.choice([1, 4, 10, 16, 24, 40]))
    draw_policy(draft, programme_ids)
    if form == "groups":
        draw_groups(draft)
    all_pools = [pool for pools in [draft.pools, *(override["pools"] for override in draft.overrides)] for pool in pools]
    within = {pool.get("within_class") for pool in all_pools}
    every_pair = "distance" in within or any("append" in rule for rule in draft.lists)
    needs_distance = every_pair or any("nearest" in rule or "within_metres" in rule for rule in draft.criteria.values())
    distances_given = needs_distance and draft.maybe(0.35)
    located = needs_distance and not distances_given
    coarse = draft.maybe(0.5)

    def location():
        return place_in_town(rng, coarse) if located or draft.maybe(0.5) else ["", ""]

    programme_rows = []
    for programme in programme_ids:
        present = rng.choice(["", "0", "3", "5", "10", "12"])
        row = {"programme_id": programme, "capacity": "", "school_id": rng.choice(["", programme, "school 1", "school 2"]),
               "name": rng.choice(["", "De Regenboog", 'School "Noord", dependance']), "board_id": rng.choice("AB"),
               "denomination": rng.choice(["openbaar", "rk", "pc", ""]), "postcode": postcode(rng), "citywide": rng.choice(["yes", "no", ""]),
               "zone": rng.choice(["1", "01", "2", ""]), "levels": rng.choice(["", "vwo", "havo;vwo", "vmbo; havo"]), "present": present,
               "present_low": str(rng.randint(0, int(present))) if present else rng.choice(["", "0"]),
               "sitting_a": str(rng.choice([0, 0, 1, 2])), "sitting_b": str(rng.choice([0, 1, 5]))}
        row["latitude"], row["longitude"] = location()
        settle_seats(draft, applicable(draft, programme, row), row)
        programme_rows.append(row)
    header = list(programme_rows[0])
    if draft.maybe(0.3):
        header.remove("school_id")
    write_table(rng, folder / "programmes.csv", header, [[row[column] for column in header] for row in programme_rows])

    households = names_of(rng, "H", len(pupil_ids) // 2 + 1) if draft.maybe(0.7) else pupil_ids
    groups = [(name, rng.choice(["duo", "duo", "twins"])) for name in names_of(rng, "G", len(pupil_ids) // 3 + 1)]
    pupil_rows = []
    for pupil in pupil_ids:
        group = rng.choice(groups) if draft.maybe(0.6 if draft.groups else 0.4) else ("", "")
        pupil_rows.append([pupil, rng.choice(households) if draft.maybe(0.8) else "", *group, *location(), postcode(rng),
                           rng.choice(["low", "middle", "high", ""]), rng.choice(["yes", "no", ""]), rng.choice(["vwo", "havo", "vmbo", ""]),
                           rng.choice(["", "onbekend", f"2022-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"]),
                           rng.choice(["", "x", rng.randint(-2, 10), rng.randint(-8, 40) / 4]), rng.choice(["1", "2", "01", ""])])
    write_table(rng, folder / "pupils.csv", ["pupil_id", "household_id", "group_id", "group_kind", "latitude", "longitude", "postcode", "ses",
                                             "vve", "advice", "born", "score", "zone"], pupil_rows)

    appeal = [rng.random() for _ in programme_ids]
    lists, wishes = {}, {}
    for pupil in pupil_ids:
        if draft.maybe(0.1):
            continue                                            # has not applied
        order = sorted(range(len(programme_ids)), key=lambda index: appeal[index] + rng.gauss(0, 0.4))
        lists[pupil] = [programme_ids[index] for index in order[:rng.randint(1, len(order))]]
        ranks = sorted(rng.sample(range(1, len(order) + 4), len(lists[pupil]))) if draft.maybe(0.3) else range(1, len(order) + 1)
        wishes[pupil] = list(zip(ranks, lists[pupil]))
    share_lists(draft, pupil_rows, lists, wishes)
    preference_rows = [[pupil, *wish] for pupil, listed in wishes.items() for wish in listed]
    write_table(rng, folder / "preferences.csv", ["pupil_id", "rank", "programme_id"], preference_rows)

    pairs = [(pupil, programme) for pupil in pupil_ids for programme in programme_ids]
    write_if = {"claims.csv": any("claim" in rule for rule in draft.criteria.values()) or draft.maybe(0.2),
                "priorities.csv": "listed" in within or draft.maybe(0.1), "distances.csv": distances_given}
    if write_if["claims.csv"]:
        write_table(rng, folder / "claims.csv", ["pupil_id", "programme_id", "claim"],
                    [[*pair, claim] for pair in pairs for claim in ("sibling", "staff") if draft.maybe(0.2)])
    if write_if["priorities.csv"]:
        write_table(rng, folder / "priorities.csv", ["programme_id", "pupil_id", "rank"],
                    [[programme, pupil, rng.randint(1, len(pupil_ids))] for pupil, programme in pairs if draft.maybe(0.8)])
    if write_if["distances.csv"]:
        write_table(rng, folder / "distances.csv", ["pupil_id", "programme_id", "metres"],
                    [[*pair, rng.choice([0, 300, 301, 1000, 1001, rng.randint(0, 5000)])] for pair in pairs if every_pair or draft.maybe(0.8)])

    lottery = {"numbers": rng.choice(["single", "single", "per-programme", "given"]),
               "drawn_for": rng.choice(["pupil", "pupil", "household", "group"])}
    per_programme = lottery["numbers"] == "per-programme"
    if lottery["numbers"] == "given":
        highest = rng.choice([3, 100, 2 ** 64 - 1])

        def given():
            return rng.choice([highest, rng.randint(0, highest), rng.randint(0, highest), rng.randint(0, highest)])
        unit = {"pupil": None, "household": 1, "group": 2}[lottery["drawn_for"]]
        units = sorted({(lottery["drawn_for"], row[unit]) if unit and row[unit] else ("pupil", row[0]) for row in pupil_rows})
        everywhere = draft.maybe(0.5)
        given_rows = []
        for kind, name in units:
            if everywhere or draft.maybe(0.6):
                given_rows.append([kind, name, "", given()])
                special = [] if everywhere else rng.sample(programme_ids, rng.randint(0, len(programme_ids)))
            else:
                special = programme_ids
            given_rows += [[kind, name, programme, given()] for programme in special]
        per_programme = any(row[2] for row in given_rows)
        columns = [0, 1, 3] if not per_programme and draft.maybe(0.5) else [0, 1, 2, 3]
        write_table(rng, folder / "lottery.csv", [("kind", "id", "programme_id", "number")[column] for column in columns],
                    [[row[column] for column in columns] for row in given_rows])
    valid = MECHANISMS[:2] if per_programme else MECHANISMS
    if form == "groups":
        valid = tuple(mechanism for mechanism in valid if mechanism != "immediate-acceptance")
    if form == "stages":
        draw_stages(draft, MECHANISMS[:2] if per_programme and lottery["numbers"] == "given" else MECHANISMS, lottery["numbers"])
    if with_others and form == "stages":
        for stage in draft.stages:
            if others.random() < 0.6:
                stage["mechanism"] = others.choice(OTHERS)
    if with_benchmarks and form == "stages":
        benchmarks.choice(draft.stages)["mechanism"] = benchmarks.choice(BENCHMARKS)
    waiting = {"kept": draft.maybe(0.8), "order": rng.choice(["priority", "reversed-lottery"])}
    mechanism = rng.choice([valid[0], *valid])
    if with_others and form == "plain":
        valid, mechanism = valid + OTHERS, others.choice(OTHERS)
    if with_benchmarks and form == "plain":
        valid, mechanism = tuple(valid) + BENCHMARKS, benchmarks.choice(BENCHMARKS)
    text = policy_text(draft, mechanism, lottery, waiting, max(map(len, lists.values()), default=1))
    if draft.maybe(0.15):
        text = text.replace("\n", "\r\n")
    (folder / "policy.toml").write_bytes(rng.choice(["", "", "", "\ufeff"]).encode() + text.encode())
    return () if draft.stages else valid


def main():
    parser = argparse.ArgumentParser(description="Write a small random valid round.")
    parser.add_argument("seed", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pupils", type=int)
    parser.add_argument("--programmes", type=int)
    parser.add_argument("--form", choices=["plain", "groups", "stages", "other", "other-stages", "benchmark"])
    arguments = parser.parse_args()
    make_round(arguments.seed, arguments.out, arguments.pupils, arguments.programmes, arguments.form)


if __name__ == "__main__":
    main()
