# SPDX-License-Identifier: EUPL-1.2
"""The same round and the same draw give the same bytes, whatever the machine; and anyone can check a real draw."""
import hashlib
import json
import random
import shutil

from support import SEED, ProgramTest, small_round

MECHANISMS = ("deferred-acceptance", "immediate-acceptance", "serial-dictatorship")


class SameBytes(ProgramTest):
    def setUp(self):
        super().setUp()
        self.succeed("synthesise", "--out", "town", "--pupils", "2000", "--schools", "40", "--quiet")

    def test_of_two_runs(self):
        self.succeed("synthesise", "--out", "again", "--pupils", "2000", "--schools", "40", "--quiet")
        self.assertEqual(self.files_in("again"), self.files_in("town"))
        for mechanism in MECHANISMS:
            options = ("--mechanism", mechanism, "--seed", SEED)
            self.assertEqual(self.place("town", mechanism, *options), self.place("again", mechanism + "-again", *options))
            self.succeed("verify", "town", mechanism)

    def test_of_one_and_more_threads(self):
        chances, outcomes, towns = set(), [], []
        for threads in ("1", "2", "3", "0"):
            outcomes.append(self.place("town", "outcome" + threads, "--threads", threads))
            chances.add(self.succeed("chance", "town", "--draws", "50", "--seed", SEED, "--threads", threads))
            self.succeed("synthesise", "--out", "town" + threads, "--threads", threads, "--quiet")
            towns.append(self.files_in("town" + threads))
        self.assertEqual(outcomes, outcomes[:1] * 4)
        self.assertEqual(towns, towns[:1] * 4)
        self.assertEqual(len(chances), 1)

    def test_of_rows_in_any_order(self):
        shutil.copytree(self.folder / "town", self.folder / "shuffled")
        shuffle = random.Random("rows").shuffle
        for path in (self.folder / "shuffled").glob("*.csv"):
            header, *rows = path.read_text().splitlines()
            shuffle(rows)
            path.write_text("\n".join([header, *rows]) + "\n")
        self.assert_same_result(self.place("shuffled", "right"), self.place("town", "left"))
        self.assertEqual(self.succeed("chance", "shuffled", "--draws", "5"), self.succeed("chance", "town", "--draws", "5"))

    def test_wherever_the_folder_is(self):
        (self.folder / "else/where").mkdir(parents=True)
        shutil.copytree(self.folder / "town", self.folder / "else/where/renamed")
        self.assertEqual(self.place("else/where/renamed", "right"), self.place(self.folder / "town", "left"))
        for content in self.files_in("right").values():
            self.assertNotIn(str(self.folder).encode(), content)


