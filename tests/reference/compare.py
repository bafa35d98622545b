#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Compare the program with the reference on random rounds, byte for byte.

    python3 compare.py --program build/release/mengpaneel --rounds 500 [--first-seed 1] [--jobs 2] [--keep DIR]

For each seed: make a round, place it here and with the program, compare the seven files that the contract fixes, and let the program
verify its own outcome. Where events can follow the draw, some pupils apply late, random events happen, and the continued outcome is
compared and verified too. A round that fails is kept, with what was expected, for `python3 reference.py place` and a debugger.
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
import traceback
from pathlib import Path

import events
import random_round
import reference

TIME_LIMIT_S = 60
EXCERPT_LINES = 16


def run(command):
    """Exit code and what was said; a program that hangs or dies is a failure like any other."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, timeout=TIME_LIMIT_S)
    except subprocess.TimeoutExpired:
        return None, f"no answer within {TIME_LIMIT_S} s"
    except OSError as error:
        return None, str(error)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace").strip()


def excerpt(name, expected, found):
    lines = difflib.unified_diff(expected.decode("utf-8", "replace").splitlines(), found.decode("utf-8", "replace").splitlines(),
                                 f"reference/{name}", f"program/{name}", lineterm="", n=1)
    shown = list(lines)
    more = [f"... {len(shown) - EXCERPT_LINES} more lines"] if len(shown) > EXCERPT_LINES else []
    return "\n".join(shown[:EXCERPT_LINES] + more) or f"{name}: equal but for line ends or bytes that are not UTF-8"


def compare_files(expected, folder):
    problems = []
    for name, content in expected.items():
        path = folder / name
        found = path.read_bytes() if path.is_file() else None
        if found is None:
            problems.append(f"{name} is missing")
        elif found != content:
            problems.append(excerpt(name, content, found))
    return problems


def without_lists(round_folder, late, folder):
    """The round as it was before some pupils applied."""
    shutil.copytree(round_folder, folder)
    rows = reference.Table(folder / "preferences.csv").rows
    (folder / "preferences.csv").write_bytes(reference.csv_bytes(
        "pupil_id rank programme_id", [(row["pupil_id"], row["rank"], row["programme_id"]) for row in rows if row["pupil_id"] not in late]))


def compare_events(program, rng, folder, draw, mechanism):
    """What went wrong after the draw; nothing where the rules let nothing happen then."""
    frozen = reference.freeze(folder / "round", mechanism)
    policy = tomllib.loads((folder / "round" / "policy.toml").read_text("utf-8-sig"))
    with_events = ("deferred-acceptance", "serial-dictatorship")
    if policy.get("stage") or policy.get("groups") or frozen.stages[0].mechanism not in with_events or not frozen.waiting_order:
        return []
    listed = sorted(pupil for pupil in frozen.lists
                    if any(pupil in pool.applications for pools in frozen.pools.values() for pool in pools))
    late = set(rng.sample(listed, rng.randint(0, len(listed) // 3)))
    happened = events.random_events(rng, folder / "round", draw, mechanism, late)
    expected, counts = events.place(folder / "round", happened, draw, mechanism)
    without_lists(folder / "round", late, folder / "drawn")
    cut = rng.randint(0, len(happened))
    first, last = [event for event in happened[:cut]], happened[cut:]
    if late - {event.pupil for event in first if event.event == "enter"}:
        first, last = [], happened                              # all who are late must enter in the file that comes with them
    outcome = folder / "continued-0"
    commands = [[program, "place", folder / "drawn", "--out", outcome, "--seed", draw.hex(), "--quiet"]
                + (["--mechanism", mechanism] if mechanism else [])]
    for number, part in enumerate([first, last] if first else [last], 1):
        path = folder / f"events-{number}.csv"
        rows = [(event.seq, event.event, event.pupil, event.programme, event.seats) for event in rng.sample(part, len(part))]
        path.write_bytes(reference.csv_bytes(events.EVENTS, rows))
        commands.append([program, "place", folder / "round", "--from", outcome, "--events", path, "--out", folder / f"continued-{number}",
                         "--quiet"])
        outcome = folder / f"continued-{number}"
    commands.append([program, "verify", folder / "round", outcome])
    if first:                                                   # in one go it must give the same bytes
        path = folder / "events-all.csv"
        path.write_bytes(reference.csv_bytes(
            events.EVENTS, [(event.seq, event.event, event.pupil, event.programme, event.seats) for event in happened]))
        commands.append([program, "place", folder / "round", "--from", folder / "continued-0", "--events", path, "--out",
                         folder / "continued-all", "--quiet"])
    for command in commands:
        code, said = run(command)
        if code != 0:
            return [f"{' '.join(map(str, command))}\nexit {code}\n{said[:2000]}"]
    problems = compare_files(expected, outcome)
    if first:
        problems += compare_files({path.name: path.read_bytes() for path in (folder / "continued-all").iterdir()}, outcome)
    summary = json.loads((outcome / "summary.json").read_bytes())
    problems += [f"summary.json after events: {key} is {summary.get(key)}, not {value}" for key, value in counts.items()
                 if summary.get(key) != value]
    return problems


def compare_round(program, seed, keep):
    """What went wrong with the round of this seed; nothing if all is well."""
    folder = keep / f"round-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    rng = random.Random(f"compare {seed}")
    problems, options = [], []
    try:
        valid = random_round.make_round(seed, folder / "round")
        draw = bytes(32)
        if rng.random() < 0.85:
            draw = rng.choice([rng.randbytes(32), hashlib.sha256(str(seed).encode()).digest()])
            options += ["--seed", draw.hex()]
        mechanism = rng.choice(valid) if valid and rng.random() < 0.3 else None
        if mechanism:
            options += ["--mechanism", mechanism]
        expected, _, counts = reference.place(folder / "round", draw, mechanism)
    except Exception:
        return f"seed {seed}: the reference or the generator failed\n{traceback.format_exc()}kept in {folder}"
    command = [program, "place", folder / "round", "--out", folder / "program", *options, "--quiet"]
    code, said = run(command)
    if code != 0:
        problems.append(f"place: exit {code}\n{said[:2000]}")
    else:
        problems += compare_files(expected, folder / "program")
        summary = json.loads((folder / "program" / "summary.json").read_bytes())
        for key, value in counts.items():
            if summary.get(key) != value:
                problems.append(f"summary.json: {key} is {summary.get(key)}, not {value}")
        code, said = run([program, "verify", folder / "round", folder / "program"])
        if code != 0:
            problems.append(f"verify: exit {code}\n{said[:2000]}")
        try:
            problems += compare_events(program, rng, folder, draw, mechanism)
        except Exception:
            problems.append(f"the reference of events failed\n{traceback.format_exc()}")
    if not problems:
        shutil.rmtree(folder)
        return None
    (folder / "reference").mkdir(exist_ok=True)
    for name, content in expected.items():
        (folder / "reference" / name).write_bytes(content)
    return "\n".join([f"seed {seed}: {' '.join(map(str, command))}", *problems, f"kept in {folder}"])


def main():
    parser = argparse.ArgumentParser(description="Compare the program with the reference on random rounds.")
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="where rounds that fail are kept (default: a new temporary folder)")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    if not os.access(program, os.X_OK) or program.is_dir():
        parser.error(f"{program} is not a program that can be run")
    keep = (arguments.keep or Path(tempfile.mkdtemp(prefix="compare-"))).resolve()
    keep.mkdir(parents=True, exist_ok=True)
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.rounds)
    failed = 0
    with concurrent.futures.ProcessPoolExecutor(max(1, arguments.jobs)) as pool:
        for report in pool.map(compare_round, [program] * len(seeds), seeds, [keep] * len(seeds), chunksize=8):
            if report:
                failed += 1
                print(report, end="\n\n", flush=True)
    if not failed and not arguments.keep:
        shutil.rmtree(keep, ignore_errors=True)
    print(f"{len(seeds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
