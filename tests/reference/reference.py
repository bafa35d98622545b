#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Freeze and place, a second time: docs/formats.md in the plainest Python, as an oracle for the program.

    python3 reference.py freeze ROUND OUT
    python3 reference.py place ROUND OUT [--seed HEX] [--mechanism M]

Everything is recomputed from scratch wherever that is simpler to read: a programme that gets one more proposal chooses anew out of
all it holds and all who are new. Input is taken to be valid (the program checks it). Left out, with an error: mechanisms other than
those below. Text is compared as Python compares it, by code point, which for UTF-8 is the same as by bytes.
"""
import argparse
import csv
import datetime
import functools
import hashlib
import hmac
import io
import math
import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

EARTH_RADIUS_M = 6371008.8
AS_NEEDED = "as-needed"
MECHANISMS = ("deferred-acceptance", "school-proposing", "immediate-acceptance", "serial-dictatorship", "parallel",
              "top-trading-cycles", "stable-improvement-cycles")
# `parallel:3` without the number
GROUP_ORDERS = 1000         # that are tried before the search counts as going round in a circle


class NotCovered(Exception):
    """The round asks for something that this second implementation leaves out."""


# ---- Text --------------------------------------------------------------------------------------------------------------------------

class Table:
    """A CSV file as dictionaries by column; an absent file is an empty table."""

    def __init__(self, path):
        self.present = path.exists()
        text = path.read_bytes().decode("utf-8-sig") if self.present else ""
        header = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
        delimiter = max(",;\t", key=header.count)
        self.decimal_comma = delimiter != ","
        lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if line]
        self.rows = [dict(zip(lines[0], line)) for line in lines[1:]]

    def number(self, text):
        return float(text.replace(",", ".") if self.decimal_comma else text)

    def comparable(self, text):
        """A date, a number, or nothing that can be compared."""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            try:
                return datetime.date.fromisoformat(text)
            except ValueError:
                return None
        text = text.replace(",", ".") if self.decimal_comma else text
        return float(text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None


def csv_bytes(header, rows):
    def cell(value):
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if re.search('[",\r\n]', text) else text
    return "".join(",".join(map(cell, row)) + "\n" for row in [header.split(), *rows]).encode()


def squeeze(postcode):
    return "".join(postcode.split()).upper()


@functools.cache
def parse(expression):
    """`a & !b | c` as alternatives of conjunctions of (negated, criterion)."""
    return [[(term.strip().startswith("!"), term.strip().lstrip("! ")) for term in alternative.split("&")]
            for alternative in expression.split("|")]


def class_name(expression):
    return " | ".join(" & ".join("!" * negated + name for negated, name in terms) for terms in parse(expression))


def share_of(percentage):
    """`12.5%` in millionths."""
    whole, _, decimals = percentage.rstrip("% ").partition(".")
    return int(whole + decimals.ljust(4, "0"))


# ---- Criteria ----------------------------------------------------------------------------------------------------------------------

class Round:
    """What the round folder says, and which criteria hold for a pupil at a programme."""

    def __init__(self, folder):
        self.policy_bytes = (folder / "policy.toml").read_bytes()
        self.policy = tomllib.loads(self.policy_bytes.decode("utf-8-sig"))
        self.rules = self.policy.get("criteria", {})
        self.date = self.policy["policy"].get("date")
        self.programme_table, self.pupil_table = Table(folder / "programmes.csv"), Table(folder / "pupils.csv")
        self.programmes = {row["programme_id"]: row for row in self.programme_table.rows}
        self.pupils = {row["pupil_id"]: row for row in self.pupil_table.rows}
        self.school = {name: row.get("school_id") or name for name, row in self.programmes.items()}
        self.lists = {}         # pupil: [(rank, programme)], most wanted first; only of pupils who applied
        for row in Table(folder / "preferences.csv").rows:
            self.lists.setdefault(row["pupil_id"], []).append((int(row["rank"]), row["programme_id"]))
        for wishes in self.lists.values():
            wishes.sort()
        self.claims = {(row["pupil_id"], row["programme_id"], row["claim"]) for row in Table(folder / "claims.csv").rows}
        self.listed = {(row["programme_id"], row["pupil_id"]): int(row["rank"]) for row in Table(folder / "priorities.csv").rows}
        self.given = {(row["kind"], row["id"], row.get("programme_id", "")): row["number"]
                      for row in Table(folder / "lottery.csv").rows}
        distances = Table(folder / "distances.csv")
        self.metres = {(row["pupil_id"], row["programme_id"]): int(row["metres"]) for row in distances.rows} if distances.present else None
        self.known, self.selections = {}, {}

    def distance(self, pupil, programme):
        """Whole metres; None where distances.csv is there and does not have the pair."""
        if self.metres is not None:
            return self.metres.get((pupil, programme))
        lat1, lon1 = (math.radians(self.pupil_table.number(self.pupils[pupil][column])) for column in ("latitude", "longitude"))
        lat2, lon2 = (math.radians(self.programme_table.number(self.programmes[programme][column])) for column in ("latitude", "longitude"))
        h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
        return math.floor(2 * EARTH_RADIUS_M * math.asin(min(1, math.sqrt(h))) + 0.5)

    def holds(self, expression, pupil, programme):
        return any(all(self.meets(name, pupil, programme) != negated for negated, name in terms) for terms in parse(expression))

    def meets(self, criterion, pupil, programme):
        key = criterion, pupil, programme
        if key not in self.known:
            self.known[key] = self.test(criterion, self.rules[criterion], pupil, programme)
        return self.known[key]

    def test(self, criterion, rule, pupil, programme):
        here = self.programmes[programme]
        child = self.pupils[pupil] if pupil is not None else {}
        if "claim" in rule:
            return (pupil, programme, rule["claim"]) in self.claims
        if "attribute" in rule:
            return self.value_meets(rule, child.get(rule["attribute"], ""), self.pupil_table)
        if "column" in rule:
            return self.value_meets(rule, here.get(rule["column"], ""), self.programme_table)
        if "same" in rule:
            if isinstance(rule["same"], str):
                value = child.get(rule["same"], "")
                return value != "" and value == here.get(rule["same"], "")
            value, allowed = child.get(rule["same"][0], ""), here.get(rule["same"][1], "")
            return value != "" and value in [item.strip() for item in allowed.split(";")]
        if "postcode" in rule:
            postcode = squeeze(child.get("postcode", ""))
            if rule["postcode"] != "own":
                return any(postcode.startswith(squeeze(prefix)) for prefix in rule["postcode"])
            start = postcode[:rule["digits"]]
            return len(start) == rule["digits"] and squeeze(here.get("postcode", "")).startswith(start)
        if "nearest" in rule:
            if (criterion, pupil) not in self.selections:
                self.selections[criterion, pupil] = self.nearest_schools(rule, pupil)
            return self.holds_among(rule, pupil, programme) and self.school[programme] in self.selections[criterion, pupil]
        if "within_metres" in rule:
            metres = self.distance(pupil, programme)
            return metres is not None and metres <= rule["within_metres"]
        if "rank" in rule:
            listed = [listed_programme for _, listed_programme in self.lists.get(pupil, [])]
            return programme in listed and listed.index(programme) + 1 == rule["rank"]
        if "towards" in rule:
            some, everyone = (int(here.get(column) or 0) for column in rule["sitting"])
            has, due = some * 1_000_000, everyone * share_of(rule["share"])
            return everyone > 0 and (has < due if self.holds(rule["towards"], pupil, programme) else has > due)
        if "group" in rule:
            if child.get("group_kind") != rule["group"] or not child.get("group_id"):
                return False
            members = [name for name, row in self.pupils.items()
                       if (row.get("group_kind"), row.get("group_id")) == (child["group_kind"], child["group_id"])]
            return (("some" not in rule or any(self.holds(rule["some"], member, programme) for member in members))
                    and ("not_all" not in rule or not all(self.holds(rule["not_all"], member, programme) for member in members)))
        raise NotCovered(f"criterion {criterion}")

    def value_meets(self, rule, text, table):
        if text == "":
            return False
        if "equals" in rule:
            return text == rule["equals"]
        if "in" in rule:
            return text in rule["in"]
        value = table.comparable(text)
        for bound, sign in ((rule.get("from"), 1), (rule.get("until"), -1)):
            if bound is not None:
                if value is None or isinstance(value, datetime.date) != isinstance(bound, datetime.date):
                    return False
                if value != bound and (value > bound) != (sign > 0):
                    return False
        return True

    def holds_among(self, rule, pupil, programme):
        return "among" not in rule or self.holds(rule["among"], pupil, programme)

    def nearest_schools(self, rule, pupil):
        reach = {}                                              # school: (metres, its programmes that are meant)
        for programme, school in self.school.items():
            metres = self.distance(pupil, programme)
            if metres is not None and self.holds_among(rule, pupil, programme):
                nearest, meant = reach.get(school, (math.inf, []))
                reach[school] = min(nearest, metres), [*meant, programme]

        def take(schools, number):
            metres = sorted(reach[school][0] for school in schools)
            return {school for school in schools if metres and number > 0 and reach[school][0] <= metres[min(number, len(metres)) - 1]}

        selection = set()
        for criterion, number in rule.get("at_least", {}).items():
            selection |= take([school for school, (_, meant) in reach.items()
                               if any(self.holds(criterion, pupil, programme) for programme in meant)], number)
        return selection | take(reach.keys() - selection, rule["nearest"] - len(selection))

    def append_to_lists(self):
        """The back-up programmes of the first [[list]] that holds, nearest first, with the ranks after the last."""
        added = {}
        for pupil, wishes in self.lists.items():
            listed = [programme for _, programme in wishes]
            rule = next((rule for rule in self.policy.get("list", [])
                         if "when" not in rule or any(self.holds(rule["when"], pupil, programme) for programme in listed)), {})
            if "append" in rule:
                extra = sorted((self.distance(pupil, programme), programme) for programme in self.programmes
                               if programme not in listed and self.holds(rule["append"], pupil, programme))
                added[pupil] = [(wishes[-1][0] + number, programme) for number, (_, programme) in enumerate(extra, 1)]
        for pupil, extra in added.items():
            self.lists[pupil] += extra
        self.known.clear()                                      # positions in the lists have changed
        self.selections.clear()


# ---- Freeze ------------------------------------------------------------------------------------------------------------------------

@dataclass(eq=False)
class Application:
    """A line of frozen.csv: a pupil who may take a seat in a pool."""
    pupil: str
    rank: int
    class_index: int
    order: int
    draw_kind: str
    draw_id: str
    draw_programme: str
    given: str
    stage: int = 1
    drawn: int = 0              # the number of who it was drawn for, the one that decides, and the pupil's own
    number: int = 0
    own: int = 0


@dataclass(eq=False)
class Pool:
    """A line of seats.csv, with all who may take a seat in it."""
    name: str
    seats: int | str | None     # before overflow; AS_NEEDED; None: no limit
    unfilled: str
    classes: list[str]          # names by class_index
    applications: dict[str, Application] = field(default_factory=dict)


@dataclass
class Group:
    """Who applies together, by the column group_id of frozen.csv."""
    name: str
    together: str
    number: str
    members: list[str] = field(default_factory=list)


@dataclass
class Stage:
    mechanism: str
    ranks: range
    numbers: str

    def key(self):
        return number_key if self.mechanism == "serial-dictatorship" else priority_key


@dataclass
class Frozen:
    pools: dict[str, list[Pool]]                # programme: its pools in order
    lists: dict[str, list[tuple[int, str]]]
    pupils: list[str]
    groups: list[Group]
    stages: list[Stage]
    waiting_order: str
    files: dict[str, bytes]
    digest: str


def rules_of_pools(data, programme):
    for override in data.policy.get("override", []):
        applies = programme in override["programmes"] if "programmes" in override else data.holds(override["where"], None, programme)
        began = "from" not in override or override["from"] <= data.date
        ended = "until" in override and override["until"] < data.date
        if applies and began and not ended:
            return override["pools"]
    return data.policy["pool"]


def seats_wanted(rule, row, capacity):
    """What a rule asks for, before sitting pupils are subtracted; 0 for `rest` and AS_NEEDED."""
    seats = rule["seats"]
    if isinstance(seats, dict):
        return int(row[seats["column"]])
    if isinstance(seats, str) and seats.endswith("%"):
        part, unit = capacity * share_of(seats), 1_000_000
        return {"down": part // unit, "nearest": (2 * part + unit) // (2 * unit), "up": -(-part // unit)}[rule.get("rounding", "down")]
    return 0 if seats in ("rest", AS_NEEDED) else seats


def seats_of_pools(rules, row, capacity):
    """The seats of each pool: number, AS_NEEDED, or None for no limit."""
    def wanted(rule):
        return seats_wanted(rule, row, capacity)

    def sitting(rule):
        return int(row[rule["less"]] or 0) if "less" in rule else 0

    spoken_for = sum(max(wanted(rule), sitting(rule)) for rule in rules)        # seats + less of a pool = the larger of S and less
    rest = None if capacity is None else max(0, capacity - spoken_for)
    return [{"rest": rest, AS_NEEDED: AS_NEEDED}[rule["seats"]] if rule["seats"] in ("rest", AS_NEEDED)
            else max(0, wanted(rule) - sitting(rule)) for rule in rules]


def stages_of(policy, mechanism):
    numbers = policy.get("lottery", {}).get("numbers", "single")
    stages = []
    for rule in policy.get("stage", []):
        first, dash, last = rule["ranks"].partition("-")
        until = sys.maxsize if dash and not last else int(last or first) + 1
        stages.append(Stage(rule["mechanism"], range(int(first), until), rule.get("numbers", numbers)))
    return stages or [Stage(mechanism or policy["policy"]["mechanism"], range(sys.maxsize), numbers)]


def groups_of(data):
    """Groups by member: at least two of whom have a list; a member who may go nowhere is left out when the rows are made."""
    groups = {}
    for pupil in sorted(data.lists):
        kind, name = (data.pupils[pupil].get(column, "") for column in ("group_kind", "group_id"))
        if name and kind in data.policy.get("groups", {}):
            rule = data.policy["groups"][kind]
            group = groups.setdefault((kind, name), Group(f"{kind}/{name}", rule["together"], rule.get("number", "first")))
            group.members.append(pupil)
    return {pupil: group for group in groups.values() if len(group.members) > 1 for pupil in group.members}


def digest_of(files):
    """frozen_digest."""
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in ("frozen.csv", "policy.toml", "seats.csv"))
    return hashlib.sha256(sums.encode()).hexdigest()


def freeze(folder, mechanism=None):
    data = Round(Path(folder))
    policy, waiting = data.policy, data.policy.get("waiting", {})
    stages = stages_of(policy, mechanism)
    if not {stage.mechanism.partition(":")[0] for stage in stages} <= set(MECHANISMS):
        raise NotCovered("mechanism " + ", ".join(stage.mechanism for stage in stages))
    waiting_order = waiting.get("order", "priority") if waiting.get("kept", True) else ""
    drawn_for = policy.get("lottery", {}).get("drawn_for", "pupil")
    data.append_to_lists()
    group_of = groups_of(data)

    pools, rules_of, seat_rows = {}, {}, []
    for programme, row in data.programmes.items():
        capacity = int(row["capacity"]) if row["capacity"] else None
        rules_of[programme] = rules_of_pools(data, programme)
        seats = seats_of_pools(rules_of[programme], row, capacity)
        pools[programme] = [Pool(rule["name"], number, rule.get("unfilled", "next"), [*map(class_name, rule.get("priority", [])), "other"])
                            for rule, number in zip(rules_of[programme], seats)]
        seat_rows += [(number, programme, position, pool.name, pool.seats, pool.unfilled, capacity, stage.mechanism, waiting_order)
                      for number, stage in enumerate(stages, 1) for position, pool in enumerate(pools[programme], 1)]

    frozen_rows = []
    for pupil, wishes in data.lists.items():
        unit = data.pupils[pupil].get(drawn_for + "_id", "")
        draw_kind, draw_id = (drawn_for, unit) if unit else ("pupil", pupil)
        group = group_of.get(pupil)
        group_cells = (group.name, group.together, group.number) if group else ("", "", "")
        for rank, programme in wishes:
            stage, numbers = next((number, stage.numbers) for number, stage in enumerate(stages, 1) if rank in stage.ranks)
            draw_programme = programme if numbers == "per-programme" else ""
            for pool, rule in zip(pools[programme], rules_of[programme]):
                within_class = rule.get("within_class", "lottery")
                if "open_to" in rule and not data.holds(rule["open_to"], pupil, programme):
                    continue
                if within_class == "listed" and (programme, pupil) not in data.listed:
                    continue
                order = {"lottery": lambda: 0, "distance": lambda: data.distance(pupil, programme),
                         "listed": lambda: data.listed[programme, pupil]}[within_class]()
                priority = rule.get("priority", [])
                class_index = next((index for index, expression in enumerate(priority) if data.holds(expression, pupil, programme)),
                                   len(priority))
                given = ""
                if numbers == "given":
                    given = data.given.get((draw_kind, draw_id, programme)) or data.given[draw_kind, draw_id, ""]
                pool.applications[pupil] = Application(pupil, rank, class_index, order, draw_kind, draw_id, draw_programme, given, stage)
                frozen_rows.append((stage, pupil, rank, programme, pool.name, class_index, order, draw_kind, draw_id, draw_programme,
                                    given, *group_cells))
    files = {
        "frozen.csv": csv_bytes("stage pupil_id rank programme_id pool class_index order draw_kind draw_id draw_programme given "
                                "group_id group_together group_number", sorted(frozen_rows, key=lambda row: row[:5])),
        "policy.toml": data.policy_bytes,
        "seats.csv": csv_bytes("stage programme_id position pool seats unfilled capacity mechanism waiting_order",
                               sorted(seat_rows, key=lambda row: row[:3])),
    }
    appear = {row[1] for row in frozen_rows}
    groups = {group.name: group for pupil, group in group_of.items() if pupil in appear}
    for group in groups.values():
        group.members = [pupil for pupil in group.members if pupil in appear]
    return Frozen(pools, data.lists, sorted(data.pupils), sorted(groups.values(), key=lambda group: group.name), stages, waiting_order,
                  files, digest_of(files))


# ---- Draw --------------------------------------------------------------------------------------------------------------------------

def draw_number(seed, kind, name, programme=""):
    message = "\n".join(["lottery", kind, name] + ([programme] if programme else []))
    return int.from_bytes(hmac.digest(seed, message.encode(), "sha256")[:8], "big")


def draw_seed(frozen_digest, reveals):
    """The seed of a real draw; reveals by party."""
    lines = [f"{party}\t{reveal}" for party, reveal in sorted(reveals.items())]
    return hashlib.sha256("\n".join(["mengpaneel draw 1", frozen_digest, *lines, ""]).encode()).digest()


def lottery_text(application):
    return application.given or f"{application.number:016x}"


# ---- Mechanisms: each gives {pupil: (programme, pool)} for the pools and lists of one stage ----------------------------------------

def priority_key(application):
    return application.class_index, application.order, application.number, application.own, application.pupil


def number_key(application):
    return application.number, application.own, application.pupil


def queue(pool, candidates, key):
    return sorted((pool.applications[pupil] for pupil in candidates if pupil in pool.applications), key=key)


def choose(pools, candidates, key):
    """A programme's choice: through its pools in order, each takes its smallest keys among who are left."""
    chosen, overflow, as_needed = {}, 0, 0
    for pool in pools:
        waiting = queue(pool, candidates - chosen.keys(), key)
        if pool.seats == AS_NEEDED:
            taken = len(waiting)
            as_needed += taken
        elif pool.seats is None:
            taken, overflow = len(waiting), 0
        else:
            available = overflow + (max(0, pool.seats - as_needed) if pool is pools[-1] else pool.seats)
            taken = min(available, len(waiting))
            overflow = available - taken if pool.unfilled == "next" else 0
        chosen.update((application.pupil, pool) for application in waiting[:taken])
    return chosen


