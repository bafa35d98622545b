# SPDX-License-Identifier: EUPL-1.2
"""Every example of every --help does what it shows, one after another in one folder, as a reader would try them."""
import json
import shlex
import zipfile

from support import POLICY, ProgramTest

# The order in which a town would use them; a command that is not named here comes last.
ORDER = ["lint", "import duo-pc4", "measure", "compare", "synthesise", "place", "freeze", "chance", "explain", "verify"]


def lay_zip(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)


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

    def lay_public_tables(self):
        """A small file of each kind of import."""
        site = {"PEILDATUM": "20241001", "INSTELLINGSCODE": "99ZZ", "VESTIGINGSCODE": "00"}

        def table(name, row):
            (self.folder / name).write_text(";".join(row) + "\n" + ";".join(row.values()) + "\n")

        table("leerlingen.csv", site | {"LEEFTIJD_4": "<5"})
        table("vo.csv", {"BRIN NUMMER": "99ZY", "VESTIGINGSNUMMER": "00", "POSTCODE LEERLING": "0101", "LEER- OF VERBLIJFSJAAR 1": "7"})
        table("adressen.csv", {"VESTIGINGSCODE": "99ZZ00", "VESTIGINGSNAAM ": "De Wilg", "POSTCODE": "0101 AB"})
        table("gewichten.csv", site | {"GEWICHT_0.0": "7", "GEWICHT_0.3": "<5", "TOTAAL": "9"})
        table("adviezen.csv", site | {"HAVO": "7", "VWO": "<5"})
        table("ses.csv", {"Perioden": "2019", "Regiocode": "BU00000001", "SES-WOA": "-0,1"})
        table("gemeente.csv", {"School": "99ZZ00", "Opleiding": "laag", "Aantal": "<10"})
        (self.folder / "mapping.toml").write_text(
            'format = 1\n[source]\ntitle = "Voorbeeldstad"\ndefinition = "vs"\nyear = 2024\n[columns]\nsite_id = "School"\n'
            'group = "Opleiding"\ncount = "Aantal"\n[groups]\nlaag = "low"\n[counts]\n"<10" = "1..9"\n')
        square = {"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 53], [5, 52]]]}
        area = {"type": "Feature", "properties": {"statcode": "GM0000", "jrstatcode": "2022GM0000"}, "geometry": square}
        (self.folder / "gebieden.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [area]}))
        self.lay_workbooks()

    def lay_workbooks(self):
        rows = "".join("<t:table-row>" + "".join(f"<t:table-cell><x:p>{cell}</x:p></t:table-cell>" for cell in row) + "</t:table-row>"
                       for row in (["OVT", "schoolweging"], ["99ZZ|C1", "29.5"]))
        sheet = f'<t:table table:name="2021-2022">{rows}</t:table>'
        lay_zip(self.folder / "schoolweging.ods", {"content.xml": f'<o xmlns:table="t" xmlns:t="t" xmlns:x="x">{sheet}</o>'})
        for name, title, header, key in (("scores.xlsx", "Tabel 2", "BRIN6", "99ZZ00"),
                                         ("kerncijfers.xlsx", "KWB2023", "gwb_code_10", "BU00000001")):
            rows = "".join("<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
                           for row in ([header, "a_inw"], [key, "7"]))
            lay_zip(self.folder / name, {
                "xl/workbook.xml": f'<w xmlns:r="r"><sheet name="{title}" r:id="1"/></w>',
                "xl/_rels/workbook.xml.rels": '<r><Relationship Id="1" Target="sheet.xml"/></r>',
                "xl/sheet.xml": f"<s>{rows}</s>"})

    def test_run(self):
        self.lay_open_data()
        self.lay_public_tables()
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
