#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the reference itself: the vectors of docs/formats.md, examples from the literature, and properties on random markets.

    python3 -m unittest test_reference          (in this folder)
"""
import csv
import io
import collections
import itertools
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import random_round
import reference

DEFERRED, IMMEDIATE, SERIAL = random_round.MECHANISMS
SEED = bytes.fromhex("a84caef2273de3f8b50527bd3cbf070059c1ed67dc1c85325b4cf5a3c02230ab")
ONE_POOL = '[[pool]]\nname = "open"\nseats = "rest"\nwithin_class = "listed"\n'
FLIPPED = {"s1": "i1 i3 i2", "s2": "i2 i1 i3", "s3": "i2 i1 i3"}


def spread(text):
    """`a: x y; b: z` as {a: x y, b: z}."""
    return {name.strip(): entries.strip() for name, _, entries in (line.partition(":") for line in text.split(";"))}


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


class Market:
    """A round from a few words: lists by pupil, orders and seats by programme, pools as TOML; more files as text."""

    def __init__(self, lists, orders=None, seats=None, pools=ONE_POOL, mechanism=DEFERRED, more="", pupils=None, programmes=None, **files):
        lists = spread(lists) if isinstance(lists, str) else lists
        orders = spread(orders) if isinstance(orders, str) else orders or {}
        self.lists = {pupil: wishes.split() for pupil, wishes in lists.items()}
        names = list(dict.fromkeys([*orders, *(seats or {}), *itertools.chain(*self.lists.values())]))
        files.setdefault("pupils", pupils or "pupil_id,any\n" + "".join(f"{pupil},\n" for pupil in lists))
        files.setdefault("programmes", programmes or "programme_id,capacity\n" + "".join(f"{name},{(seats or {}).get(name, 1)}\n" for name in names))
        files["preferences"] = "pupil_id,rank,programme_id\n" + "".join(
            f"{pupil},{rank},{programme}\n" for pupil, wishes in self.lists.items() for rank, programme in enumerate(wishes, 1))
        files.setdefault("priorities", "programme_id,pupil_id,rank\n" + "".join(
            f"{programme},{pupil},{rank}\n" for programme, order in orders.items() for rank, pupil in enumerate(order.split(), 1)))
        policy = f'format = 1\n[policy]\nname = "test"\ndate = 2027-02-01\nmechanism = "{mechanism}"\n{more}\n{pools}'
        with tempfile.TemporaryDirectory() as folder:
            for name, text in files.items():
                (Path(folder) / f"{name}.csv").write_text(text)
            (Path(folder) / "policy.toml").write_text(policy)
            self.files, self.digest, self.counts = reference.place(Path(folder), SEED)

    def table(self, name):
        return rows(self.files[name + ".csv"])

    @property
    def placed(self):
        """As in the literature: `i1s1 i2s2`, who is not placed left out."""
        return " ".join(row["pupil_id"] + row["programme_id"] for row in self.table("placements") if row["programme_id"])


def pool(name, seats, **rest):
    return f'[[pool]]\nname = "{name}"\nseats = {seats}\n' + "".join(f"{key} = {value}\n" for key, value in rest.items())


class Contract(unittest.TestCase):
    def test_numbers(self):
        for pupil, number in spread("L001:de7757526ab595ca; L002:d1e19ac305e44231; L003:a4440f2cc09934fa; L004:a99f0fc260c1f72c; "
                                    "L005:9f1ca4a665b5ad0c").items():
            self.assertEqual(f"{reference.draw_number(SEED, 'pupil', pupil):016x}", number)
        self.assertEqual(f"{reference.draw_number(SEED, 'pupil', 'L001', 'S1'):016x}", "27c4afa22dc994f3")
        self.assertEqual(f"{reference.draw_number(SEED, 'household', 'H1'):016x}", "f88270ac65113e12")
        self.assertEqual(f"{reference.draw_number(SEED, 'group', 'G1'):016x}", "35877e1e84b94412")

    def test_seed_of_a_draw(self):
        seed = reference.draw_seed("0" * 64, {"parents": "4711-0815-1234-9876", "notary": "correct horse battery staple"})
        self.assertEqual(seed.hex(), "53ae2c6d6f478921c5e9531377bfedbfcaa306052b1a579992d763012963ef43")

    def test_numbers_in_the_outcome(self):
        market = Market("L001: S1; L002: S1", seats={"S1": 1}, pools=pool("open", '"rest"'))
        self.assertEqual([row["lottery"] for row in market.table("decisions")], ["de7757526ab595ca", "d1e19ac305e44231"])
        self.assertEqual(market.placed, "L002S1")
        per_programme = Market("L001: S1", pools=pool("open", '"rest"'), more='[lottery]\nnumbers = "per-programme"')
        self.assertEqual(per_programme.table("decisions")[0]["lottery"], "27c4afa22dc994f3")

    def test_class_names_and_quotes(self):
        market = Market('"a""b": S1', pools=pool("x, y", '"rest"', priority='["! k&k|k"]'), more='[criteria]\nk = { claim = "k" }',
                        pupils='pupil_id\n"a""b"\n')
        self.assertTrue(market.files["decisions.csv"].decode().splitlines()[1].startswith('"a""b",S1,1,"x, y",placed,1,other,0,'))
        self.assertEqual(reference.class_name("! k&k|k"), "!k & k | k")

    def test_digest_is_what_sha256sum_prints(self):
        market = Market("a: S1")
        with tempfile.TemporaryDirectory() as folder:
            for name, content in market.files.items():
                (Path(folder) / name).write_bytes(content)
            said = subprocess.run("sha256sum frozen.csv policy.toml seats.csv | sha256sum", shell=True, cwd=folder, capture_output=True).stdout
        self.assertEqual(said.decode().split()[0], market.digest)

    def test_seats(self):
        def seats(*rules, capacity=10, **columns):
            return reference.seats_of_pools(list(rules), columns, capacity)
        rest = {"seats": "rest"}
        self.assertEqual(seats({"seats": 3}, rest), [3, 7])
        self.assertEqual(seats({"seats": 3, "less": "in"}, rest | {"less": "in"}, **{"in": "4"}), [0, 2])
        self.assertEqual(seats(rest, {"seats": {"column": "c"}}, c="2"), [8, 2])
        self.assertEqual([seats({"seats": "25%", "rounding": how}, rest, capacity=10)[0] for how in ("down", "nearest", "up")], [2, 3, 3])
        self.assertEqual(seats({"seats": "33.3333%", "rounding": "up"}, rest, capacity=3), [1, 2])
        self.assertEqual(seats({"seats": "as-needed"}, rest, capacity=None), ["as-needed", None])

    def test_as_needed_takes_from_rest(self):
        pools = pool("zorg", '"as-needed"', open_to='"zorg"') + pool("buurt", 1, open_to='"none"') + pool("open", '"rest"')
        market = Market("a: S; b: S; c: S; d: S", seats={"S": 3}, pools=pools, claims="pupil_id,programme_id,claim\na,S,zorg\nb,S,zorg\n",
                        more='[criteria]\nzorg = { claim = "zorg" }\nnone = { claim = "none" }')
        self.assertEqual([(row["pool"], row["seats"], row["filled"]) for row in market.table("cutoffs")],
                         [("buurt", "1", "0"), ("open", "1", "1"), ("zorg", "as-needed", "2")])

    def test_overflow_that_stays(self):
        pools = pool("vve", 1, open_to='"vve"', unfilled='"empty"') + pool("open", '"rest"', within_class='"listed"')
        market = Market("a: S; b: S", "S: b a", {"S": 2}, pools=pools, more='[criteria]\nvve = { claim = "vve" }')
        self.assertEqual(market.placed, "bS")
        self.assertEqual([row["seats"] for row in market.table("cutoffs")], ["1", "1"])

    def test_no_limit_passes_nothing_on(self):
        pools = pool("vve", 1, open_to='"vve"') + pool("open", '"rest"', open_to='"vve"') + pool("buurt", 1)
        market = Market("L001: S; L002: S", seats={"S": ""}, pools=pools, more='[criteria]\nvve = { claim = "vve" }')
        self.assertEqual([(row["pool"], row["seats"], row["filled"]) for row in market.table("cutoffs")],
                         [("buurt", "1", "1"), ("open", "", "0"), ("vve", "1", "0")])

    def test_as_needed_after_rest_was_filled_in_an_earlier_round(self):
        pools = pool("zorg", '"as-needed"', open_to='"zorg"', unfilled='"empty"') + pool("open", '"rest"')
        market = Market("L001: S; L002: S; L003: T S; L004: T", "T: L004", {"S": 2, "T": 1}, pools=pools, mechanism=IMMEDIATE,
                        claims="pupil_id,programme_id,claim\nL003,S,zorg\nL004,T,zorg\n",
                        more='[criteria]\nzorg = { claim = "zorg" }', programmes="programme_id,capacity\nS,2\nT,0\n")
        self.assertEqual(market.placed, "L001S L002S L003S L004T")
        self.assertEqual([(row["seats"], row["filled"], row["class"]) for row in market.table("cutoffs")][:2],
                         [("1", "2", ""), ("as-needed", "1", "")])

    def test_reversed_lottery_keeps_priority(self):
        pools = pool("open", '"rest"', priority='["k"]')
        market = Market("L001: S; L002: S; L003: S; L004: S; L005: S", seats={"S": 0}, pools=pools, claims="pupil_id,programme_id,claim\nL005,S,k\n",
                        more='[waiting]\nkept = true\norder = "reversed-lottery"\n[criteria]\nk = { claim = "k" }')
        self.assertEqual([row["pupil_id"] for row in market.table("waiting_lists")], ["L005", "L001", "L002", "L004", "L003"])

    def test_nearest(self):
        more = ('[criteria]\npublic = { column = "kind", equals = "public" }\n'
                'near = { nearest = 2, at_least = { public = 1 } }\nclose = { within_metres = 200 }')
        programmes = "programme_id;school_id;kind;capacity\nA1;A;;1\nA2;A;;1\nB;;;1\nC;;public;1\nD;;public;1\nE;;;1\n"
        distances = "pupil_id,programme_id,metres\np,A1,900\np,A2,100\np,B,200\np,C,300\np,D,300\n"
        data = Market("p: A1 A2 B C D E", pools=pool("open", '"rest"', open_to='"near"') + pool("near by", 0, open_to='"close"'), more=more,
                      programmes=programmes, distances=distances)
        eligible = {(row["programme_id"], row["pool"]) for row in data.table("frozen")}
        # D is as near as the first public school, C, so the selection is full before B comes up; A1 lies far, but its school does not
        self.assertEqual(eligible, {(name, "open") for name in ("C", "D")} | {("A2", "near by"), ("B", "near by")})

    def test_distance(self):
        programmes = "programme_id,capacity,latitude,longitude\nS,1,52.0,4.0\n"
        market = Market("p: S", pools=pool("open", '"rest"', within_class='"distance"'), programmes=programmes,
                        pupils="pupil_id;latitude;longitude\np;53,0;4,0\n")
        self.assertEqual(market.table("frozen")[0]["order"], "111195")

    def test_immediate_acceptance_passes_seats_on_for_good(self):
        pools = (pool("vve", 1, open_to='"vve"', within_class='"listed"') + pool("open", '"rest"', within_class='"listed"'))
        market = Market("a: S; b: S; c: T S; d: T", "S: a b c; T: d", {"S": 2, "T": 1}, pools=pools, mechanism=IMMEDIATE,
                        claims="pupil_id,programme_id,claim\nc,S,vve\n", more='[criteria]\nvve = { claim = "vve" }')
        self.assertEqual(market.placed, "aS bS dT")             # deferred acceptance would have kept the seat for c
        self.assertIn("aS cS dT", Market("a: S; b: S; c: T S; d: T", "S: a b c; T: d", {"S": 2, "T": 1}, pools=pools,
                                         claims="pupil_id,programme_id,claim\nc,S,vve\n", more='[criteria]\nvve = { claim = "vve" }').placed)

    TWINS = 'pupil_id,group_id,group_kind\na,,\nb,1,twins\nc,1,twins\nd,,\n'
    LISTED = pool("open", '"rest"', within_class='"listed"')

    def twins(self, together, orders, seats):
        return Market("a: S T; b: S T; c: S T; d: T S", orders, seats, pools=self.LISTED, pupils=self.TWINS,
                      more=f'[groups.twins]\ntogether = "{together}"')

    def test_twins_take_the_first_programme_that_chooses_both(self):
        market = self.twins("or-nothing", "S: a b c d; T: a b c d", {"S": 2, "T": 2})
        self.assertEqual(market.placed, "aS bT cT dS")          # d is displaced by the twins
        words = {(row["pupil_id"], row["programme_id"]): row["outcome"] for row in market.table("decisions")}
        self.assertEqual((words["b", "S"], words["c", "S"]), ("group-incomplete", "group-incomplete"))  # S has a seat left for one
        self.assertEqual(market.counts["groups"], {"twins": {"groups": 1, "together": 1, "separated": 0, "unplaced": 0}})

    def test_twins_together_or_not(self):
        orders, seats = "S: a b c d; T: d b c a", {"S": 2, "T": 1}
        self.assertEqual(self.twins("or-nothing", orders, seats).placed, "aS dT")
        market = self.twins("or-separately", orders, seats)
        self.assertEqual(market.placed, "aS bS dT")
        self.assertEqual(market.counts["groups"]["twins"]["separated"], 1)

    def test_a_later_stage_gets_what_is_left(self):
        stages = ('[[stage]]\nmechanism = "immediate-acceptance"\nranks = "1"\n[[stage]]\nmechanism = "deferred-acceptance"\nranks = "2-"\n')
        market = Market("a: S T; b: S T; c: T S", "S: b c a; T: a b c", {"S": 1, "T": 2}, pools=self.LISTED + stages)
        self.assertEqual(market.placed, "aT bS cT")           
        self.assertEqual([(row["stage"], row["programme_id"], row["seats"], row["filled"]) for row in market.table("cutoffs")],
                         [("1", "S", "1", "1"), ("2", "S", "0", "0"), ("1", "T", "2", "1"), ("2", "T", "1", "1")])

    def test_left_out(self):
        with self.assertRaises(reference.NotCovered):
            Market("a: S", mechanism="rank-minimal")


class Literature(unittest.TestCase):
    """Worked examples; the orders of the programmes stand in priorities.csv."""

    def test_gale_shapley_1962_example_1(self):
        self.assertEqual(Market("a: A B C; b: B C A; c: C A B", "A: b c a; B: c a b; C: a b c").placed, "aA bB cC")

    def test_gale_shapley_1962_example_2(self):
        market = Market("a: A B C D; b: A D C B; c: B A C D; d: D B C A", "A: d c a b; B: b d a c; C: d a b c; D: c b a d")
        self.assertEqual(market.placed, "aC bD cA dB")

    def test_abdulkadiroglu_sonmez_2003_example_1(self):
        self.assertEqual(Market("i1: s2 s1 s3; i2: s1 s2 s3; i3: s1 s2 s3", FLIPPED).placed, "i1s1 i2s2 i3s3")

    def test_abdulkadiroglu_sonmez_2003_eight_pupils(self):
        lists = {str(pupil): " ".join("s" + school for school in wishes)
                 for pupil, wishes in enumerate("2134 1234 3214 3412 1342 4123 1234 1243".split(), 1)}
        orders = {f"s{school}": " ".join(order) for school, order in enumerate("12345678 35487216 53172864 68742351".split(), 1)}
        seats = {"s1": 2, "s2": 2, "s3": 3, "s4": 3}
        self.assertEqual(Market(lists, orders, seats).placed, "1s1 2s1 3s3 4s3 5s3 6s4 7s2 8s2")
        self.assertEqual(Market(lists, orders, seats, mechanism=IMMEDIATE).placed, "1s2 2s1 3s3 4s3 5s1 6s4 7s3 8s2")

    def test_the_other_mechanisms(self):
        gale_shapley = "a: A B C; b: B C A; c: C A B", "A: b c a; B: c a b; C: a b c"
        self.assertEqual(Market(*gale_shapley, mechanism="school-proposing").placed, "aC bA cB")
        boston = "1: a b c; 2: a b c; 3: b a c", "a: 1 2 3; b: 2 3 1; c: 1 2 3"
        self.assertEqual([Market(*boston, mechanism=f"parallel:{band}").placed for band in (1, 2, 3)], ["1a 2c 3b", "1a 2b 3c", "1a 2b 3c"])
        roth = "i1: s2 s1 s3; i2: s1 s2 s3; i3: s1 s2 s3", FLIPPED
        self.assertEqual(Market(*roth, mechanism="top-trading-cycles").placed, "i1s2 i2s1 i3s3")
        self.assertEqual(Market(*roth, mechanism="stable-improvement-cycles").placed, "i1s1 i2s2 i3s3")

    def test_erdil_ergin_2008(self):
        """At y 1 and 3 are equal, at z 1 and 2: which of them goes first no longer matters."""
        equals = "programme_id,pupil_id,rank\nx,1,1\nx,2,2\nx,3,3\ny,2,1\ny,1,2\ny,3,2\nz,3,1\nz,1,2\nz,2,2\n"
        for lots in ("123", "321", "213"):
            numbers = "kind,id,number\n" + "".join(f"pupil,{pupil},{number}\n" for pupil, number in zip("123", lots))
            by = {mechanism: Market("1: y x z; 2: z y x; 3: y z x", priorities=equals, lottery=numbers, mechanism=mechanism,
                                    more='[lottery]\nnumbers = "given"').placed for mechanism in (DEFERRED, "stable-improvement-cycles")}
            self.assertEqual(by, {DEFERRED: "1x 2z 3y" if lots == "321" else "1x 2y 3z", "stable-improvement-cycles": "1x 2z 3y"})

    def test_boston_can_be_played(self):
        orders = "a: 1 2 3; b: 2 3 1; c: 1 2 3"
        self.assertEqual(Market("1: a b c; 2: a b c; 3: b a c", orders, mechanism=IMMEDIATE).placed, "1a 2c 3b")
        self.assertIn("2b", Market("1: a b c; 2: b a c; 3: b a c", orders, mechanism=IMMEDIATE).placed)
        self.assertEqual(Market("1: a b c; 2: a b c; 3: b a c", orders).placed, "1a 2b 3c")

    def affirmative(self, lists, orders, seats, minority, reserved, unfilled):
        """Seats of c1 reserved for a minority, before the others, as two pools of c1."""
        pools = ONE_POOL + '[[override]]\nprogrammes = ["c1"]\npools = [\n' \
            f'{{ name = "reserve", seats = {reserved}, open_to = "minority", within_class = "listed", unfilled = "{unfilled}" }},\n' \
            '{ name = "open", seats = "rest", within_class = "listed" } ]\n'
        pupils = "pupil_id,kind\n" + "".join(f"{pupil},{'minority' if pupil in minority else ''}\n" for pupil in spread(lists))
        return Market(lists, orders, seats, pools, pupils=pupils, more='[criteria]\nminority = { attribute = "kind", equals = "minority" }').placed

    def test_kojima_2012_quota_and_hafalir_2013_reserve(self):
        example = "s1: c1; s2: c1 c2; s3: c2 c1", "c1: s1 s2 s3; c2: s2 s3 s1", {"c1": 2, "c2": 1}, {"s3"}
        self.assertEqual(Market(*example[:3]).placed, "s1c1 s2c1 s3c2")
        self.assertEqual(self.affirmative(*example, 1, "empty"), "s1c1 s2c2 s3c1")        # both s2 and s3 are worse off
        self.assertEqual(self.affirmative(*example, 1, "next"), "s1c1 s2c1 s3c2")

    def test_a_reserve_may_hurt_those_it_is_for(self):
        order = "s1 s2 s3"
        example = "s1: c1 c3 c2; s2: c3 c1 c2; s3: c1 c2 c3", f"c1: {order}; c2: {order}; c3: {order}", {}, {"s2", "s3"}
        self.assertEqual(self.affirmative(*example, 0, "next"), "s1c1 s2c3 s3c2")
        self.assertEqual(self.affirmative(*example, 1, "next"), "s1c3 s2c1 s3c2")

    def bounds(self, pools, applicants, order, seats):
        more = '[criteria]\na = { attribute = "kind", equals = "a" }\nb = { attribute = "kind", equals = "b" }'
        pools = "".join(pool(name, number, within_class='"listed"', **({"open_to": f'"{open_to}"'} if open_to else {}), unfilled=f'"{unfilled}"')
                        for name, number, open_to, unfilled in pools)
        pupils = "pupil_id,kind\n" + "".join(f"{pupil},{pupil[0]}\n" for pupil in applicants)
        market = Market({pupil: "S" for pupil in applicants}, {"S": " ".join(order)}, {"S": seats}, pools, more=more, pupils=pupils)
        return [row["pupil_id"] for row in market.table("placements") if row["programme_id"]]

    def test_soft_and_hard_bounds(self):
        applicants = ["a1", "a2", "a3", "a4", "b1"]
        for unfilled, admitted in ("next", ["a1", "a2", "a3", "b1"]), ("empty", ["a1", "a2", "b1"]):
            pools = [("floor a", 1, "a", "next"), ("floor b", 1, "b", "next"), ("to ceiling a", 1, "a", "next"),
                     ("to ceiling b", 1, "b", unfilled), ("open", '"rest"', "", "next")]
            self.assertEqual(self.bounds(pools, applicants, applicants, 4), admitted)

    def test_thirty_seventy(self):
        applicants = [f"a{index:02}" for index in range(12)] + ["b1", "b2"]
        for unfilled, advantaged in ("next", 8), ("empty", 7):
            pools = [("b", '"30%"', "b", unfilled), ("a", '"70%"', "a", "next"), ("open", '"rest"', "", "next")]
            admitted = self.bounds(pools, applicants, applicants, 10)
            self.assertEqual((len(admitted), admitted[-2:]), (advantaged + 2, ["b1", "b2"]))

    def test_precedence(self):
        neighbourhood, everyone = ("buurt", 1, "a", "next"), ("open", '"rest"', "", "next")
        applicants = ["a1", "b1", "a2", "b2"]                   # a lives in the neighbourhood; in the order of the lottery
        self.assertEqual(self.bounds([neighbourhood, everyone], applicants, applicants, 2), ["a1", "b1"])
        self.assertEqual(self.bounds([everyone, neighbourhood], applicants, applicants, 2), ["a1", "a2"])


def random_market(rng, classes=True, longest=3):
    """Lists, orders with ties, given numbers and seats of a market that can be enumerated."""
    pupils, programmes = [f"p{index}" for index in range(rng.randint(2, 5))], [f"S{index}" for index in range(rng.randint(1, 3))]
    lists = {pupil: " ".join(rng.sample(programmes, rng.randint(1, min(longest, len(programmes))))) for pupil in pupils}
    numbers = dict(zip(pupils, rng.sample(range(100), len(pupils))))
    order = {(programme, pupil): rng.randint(1, 3) if classes else 1 for programme in programmes for pupil in pupils}
    return lists, numbers, order, {programme: rng.randint(0, 2) for programme in programmes}


def place_market(lists, numbers, order, seats, mechanism=DEFERRED):
    return Market(lists, seats=seats, mechanism=mechanism, more='[lottery]\nnumbers = "given"',
                  lottery="kind,id,number\n" + "".join(f"pupil,{pupil},{number}\n" for pupil, number in numbers.items()),
                  priorities="programme_id,pupil_id,rank\n" + "".join(f"{programme},{pupil},{rank}\n" for (programme, pupil), rank in order.items()))


def stable_matchings(lists, key, seats):
    """All of them, by trying every assignment."""
    for choice in itertools.product(*([*wishes, None] for wishes in lists.values())):
        matching = dict(zip(lists, choice))
        held = {programme: [pupil for pupil in lists if matching[pupil] == programme] for programme in seats}
        if any(len(pupils) > seats[programme] for programme, pupils in held.items()):
            continue
        wanted = [(pupil, programme) for pupil, wishes in lists.items()
                  for programme in itertools.takewhile(lambda programme: programme != matching[pupil], wishes)]
        if not any(len(held[programme]) < seats[programme] or any(key[programme, pupil] < key[programme, other] for other in held[programme])
                   for pupil, programme in wanted):
            yield matching


class Properties(unittest.TestCase):
    def test_deferred_acceptance_is_the_best_stable_matching_for_pupils(self):
        several = 0
        for seed in range(300):
            lists, numbers, order, seats = random_market(random.Random(seed))
            market = place_market(lists, numbers, order, seats)
            found = {row["pupil_id"]: row["programme_id"] or None for row in market.table("placements")}
            key = {(programme, pupil): (rank, numbers[pupil]) for (programme, pupil), rank in order.items()}
            stable = list(stable_matchings(market.lists, key, seats))
            several += len(stable) > 1
            position = {(pupil, programme): index for pupil, wishes in market.lists.items() for index, programme in enumerate([*wishes, None])}
            best = {pupil: min((matching[pupil] for matching in stable), key=lambda programme: position[pupil, programme]) for pupil in lists}
            self.assertIn(found, stable, seed)
            self.assertEqual(found, best, seed)
            placed = {frozenset(pupil for pupil in lists if matching[pupil]) for matching in stable}
            self.assertEqual(len(placed), 1, "the same pupils are placed in every stable matching")
        self.assertGreater(several, 5)

    def test_serial_dictatorship_is_picking_in_turn(self):
        for seed in range(100):
            lists, numbers, order, seats = random_market(random.Random(seed))
            market = place_market(lists, numbers, order, seats, SERIAL)
            left, picked = dict(seats), {}
            for pupil in sorted(lists, key=numbers.get):
                choice = next((programme for programme in market.lists[pupil] if left[programme] > 0), "")
                picked[pupil] = choice
                left[choice] = left.get(choice, 0) - 1
            self.assertEqual({row["pupil_id"]: row["programme_id"] for row in market.table("placements")}, picked, seed)

    def test_without_classes_deferred_acceptance_is_serial_dictatorship(self):
        for seed in range(100):
            market = random_market(random.Random(seed), classes=False)
            self.assertEqual(place_market(*market).placed, place_market(*market, SERIAL).placed, seed)

    def test_with_lists_of_one_immediate_acceptance_is_deferred_acceptance(self):
        for seed in range(100):
            market = random_market(random.Random(seed), longest=1)
            self.assertEqual(place_market(*market).placed, place_market(*market, IMMEDIATE).placed, seed)

    def test_no_pupil_gains_by_another_list_under_deferred_acceptance(self):
        for seed in range(10):
            lists, numbers, order, seats = random_market(random.Random(seed))
            honest = place_market(lists, numbers, order, seats)
            for pupil, wishes in honest.lists.items():
                rank = {programme: index for index, programme in enumerate([*wishes, ""])}
                got = {row["pupil_id"]: row["programme_id"] for row in honest.table("placements")}[pupil]
                for length in range(1, len(seats) + 1):
                    for other in itertools.permutations(seats, length):
                        lie = place_market(lists | {pupil: " ".join(other)}, numbers, order, seats)
                        instead = {row["pupil_id"]: row["programme_id"] for row in lie.table("placements")}[pupil]
                        self.assertGreaterEqual(rank.get(instead, 99), rank[got], (seed, pupil, other))


class RandomRounds(unittest.TestCase):
    def rounds(self, number, form=None):
        for seed in range(number):
            with tempfile.TemporaryDirectory() as folder:
                valid = random_round.make_round(seed, folder, form=form)
                yield seed, Path(folder), valid or [None]

    def test_seats_add_up(self):
        for seed, folder, _ in self.rounds(150):
            seats = rows(reference.freeze(folder).files["seats.csv"])
            for programme, group in itertools.groupby(seats, key=lambda row: (row["stage"], row["programme_id"])):
                group = list(group)
                if group[0]["capacity"] == "":
                    self.assertIn("", [row["seats"] for row in group])
                    continue
                total = sum(int(row["seats"]) for row in group if row["seats"] != "as-needed")
                self.assertLessEqual(total, int(group[0]["capacity"]), (seed, programme))

    def test_deferred_acceptance_is_fair_in_every_pool(self):
        rejected = 0
        for seed, folder, valid in self.rounds(150, "plain"):
            for mechanism in {DEFERRED, valid[-1]} - {IMMEDIATE}:
                files, _, _ = reference.place(folder, SEED, mechanism)
                cutoffs = {(row["programme_id"], row["pool"]): row for row in rows(files["cutoffs.csv"])}
                given = any(row["given"] for row in rows(files["frozen.csv"]))
                skipped = 2 if mechanism == SERIAL else 0
                for row in rows(files["decisions.csv"]):
                    at = cutoffs.get((row["programme_id"], row["pool"]))
                    if row["outcome"] == "rejected" and at["seats"] != "0":
                        rejected += 1
                        self.assertEqual(at["filled"], at["seats"], seed)
                        mine, last = ((int(line["class_index"]), int(line["order"]), int(line["lottery"], 10 if given else 16))
                                      for line in (row, at))
                        self.assertGreaterEqual(mine[skipped:], last[skipped:], seed)
        self.assertGreater(rejected, 1000)

    def test_outcomes_hang_together(self):
        for seed, folder, valid in self.rounds(100):
            for mechanism in valid:
                files, _, _ = reference.place(folder, SEED, mechanism)
                placements, decisions = rows(files["placements.csv"]), rows(files["decisions.csv"])
                placed = sorted((row["pupil_id"], row["programme_id"], row["rank"], row["pool"]) for row in placements if row["programme_id"])
                self.assertEqual(placed, sorted((row["pupil_id"], row["programme_id"], row["rank"], row["pool"])
                                                for row in decisions if row["outcome"] == "placed"), seed)
                filled = collections.Counter()                  # over the stages
                for row in rows(files["cutoffs.csv"]):
                    filled[row["programme_id"], row["pool"]] += int(row["filled"])
                self.assertEqual(+filled, collections.Counter((line[1], line[3]) for line in placed))
                waiting = {(row["programme_id"], row["pool"], row["position"], row["pupil_id"]) for row in rows(files["waiting_lists.csv"])}
                self.assertEqual(waiting, {(row["programme_id"], row["pool"], row["waiting_position"], row["pupil_id"])
                                           for row in decisions if row["waiting_position"]})

    def test_the_same_seed_gives_the_same_bytes_in_another_process(self):
        with tempfile.TemporaryDirectory() as folder:
            random_round.make_round(7, Path(folder) / "here")
            subprocess.run([sys.executable, "-B", str(Path(random_round.__file__)), "7", str(Path(folder) / "there")], check=True)
            here, there = ({path.name: path.read_bytes() for path in (Path(folder) / name).iterdir()} for name in ("here", "there"))
        self.assertEqual(here, there)


if __name__ == "__main__":
    unittest.main()