def programmes_of(wishes):
    return [programme for _, programme in wishes]


def settle(pools, held, to_go, proposals, key):
    """Programmes choose out of who they hold and who is new; who is refused goes on, as far as there is a list to go on with."""
    while proposals:
        refused = set()
        for programme, new in proposals.items():
            candidates = held[programme].keys() | new
            held[programme] = choose(pools[programme], candidates, key)
            refused |= candidates - held[programme].keys()
        proposals = first_wishes(to_go, refused)


def first_wishes(to_go, pupils):
    proposals = {}
    for pupil in pupils:
        if to_go.get(pupil):
            proposals.setdefault(to_go[pupil].pop(0), set()).add(pupil)
    return proposals


def all_singles(pools, lists, key, apart=frozenset()):
    held = {programme: {} for programme in pools}
    to_go = {pupil: programmes_of(wishes) for pupil, wishes in lists.items() if pupil not in apart}
    settle(pools, held, to_go, first_wishes(to_go, to_go.keys()), key)
    return held, to_go


def seats_of(held):
    return {pupil: (programme, pool) for programme, chosen in held.items() for pupil, pool in chosen.items()}


def deferred_acceptance(pools, lists, key):
    return seats_of(all_singles(pools, lists, key)[0])


def school_proposing(pools, lists, key):
    """Programmes choose out of who has not refused them; a pupil refuses all but the best that chose her."""
    willing = {programme: {pupil for pupil, wishes in lists.items() if programme in programmes_of(wishes)} for programme in pools}
    while True:
        held = {programme: choose(here, willing[programme], key) for programme, here in pools.items()}
        best = {pupil: next((programme for _, programme in wishes if pupil in held[programme]), None) for pupil, wishes in lists.items()}
        refused = [(programme, pupil) for programme, chosen in held.items() for pupil in chosen if best[pupil] != programme]
        if not refused:
            return seats_of(held)
        for programme, pupil in refused:
            willing[programme].discard(pupil)


