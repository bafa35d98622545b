# SPDX-License-Identifier: EUPL-1.2
"""Standard input and output, readers that go away, languages and silence."""
import hashlib
import os
import subprocess

from support import SEED, ProgramTest, small_round


class Streams(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()

    def test_a_dash_is_standard_output(self):
        words = ["chance", "round", "--draws", "20", "--seed", SEED]
        self.succeed(*words, "--out", "chance.csv", "--quiet")
        expected = (self.folder / "chance.csv").read_text()
        self.assertEqual(self.succeed(*words, "--out", "-"), expected)
        self.assertEqual(self.succeed(*words), expected)
        self.assertEqual(self.names_here(), ["chance.csv", "round"])

    def test_a_dash_is_standard_input(self):
        draw = f"party,commitment,reveal\nnotary,{hashlib.sha256(b'x').hexdigest()},x\n"
        (self.folder / "draw.csv").write_text(draw)
        expected = self.place("round", "outcome", "--draw", "draw.csv")
        self.succeed("place", "round", "--out", "other", "--draw", "-", "--quiet", stdin=draw)
        self.assertEqual(self.files_in("other"), expected)
        self.assertEqual(self.the_error(3, "place", "round", "--out", "x", "--draw", "-", stdin="")["file"], "-")
        self.succeed("synthesise", "--policy", "-", "--out", "town", "--quiet", stdin=small_round()["policy.toml"])
        self.assertEqual(self.files_in("town")["policy.toml"], self.files_in("round")["policy.toml"])

    def test_a_pipe_and_a_device_as_output_file(self):
        words = ["chance", "round", "--draws", "20", "--quiet", "--out"]
        expected = self.succeed("chance", "round", "--draws", "20")
        self.assertEqual(self.succeed(*words, "/dev/stdout"), expected)
        self.succeed(*words, "/dev/null")
        self.assertEqual(self.names_here(), ["round"])

    def test_a_reader_that_goes_away_is_no_failure(self):
        self.succeed("synthesise", "--out", "town", "--quiet")
        self.succeed("place", "town", "--out", "outcome", "--quiet")
        for words in (["explain", "town", "outcome"], ["chance", "town", "--draws", "2"], ["--generate", "man"],
                      ["chance", "town", "--draws", "2", "--out", "/dev/stdout", "--quiet"]):
            with self.subTest(words):
                reader, writer = os.pipe()
                process = self.start(*words, stdout=writer)
                os.close(writer)
                os.read(reader, 1)
                os.close(reader)
                self.assertEqual((process.communicate()[1], process.returncode), (b"", 0))

    def test_a_reader_that_never_came(self):
        reader, writer = os.pipe()
        os.close(reader)
        process = self.start("--help", stdout=writer)
        os.close(writer)
        self.assertEqual((process.communicate()[1], process.returncode), (b"", 0))

    def test_output_is_plain_and_quick_to_end_without_a_terminal(self):
        """No colours, no progress, and no waiting for somebody at a keyboard."""
        said = self.succeed("place", "round", "--out", "outcome", stdin=b"")
        self.assertNotIn("\x1b", said)
        self.assertNotIn("\r", said)

    def test_closed_streams(self):
        """A job without standard input and error still does its work."""
        process = subprocess.run(["sh", "-c", 'exec "$0" place round --out outcome --quiet <&- 2>&-', self.program], cwd=self.folder,
                                 capture_output=True)
        self.assertEqual((process.returncode, process.stdout), (0, b""))
        self.succeed("verify", "round", "outcome")


class Quiet(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()

    def test_says_nothing_of_what_it_wrote(self):
        for words in (["place", "round", "--out", "outcome"], ["freeze", "round", "--out", "frozen"],
                      ["chance", "round", "--draws", "2", "--out", "chance.csv"], ["synthesise", "--out", "town"]):
            self.assertEqual(self.succeed(*words, "--quiet"), "", words)

    def test_still_gives_the_answer_that_was_asked_for(self):
        self.place("round")
        self.assertEqual(len(self.succeed("verify", "round", "outcome", "--quiet").splitlines()), 1)
        self.assertTrue(self.succeed("verify", "round", "outcome", "--quiet").startswith("verified"))
        self.assertIn("P01", self.succeed("explain", "round", "outcome", "--pupil", "P01", "--quiet"))

    def test_still_says_what_is_wrong(self):
        self.assertNotEqual(self.run_program("place", "nowhere", "--out", "x", "--quiet").err, "")


class Languages(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()

    def test_change_what_is_said_and_never_a_file(self):
        said, files = {}, {}
        for language in ("nl", "en"):
            names = [f"{language}-{name}" for name in ("outcome", "frozen", "town")]
            said[language] = [self.succeed(*words, "--language", language) for words in (
                ["place", "round", "--out", names[0]], ["freeze", "round", "--out", names[1]], ["synthesise", "--out", names[2]],
                ["explain", "round", names[0]], ["verify", "round", names[0]], ["place", "--help"])]
            files[language] = [self.files_in(name) for name in names]
            files[language].append(self.succeed("chance", "round", "--draws", "2", "--language", language))
        self.assertEqual(files["nl"], files["en"])
        for dutch, english in zip(said["nl"], said["en"], strict=True):
            self.assertNotEqual(dutch.replace("nl-", ""), english.replace("en-", ""))

    def test_change_messages_and_hints_of_errors_and_nothing_else(self):
        dutch, english = (self.the_error(3, "place", "nowhere", "--out", "x", "--language", language) for language in ("nl", "en"))
        self.assertNotEqual(dutch.pop("message"), english.pop("message"))
        self.assertNotEqual(dutch.pop("hint"), english.pop("hint"))
        self.assertEqual(dutch, english)

    def test_come_from_the_environment_and_the_option_goes_first(self):
        def said(*words, **environment):
            return self.run_program("place", "--help", *words, environment=environment).out

        dutch, english = said("--language", "nl"), said("--language", "en")
        self.assertNotEqual(dutch, english)
        self.assertEqual(said(), dutch)
        self.assertEqual(said(LANG="en_GB.UTF-8"), english)
        self.assertEqual(said(LANG="en_GB.UTF-8", MENGPANEEL_LANGUAGE="nl"), dutch)
        self.assertEqual(said("--language", "nl", LANG="en_GB.UTF-8"), dutch)
