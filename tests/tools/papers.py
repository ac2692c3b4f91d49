#!/usr/bin/env python3
"""Holds Simpul's papers against tools that others wrote: papers.py SIMPUL

Makes a store of its own, prints a session of 200 people with the longest names, its minutes, an empty session, the monthly
report and blank forms, and reads them with poppler, python-docx and openpyxl. Needs Debian's poppler-utils.
"""
import json, os, pathlib, re, subprocess, sys, tempfile

import docx, openpyxl

simpul = sys.argv[1]
work = pathlib.Path(tempfile.mkdtemp(prefix="simpul-kertas-"))
(work / "sandi").write_text("sandi-uji-coba-kertas\n")
(work / "kertas").mkdir()
paths = os.environ | {"SIMPUL_DATA": str(work / "data"), "SIMPUL_PASSWORD_FILE": str(work / "sandi"), "SIMPUL_TODAY": "2026-11-24"}


def run(*args):
    done = subprocess.run([simpul, *args, "--json"], env=paths, capture_output=True, text=True)
    assert done.returncode == 0, (args[:3], done.stderr[-800:])
    return json.loads(done.stdout)


def text_of(pdf):
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True)
    return done.stdout


def squeezed(text):
    return re.sub(r"\s+", "", text)


def check_pdf(pdf, page):
    fonts = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts), fonts
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Page size:\s+" + page, info), info
    return int(re.search(r"Pages:\s+(\d+)", info)[1])


def papers(*args):
    made = pathlib.Path(run(*args, "--to", str(work / "kertas"))["path"])
    return lambda ending: made.with_suffix("." + ending)


run("init", "--area", "32.04.30", "--name", "Sri Wahyuni")
names = [f"Raden Ayu Siti Nurhalimah binti Kyai Haji Muhammad Abdul {n:03d}" for n in range(200)]
assert all(len(name) == 60 for name in names), len(names[0])
seats = [{"name": name, "sex": "LP"[n % 2], "address": "Kp. Pasir Gintung RT 01/RW 12", "mark": "present"} for n, name in enumerate(names)]
session = ["add", "sessions", "--set", "kind=p2k2", "--set", "village=Cikitu", "--set", "starts=09.00", "--set", "ends=11.30"]
large = run(*session, "--set", "topic=Pola asuh positif " + "yang panjang sekali " * 10, "--set", "result=" + "Semua paham. " * 200,
            "--json-set", "participants=" + json.dumps(seats), "--json-set", "plan=" + json.dumps([{"what": "Urus KIS", "who": names[7], "due": "2026-12-01"}]))
empty = run(*session, "--set", "topic=Tanpa peserta")

for paper, page in (("a4", r"595\.2\d* x 841\.8\d*"), ("f4", r"609\.4\d* x 935\.4\d*")):
    made = papers("letter", large["id"], "--attendance", "--paper", paper)
    pages = check_pdf(made("pdf"), page)
    told = squeezed(text_of(made("pdf")))
    missing = [name for name in names if squeezed(name) not in told]
    assert not missing, missing[:3]
    assert "205." in told and "206." not in told and "Jumlahhadir:200(L100/P100)" in told, told[-400:]
    assert told.count("Tandatangan") == pages or told.count("Tandatangan") == pages - 1, "a page without its heading"
    print(f"poppler reads {len(names)} names of 60 letters on {pages} pages of {paper}")

    made = papers("letter", empty["id"], "--attendance", "--paper", paper)
    assert check_pdf(made("pdf"), page) == 1
    assert "......" in text_of(made("pdf"))

    made = papers("letter", large["id"], "--paper", paper)
    check_pdf(made("pdf"), page)
    assert "PadahariiniSelasatanggal24bulanNovembertahun2026" in squeezed(text_of(made("pdf")))
    document = docx.Document(str(made("docx")))
    assert document.sections[0].page_width.mm > 209, document.sections[0].page_width.mm
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "BERITA ACARA KEGIATAN" in words and words.count("Semua paham.") == 200
    assert any("Urus KIS" in cell.text for table in document.tables for row in table.rows for cell in row.cells)

book = openpyxl.load_workbook(papers("letter", large["id"], "--attendance")("xlsx"))
column = [row[1].value for row in book.worksheets[0].iter_rows()]
assert all(name in column for name in names)
assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
print("python-docx reads the minutes, openpyxl the list")

run("add", "activities", "--set", "material=Musdes penetapan data", "--set", "men=5", "--set", "women=7")
for layout in ("jatim", "batu"):
    made = pathlib.Path(run("report", "monthly", "--layout", layout, "--format", "pdf", "--to", str(work / layout))["path"])
    check_pdf(made, ".*")
    assert "Musdes" in text_of(made), layout
for kind in ("people", "cases", "sessions", "activities", "groups", "referrals", "organizations"):
    made = papers("form", kind)
    check_pdf(made("pdf"), r"595\.2\d* x 841\.8\d*")
    docx.Document(str(made("docx")))
print("poppler reads both layouts of the monthly report and the blank forms")
