#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Put policies/*.toml in a C++ table, so that `synthesise --policy NAME` works without the files.

    tools/embed_policies.py --policies policies --source policy_presets.gen.cpp
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

LITERAL_MAX = 8000  # compilers may refuse longer ones


def literal(text: str) -> str:
    """Raw string literals beside each other, each short enough."""
    parts = [text[begin : begin + LITERAL_MAX] for begin in range(0, len(text), LITERAL_MAX)] or [""]
    return "\n".join(f'R"toml({part})toml"' for part in parts)


def source(policies: list[Path]) -> str:
    lines = [
        "// SPDX-License-Identifier: EUPL-1.2\n// Made by tools/embed_policies.py from policies/; do not edit.",
        '#include "cli/policy_presets.hpp"\n',
        "#include <array>\n",
        "namespace mengpaneel::cli {\n",
        "std::span<const PolicyPreset> policy_presets() {",
        f"  static constexpr std::array<PolicyPreset, {len(policies)}> presets{{{{",
    ]
    lines += [f'    {{"{path.stem}", {literal(path.read_text(encoding="utf-8"))}}},' for path in policies]
    lines += ["  }};", "  return presets;", "}\n", "}  // namespace mengpaneel::cli"]
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--policies", type=Path, required=True)
    parser.add_argument("--source", type=Path, required=True)
    options = parser.parse_args()
    policies = sorted(options.policies.glob("*.toml"))
    if not policies:
        print(f"error: {options.policies}: no policies", file=sys.stderr)
        return 1
    options.source.parent.mkdir(parents=True, exist_ok=True)
    options.source.write_text(source(policies), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
