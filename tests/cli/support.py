# SPDX-License-Identifier: EUPL-1.2
"""What every test of the program from outside needs: a folder of its own, a small round, and the program."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT_S = 60
MEMORY_NEEDED = 1_000_000_000
MEMBERS_OF_AN_ERROR = ["code", "file", "line", "column", "field", "value", "expected", "message", "hint"]
SEED = "a84caef2273de3f8b50527bd3cbf070059c1ed67dc1c85325b4cf5a3c02230ab"
# How a command is left that was told to stop.
INTERRUPTED = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}

POLICY = """\
format = 1
[policy]
name = "Voorbeeldstad"
version = "2027-1"
sector = "po"
date = 2027-02-01
mechanism = "deferred-acceptance"
maximum_preferences = 6
[lottery]
numbers = "single"
drawn_for = "household"
[waiting]
kept = true
order = "priority"
[criteria]
sibling = { claim = "sibling" }
vve = { attribute = "vve", equals = "yes" }
[[pool]]
name = "vve"
seats = 1
open_to = "vve"
priority = ["sibling"]
[[pool]]
name = "open"
seats = "rest"
priority = ["sibling"]
"""


def small_round():
    """The files of a round in which the lottery decides: 16 pupils, 15 of whom want one of 12 seats at three schools."""
    schools = ["S1", "S2", "S3"]
    pupils = [f"P{number:02}" for number in range(1, 17)]
    files = {"policy.toml": POLICY,
             "programmes.csv": "programme_id,capacity,name\nS1,3,De Wilg\nS2,4,Het Kompas\nS3,5,De Brug\n",
             "pupils.csv": "pupil_id,household_id,vve,latitude,longitude\n",
             "preferences.csv": "pupil_id,rank,programme_id\n",
             "claims.csv": "pupil_id,programme_id,claim\nP03,S1,sibling\nP11,S1,sibling\n"}
    for number, pupil in enumerate(pupils):
        vve = "yes" if number % 5 == 0 else "no"
        files["pupils.csv"] += f"{pupil},H{number // 2},{vve},52.5{number},5.2{number}\n"
        if pupil != pupils[-1]:  # who has not applied
            order = [schools[0], schools[1 + number % 2], schools[2 - number % 2]]
            files["preferences.csv"] += "".join(f"{pupil},{rank},{school}\n" for rank, school in enumerate(order, 1))
    return files


def temporary_folder():
    """In memory where that has room: the program syncs each file that it writes, and a busy disk takes longer than the tests."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > MEMORY_NEEDED
    return Path(tempfile.mkdtemp(prefix="mengpaneel-cli-", dir=memory if roomy else None))


@dataclass
class Finished:
    code: int
    out: str
    err: str


class ProgramTest(unittest.TestCase):
    """A test in a temporary folder, which is the program's working directory."""

    program: Path  # set by cli_test.py

    def setUp(self):
        self.folder = temporary_folder()
        self.addCleanup(shutil.rmtree, self.folder)

    # The program

    def start(self, *words, **options):
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("LC_", "MENGPANEEL_")) and name not in ("LANG", "LANGUAGE")}
        defaults = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.folder,
                    "env": environment | options.pop("environment", {})}
        return subprocess.Popen([self.program, *map(str, words)], **(defaults | options))

    def run_program(self, *words, stdin=None, **options):
        if stdin is not None:
            options["stdin"] = subprocess.PIPE
        process = self.start(*words, **options)
        try:
            out, err = process.communicate(stdin.encode() if isinstance(stdin, str) else stdin, timeout=TIME_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.fail(f"no answer within {TIME_LIMIT_S} s: {words}")
        return Finished(process.returncode, (out or b"").decode(), (err or b"").decode())

    def succeed(self, *words, **options):
        """What a command that must succeed says; never anything on standard error."""
        finished = self.run_program(*words, **options)
        self.assertEqual((finished.code, finished.err), (0, ""), words)
        return finished.out

    def refused(self, code, *words, **options):
        """The errors of a command that must fail with this exit code, in the shape that --json promises."""
        finished = self.run_program(*words, "--json", **options)
        self.assertEqual((finished.code, finished.out), (code, ""), (words, finished.err))
        report = json.loads(finished.err)
        self.assertEqual(list(report), ["errors", "total"])
        for error in report["errors"]:
            self.assertEqual(list(error), MEMBERS_OF_AN_ERROR)
            self.assertEqual({name for name in error if not isinstance(error[name], int if name in ("line", "column") else str)},
                             set(), error)
            self.assertTrue(error["code"] and error["message"] and error["hint"], error)
            if error["code"] != "option_value_invalid":  # where nothing may be just what was given
                self.assertNotRegex(error["message"] + " " + error["hint"], r"“”|\(\)|[:,] ?\.|\{[a-z]+\}| {2}", "a word is missing")
        self.assertEqual(len(report["errors"]), min(50, report["total"]))
        self.assertGreater(report["total"], 0)
        return report["errors"]

    def the_error(self, code, *words, **options):
        """The only error."""
        errors = self.refused(code, *words, **options)
        self.assertEqual(len(errors), 1, errors)
        return errors[0]

    # Rounds and outcomes

    def write_round(self, name="round", changes=None):
        """The small round with other content (text or bytes) for some files; None leaves a file out."""
        folder = self.folder / name
        folder.mkdir()
        for file, content in (small_round() | (changes or {})).items():
            if content is not None:
                (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    def write_rows(self, name, file, *rows):
        """The small round with rows added to one file."""
        return self.write_round(name, {file: small_round()[file] + "".join(row + "\n" for row in rows)})

    def place(self, round_name, outcome="outcome", *options):
        """The files of the outcome."""
        self.succeed("place", round_name, "--out", outcome, "--quiet", *options)
        return self.files_in(outcome)

    def placed_twin(self, changes, name="twin"):
        """Places the changed round, lets it be verified, and returns its files."""
        self.write_round(name, changes)
        files = self.place(name, name + "-outcome")
        self.succeed("verify", name, name + "-outcome")
        return files

    def files_in(self, folder):
        return {path.name: path.read_bytes() for path in (self.folder / folder).iterdir()}

    def names_here(self):
        return sorted(path.name for path in self.folder.iterdir())

    def assert_same_result(self, left, right, but=()):
        """Equal files, but for what the certificate says of the files that were read."""
        self.assertEqual(sorted(left), sorted(right))
        for name in left:
            if name == "certificate.json":
                certificates = [json.loads(files[name]) for files in (left, right)]
                for certificate in certificates:
                    del certificate["inputs"], certificate["digest"]
                    for other in but:
                        del certificate["outputs"][other]
                self.assertEqual(*certificates)
            elif name not in but:
                self.assertEqual(left[name], right[name], name)