def fillable(pools, index):
    """Of which pools a pool may use the free seats: its own, then those before it that pass on."""
    sources = [index]
    for before in range(index - 1, -1, -1):
        if pools[before].seats is None or pools[before].unfilled == "empty" and pools[before].seats != AS_NEEDED:
            break
        sources.append(before)
    return sources


def free_seats(pools):
    return [{AS_NEEDED: 0, None: math.inf}.get(pool.seats, pool.seats) for pool in pools]


def take_seat(pools, free, index):
    """Whether the pool had a seat for one more."""
    if pools[index].seats == AS_NEEDED:
        free[-1] = max(0, free[-1] - 1)
        return True
    source = next((source for source in fillable(pools, index) if free[source] > 0), None)
    if source is not None:
        free[source] -= 1
    return source is not None


def immediate_acceptance(pools, lists, key):
    placed = {}
    free = {programme: free_seats(here) for programme, here in pools.items()}
    for now in sorted({rank for wishes in lists.values() for rank, _ in wishes}):
        for programme, here in pools.items():
            candidates = {pupil for pupil, wishes in lists.items() if (now, programme) in wishes and pupil not in placed}
            for index, pool in enumerate(here):
                for application in queue(pool, candidates - placed.keys(), key):
                    if take_seat(here, free[programme], index):
                        placed[application.pupil] = programme, pool
    return placed


