"""Makes README's pictures from the real program: pictures.py SIMPUL FOLDER

Runs the demo in a terminal of 80 by 24, presses keys, and writes each screen as SVG. Needs pexpect and pyte.
"""

import html
import os
import pathlib
import sys
import tempfile
import time

import pexpect
import pyte

COLUMNS, ROWS = 80, 24
WIDE, HIGH = 8.4, 18
COLOURS = {
    "default": "#d8dee9", "black": "#2e3440", "red": "#e06c75", "green": "#98c379", "brown": "#e5c07b",
    "yellow": "#e5c07b", "blue": "#61afef", "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#d8dee9",
    "brightblack": "#7b8494",
}
GROUND = "#1e222a"

# The name of each picture, and the keys that lead there from the one before.
SCENES = [
    ("hari-ini", ["1"]),
    ("warga", ["2", "/", "enok roh", "\r", "\r"]),
    ("formulir", ["e"]),
    ("serah-terima", ["\x1b", "8", "k", " "]),
]


def colour(name, fallback):
    return COLOURS.get(name, f"#{name}" if len(name) == 6 else COLOURS[fallback])


def cell_runs(line):
    """Neighbouring cells that look the same, as (column, text, cell)."""
    runs = []
    for column in range(COLUMNS):
        cell = line[column]
        look = (cell.fg, cell.bg, cell.bold, cell.reverse, cell.underscore)
        if runs and runs[-1][3] == look:
            runs[-1][1].append(cell.data)
        else:
            runs.append([column, [cell.data], cell, look])
    return [(column, "".join(text), cell) for column, text, cell, _ in runs]


def svg(screen):
    width, height = COLUMNS * WIDE + 20, ROWS * HIGH + 20
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}">',
        f'<rect width="100%" height="100%" rx="6" fill="{GROUND}"/>',
        '<g font-family="DejaVu Sans Mono, Consolas, Menlo, monospace" font-size="14" xml:space="preserve">',
    ]
    for row in range(ROWS):
        for column, text, cell in cell_runs(screen.buffer[row]):
            front, ground = colour(cell.fg, "default"), None if cell.bg == "default" else colour(cell.bg, "black")
            if cell.reverse:
                front, ground = GROUND, COLOURS["default"]
            x, y = 10 + column * WIDE, 10 + row * HIGH
            if ground:
                out.append(f'<rect x="{x:.1f}" y="{y}" width="{len(text) * WIDE:.1f}" height="{HIGH}" fill="{ground}"/>')
            if text.strip():
                weight = ' font-weight="bold"' if cell.bold else ""
                line = ' text-decoration="underline"' if cell.underscore else ""
                out.append(
                    f'<text x="{x:.1f}" y="{y + 14}" textLength="{len(text) * WIDE:.1f}" fill="{front}"{weight}{line}>'
                    f"{html.escape(text)}</text>"
                )
    return "\n".join([*out, "</g>", "</svg>", ""])


def main(program, folder):
    home = tempfile.mkdtemp(prefix="pictures-")
    env = dict(os.environ, HOME=home, TERM="xterm-256color", SIMPUL_TODAY="2026-11-24")
    env.pop("NO_COLOR", None)
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    child = pexpect.spawn(program, ["demo"], env=env, dimensions=(ROWS, COLUMNS))

    def settle(seconds):
        end = time.time() + seconds
        while time.time() < end:
            try:
                stream.feed(child.read_nonblocking(65536, 0.1))
            except pexpect.TIMEOUT:
                pass

    settle(4)
    for name, keys in SCENES:
        for key in keys:
            child.send(key)
            settle(0.6)
        pathlib.Path(folder, f"{name}.svg").write_text(svg(screen), encoding="utf-8")
    child.send("\x11")
    child.expect(pexpect.EOF)


if __name__ == "__main__":
    main(*sys.argv[1:])
