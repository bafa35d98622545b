#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Freeze and place, a second time: docs/formats.md in the plainest Python, as an oracle for the program.

    python3 reference.py freeze ROUND OUT
    python3 reference.py place ROUND OUT [--seed HEX] [--mechanism M]

Everything is recomputed from scratch wherever that is simpler to read: a programme that gets one more proposal chooses anew out of
all it holds and all who are new. Input is taken to be valid (the program checks it). Left out, with an error: the procedure for
groups, stages, and mechanisms other than the three below. Text is compared as Python compares it, by code point, which for UTF-8 is
the same as by bytes.
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
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

EARTH_RADIUS_M = 6371008.8
AS_NEEDED = "as-needed"
MECHANISMS = ("deferred-acceptance", "immediate-acceptance", "serial-dictatorship")


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
    number: int = 0             # the number that decides, and the pupil's own
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
class Frozen:
    pools: dict[str, list[Pool]]                # programme: its pools in order
    lists: dict[str, list[tuple[int, str]]]
    pupils: list[str]
    mechanism: str
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


def seats_of_pools(rules, row, capacity):
    """The seats of each pool: number, AS_NEEDED, or None for no limit."""
    def wanted(rule):
        seats = rule["seats"]
        if isinstance(seats, dict):
            return int(row[seats["column"]])
        if isinstance(seats, str) and seats.endswith("%"):
            part, unit = capacity * share_of(seats), 1_000_000
            return {"down": part // unit, "nearest": (2 * part + unit) // (2 * unit), "up": -(-part // unit)}[rule.get("rounding", "down")]
        return 0 if seats in ("rest", AS_NEEDED) else seats

    def sitting(rule):
        return int(row[rule["less"]] or 0) if "less" in rule else 0

    spoken_for = sum(max(wanted(rule), sitting(rule)) for rule in rules)        # seats + less of a pool = the larger of S and less
    rest = None if capacity is None else max(0, capacity - spoken_for)
    return [{"rest": rest, AS_NEEDED: AS_NEEDED}[rule["seats"]] if rule["seats"] in ("rest", AS_NEEDED)
            else max(0, wanted(rule) - sitting(rule)) for rule in rules]


def freeze(folder, mechanism=None):
    data = Round(Path(folder))
    policy, lottery, waiting = data.policy, data.policy.get("lottery", {}), data.policy.get("waiting", {})
    mechanism = mechanism or policy["policy"]["mechanism"]
    if "groups" in policy or "stage" in policy or mechanism not in MECHANISMS:
        raise NotCovered(f"groups, stages or mechanism {mechanism}")
    waiting_order = waiting.get("order", "priority") if waiting.get("kept", True) else ""
    numbers, drawn_for = lottery.get("numbers", "single"), lottery.get("drawn_for", "pupil")
    data.append_to_lists()

    pools, rules_of, seat_rows = {}, {}, []
    for programme, row in data.programmes.items():
        capacity = int(row["capacity"]) if row["capacity"] else None
        rules_of[programme] = rules_of_pools(data, programme)
        seats = seats_of_pools(rules_of[programme], row, capacity)
        pools[programme] = [Pool(rule["name"], number, rule.get("unfilled", "next"), [*map(class_name, rule.get("priority", [])), "other"])
                            for rule, number in zip(rules_of[programme], seats)]
        seat_rows += [(1, programme, position, pool.name, pool.seats, pool.unfilled, capacity, mechanism, waiting_order)
                      for position, pool in enumerate(pools[programme], 1)]

    frozen_rows = []
    for pupil, wishes in data.lists.items():
        unit = data.pupils[pupil].get(drawn_for + "_id", "")
        draw_kind, draw_id = (drawn_for, unit) if unit else ("pupil", pupil)
        for rank, programme in wishes:
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
                pool.applications[pupil] = Application(pupil, rank, class_index, order, draw_kind, draw_id, draw_programme, given)
                frozen_rows.append((1, pupil, rank, programme, pool.name, class_index, order, draw_kind, draw_id, draw_programme, given,
                                    "", "", ""))
    files = {
        "frozen.csv": csv_bytes("stage pupil_id rank programme_id pool class_index order draw_kind draw_id draw_programme given "
                                "group_id group_together group_number", sorted(frozen_rows, key=lambda row: row[:5])),
        "policy.toml": data.policy_bytes,
        "seats.csv": csv_bytes("stage programme_id position pool seats unfilled capacity mechanism waiting_order",
                               sorted(seat_rows, key=lambda row: row[:3])),
    }
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in ("frozen.csv", "policy.toml", "seats.csv"))
    return Frozen(pools, data.lists, sorted(data.pupils), mechanism, waiting_order, files, hashlib.sha256(sums.encode()).hexdigest())


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


# ---- Mechanisms: each gives {pupil: (programme, pool)} -----------------------------------------------------------------------------

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


def deferred_acceptance(frozen, key=priority_key):
    to_go = {pupil: [programme for _, programme in wishes] for pupil, wishes in frozen.lists.items()}
    held = {programme: {} for programme in frozen.pools}
    free = set(to_go)
    while free:
        proposals = {}
        for pupil in free:
            if to_go[pupil]:
                proposals.setdefault(to_go[pupil].pop(0), set()).add(pupil)
        free = set()
        for programme, new in proposals.items():
            candidates = held[programme].keys() | new
            held[programme] = choose(frozen.pools[programme], candidates, key)
            free |= candidates - held[programme].keys()
    return {pupil: (programme, pool) for programme, chosen in held.items() for pupil, pool in chosen.items()}