def seats_left(pools, filled):
    """What pools have left when so many sit in each."""
    free = free_seats(pools)
    for index, number in enumerate(filled):
        for _ in range(number):
            take_seat(pools, free, index)
    return [pool.seats if pool.seats in (None, AS_NEEDED) else left for pool, left in zip(pools, free)]


def with_seats(pools, seats):
    return [Pool(pool.name, left, pool.unfilled, pool.classes, pool.applications) for pool, left in zip(pools, seats)]


def parallel(pools, lists, key, band):
    """Deferred acceptance within each band of positions, for good; a position is a programme in which the pupil may take a seat."""
    lists = {pupil: [wish for wish in wishes if any(pupil in pool.applications for pool in pools[wish[1]])] for pupil, wishes in lists.items()}
    left, placed = pools, {}
    for first in range(0, max(map(len, lists.values()), default=0), band):
        now = deferred_acceptance(left, {pupil: wishes[first:first + band] for pupil, wishes in lists.items() if pupil not in placed}, key)
        for programme, here in left.items():
            filled = [sum(seat == (programme, pool) for seat in now.values()) for pool in here]
            left = left | {programme: with_seats(here, seats_left(here, filled))}
            for pupil, (where, pool) in now.items():
                if where == programme:
                    placed[pupil] = programme, pools[programme][here.index(pool)]
    return placed


