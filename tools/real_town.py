#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Places the real children of a Dutch town, as DUO counted them, many times over.

    tools/real_town.py --program build/release/mengpaneel --data ../shared/data/nl --town Nijmegen \
        --policy nijmegen --draws 20 --out build/nijmegen [--figure docs/figures/nijmegen.svg]

A count `<5` is drawn anew for each draw, as are wishes, claims and SES, which are modelled: the spread between
the draws is what is not known. Every outcome is verified, and every pupil of the first draw explained. Python 3.11,
standard library only. Exit status 77: the data is not there.
"""
import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import mean

COUNTS = "duo-po-herkomst-pc4-20241001/{town} afgeschermd.csv"
SITES = "geo/scholen_duo_20241122_bag.geojson"
POSTCODES = "geo/pc4_centroids_scholenzoeker.csv"


def run(program, *words):
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{program} {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
    return done.stdout


def one_draw(program, supply, policy, number, folder):
    seed = hashlib.sha256(f"real town {number}".encode()).hexdigest()
    round_folder, outcome = folder / f"round-{number:02}", folder / f"outcome-{number:02}"
    run(program, "synthesise", "--from", supply, "--policy", policy, "--seed", seed, "--out", round_folder, "--quiet")
    run(program, "place", round_folder, "--seed", seed, "--out", outcome, "--quiet")
    verdict = run(program, "verify", round_folder, outcome)
    if "verified" not in verdict:
        sys.exit(f"draw {number} is not verified:\n{verdict}")
    if number == 1:
        text = run(program, "explain", round_folder, outcome, "--language", "nl")
        (folder / "uitleg.txt").write_text(text)
    summary = json.loads((outcome / "summary.json").read_text())
    pupils = summary["pupils"] - summary["not_applied"]
    first_five = [summary["by_rank"].get(str(rank), 0) / pupils for rank in range(1, 4)]
    later = summary["placed"] / pupils - sum(first_five)
    figures = {
        "children": pupils,
        "choice 1": 100 * first_five[0], "choice 2": 100 * first_five[1], "choice 3": 100 * first_five[2],
        "later choice": 100 * later, "not placed": 100 * (1 - summary["placed"] / pupils),
        "D of SES": summary["ses"]["D"]["value"], "H of SES": summary["ses"]["H"]["value"],
        "metres": summary["mean_metres"], "blocking pairs": summary["blocking_pairs"],
    }
    return {name: value for name, value in figures.items() if value is not None}


def table(draws):
    rows = [f"{'':16}{'mean':>10}{'least':>10}{'most':>10}"]
    for name in draws[0]:
        values = [draw[name] for draw in draws if name in draw]
        digits = 3 if name.startswith(("D ", "H ")) else 0 if name in ("children", "metres", "blocking pairs") else 1
        rows.append(f"{name:16}{mean(values):10.{digits}f}{min(values):10.{digits}f}{max(values):10.{digits}f}")
    return "\n".join(rows)


BARS = ["choice 1", "choice 2", "choice 3", "later choice", "not placed"]
NAMES = {"choice 1": "1e keuze", "choice 2": "2e keuze", "choice 3": "3e keuze", "later choice": "latere keuze",
         "not placed": "niet geplaatst"}


def dutch(percentage):
    return f"{percentage:.1f}".replace(".", ",")


def figure(town, policy, draws):
    """Bars of the mean with the range over the draws, as an SVG that reads in light and dark."""
    width, left, top, step = 760, 150, 92, 38
    scale = (width - left - 150) / 100
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top + step * len(BARS) + 68}" role="img" '
        'font-family="system-ui, sans-serif" aria-labelledby="title note">',
        '<!-- SPDX-License-Identifier: EUPL-1.2 -->',
        '<style>svg{color:#1b2a33;background:#fff}text{fill:currentColor}.bar{fill:#2a7f9e}.last{fill:#c2542d}'
        '.range{stroke:currentColor;stroke-width:2}.soft{opacity:.75}'
        '@media(prefers-color-scheme:dark){svg{color:#e7eef2;background:#12191e}.bar{fill:#5bb3d3}'
        '.last{fill:#ee8a5f}}</style>',
        f'<text id="title" x="16" y="34" font-size="20" font-weight="600">{town}: welke keuze kregen de kinderen?</text>',
        f'<text class="soft" x="16" y="58" font-size="13">Echte aantallen per postcode (DUO, 1 oktober 2024), regels '
        f'van policies/{policy}.toml; {len(draws)} trekkingen,</text>',
        '<text class="soft" id="note" x="16" y="76" font-size="13">elk gecontroleerd. Wensen, voorrang en SES zijn '
        'gemodelleerd.</text>',
    ]
    for index, name in enumerate(BARS):
        values = [draw[name] for draw in draws]
        y = top + index * step
        middle, low, high = mean(values), min(values), max(values)
        kind = "bar last" if name == "not placed" else "bar"
        lines += [
            f'<text x="{left - 12}" y="{y + 22}" font-size="15" text-anchor="end">{NAMES[name]}</text>',
            f'<rect class="{kind}" x="{left}" y="{y + 6}" width="{max(middle * scale, 1):.1f}" height="24" rx="2"/>',
            f'<path class="range" d="M{left + low * scale:.1f} {y + 18}H{left + high * scale:.1f}"/>',
            f'<text x="{left + high * scale + 10:.1f}" y="{y + 23}" font-size="14">{dutch(middle)}% '
            f'<tspan class="soft">({dutch(low)}–{dutch(high)})</tspan></text>',
        ]
    children = [draw["children"] for draw in draws]
    lines.append(f'<text class="soft" x="16" y="{top + step * len(BARS) + 34}" font-size="13">{min(children)} tot '
                 f'{max(children)} kinderen van 4 jaar: DUO verbergt aantallen onder de vijf, elke trekking vult ze '
                 'anders in.</text>')
    lines.append(f'<text class="soft" x="16" y="{top + step * len(BARS) + 52}" font-size="13">Een lijn loopt van de '
                 'laagste tot de hoogste trekking.</text>')
    return "\n".join([*lines, "</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/mengpaneel")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/nl"))
    parser.add_argument("--town", default="Nijmegen")
    parser.add_argument("--policy", default="nijmegen")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--out", type=Path, default=Path("build/nijmegen"))
    parser.add_argument("--figure", type=Path)
    options = parser.parse_args()
    files = [options.data / name for name in (COUNTS.format(town=options.town), SITES, POSTCODES)]
    absent = [str(file) for file in files if not file.exists()]
    if absent:
        print("skipped: open data is not there: " + ", ".join(absent))
        return 77
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    supply = options.out / "supply"
    print(run(options.program, "import", "duo-pc4", files[0], "--sites", files[1], "--postcodes", files[2], "--out",
              supply))
    draws = [one_draw(options.program, supply, options.policy, number, options.out)
             for number in range(1, options.draws + 1)]
    print(f"{options.town}: {len(draws)} draws, each placed by policies/{options.policy}.toml and verified")
    print(table(draws))
    print("Wishes, claims and SES are modelled; counts under five are drawn. The sentences of the first draw: "
          f"{options.out / 'uitleg.txt'}")
    if options.figure:
        options.figure.parent.mkdir(parents=True, exist_ok=True)
        options.figure.write_text(figure(options.town, options.policy, draws))
    return 0


if __name__ == "__main__":
    sys.exit(main())