def serial_dictatorship(frozen):
    return deferred_acceptance(frozen, number_key)


def immediate_acceptance(frozen):
    placed = {}
    free = {programme: [{AS_NEEDED: 0, None: math.inf}.get(pool.seats, pool.seats) for pool in pools]
            for programme, pools in frozen.pools.items()}
    for now in sorted({rank for wishes in frozen.lists.values() for rank, _ in wishes}):
        for programme, pools in frozen.pools.items():
            candidates = {pupil for pupil, wishes in frozen.lists.items() if (now, programme) in wishes and pupil not in placed}
            for index, pool in enumerate(pools):
                waiting = queue(pool, candidates - placed.keys(), priority_key)
                if pool.seats == AS_NEEDED:
                    free[programme][-1] = max(0, free[programme][-1] - len(waiting))
                    placed.update((application.pupil, (programme, pool)) for application in waiting)
                    continue
                sources = [index]                               # whose free seats it may fill: its own, then of those before it
                for before in range(index - 1, -1, -1):
                    if pools[before].seats is None or pools[before].unfilled == "empty" and pools[before].seats != AS_NEEDED:
                        break
                    sources.append(before)
                for application in waiting:
                    source = next((source for source in sources if free[programme][source] > 0), None)
                    if source is None:
                        break
                    free[programme][source] -= 1
                    placed[application.pupil] = programme, pool
    return placed


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
            overflow = seats[-1] - number if pool.unfilled == "next" else 0
    return seats


def standing(pool, application):
    """The columns class_index, class, order, lottery."""
    return (application.class_index, pool.classes[application.class_index], application.order, lottery_text(application)) \
        if application else ("", "", "", "")


def place(folder, seed=bytes(32), mechanism=None):
    """The files of the outcome, by name, and the frozen digest."""
    frozen = freeze(folder, mechanism)
    for pools in frozen.pools.values():
        for pool in pools:
            for entry in pool.applications.values():
                entry.own = draw_number(seed, "pupil", entry.pupil, entry.draw_programme)
                entry.number = int(entry.given) if entry.given else draw_number(seed, entry.draw_kind, entry.draw_id, entry.draw_programme)
    placed = {"deferred-acceptance": deferred_acceptance, "immediate-acceptance": immediate_acceptance,
              "serial-dictatorship": serial_dictatorship}[frozen.mechanism](frozen)
    key = number_key if frozen.mechanism == "serial-dictatorship" else priority_key
    rank_of = {(pupil, programme): rank for pupil, wishes in frozen.lists.items() for rank, programme in wishes}
    placed_rank = {pupil: rank_of[pupil, programme] for pupil, (programme, _) in placed.items()}

    def waiting_key(application):
        if frozen.waiting_order == "reversed-lottery":
            *priority, number, own, pupil = key(application)
            return *priority, -number, -own, pupil
        return key(application)

    last, cutoff_rows, position, waiting_rows = {}, [], {}, []
    for programme, pools in frozen.pools.items():
        filled = [[entry for pupil, entry in pool.applications.items() if placed.get(pupil) == (programme, pool)] for pool in pools]
        for pool, seats, admitted in zip(pools, seats_after_overflow(pools, list(map(len, filled))), filled):
            full = len(admitted) == seats and seats > 0
            last[programme, pool.name] = standing(pool, max(admitted, key=key) if full else None)
            cutoff_rows.append((programme, pool.name, seats, len(admitted), *last[programme, pool.name]))
            if frozen.waiting_order:
                waiting = [entry for pupil, entry in pool.applications.items() if entry.rank < placed_rank.get(pupil, math.inf)]
                for number, entry in enumerate(sorted(waiting, key=waiting_key), 1):
                    position[programme, pool.name, entry.pupil] = number
                    waiting_rows.append((programme, pool.name, number, entry.pupil))

    decision_rows = []
    for pupil, wishes in frozen.lists.items():
        for rank, programme in wishes:
            reached = rank <= placed_rank.get(pupil, math.inf)
            eligible = [pool for pool in frozen.pools[programme] if pupil in pool.applications]
            if not eligible:
                decision_rows.append((pupil, programme, rank, "", "not-eligible", *[""] * 9))
            for pool in eligible:
                outcome = "rejected" if reached else "not-needed"
                if placed.get(pupil) == (programme, pool):
                    outcome, reached = "placed", False
                decision_rows.append((pupil, programme, rank, pool.name, outcome, *standing(pool, pool.applications[pupil]),
                                      *last[programme, pool.name], position.get((programme, pool.name, pupil))))
    placement_rows = [(pupil, placed[pupil][0], placed_rank[pupil], placed[pupil][1].name) if pupil in placed else (pupil, "", "", "")
                      for pupil in frozen.pupils]
    files = dict(frozen.files)
    files["placements.csv"] = csv_bytes("pupil_id programme_id rank pool", placement_rows)
    files["decisions.csv"] = csv_bytes("pupil_id programme_id rank pool outcome class_index class order lottery cutoff_class_index "
                                       "cutoff_class cutoff_order cutoff_lottery waiting_position",
                                       sorted(decision_rows, key=lambda row: row[:4]))
    files["cutoffs.csv"] = csv_bytes("programme_id pool seats filled class_index class order lottery",
                                     sorted(cutoff_rows, key=lambda row: row[:2]))
    files["waiting_lists.csv"] = csv_bytes("programme_id pool position pupil_id", sorted(waiting_rows))
    return files, frozen.digest


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
        files, digest = place(arguments.round, arguments.seed, arguments.mechanism)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (arguments.out / name).write_bytes(content)
    print(digest)


if __name__ == "__main__":
    main()