def top_trading_cycles(pools, lists, key):
    """Pupils ask for the best programme with a seat for them, programmes point at a pupil; every circle trades, for good."""
    free, placed, left = {programme: free_seats(here) for programme, here in pools.items()}, {}, dict(lists)

    def has_seat(programme, index):
        return take_seat(pools[programme], list(free[programme]), index)

    def seat_for(pupil, wishes):
        return next(((programme, index) for programme in programmes_of(wishes) for index, pool in enumerate(pools[programme])
                     if pupil in pool.applications and has_seat(programme, index)), None)

    def points_at(programme):
        interested = {pupil for pupil, wishes in left.items() if programme in programmes_of(wishes)}
        queues = [queue(pool, interested, key) for index, pool in enumerate(pools[programme]) if has_seat(programme, index)]
        return next(waiting[0].pupil for waiting in queues if waiting)

    while left:
        asks = {pupil: seat_for(pupil, wishes) for pupil, wishes in left.items()}
        left = {pupil: wishes for pupil, wishes in left.items() if asks[pupil]}
        heads = {programme: points_at(programme) for programme in {asks[pupil][0] for pupil in left}}
        for pupil in list(left):
            circle = [pupil]
            while heads[asks[circle[-1]][0]] not in circle:
                circle.append(heads[asks[circle[-1]][0]])
            if heads[asks[circle[-1]][0]] == pupil and pupil in left:
                for member in circle:
                    programme, index = asks[member]
                    take_seat(pools[programme], free[programme], index)
                    placed[member] = programme, pools[programme][index]
                    del left[member]
    return placed


