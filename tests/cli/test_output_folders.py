# SPDX-License-Identifier: EUPL-1.2
"""An output folder is there as a whole or not at all, whenever the program is stopped."""
import os
import random
import shutil
import signal
import time

from support import INTERRUPTED, SEED, ProgramTest, temporary_folder


class Occupied(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write_round()
        (self.folder / "occupied").mkdir()
        (self.folder / "occupied/letter.txt").write_text("keep me")

    def test_is_refused_and_left_as_it_was(self):
        for words in (["place", "round"], ["freeze", "round"], ["synthesise"]):
            error = self.the_error(2, *words, "--out", "occupied")
            self.assertEqual((error["code"], error["file"]), ("folder_not_empty", "occupied"))
        self.assertEqual(self.files_in("occupied"), {"letter.txt": b"keep me"})
        self.assertEqual(self.names_here(), ["occupied", "round"])

    def test_is_replaced_with_force(self):
        expected = self.place("round")
        self.assertEqual(self.place("round", "occupied", "--force"), expected)
        self.assertEqual(self.names_here(), ["occupied", "outcome", "round"])

    def test_an_empty_folder_a_slash_and_a_link_are_fine(self):
        expected = self.place("round")
        (self.folder / "empty").mkdir()
        self.assertEqual(self.place("round", "empty"), expected)
        self.assertEqual(self.place("round", "deep/er/"), expected)
        (self.folder / "real").mkdir()
        (self.folder / "link").symlink_to("real")
        self.assertEqual(self.place("round", "link"), expected)
        self.assertTrue((self.folder / "link").is_symlink())
        self.assertEqual(self.files_in("real"), expected)

    def test_what_is_read_is_never_replaced(self):
        """`--out` on the round itself, on a folder around it, or through a link: force does not mean that."""
        before = self.files_in("round")
        (self.folder / "link").symlink_to("round")
        for out in ("round", "./round/", "link", ".", str(self.folder)):
            with self.subTest(out):
                error = self.the_error(2, "place", "round", "--out", out, "--force")
                self.assertEqual((error["code"], error["file"]), ("output_holds_input", out))
                self.assertEqual(self.files_in("round"), before)
        self.assertEqual(self.the_error(2, "freeze", "round", "--out", "round", "--force")["code"], "output_holds_input")


class Together(ProgramTest):
    def test_many_replace_the_same_folder(self):
        """All of them succeed, one of them last, and none takes another's temporary folder for left over."""
        self.write_round()
        expected = self.place("round")
        for _ in range(4):
            processes = [self.start("place", "round", "--out", "outcome", "--force", "--quiet") for _ in range(16)]
            said = [process.communicate(timeout=60)[1] for process in processes]
            self.assertEqual([process.returncode for process in processes], [0] * 16, said)
            self.assertEqual(self.files_in("outcome"), expected)
            self.assertEqual(self.names_here(), ["outcome", "round"])


class Stopped(ProgramTest):
    """A town that takes long enough to be stopped at any moment of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shared = temporary_folder()
        cls.addClassCleanup(shutil.rmtree, cls.shared)
        maker = cls()
        maker.folder = cls.shared
        maker.succeed("synthesise", "--plain", "--pupils", "30000", "--schools", "300", "--out", "town", "--quiet")
        maker.succeed("place", cls.shared / "town", "--out", "first", "--quiet")
        maker.succeed("verify", "town", "first", "--quiet")
        begin = time.monotonic()
        maker.succeed("place", cls.shared / "town", "--out", "second", "--seed", SEED, "--quiet")
        cls.duration_s = time.monotonic() - begin
        maker.succeed("verify", "town", "second", "--quiet")
        cls.first, cls.second = maker.files_in("first"), maker.files_in("second")

    def setUp(self):
        super().setUp()
        self.random = random.Random(self.id())

    def start_second(self, *options):
        return self.start("place", self.shared / "town", "--out", "outcome", "--seed", SEED, "--quiet", *options,
                          preexec_fn=default_signals)

    def written(self, process):
        """How many files are there under the temporary name; -1 while that is not there, or no longer."""
        try:
            return len(os.listdir(self.folder / f".outcome.partial-{process.pid}"))
        except FileNotFoundError:
            return -1

    def stop(self, process, number):
        process.send_signal(number)
        process.communicate(timeout=60)
        return process.returncode

    def stop_sometime(self, process, number):
        time.sleep(self.random.uniform(0, self.duration_s))
        return self.stop(process, number)

    def stop_while_writing(self, process, number):
        """As soon as some of the files are there, and at some moment after that."""
        wanted = self.random.randint(0, len(self.second) - 1)
        while process.poll() is None and self.written(process) < wanted:
            pass
        return self.stop(process, number)

    def outcome(self):
        return self.files_in("outcome") if (self.folder / "outcome").exists() else None

    def lay_first(self):
        shutil.rmtree(self.folder / "outcome", ignore_errors=True)
        shutil.copytree(self.shared / "first", self.folder / "outcome")

    def test_killed(self):
        for stop in (self.stop_sometime, self.stop_while_writing) * 3:
            shutil.rmtree(self.folder / "outcome", ignore_errors=True)
            stop(self.start_second(), signal.SIGKILL)
            self.assertIn(self.outcome(), (None, self.second))
        self.succeed("place", self.shared / "town", "--out", "outcome", "--seed", SEED, "--quiet", "--force")
        self.assertEqual(self.outcome(), self.second)
        self.assertEqual(self.names_here(), ["outcome"], "the next run takes away what killed ones left")

    def test_killed_while_an_outcome_is_replaced(self):
        for stop in (self.stop_sometime, self.stop_while_writing) * 3:
            self.lay_first()
            stop(self.start_second("--force"), signal.SIGKILL)
            self.assertIn(self.outcome(), (self.first, self.second))

    def test_interrupted(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            for stop in (self.stop_sometime, self.stop_while_writing):
                with self.subTest(number, stop=stop.__name__):
                    shutil.rmtree(self.folder / "outcome", ignore_errors=True)
                    code = stop(self.start_second(), number)
                    self.assert_clean(code, number, None)

    def test_interrupted_while_an_outcome_is_replaced(self):
        for stop in (self.stop_sometime, self.stop_while_writing, self.stop_while_writing):
            self.lay_first()
            code = stop(self.start_second("--force"), signal.SIGTERM)
            self.assert_clean(code, signal.SIGTERM, self.first)

    def assert_clean(self, code, number, before):
        """Nothing beside the outcome, and a code that agrees with what is there: only a whole new outcome may be `done`."""
        outcome = self.outcome()
        self.assertEqual(self.names_here(), [] if outcome is None else ["outcome"])
        self.assertIn(outcome, (before, self.second))
        # Before the program has said how it wants to be stopped, the signal itself ends it.
        self.assertIn(code, (INTERRUPTED[number], -number, 0 if outcome == self.second else INTERRUPTED[number]))

    def test_a_signal_that_is_ignored_stays_so(self):
        """As under nohup, or in the background of a script."""
        process = self.start("place", self.shared / "town", "--out", "outcome", "--seed", SEED, "--quiet",
                             preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        self.assertEqual(self.stop_while_writing(process, signal.SIGHUP), 0)
        self.assertEqual(self.outcome(), self.second)

    def test_two_at_once(self):
        """Neither spoils the other's work: one outcome, and who came second is told so."""
        processes = [self.start_second() for _ in range(2)]
        codes = []
        for process in processes:
            process.communicate(timeout=60)
            codes.append(process.returncode)
        self.assertEqual(sorted(codes), [0, 2])
        self.assertEqual(self.outcome(), self.second)
        self.assertEqual(self.names_here(), ["outcome"])


def default_signals():
    """What a shell gives to a command in the foreground, however these tests were started."""
    for number in INTERRUPTED:
        signal.signal(number, signal.SIG_DFL)
