#!/usr/bin/env python3
"""Holds a bundle against tools that others wrote: BUNDLE PASSPHRASE.

Needs bagit, pexpect, msoffcrypto-tool, openpyxl, frictionless[json], Debian's age and, where there is one, LibreOffice with python3-uno.
"""
import io, json, pathlib, shutil, subprocess, sys, tempfile, zipfile

import bagit, msoffcrypto, openpyxl, pexpect

bag, words = pathlib.Path(sys.argv[1]), sys.argv[2]
work = pathlib.Path(tempfile.mkdtemp())

bagit.Bag(str(bag)).validate()
print("bagit-python", bagit.VERSION if hasattr(bagit, "VERSION") else "", "valid")

key = json.loads((bag / "serah-terima.json").read_text())["signing_key"]
if shutil.which("minisign"):
    subprocess.run(["minisign", "-Vm", str(bag / "tagmanifest-sha256.txt"), "-P", key], check=True, capture_output=True)
    print("minisign accepts the signature")

sealed = next(bag.glob("data/MESIN/*.age"))
payload = work / "payload.zip"
age = pexpect.spawn("age", ["-d", "-o", str(payload), str(sealed)], timeout=60)
age.expect("assphrase.*:")
age.sendline(words)
age.expect(pexpect.EOF)
age.close()
assert age.exitstatus == 0, age.before
with zipfile.ZipFile(payload) as z:
    assert z.testzip() is None
    z.extractall(work / "payload")
print("age opens it:", sorted(p.name for p in (work / "payload").iterdir()))

import frictionless
report = frictionless.Package(str(work / "payload/datapackage.json")).validate()
assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
print("frictionless", frictionless.__version__, "valid:", [t.name for t in report.tasks])

report = next(bag.glob("data/LAPORAN-*.xlsx"))
plain = io.BytesIO()
with report.open("rb") as f:
    office = msoffcrypto.OfficeFile(f)
    office.load_key(password=words, verify_password=True)
    office.decrypt(plain, verify_integrity=True)
book = openpyxl.load_workbook(plain)
rows = [[c.value for c in row] for row in book.worksheets[0].iter_rows()]
assert "3204305708500001" in sum(rows, []), rows
assert all(c.data_type != "f" for row in book.worksheets[0].iter_rows() for c in row)
print("msoffcrypto-tool and openpyxl read the workbook:", book.sheetnames)

if shutil.which("soffice"):
    script = work / "open.py"
    script.write_text(f"""
import subprocess, time, uno
from com.sun.star.beans import PropertyValue
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://{work}/profile", "--headless", "--norestore", "--accept=pipe,name=simpul;urp"])
try:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve("uno:pipe,name=simpul;urp;StarOffice.ComponentContext"); break
        except Exception: time.sleep(0.5)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    value = lambda n, v: PropertyValue(Name=n, Value=v)
    doc = desktop.loadComponentFromURL("file://{report}", "_blank", 0, (value("Hidden", True), value("Password", {words!r})))
    sheet = doc.Sheets.getByIndex(0)
    texts = [sheet.getCellByPosition(0, y).String for y in range(8)]
    assert "3204305708500001" in texts, texts
    assert sheet.getCellByPosition(1, texts.index("3204305708500001")).Formula in ("=1+1", "'=1+1"), "a formula"
    print("LibreOffice opens the workbook:", texts)
    doc.close(True)
finally:
    office.terminate()
""")
    python = "/usr/bin/python3"
    done = subprocess.run([python, str(script)], capture_output=True, text=True, timeout=180)
    print(done.stdout.strip() or done.stderr.strip()[-400:])
    assert done.returncode == 0
shutil.rmtree(work)
