#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Events after the draw, a second time: docs/formats.md, decisions 60 to 69, in the plainest Python.

    python3 events.py ROUND EVENTS.csv OUT [--seed HEX] [--mechanism M]

ROUND is the round with all who enter later; EVENTS.csv holds all events. At every step everybody who might move is looked up anew.
"""
import argparse
import math
from dataclasses import dataclass
from pathlib import Path

import reference
from reference import AS_NEEDED, csv_bytes, standing

MOVES = "seq step pupil_id from_programme_id from_pool to_programme_id to_pool cause cause_step"
NEW_SEATS = "seq programme_id position pool seats capacity"
EVENTS = "seq event pupil_id programme_id seats"


@dataclass
class Event:
    seq: int
    event: str
    pupil: str = ""
    programme: str = ""
    seats: int | str = ""


def read_events(path):
    return sorted((Event(int(row["seq"]), row["event"], row["pupil_id"], row["programme_id"], int(row["seats"]) if row["seats"] else "")
                   for row in reference.Table(path).rows), key=lambda event: event.seq)


def drawn_files(files, late):
    """What was frozen for the draw, and beside it the rows of who enters later."""
    header, *rows = reference.csv.reader(reference.io.StringIO(files["frozen.csv"].decode(), newline=""))
    return files | {"late.csv": csv_bytes(" ".join(header), [row for row in rows if row[1] in late]),
                    "frozen.csv": csv_bytes(" ".join(header), [row for row in rows if row[1] not in late])}


class Town:
    """A placed round in which things happen. A seat is (programme, position of the pool)."""

    def __init__(self, folder, seed, mechanism, late):
        self.data = reference.Round(Path(folder))
        self.frozen = reference.freeze(folder, mechanism)
        reference.draw(self.frozen, seed)
        self.pools = self.frozen.pools
        self.key = self.frozen.stages[0].key()
        self.rank = {(pupil, programme): rank for pupil, wishes in self.frozen.lists.items() for rank, programme in wishes}
        self.late = set(late)
        self.entered, self.gone, self.accepted = {}, set(), set()
        early = {pupil: wishes for pupil, wishes in self.frozen.lists.items() if pupil not in self.late}
        placed = reference.MECHANISM[self.frozen.stages[0].mechanism](self.pools, early, self.key)
        self.seat = {pupil: (programme, self.pools[programme].index(pool)) for pupil, (programme, pool) in placed.items()}
        self.capacity = {programme: int(row["capacity"]) if row["capacity"] else None for programme, row in self.data.programmes.items()}
        self.moves, self.changes, self.step = [], [], 0

    # ---- Who wants what, and what there is

    def here(self, pupil):
        return pupil not in self.gone and (pupil not in self.late or pupil in self.entered)

    def place_in_list(self, pupil, seat):
        return self.rank[pupil, seat[0]], seat[1]

    def wants(self, pupil, seat):
        return (self.here(pupil) and pupil not in self.accepted
                and (pupil not in self.seat or self.place_in_list(pupil, seat) < self.place_in_list(pupil, self.seat[pupil])))

    def waiting_key(self, entry):
        key = self.key(entry)
        if self.frozen.waiting_order == "reversed-lottery":
            *priority, number, own, pupil = key
            key = *priority, -number, -own, pupil
        return self.entered.get(entry.pupil, 0), key

    def queue(self, seat):
        pool = self.pools[seat[0]][seat[1]]
        return sorted((entry for pupil, entry in pool.applications.items() if self.wants(pupil, seat)), key=self.waiting_key)

    def filled(self, programme):
        return [sum(seat == (programme, position) for seat in self.seat.values()) for position in range(len(self.pools[programme]))]

    def free(self, seat):
        programme, position = seat
        pools, filled = self.pools[programme], self.filled(programme)
        if pools[position].seats in (AS_NEEDED, None):
            return math.inf
        available = reference.seats_after_overflow(pools, filled)
        together, room = 0, []
        as_needed = sum(number for pool, number in zip(pools, filled) if pool.seats == AS_NEEDED)
        for pool, number in zip(pools, filled):
            if pool.seats not in (AS_NEEDED, None):
                together += (max(0, pool.seats - as_needed) if pool is pools[-1] else pool.seats) - number
        while position < len(pools) and pools[position].seats is not None:          # the pool, and whom it passes its seats on to
            if pools[position].seats != AS_NEEDED:
                room.append(available[position] - filled[position])
                if pools[position].unfilled == "empty":
                    break
            position += 1
        return max(0, min(together, *room))

    # ---- What happens

    def happen(self, event):
        self.step = 0
        if event.event == "withdraw":
            self.gone.add(event.pupil)
            if event.pupil in self.seat:
                programme = self.seat[event.pupil][0]
                self.move(event.seq, event.pupil, None, "withdraw", "")
                self.give(event.seq, programme, "vacancy", 1)
        elif event.event == "accept":
            self.accepted.add(event.pupil)
        elif event.event == "enter":
            self.enter(event)
        else:
            pools = self.pools[event.programme]
            if event.event == "seat":
                pools[-1].seats += event.seats
                if self.capacity[event.programme] is not None:
                    self.capacity[event.programme] += event.seats
            else:
                rules, row = reference.rules_of_pools(self.data, event.programme), self.data.programmes[event.programme]
                for pool, seats in zip(pools, reference.seats_of_pools(rules, row, event.seats)):
                    pool.seats = seats
                self.capacity[event.programme] = event.seats
            self.changes += [(event.seq, event.programme, position, pool.name, pool.seats, self.capacity[event.programme])
                             for position, pool in enumerate(pools, 1)]
            self.give(event.seq, event.programme, event.event, "")

    def enter(self, event):
        self.entered[event.pupil] = len(self.entered) + 1
        for _, programme in self.frozen.lists[event.pupil]:
            for position, pool in enumerate(self.pools[programme]):
                if event.pupil in pool.applications and self.free((programme, position)) > 0:
                    self.move(event.seq, event.pupil, (programme, position), "enter", "")
                    return

    def give(self, seq, programme, cause, cause_step):
        """Gives what a programme has to give; every seat that somebody leaves for it is followed to the end at once."""
        while True:
            seats = [(programme, position) for position in range(len(self.pools[programme]))]
            first = next(((self.queue(seat)[0].pupil, seat) for seat in seats if self.free(seat) > 0 and self.queue(seat)), None)
            if first is None:
                return
            left = self.seat.get(first[0])
            self.move(seq, *first, cause, cause_step)
            if left:
                self.give(seq, left[0], "vacancy", self.step)

    def move(self, seq, pupil, seat, cause, cause_step):
        self.step += 1
        where = [name for place in (self.seat.get(pupil), seat) for name in ((place[0], self.pools[place[0]][place[1]].name) if place else ("", ""))]
        self.moves.append((seq, self.step, pupil, *where, cause, cause_step))
        if seat:
            self.seat[pupil] = seat
        else:
            del self.seat[pupil]

    # ---- The files

    def files(self, events):
        frozen, files = self.frozen, drawn_files(self.frozen.files, self.late)
        files["events.csv"] = csv_bytes(EVENTS, [(event.seq, event.event, event.pupil, event.programme, event.seats) for event in events])
        files["moves.csv"] = csv_bytes(MOVES, self.moves)
        files["new_seats.csv"] = csv_bytes(NEW_SEATS, self.changes)
        last, cutoffs, position, waiting = {}, [], {}, []
        for programme, pools in self.pools.items():
            filled = self.filled(programme)
            for index, (pool, number, seats) in enumerate(zip(pools, filled, reference.seats_after_overflow(pools, filled))):
                holders = [pool.applications[pupil] for pupil, seat in self.seat.items() if seat == (programme, index)]
                full = number == seats and number > 0
                entry = max(holders, key=lambda entry: (self.entered.get(entry.pupil, 0), self.key(entry))) if full else None
                last[programme, index] = standing(pool, entry)
                cutoffs.append((programme, pool.name, seats, number, *standing(pool, entry)))
                queue = [entry for entry in self.queue((programme, index)) if self.seat.get(entry.pupil, ("", 0))[0] != programme]
                for place, entry in enumerate(queue, 1):
                    position[programme, index, entry.pupil] = place
                    waiting.append((programme, pool.name, place, entry.pupil))
        files["cutoffs.csv"] = csv_bytes("programme_id pool seats filled class_index class order lottery", sorted(cutoffs, key=lambda row: row[:2]))
        files["waiting_lists.csv"] = csv_bytes("programme_id pool position pupil_id", sorted(waiting))
        files["placements.csv"] = csv_bytes("pupil_id programme_id rank pool", [
            (pupil, self.seat[pupil][0], self.rank[pupil, self.seat[pupil][0]], self.pools[self.seat[pupil][0]][self.seat[pupil][1]].name)
            if pupil in self.seat else (pupil, "", "", "") for pupil in frozen.pupils])
        files["decisions.csv"] = csv_bytes(
            "pupil_id programme_id rank pool outcome class_index class order lottery cutoff_class_index cutoff_class cutoff_order "
            "cutoff_lottery waiting_position", sorted(self.decisions(last, position), key=lambda row: row[:4]))
        return files

    def decisions(self, last, position):
        for (pupil, programme), rank in self.rank.items():
            eligible = [(index, pool) for index, pool in enumerate(self.pools[programme]) if pupil in pool.applications]
            if not eligible:
                yield pupil, programme, rank, "", "not-eligible", *[""] * 9
            for index, pool in eligible:
                seat, mine = (programme, index), self.seat.get(pupil)
                outcome = "rejected" if mine is None or self.place_in_list(pupil, seat) < self.place_in_list(pupil, mine) else "not-needed"
                outcome = "withdrawn" if pupil in self.gone else "placed" if mine == seat else outcome
                yield (pupil, programme, rank, pool.name, outcome, *standing(pool, pool.applications[pupil]), *last[seat],
                       position.get((programme, index, pupil)))

    def over_seats(self):
        over = 0
        for programme, pools in self.pools.items():
            filled = self.filled(programme)
            as_needed = sum(number for pool, number in zip(pools, filled) if pool.seats == AS_NEEDED)
            over += max(0, sum(number - (max(0, pool.seats - as_needed) if pool is pools[-1] else pool.seats)
                               for pool, number in zip(pools, filled) if pool.seats not in (AS_NEEDED, None)))
        return over

    def summary(self, events):
        kinds = [event.event for event in events]
        return {"blocking_pairs": 0, "wasted_seats": 0, "events": {
            "events": len(events), "withdrawn": kinds.count("withdraw"), "accepted": len(self.accepted - self.gone),
            "entered": kinds.count("enter"), "moves": len(self.moves), "over_seats": self.over_seats()}}


def place(folder, events, seed=bytes(32), mechanism=None):
    """The files of the continued outcome by name, and what summary.json must say of the events."""
    town = Town(folder, seed, mechanism, {event.pupil for event in events if event.event == "enter"})
    for event in events:
        town.happen(event)
    return town.files(events), town.summary(events)


# ---- Random events -----------------------------------------------------------------------------------------------------------------

def capacity_fits(town, programme, capacity):
    rules, row = reference.rules_of_pools(town.data, programme), town.data.programmes[programme]
    wanted = sum(reference.seats_wanted(rule, row, capacity) for rule in rules)
    return wanted == capacity or wanted < capacity and any(rule["seats"] == "rest" for rule in rules)


def random_event(rng, town, seq):
    """One event that can happen now, or nothing."""
    present = [pupil for pupil in sorted(town.frozen.lists) if town.here(pupil) and town.frozen_rows[pupil]]
    kind = rng.choice(["withdraw"] * 4 + ["accept"] * 2 + ["enter"] * 3 + ["seat", "capacity"])
    programme = rng.choice(sorted(town.pools))
    if kind == "withdraw" and present:
        return Event(seq, kind, rng.choice(present))
    if kind == "accept":
        placed = [pupil for pupil in present if pupil in town.seat and pupil not in town.accepted]
        if placed:
            pupil = rng.choice(placed)
            return Event(seq, kind, pupil, town.seat[pupil][0])
    if kind == "enter":
        coming = sorted(town.late - town.entered.keys())
        if coming:
            return Event(seq, kind, rng.choice(coming))
    if kind == "seat" and town.pools[programme][-1].seats is not None:
        return Event(seq, kind, "", programme, rng.choice([1, 1, 2, 3]))
    if kind == "capacity":
        capacity = rng.randint(0, 8)
        if capacity_fits(town, programme, capacity):
            return Event(seq, kind, "", programme, capacity)
    return None


def random_events(rng, folder, seed, mechanism, late):
    """Events for a round in which `late` enter; all of them do."""
    town = Town(folder, seed, mechanism, late)
    town.frozen_rows = {pupil: any(pupil in pool.applications for pools in town.pools.values() for pool in pools)
                        for pupil in town.frozen.lists}
    town.late = {pupil for pupil in town.late if town.frozen_rows[pupil]}
    events, seq, turns = [], 0, rng.choice([1, 3, 8, 20])
    while turns > 0 or town.late - town.entered.keys():
        turns, seq = turns - 1, seq + rng.choice([1, 1, 1, 7])
        event = random_event(rng, town, seq) if turns >= 0 else Event(seq, "enter", min(town.late - town.entered.keys()))
        if event:
            town.happen(event)
            events.append(event)
    return events


def main():
    parser = argparse.ArgumentParser(description="Place a round and let events happen, by the contract in docs/formats.md.")
    parser.add_argument("round", type=Path)
    parser.add_argument("events", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=bytes.fromhex, default=bytes(32))
    parser.add_argument("--mechanism")
    arguments = parser.parse_args()
    files, _ = place(arguments.round, read_events(arguments.events), arguments.seed, arguments.mechanism)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (arguments.out / name).write_bytes(content)


if __name__ == "__main__":
    main()