class Draws(ProgramTest):
    REVEALS = {"ouders": "4711-0815-1234-9876", "notaris": "correct horse battery staple"}

    def setUp(self):
        super().setUp()
        self.write_round()

    def write_draw(self, name="draw.csv", changes=None, header="party,commitment,reveal"):
        rows = {party: [party, hashlib.sha256(reveal.encode()).hexdigest(), reveal] for party, reveal in self.REVEALS.items()}
        for party, row in (changes or {}).items():
            rows[party] = row
        (self.folder / name).write_text("\n".join([header, *(",".join(row) for row in rows.values())]) + "\n")
        return name

    def certificate(self, outcome):
        return json.loads((self.folder / outcome / "certificate.json").read_text())["draw"]

    def test_the_seed_is_made_as_the_contract_says(self):
        self.place("round", "outcome", "--draw", self.write_draw())
        lines = "".join(f"{hashlib.sha256((self.folder / 'outcome' / name).read_bytes()).hexdigest()}  {name}\n"
                        for name in ("frozen.csv", "policy.toml", "seats.csv"))
        message = f"mengpaneel draw 1\n{hashlib.sha256(lines.encode()).hexdigest()}\n"
        message += "".join(f"{party}\t{reveal}\n" for party, reveal in sorted(self.REVEALS.items()))
        draw = self.certificate("outcome")
        self.assertNotEqual(draw["kind"], "rehearsal")
        self.assertEqual(draw["seed"], hashlib.sha256(message.encode()).hexdigest())
        self.assertEqual([party["party"] for party in draw["parties"]], sorted(self.REVEALS))
        self.assertIn("verified", self.succeed("verify", "round", "outcome"))

    def test_a_seed_is_a_rehearsal_and_is_called_so(self):
        said = {language: self.succeed("place", "round", "--out", language, "--seed", SEED, "--language", language)
                for language in ("nl", "en")}
        self.assertIn("rehearsal", said["nl"].lower())
        self.assertIn("rehearsal", said["en"].lower())
        self.assertEqual((self.certificate("nl")["kind"], self.certificate("nl")["seed"]), ("rehearsal", SEED))
        self.place("round", "zeros")
        self.assertEqual((self.certificate("zeros")["kind"], self.certificate("zeros")["seed"]), ("rehearsal", "0" * 64))
        self.assertNotIn("rehearsal", self.succeed("place", "round", "--out", "real", "--draw", self.write_draw(),
                                                   "--language", "en").lower())

    def test_rows_in_another_order_are_the_same_draw(self):
        expected = self.place("round", "outcome", "--draw", self.write_draw())
        header, *rows = (self.folder / "draw.csv").read_text().splitlines()
        (self.folder / "turned.csv").write_text("\r\n".join([header, *reversed(rows)]) + "\r\n")
        self.assertEqual(self.place("round", "other", "--draw", "turned.csv"), expected)

    def test_commitments_that_are_wrong_or_missing(self):
        right = hashlib.sha256(b"x").hexdigest()
        for row, code in ((["ouders", right, "y"], "commitment_mismatch"),
                          (["ouders", right, "x "], "commitment_mismatch"),
                          (["ouders", "", "x"], "commitment_mismatch"),
                          (["ouders", right[:-1], "x"], "commitment_mismatch"),
                          (["ouders", right, ""], "value_missing"),
                          (["", right, "x"], "value_missing")):
            with self.subTest(row):
                error = self.the_error(3, "place", "round", "--out", "outcome", "--draw", self.write_draw(changes={"ouders": row}))
                self.assertEqual((error["code"], error["file"], error["line"]), (code, "draw.csv", 2))
                if row[0]:
                    self.assertIn("ouders", error["message"] + error["hint"])
        self.assertEqual(self.names_here(), ["draw.csv", "round"])

    def test_a_draw_that_is_not_whole(self):
        twice = {"again": ["ouders", hashlib.sha256(b"x").hexdigest(), "x"]}
        error = self.the_error(3, "place", "round", "--out", "outcome", "--draw", self.write_draw(changes=twice))
        self.assertEqual((error["code"], error["value"], error["expected"]), ("duplicate", "ouders", "draw.csv:2"))
        self.write_draw(header="party,commitment,secret")
        self.assertEqual(self.the_error(3, "place", "round", "--out", "outcome", "--draw", "draw.csv")["field"], "reveal")
        (self.folder / "draw.csv").write_text("party,commitment,reveal\n")
        self.assertEqual(self.the_error(3, "place", "round", "--out", "outcome", "--draw", "draw.csv")["code"], "value_missing")

    def test_a_secret_is_never_repeated_in_a_message(self):
        changes = {party: [party, "0" * 64, reveal] for party, reveal in self.REVEALS.items()}
        for options in ([], ["--json"]):
            finished = self.run_program("place", "round", "--out", "x", "--draw", self.write_draw(changes=changes), *options)
            self.assertEqual(finished.code, 3)
            for reveal in self.REVEALS.values():
                self.assertNotIn(reveal, finished.err)

    def test_the_frozen_round_is_enough_to_verify(self):
        self.succeed("freeze", "round", "--out", "frozen", "--quiet")
        self.place("round", "outcome", "--draw", self.write_draw())
        frozen, outcome = self.files_in("frozen"), self.files_in("outcome")
        self.assertEqual({name: outcome[name] for name in frozen}, frozen, "an outcome contains what was frozen")
        self.assertIn("verified", self.succeed("verify", "frozen", "outcome"))
        self.write_round("other", {"claims.csv": small_round()["claims.csv"] + "P05,S2,sibling\n"})
        self.succeed("freeze", "other", "--out", "other-frozen", "--quiet")
        self.assertEqual(self.run_program("verify", "other-frozen", "outcome").code, 1)

    def test_a_drawn_number_cannot_be_exchanged(self):
        """Another seed in the certificate, with everything placed by it, is not what the parties drew."""
        self.place("round", "outcome", "--draw", self.write_draw())
        rehearsal = self.place("round", "rehearsal", "--seed", SEED)
        certificate = self.files_in("outcome")["certificate.json"]
        for name, content in rehearsal.items():
            (self.folder / "outcome" / name).write_bytes(content)
        (self.folder / "outcome/certificate.json").write_bytes(certificate)
        self.assertEqual(self.run_program("verify", "round", "outcome").code, 1)