def stable_improvement_cycles(pools, lists, key):
    """Deferred acceptance; then seats are traded, circle by circle, to who goes first by class and order among those who want them."""
    placed = deferred_acceptance(pools, lists, key)
    ranks = {pupil: programmes_of(wishes) for pupil, wishes in lists.items()}
    seats = [(programme, pool) for programme in sorted(pools) for pool in pools[programme]]

    def first_who_want(programme, pool):
        wanting = [pupil for pupil, wishes in ranks.items() if programme in wishes and
                   (pupil not in placed or wishes.index(programme) < wishes.index(placed[pupil][0]))]
        waiting = queue(pool, wanting, key)
        return [entry.pupil for entry in waiting if (entry.class_index, entry.order) == (waiting[0].class_index, waiting[0].order)]

    def circle_through(start):
        """Breadth first, backwards: who sits where and may have a seat nearer to the start."""
        leaves, to_go = {}, [start]
        for seat in to_go:
            for pupil in first_who_want(*seat):
                if pupil in placed and placed[pupil] not in leaves:
                    leaves[placed[pupil]] = pupil, seat
                    to_go.append(placed[pupil])
            if start in leaves:
                circle = [leaves[start]]
                while circle[-1][1] != start:
                    circle.append(leaves[circle[-1][1]])
                return dict(circle)
        return {}

    traded = True
    while traded:
        traded = False
        for start in seats:
            while circle := circle_through(start):
                placed |= circle
                traded = True
    return placed


MECHANISM = {"deferred-acceptance": deferred_acceptance, "immediate-acceptance": immediate_acceptance,
             "serial-dictatorship": deferred_acceptance, "school-proposing": school_proposing, "parallel": parallel,
             "top-trading-cycles": top_trading_cycles, "stable-improvement-cycles": stable_improvement_cycles}


def run_mechanism(name, pools, lists, key):
    name, _, band = name.partition(":")
    return MECHANISM[name](pools, lists, key, *([int(band)] if band else []))


# ---- Groups ------------------------------------------------------------------------------------------------------------------------

def combined(rule, numbers):
    return {"first": lambda: numbers[0], "best": lambda: min(numbers), "mean": lambda: sum(numbers) // len(numbers),
            "worst": lambda: max(numbers)}[rule]()


class GroupRound:
    """Deferred acceptance in which some groups stay together."""

    def __init__(self, frozen, groups, key):
        self.frozen, self.groups, self.key = frozen, {group.name: group for group in groups}, key
        self.lists = {name: [wish for wish in frozen.lists[group.members[0]]] for name, group in self.groups.items()}
        self.turn = {name: self.give_numbers(group) for name, group in self.groups.items()}
        members = {pupil for group in groups for pupil in group.members}
        self.singles = all_singles(frozen.pools, frozen.lists, key, members)
        self.held, self.position, self.losers = {}, {}, []

    def give_numbers(self, group):
        """Every member gets the group's number, or the group's number at the programme; and the number of the group's turn."""
        everywhere, turn = {}, 0
        for _, programme in reversed(self.lists[group.name]):
            rows = {pupil: [pool.applications[pupil] for pool in self.frozen.pools[programme] if pupil in pool.applications]
                    for pupil in group.members}
            numbers = [entries[0].drawn for entries in rows.values() if entries]
            if not numbers:
                continue
            everywhere |= {pupil: entries for pupil, entries in rows.items() if entries}
            number = combined(group.number, numbers)
            for entry in (entry for entries in rows.values() for entry in entries):
                entry.number, entry.given = number, entry.given and str(number)
            if all(rows.values()):
                turn = number
        entries = [everywhere[pupil][0] for pupil in group.members]
        if entries[0].draw_programme or entries[0].given:
            return turn
        number = combined(group.number, [entry.drawn for entry in entries])
        for programme in programmes_of(self.lists[group.name]):
            for pool in self.frozen.pools[programme]:
                for pupil in group.members:
                    if pupil in pool.applications:
                        pool.applications[pupil].number = number
        return number

    def choice_with(self, group, programme):
        """What the programme would choose, if that has every member in it."""
        chosen = choose(self.frozen.pools[programme], self.held[programme].keys() | set(group.members), self.key)
        return chosen if chosen.keys() >= set(group.members) else None

    def go_through(self, order, start):
        """One pass; stops at the first group whose insertion costs a group its seats: those are `losers` then."""
        held, to_go = self.singles
        self.held = {programme: dict(chosen) for programme, chosen in held.items()}
        to_go = {pupil: list(wishes) for pupil, wishes in to_go.items()}
        self.position, self.losers = {}, []
        for turn, name in enumerate(order):
            group, wishes = self.groups[name], programmes_of(self.lists[name])
            for position in range(start.get(name, 0), len(wishes)):
                if self.choice_with(group, wishes[position]):
                    self.position[name] = position
                    settle(self.frozen.pools, self.held, to_go, {wishes[position]: set(group.members)}, self.key)
                    break
            seated = seats_of(self.held)
            self.losers = [other for other in order[:turn + 1] if other in self.position
                           and not all(pupil in seated for pupil in self.groups[other].members)]
            if self.losers:
                return turn
        return None

    def complete(self, order):
        start = {}
        while self.go_through(order, start) is not None:
            start |= {name: self.position[name] + 1 for name in self.losers}

    def blocking(self):
        return [name for name in sorted(self.groups) if any(
            self.choice_with(self.groups[name], programme)
            for programme in programmes_of(self.lists[name])[:self.position.get(name, len(self.lists[name]))])]

    def run(self):
        order, tried = sorted(self.groups, key=lambda name: (self.turn[name], name)), []
        while order not in tried and len(tried) < GROUP_ORDERS:
            tried.append(order)
            turn = self.go_through(order, {})
            if turn is None:
                return
            before = order[:turn]
            order = ([name for name in before if name not in self.losers] + [name for name in before if name in self.losers]
                     + order[turn:])
        fewest = None
        for order in tried:
            self.complete(order)
            if fewest is None or len(self.blocking()) < fewest[0]:
                fewest = len(self.blocking()), order
        self.complete(fewest[1])


