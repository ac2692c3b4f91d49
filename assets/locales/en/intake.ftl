# Import: why a file or sheet is not read, and why rows were joined.

unreadable-missing = There is no such file. Check its name and place.
unreadable-folder = This is a folder, not a file. Open it and pick the file.
unreadable-disk = The file could not be read from the disk. Close other programs that hold it, or copy it to this computer first.
unreadable-empty = The file is empty. Ask for it again.
unreadable-not-a-spreadsheet = This is no list. What can be read: XLSX, XLS, ODS and CSV.
unreadable-web-page = This is a web page with the name of an Excel file. Open it in Excel and save it as XLSX.
unreadable-other-kind = This kind of Excel file (XLSB) is not read. Open it in Excel and save it as XLSX.
unreadable-password = The file is locked with a password. Open it in Excel, remove the password, and save.
unreadable-too-large = The file is too large. Split it into several.
unreadable-damaged = The file is damaged or cut off: it does not go to its end. Try to open and save it in Excel, or ask for it again.
unreadable-sheet-missing = There is no sheet of that name in this file.
unreadable-no-list = No row of headings was recognised. Write headings above the data, at least Nama and Desa or NIK; or open the file in Simpul (Import) and match its columns there.
unreadable-answers = The answers file (--map) cannot be read. Make it again on the mapping screen.

left-out-sheet-hidden = Hidden sheet, not read.
left-out-sheet-skipped = Skipped as chosen.
left-out-sheet-not-a-list = Not a list (a recap perhaps), not read.

duplicate-exact = Exactly the same row
duplicate-nik-same-name-variant = Same NIK, same name or another spelling
duplicate-no-nik-same-name-birth-village = Without NIK; name, birth date and village are the same
duplicate-exact-after-spaces = Same organisation but for spaces or capitals

import-as-people = List of people
import-as-aid = List of aid receivers
import-as-psm = Reports by volunteers
import-as-organizations = List of organisations
import-as-sessions = Reports of sessions

sheet-field-category-mark = Category (ticked)
sheet-field-sex-l = Sex: male
sheet-field-sex-p = Sex: female
sheet-field-birth-place-and-date = Place and date of birth
sheet-field-subdistrict = Sub-district
sheet-field-rt = RT
sheet-field-rw = RW
sheet-field-rt-rw = RT/RW
sheet-field-address = Address
sheet-field-note = Note
sheet-field-stage = Instalment
sheet-field-component = Component
sheet-field-status = Payment status
sheet-field-participant-number = Participant number
sheet-field-eligibility = Conditions
sheet-field-documents = Documents asked for
sheet-field-min-age = Youngest age
sheet-field-max-age = Oldest age
sheet-field-capacity = Capacity
sheet-field-filled = Already taken
sheet-field-time = Time
sheet-field-count = Number of participants
