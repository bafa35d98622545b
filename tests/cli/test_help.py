# SPDX-License-Identifier: EUPL-1.2
"""Every example of every --help does what it shows, one after another in one folder, as a reader would try them."""
import json
import shlex

from support import POLICY, ProgramTest

# The order in which a town would use them; a command that is not named here comes last.
ORDER = ["lint", "import duo-pc4", "measure", "compare", "synthesise", "place", "freeze", "chance", "explain", "verify"]


class Examples(ProgramTest):
    def commands(self):
        names = [command["name"] for command in json.loads(self.succeed("--generate", "options-json"))["commands"]]
        return sorted(names, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))

    def examples(self, command):
        lines = self.succeed(*command.split(), "--help", "--language", "en").splitlines()
        return [line.strip() for line in lines[lines.index("Example") + 1:] if line.strip()]

    def lay_open_data(self):
        """Files of the kinds that DUO publishes, with one school and one postcode that do not exist."""
        ages = ["LEEFTIJD_JONGER", *(f"LEEFTIJD_{age}" for age in range(4, 25)), "LEEFTIJD_OUDER"]
        header = ["PEILDATUM", "GEMEENTENUMMER", "GEMEENTENAAM", "POSTCODE_LEERLING", "GEMEENTENAAM_LEERLING", "INSTELLINGSCODE",
                  "VESTIGINGSCODE", "INSTELLINGSNAAM_VESTIGING", "POSTCODE_VESTIGING", "PLAATSNAAM", "PROVINCIE", "SOORT_PO",
                  "DENOMINATIE_VESTIGING", "BEVOEGD_GEZAG_NUMMER", *ages]
        row = ["20241001", "0000", "Voorbeeldstad", "0101", "Voorbeeldstad", "99ZZ", "00", "De Wilg", "0101AB", "VOORBEELDSTAD",
               "Flevoland", "Bo", "Openbaar", "12345", "0", "12", *["0"] * 21]
        quoted = ("".join(";".join(f'"{field}"' for field in fields) + "\n" for fields in (header, row)))
        site = {"type": "Feature", "properties": {"vestigingscode": "99ZZ00", "leerlingen": None},
                "geometry": {"type": "Point", "coordinates": [5.25, 52.55]}}
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
        (self.folder / "town.csv").write_text("\ufeff" + quoted)
        (self.folder / "sites.geojson").write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [site]}))
        (self.folder / "counts.csv").write_text("school,board,ses,pupils\nS1,B1,low,10\nS1,B1,high,20\nS2,B2,low,<5\nS2,B2,high,9\n")
        for year, low in (("2023", 10), ("2024", 12), ("2025", 15)):
            (self.folder / f"{year}.csv").write_text(f"school,ses,pupils\nS1,low,{low}\nS1,high,20\nS2,low,20\nS2,high,9\n")
        (self.folder / "points.csv").write_text("POSTCODE;LAT;LON\r\n0101;52,551;5,254\r\n")

    def test_run(self):
        self.lay_open_data()
        (self.folder / "policy.toml").write_text(POLICY)
        (self.folder / "events.csv").write_text("seq,event,pupil_id,programme_id,seats\n1,withdraw,A0003,,\n")
        for command in self.commands():
            examples = self.examples(command)
            self.assertGreater(len(examples), 0, command)
            for example in examples:
                with self.subTest(example):
                    program, *words = shlex.split(example)
                    self.assertEqual((program, words[:len(command.split())]), ("mengpaneel", command.split()))
                    self.succeed(*words)
        self.assertLessEqual({"supply", "round", "town", "outcome", "frozen", "chance.csv"}, set(self.names_here()))

    def test_of_the_program_names_every_command(self):
        said = self.succeed("--help")
        for command in self.commands():
            self.assertIn(f"  {command} ", said)
            self.assertEqual(self.succeed(*command.split(), "--help", "--quiet"), self.succeed("--help", *command.split()))