def with_groups(frozen, key):
    """The placement, what became of each group, and which groups block."""
    together, fate = list(frozen.groups), {}
    while True:
        for pools in frozen.pools.values():
            for entry in (entry for pool in pools for entry in pool.applications.values()):
                entry.number, entry.given = entry.drawn, entry.given and str(entry.drawn)
        search = GroupRound(frozen, together, key)
        search.run()
        fate |= {group.name: "together" if group.name in search.position else "unplaced" for group in together}
        separate = [group for group in together if fate[group.name] == "unplaced" and group.together == "or-separately"]
        if not separate:
            return seats_of(search.held), fate, search.blocking()
        fate |= {group.name: "separated" for group in separate}
        together = [group for group in together if group not in separate]


# ---- Outcome -----------------------------------------------------------------------------------------------------------------------

def seats_after_overflow(pools, filled):
    seats, overflow = [], 0
    as_needed = sum(number for pool, number in zip(pools, filled) if pool.seats == AS_NEEDED)
    for pool, number in zip(pools, filled):
        if pool.seats == AS_NEEDED:
            seats.append(AS_NEEDED)
        elif pool.seats is None:
            seats.append(None)
            overflow = 0
        else:
            seats.append(overflow + (max(0, pool.seats - as_needed) if pool is pools[-1] else pool.seats))
            overflow = max(0, seats[-1] - number) if pool.unfilled == "next" else 0
    return seats


def standing(pool, application):
    """The columns class_index, class, order, lottery."""
    return (application.class_index, pool.classes[application.class_index], application.order, lottery_text(application)) \
        if application else ("", "", "", "")


def draw(frozen, seed):
    for pools in frozen.pools.values():
        for entry in (entry for pool in pools for entry in pool.applications.values()):
            entry.own = draw_number(seed, "pupil", entry.pupil, entry.draw_programme)
            entry.drawn = int(entry.given) if entry.given else draw_number(seed, entry.draw_kind, entry.draw_id, entry.draw_programme)
            entry.number = entry.drawn


@dataclass
class Placing:
    """What the stages made of it."""
    placed: dict = field(default_factory=dict)          # pupil: (programme, name of the pool)
    cutoffs: list = field(default_factory=list)         # rows of cutoffs.csv, with the stage
    last: dict = field(default_factory=dict)            # (stage, programme, pool): the last who was admitted, where full
    last_entry: dict = field(default_factory=dict)      # the same as an application; None where not full
    admitted: dict = field(default_factory=dict)        # (stage, programme, pool): applications
    available: dict = field(default_factory=dict)       # (stage, programme, pool): seats after overflow
    fate: dict = field(default_factory=dict)            # of groups, by name
    blocking_groups: list = field(default_factory=list)


def run_stage(frozen, number, stage, seats, result):
    """Places who has no place yet on the choices of one stage; `seats` of each programme's pools go down by what it takes."""
    pools = {programme: [Pool(pool.name, left, pool.unfilled, pool.classes,
                              {pupil: entry for pupil, entry in pool.applications.items() if entry.stage == number})
                         for pool, left in zip(here, seats[programme])] for programme, here in frozen.pools.items()}
    lists = {pupil: [wish for wish in wishes if wish[0] in stage.ranks]
             for pupil, wishes in frozen.lists.items() if pupil not in result.placed}
    if frozen.groups:
        placed, result.fate, result.blocking_groups = with_groups(
            Frozen(pools, lists, frozen.pupils, frozen.groups, [], "", {}, ""), stage.key())
    else:
        placed = run_mechanism(stage.mechanism, pools, lists, stage.key())
    for programme, here in pools.items():
        filled = [[entry for pupil, entry in pool.applications.items() if placed.get(pupil) == (programme, pool)] for pool in here]
        for pool, available, admitted in zip(here, seats_after_overflow(here, list(map(len, filled))), filled):
            full = len(admitted) == available and available > 0
            last = max(admitted, key=stage.key()) if full else None
            where = number, programme, pool.name
            result.last[where], result.last_entry[where] = standing(pool, last), last
            result.available[where], result.admitted[where] = available, admitted
            result.cutoffs.append((programme, pool.name, available, len(admitted), *result.last[where], number))
        seats[programme] = seats_left(here, map(len, filled))
    result.placed |= {pupil: (programme, pool.name) for pupil, (programme, pool) in placed.items()}


def waiting_lists(frozen, placed_rank):
    """Rows of waiting_lists.csv, and the position by (programme, pool, pupil)."""
    rows, position = [], {}

    def waiting_key(application):
        key = frozen.stages[application.stage - 1].key()(application)
        if frozen.waiting_order == "reversed-lottery":
            *priority, number, own, pupil = key
            key = *priority, -number, -own, pupil
        return application.stage, key

    for programme, pools in frozen.pools.items():
        for pool in pools:
            waiting = [entry for pupil, entry in pool.applications.items() if entry.rank < placed_rank.get(pupil, math.inf)]
            for number, entry in enumerate(sorted(waiting, key=waiting_key), 1):
                position[programme, pool.name, entry.pupil] = number
                rows.append((programme, pool.name, number, entry.pupil))
    return rows if frozen.waiting_order else [], position if frozen.waiting_order else {}


