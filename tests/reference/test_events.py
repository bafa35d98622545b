#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Tests of the reference of events: the promises of decision 65 on random rounds, and that nobody is worse off.

    python3 -m unittest test_events          (in this folder)
"""
import random
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import events  # noqa: E402
import random_round  # noqa: E402
import reference  # noqa: E402

ROUNDS = 150


def rounds():
    """Random rounds in which events can follow the draw: the town before them, and the events."""
    for seed in range(1, ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            random_round.make_round(seed, folder, form="plain")
            frozen = reference.freeze(folder)
            if frozen.stages[0].mechanism == "immediate-acceptance" or not frozen.waiting_order:
                continue
            rng = random.Random(seed)
            listed = [pupil for pupil in sorted(frozen.lists) if any(pupil in pool.applications for pools in frozen.pools.values() for pool in pools)]
            late = set(rng.sample(listed, len(listed) // 4))
            happened = events.random_events(rng, folder, bytes(32), None, late)
            yield events.Town(folder, bytes(32), None, late), happened


class Promises(unittest.TestCase):
    def test_nobody_is_worse_off_and_nobody_who_waits_is_passed_over(self):
        chains = 0
        for town, happened in rounds():
            at_the_draw = dict(town.seat)
            for event in happened:
                before = dict(town.seat)
                town.happen(event)
                chains += town.step > 2
                for pupil, seat in before.items():
                    if (event.event, event.pupil) != ("withdraw", pupil):
                        self.assertLessEqual(town.place_in_list(pupil, town.seat[pupil]), town.place_in_list(pupil, seat))
                if event.event == "withdraw" and event.pupil not in before:
                    self.assertEqual(town.seat, before)
                for programme, pools in town.pools.items():
                    for position, pool in enumerate(pools):
                        seat = programme, position
                        line = town.queue(seat)
                        self.assertFalse(line and town.free(seat))
                        moved_in = [pool.applications[pupil] for pupil, where in town.seat.items() if where == seat != at_the_draw.get(pupil)]
                        for entry in moved_in:
                            self.assertFalse(line and town.waiting_key(line[0]) < town.waiting_key(entry))
        self.assertGreater(chains, 20)


if __name__ == "__main__":
    unittest.main()
