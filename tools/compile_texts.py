#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Compile texts/<language>/*.toml to a C++ enum of keys and a table of texts for each language.

A file texts/nl/place.toml with

    [refused]
    full = "Er {count|staat|staan} {count} {count|kind|kinderen} voor u."

gives the key `place.refused.full`, the enumerator TextKey::place_refused_full, and a line in the Dutch table. Every
language has the same keys; a text uses the same placeholders in every language: `{name}` is replaced by a value,
`{name|singular|plural}` by one of the two words. A brace cannot stand in a text otherwise.

Anything else fails, with file and key. Outputs are written only when their content changes.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path

FIRST_LANGUAGE = "nl"
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:\|[^{}|]*\|[^{}|]*)?\}")


class TextError(Exception):
    """One problem in a text: a sentence that names file and key."""


def flatten(table: dict, prefix: str, path: Path, errors: list[str]) -> dict[str, str]:
    """The texts of a (nested) table as {dotted key: text}."""
    texts: dict[str, str] = {}
    for key, value in table.items():
        dotted = f"{prefix}.{key}"
        if isinstance(value, dict):
            texts.update(flatten(value, dotted, path, errors))
        elif not isinstance(value, str):
            errors.append(f"{path}: {dotted}: expected a text, found {type(value).__name__}")
        elif not value.strip():
            errors.append(f"{path}: {dotted}: the text is empty")
        else:
            texts[dotted] = value
    return texts


def placeholders(text: str) -> set[str]:
    """The names of the placeholders in a text; TextError for a brace that belongs to none."""
    rest = PLACEHOLDER.sub("", text)
    brace = re.search(r"[{}].{0,20}", rest)
    if brace is not None:
        raise TextError(f"{brace[0]!r} is not a placeholder; write {{name}} or {{name|singular|plural}}")
    return {match[1] for match in PLACEHOLDER.finditer(text)}


def enumerator(key: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "_", key)


def read_languages(root: Path, errors: list[str]) -> dict[str, dict[str, tuple[str, Path]]]:
    """{language: {key: (text, file)}}, the first language first, the others by name."""
    names = sorted(
        (d.name for d in root.iterdir() if d.is_dir() and not d.name.startswith(".")),
        key=lambda name: (name != FIRST_LANGUAGE, name),
    )
    languages: dict[str, dict[str, tuple[str, Path]]] = {}
    for name in names:
        texts: dict[str, tuple[str, Path]] = {}
        for path in sorted((root / name).glob("*.toml")):
            try:
                table = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                errors.append(f"{path}: {error}")
                continue
            for key, text in flatten(table, path.stem, path, errors).items():
                texts[key] = (text, path)
        languages[name] = texts
    return languages


def check(languages: dict[str, dict[str, tuple[str, Path]]], root: Path, errors: list[str]) -> None:
    """Adds to `errors` what differs between languages and what cannot become C++."""
    everything = sorted({key for texts in languages.values() for key in texts})
    taken: dict[str, str] = {}
    for key in everything:
        other = taken.setdefault(enumerator(key), key)
        if other != key:
            errors.append(f"{root}: {key}: gives the same enumerator as {other}: {enumerator(key)}")
    for key in everything:
        seen: dict[str, set[str]] = {}
        for language, texts in languages.items():
            if key not in texts:
                errors.append(f"{root / language / key.split('.')[0]}.toml: {key}: is missing in this language")
                continue
            text, path = texts[key]
            try:
                seen[language] = placeholders(text)
            except TextError as error:
                errors.append(f"{path}: {key}: {error}")
        for language, found in seen.items():
            first = next(iter(seen))
            if found != seen[first]:
                errors.append(
                    f"{languages[language][key][1]}: {key}: placeholders differ: {braced(found)} here, "
                    f"{braced(seen[first])} in {first}"
                )


def braced(names: set[str]) -> str:
    return ", ".join("{" + name + "}" for name in sorted(names)) or "none"


def literal(text: str) -> str:
    """A C++ string literal; UTF-8 stays readable, control characters become three-digit octal."""
    out = []
    for character in text:
        if character in '"\\':
            out.append("\\" + character)
        elif character == "\n":
            out.append("\\n")
        elif ord(character) < 0x20 or ord(character) == 0x7F:
            out.append(f"\\{ord(character):03o}")
        else:
            out.append(character)
    return '"' + "".join(out).replace("??", "?\\?") + '"'


BANNER = "// SPDX-License-Identifier: EUPL-1.2\n// Made by tools/compile_texts.py from texts/; do not edit.\n"


def header(languages: list[str], keys: list[str]) -> str:
    lines = [
        BANNER + "#pragma once\n",
        "#include <array>\n#include <cstddef>\n#include <cstdint>\n#include <string_view>\n",
        "namespace mengpaneel::base::texts {\n",
        f"enum class Language : std::uint8_t {{ {', '.join(languages)} }};\n",
        f"inline constexpr std::size_t language_count = {len(languages)};\n",
        f"inline constexpr std::array<std::string_view, {len(languages)}> language_names = {{",
        *(f"    {literal(name)}," for name in languages),
        "};\n",
        "enum class TextKey : std::uint16_t {",
        *(f"  {enumerator(key)}," for key in keys),
        "};\n",
        f"inline constexpr std::size_t text_key_count = {len(keys)};\n",
        "// The dotted names, by key.",
        f"inline constexpr std::array<std::string_view, {len(keys)}> text_key_names = {{",
        *(f"    {literal(key)}," for key in keys),
        "};\n",
        "// The text as it stands in the catalogue, with its placeholders.",
        "std::string_view raw_text(Language language, TextKey key);\n",
        "}  // namespace mengpaneel::base::texts",
    ]
    return "\n".join(lines) + "\n"


def source(languages: dict[str, dict[str, tuple[str, Path]]], keys: list[str]) -> str:
    lines = [BANNER + '#include "base/text_keys.gen.hpp"\n', "namespace mengpaneel::base::texts {", "namespace {\n"]
    for language, texts in languages.items():
        lines.append(f"constexpr std::array<std::string_view, text_key_count> texts_{enumerator(language)} = {{")
        lines += [f"    {literal(texts[key][0])}," for key in keys]
        lines.append("};\n")
    lines += ["}  // namespace\n", "std::string_view raw_text(Language language, TextKey key) {", "  switch (language) {"]
    for language in languages:
        lines.append(f"    case Language::{language}:")
        lines.append(f"      return texts_{enumerator(language)}.at(static_cast<std::size_t>(key));")
    lines += ["  }", "  return {};", "}\n", "}  // namespace mengpaneel::base::texts"]
    return "\n".join(lines) + "\n"


def write_if_changed(path: Path, content: str) -> bool:
    data = content.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True


def compile_texts(root: Path, header_path: Path, source_path: Path) -> list[str]:
    """Writes both files and returns no errors, or returns the errors and writes nothing."""
    errors: list[str] = []
    languages = read_languages(root, errors)
    check(languages, root, errors)
    if not languages:
        errors.append(f"{root}: no language folders")
    if errors:
        return errors
    keys = sorted(next(iter(languages.values())))
    if len(keys) > 0xFFFF:
        return [f"{root}: {len(keys)} keys do not fit in 16 bits"]
    write_if_changed(header_path, header(list(languages), keys))
    write_if_changed(source_path, source(languages, keys))
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="folder with a folder for each language")
    parser.add_argument("--header", type=Path, required=True)
    parser.add_argument("--source", type=Path, required=True)
    options = parser.parse_args()
    errors = compile_texts(options.texts, options.header, options.source)
    for error in errors:
        print(f"error: {error}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