def word_of_refusal(frozen, result, group, pool, entry, programme):
    """Whether it was this pupil whom the pool would not take, or somebody else of the group."""
    if not group or result.fate[group.name] == "separated":
        return "rejected"
    where, key = (entry.stage, programme, pool.name), frozen.stages[entry.stage - 1].key()
    last = result.last_entry[where]
    behind = last is not None and key(last) < key(entry)
    return "rejected" if behind or result.available[where] == 0 else "group-incomplete"


def blocking_pairs(frozen, result, placed_rank, group_of):
    """Within the stages, of who is in no group that stays together; and between them, by class and order alone (decision 38)."""
    pairs = 0
    for pupil, wishes in frozen.lists.items():
        together = pupil in group_of and result.fate[group_of[pupil].name] != "separated"
        for rank, programme in wishes:
            entries = [(pool.name, pool.applications[pupil]) for pool in frozen.pools[programme] if pupil in pool.applications]
            if rank >= placed_rank.get(pupil, math.inf) or not entries:
                continue
            stage = entries[0][1].stage
            key = frozen.stages[stage - 1].key()

            def wanted(pool, entry):
                available, admitted = (of[stage, programme, pool] for of in (result.available, result.admitted))
                return (available in (None, AS_NEEDED) or len(admitted) < available or any(key(entry) < key(holder) for holder in admitted))

            pairs += not together and any(wanted(pool, entry) for pool, entry in entries)
            pairs += any((entry.class_index, entry.order) < (holder.class_index, holder.order) for pool, entry in entries
                         for earlier in range(1, stage) for holder in result.admitted[earlier, programme, pool])
    return pairs


def place(folder, seed=bytes(32), mechanism=None):
    """The files of the outcome by name, the frozen digest, and what summary.json must say of stability and groups."""
    frozen = freeze(folder, mechanism)
    draw(frozen, seed)
    result = Placing()
    seats = {programme: [pool.seats for pool in pools] for programme, pools in frozen.pools.items()}
    for number, stage in enumerate(frozen.stages, 1):
        run_stage(frozen, number, stage, seats, result)
    rank_of = {(pupil, programme): rank for pupil, wishes in frozen.lists.items() for rank, programme in wishes}
    placed_rank = {pupil: rank_of[pupil, programme] for pupil, (programme, _) in result.placed.items()}
    waiting_rows, position = waiting_lists(frozen, placed_rank)
    group_of = {pupil: group for group in frozen.groups for pupil in group.members}

    decision_rows = []
    for pupil, wishes in frozen.lists.items():
        for rank, programme in wishes:
            reached = rank <= placed_rank.get(pupil, math.inf)
            above = rank < placed_rank.get(pupil, math.inf)
            eligible = [pool for pool in frozen.pools[programme] if pupil in pool.applications]
            if not eligible:
                decision_rows.append((pupil, programme, rank, "", "not-eligible", *[""] * 9))
            for pool in eligible:
                entry = pool.applications[pupil]
                outcome = "rejected" if reached else "not-needed"
                if above:
                    outcome = word_of_refusal(frozen, result, group_of.get(pupil), pool, entry, programme)
                if result.placed.get(pupil) == (programme, pool.name):
                    outcome, reached = "placed", False
                decision_rows.append((pupil, programme, rank, pool.name, outcome, *standing(pool, entry),
                                      *result.last[entry.stage, programme, pool.name], position.get((programme, pool.name, pupil))))
    placement_rows = [(pupil, result.placed[pupil][0], placed_rank[pupil], result.placed[pupil][1])
                      if pupil in result.placed else (pupil, "", "", "") for pupil in frozen.pupils]
    many = len(frozen.stages) > 1
    files = dict(frozen.files)
    files["placements.csv"] = csv_bytes("pupil_id programme_id rank pool", placement_rows)
    files["decisions.csv"] = csv_bytes("pupil_id programme_id rank pool outcome class_index class order lottery cutoff_class_index "
                                       "cutoff_class cutoff_order cutoff_lottery waiting_position",
                                       sorted(decision_rows, key=lambda row: row[:4]))
    files["cutoffs.csv"] = csv_bytes("programme_id pool seats filled class_index class order lottery" + " stage" * many,
                                     [row[:9 if many else 8] for row in sorted(result.cutoffs, key=lambda row: (*row[:2], row[8]))])
    files["waiting_lists.csv"] = csv_bytes("programme_id pool position pupil_id", sorted(waiting_rows))
    return files, frozen.digest, {"blocking_pairs": blocking_pairs(frozen, result, placed_rank, group_of),
                                  **summary_of_groups(frozen, result)}


def summary_of_groups(frozen, result):
    kinds = {}
    for group in frozen.groups:
        kind = kinds.setdefault(group.name.partition("/")[0], {"groups": 0, "together": 0, "separated": 0, "unplaced": 0})
        kind["groups"] += 1
        kind[result.fate[group.name]] += 1
    return {"blocking_groups": result.blocking_groups} | ({"groups": kinds} if kinds else {})


def main():
    parser = argparse.ArgumentParser(description="Freeze and place a round, by the contract in docs/formats.md.")
    parser.add_argument("command", choices=["freeze", "place"])
    parser.add_argument("round", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=bytes.fromhex, default=bytes(32))
    parser.add_argument("--mechanism")
    arguments = parser.parse_args()
    if arguments.command == "freeze":
        frozen = freeze(arguments.round, arguments.mechanism)
        files, digest = frozen.files, frozen.digest
    else:
        files, digest, _ = place(arguments.round, arguments.seed, arguments.mechanism)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (arguments.out / name).write_bytes(content)
    print(digest)


if __name__ == "__main__":
    main()
