#!/usr/bin/env python3
"""Holds Simpul's papers against tools that others wrote: papers.py SIMPUL

Makes a store of its own, prints a session of 200 people with the longest names, its minutes, an empty session, a referral,
the reports and forms, and reads them with poppler, python-docx, openpyxl and LibreOffice. Needs Debian's poppler-utils,
libreoffice-writer-nogui and libreoffice-calc-nogui.
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
name = "Raden Ayu Siti Nurhalimah binti Kyai Haji Muhammad Abdul Karim Amrullah"
place = "Lembaga Kesejahteraan Sosial Penyandang Disabilitas Bina Harapan Bangsa Sejahtera Bersama"
who = run("add", "people", "--set", f"name={name}", "--set", "sex=P", "--set", "birth=1950-02-03", "--set", "village=Cikitu")
case = run("add", "cases", "--about", who["id"], "--set", "problem=Tidak punya alat bantu dengar", "--set", "consent=given")
office = run("add", "organizations", "--set", f"name={place}", "--set", "kind=lks")
sent = run("add", "referrals", "--about", case["id"], "--set", f"organization={office['id']}", "--set", "consent=given",
           "--set", "reason=" + "Perlu alat bantu dengar. " * 60)
run("add", "aid", "--set", f"person={who['id']}", "--set", f"name={name}", "--set", "program=pkh", "--set", "on=2026-10-01")

# Every paper in its three formats, and a word that each of them must have.
everything = {}
for args, word in [
    (("letter", large["id"]), "BERITA ACARA KEGIATAN"),
    (("letter", large["id"], "--attendance"), names[-1]),
    (("letter", sent["id"]), place),
    (("client-copy", who["id"]), name),
    (("form", who["id"]), name),
    *((("form", kind), "FORMULIR") for kind in ("people", "cases", "sessions", "activities", "groups", "referrals", "organizations")),
]:
    made = papers(*args)
    everything.update({made(ending): word for ending in ("pdf", "docx", "xlsx")})
reports = {"monthly": "Musdes", "ppks": "Cikitu", "scorecard": "KARTU SKOR", "coordination": "Pacet", "work-plan": "Pacet", "day-sheet": "",
           "untouched": "", "overlaps": "", "needs": "", "donors": "", "aid-changes": ""}
for report, word in reports.items():
    made = papers("report", report, "--names")
    everything.update({made(ending): word for ending in ("pdf", "docx", "xlsx")})


def cells_of(file):
    book = openpyxl.load_workbook(file)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows()]
    assert all(sheet.page_setup.paperSize in (9, 14, "9", "14") for sheet in book.worksheets), file
    assert all((sheet.row_dimensions[n].height or 0) <= 409 for sheet in book.worksheets for n in sheet.row_dimensions), file
    assert all(cell.data_type != "f" for row in rows for cell in row), file
    return " ".join(str(cell.value) for row in rows for cell in row if cell.value is not None)


def words_of(file):
    body = docx.Document(str(file)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


read = {".pdf": text_of, ".docx": words_of, ".xlsx": cells_of}
for file, word in everything.items():
    told = squeezed(read[file.suffix](file))
    assert told and squeezed(word).lower() in told.lower(), (file, word, told[:600])
letter = papers("letter", sent["id"])
assert squeezed(cells_of(letter("xlsx"))).count("Perlualatbantudengar.") == 60
print(f"poppler, python-docx and openpyxl read {len(everything) // 3} papers in three formats")

for ending in ("docx", "xlsx"):
    files = [file for file in everything if file.suffix == "." + ending]
    opened = work / ("dibuka-" + ending)
    profile = (work / "libreoffice").as_uri()
    subprocess.run(["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(opened), *map(str, files)],
                   check=True, capture_output=True, timeout=300)
    for file in files:
        seen = opened / file.with_suffix(".pdf").name
        assert squeezed(everything[file]).lower() in squeezed(text_of(seen)).lower(), (file, text_of(seen)[:600])
    letter = text_of(opened / papers("letter", sent["id"])("pdf").name)
    assert squeezed(letter).count("Perlualatbantudengar.") == 60, (ending, squeezed(letter))
    minutes = squeezed(text_of(opened / papers("letter", large["id"])("pdf").name))
    assert minutes.count("Semuapaham.") == 200, (ending, minutes.count("Semuapaham."))
    print(f"LibreOffice opens {len(files)} papers as {ending}")
