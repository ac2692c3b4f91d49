#!/usr/bin/env python3
"""Makes places.bin from the CSV files of the npm package idn-area-data.

    npm pack idn-area-data@3.1.2 && tar xzf idn-area-data-3.1.2.tgz
    python3 convert.py package/data places.bin

Format, all numbers little-endian:

    "SMPLPLC1"  u8 blocks
    per block:  u8 province (0 = the index)  u32 packed bytes  u32 unpacked bytes
    the blocks in that order, each a raw deflate stream of UTF-8 lines

Index: `<digits>\t<name>` for each province (2 digits), regency (4) and sub-district (6), sorted by digits.
Province: `#<6 digits>` for each sub-district, then its villages: `<name>` when the number follows the one
before, else `<4 digits>\t<name>`.

Provinces and regencies are written in capitals in the source; here they are in title case.
"""

import csv
import re
import struct
import sys
import zlib
from pathlib import Path

MAGIC = b"SMPLPLC1"
KEPT_IN_CAPITALS = {"DKI"}


def rows(folder, table):
    with open(folder / f"{table}.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["code"].replace(".", ""), " ".join(row["name"].split())


def title(name):
    return re.sub(
        r"[^\W\d_]+",
        lambda word: word[0] if word[0] in KEPT_IN_CAPITALS else word[0].capitalize(),
        name,
    )


def index(folder):
    entries = [(code, title(name)) for code, name in rows(folder, "provinces")]
    entries += [(code, title(name)) for code, name in rows(folder, "regencies")]
    entries += list(rows(folder, "districts"))
    return "".join(f"{code}\t{name}\n" for code, name in sorted(entries))


def provinces(folder):
    blocks = {code: [] for code, _ in rows(folder, "provinces")}
    subdistrict, before = "", 0
    for code, name in sorted(rows(folder, "villages")):
        block = blocks[code[:2]]
        if code[:6] != subdistrict:
            subdistrict, before = code[:6], 0
            block.append(f"#{subdistrict}\n")
        number = int(code[6:])
        block.append(f"{name}\n" if number == before + 1 else f"{number:04}\t{name}\n")
        before = number
    return {int(code): "".join(lines) for code, lines in blocks.items()}


def packed(text):
    best = b""
    for memory in (8, 9):
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15, memory)
        made = deflate.compress(text) + deflate.flush()
        best = made if not best or len(made) < len(best) else best
    return best


def main(folder, target):
    texts = {0: index(folder), **provinces(folder)}
    blocks = [(number, text.encode(), packed(text.encode())) for number, text in texts.items()]
    with open(target, "wb") as file:
        file.write(MAGIC + struct.pack("<B", len(blocks)))
        for number, raw, deflated in blocks:
            file.write(struct.pack("<BII", number, len(deflated), len(raw)))
        for _, _, deflated in blocks:
            file.write(deflated)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
