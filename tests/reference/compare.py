#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Compare the program with the reference on random rounds, byte for byte.

    python3 compare.py --program build/release/mengpaneel --rounds 500 [--first-seed 1] [--jobs 2] [--keep DIR]

For each seed: make a round, place it here and with the program, compare the seven files that the contract fixes, and let the program
verify its own outcome. A round that fails is kept, with what was expected, for `python3 reference.py place` and a debugger.
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
import traceback
from pathlib import Path

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
        for name, content in expected.items():
            path = folder / "program" / name
            found = path.read_bytes() if path.is_file() else None
            if found is None:
                problems.append(f"{name} is missing")
            elif found != content:
                problems.append(excerpt(name, content, found))
        summary = json.loads((folder / "program" / "summary.json").read_bytes())
        for key, value in counts.items():
            if summary.get(key) != value:
                problems.append(f"summary.json: {key} is {summary.get(key)}, not {value}")
        code, said = run([program, "verify", folder / "round", folder / "program"])
        if code != 0:
            problems.append(f"verify: exit {code}\n{said[:2000]}")
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
