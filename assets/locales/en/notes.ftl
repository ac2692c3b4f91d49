# Notes on fields and rows: what, why, and what to do.

## General
note-blank = Empty. Fill it in once you know.
note-choice-unknown = “{ $written }” is not in the list. Pick one from the list.

## NIK
note-nik-missing = No NIK yet. Choose the reason, and help to apply if there is none.
note-nik-cleaned = Spaces, dots or quotes were dropped from the NIK; its digits stay.
note-nik-length = This NIK has { $length } digits, not 16. Kept for now; compare it with the ID card.
note-nik-scientific-text = Excel broke this NIK (it reads like 3.2E+15) and its digits are lost. Copy it again from the card.
note-nik-not-digits = The NIK holds letters or other signs. Copy the 16 digits from the card; the letter O is not a 0.
note-nik-numeric-precision = The NIK was stored as a number in Excel, so its last digit may have become 0. Compare it with the card.
note-nik-placeholder = These digits only fill the cell and are no NIK. Replace them once you see the card.
note-nik-temporary = The NIK starts with 0: temporary, not official. Replace it once the official one is issued.
note-nik-impossible-date = The date inside the NIK cannot exist. Check digits 7 to 12 on the card.
note-nik-prefix-unknown = The first two digits of the NIK are no known province. Check when you can.
note-nik-birth-mismatch = The { $part ->
    [year] year
   *[day] day or month
} of birth differs from the NIK. Both are kept; the family card's date is used. Check the card.
note-nik-sex-mismatch = The sex differs from the NIK. Check the ID card: which of the two is mistyped?

## Family card
note-kk-missing = No family card number yet. Add it once you see the card.
note-kk-cleaned = Spaces, dots or quotes were dropped from the family card number; its digits stay.
note-kk-length = This family card number has { $length } digits, not 16. Kept for now; compare it with the card.
note-kk-scientific-text = Excel broke this family card number (it reads like 3.2E+15) and its digits are lost. Copy it again from the card.
note-kk-not-digits = The family card number holds letters or other signs. Copy the 16 digits from the card.
note-kk-numeric-precision = The family card number was stored as a number in Excel, so its last digit may have become 0. Compare it with the card.
note-kk-placeholder = These digits only fill the cell and are no family card number. Replace them once you see the card.
note-kk-impossible-date = The issue date inside the family card number cannot exist. Check digits 7 to 12; is it a NIK perhaps?

## Dates
note-date-invalid = { $kept ->
    [none] The date cannot be read or does not exist. Write day-month-year, like 24-11-2026.
   *[other] Day or month is written as 00; only the year { $kept } is kept. Complete it if you can.
}
note-date-zero = A 0 in a date column counts as empty.
note-date-too-old = This date is over 130 years ago (year { $year }). Check the year.
note-date-future = This date has not come yet. Check month and year.
note-held-in-future = This day has not come yet, but the session is said to be held, or somebody is marked. Check the date.
note-seat-twice = { $name } is among the participants twice. Remove one with Ctrl-X, or tell them apart if they are two people.
note-date-far-ahead = This is many years ahead ({ $year }). Check the year.
note-date-long-ago = This is many years ago ({ $year }). Check the year.
note-end-before-start = This comes before the start. Check both.
note-date-missing = No date yet. Fill it in.
note-date-two-digit-year = The year has two digits and was read as { $year }. Correct it if wrong.
note-date-year-assumed = No year was written, { $year } is used. Correct it if wrong.
note-date-year-only = Only the year is known. Add day and month if you can.
note-date-day-missing = The day is unknown. Add it if you can.
note-date-unparted = The date was written without separators. Check how it was read.
note-date-serial = The date was read from Excel's day count. Check how it was read.
note-day-name-mismatch = The weekday does not fit the date ({ $weekday ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}). The date is used; check which is right.

## Birth
note-birth-missing = No date of birth yet. Add it, or an estimated age.
note-birth-invalid = { $kept ->
    [none] The date of birth cannot be read or does not exist, so it was not kept. Copy day-month-year from the family card.
   *[other] Day or month of birth is written as 00; only the year { $kept } is kept. Complete it from the family card.
}
note-birth-future = The date of birth has not come yet, so it was not kept. Check the year on the family card.
note-birth-too-old = The date of birth is over 130 years ago, so it was not kept. Check the year on the family card.
note-birth-two-digit-year = The birth year has two digits and was read as { $year }. Make sure from the family card.
note-birth-year-only = Only the birth year is known. Kept as a year; complete it from the family card if you can.
note-birth-day-missing = The day of birth is unknown. Kept as month and year; complete it from the family card if you can.

## Numbers, money, time, age
note-number-invalid = The number cannot be read. Use digits, a dot for thousands, a comma for decimals.
note-number-negative = An amount cannot be below zero.
note-number-not-whole = It must be a whole number.
note-number-unit = “{ $unit }” after the number was dropped.
note-number-dot-decimal = The dot was read as a comma: { $number }. Correct it if thousands were meant.
note-number-comma-doubtful = Could be a fraction or thousands. Read as { $number }; correct it if thousands were meant.
note-number-english = Written in English style, read as { $number }. Make sure it is right.
note-money-invalid = The amount cannot be read. Write it like 1.250.000 or 250 rb.
note-money-negative = Money cannot be below zero.
note-money-is-item = This counts goods ({ $unit }), not money. Kept as an amount of goods.
note-money-cents = There are digits after the comma; whole rupiah are kept. Check again.
note-money-comma-thousands = The comma was read as a thousands mark: { $amount }. Make sure it is right.
note-money-unit-doubtful = The short form can mean something else, read as Rp{ $amount }. Make sure it is right.
note-money-currency-code = The currency code was dropped; the amount is in rupiah.
note-time-invalid = The time cannot be read. Write it like 09.00.
note-time-part-of-day = Read as { $time }. Correct it if wrong.
note-age-invalid = The age cannot be read. Write years, like 67 or 60-65.
note-age-too-high = This age makes no sense. Check again.
note-age-months = The age was written in months; whole years are counted.
note-age-range = The age was written as a range and is kept so.
note-age-estimate = An estimated age.

## RT/RW and telephone
note-unit-invalid = The RT/RW cannot be read. Write only the number, like 004.
note-unit-cleaned = The letters RT or RW were dropped, the number is kept.
note-unit-pair = RT and RW were written together: RT first, RW second.
note-phone-invalid = The phone number cannot be read. Write its digits, like 0812-5550-1234.
note-phone-scientific-text = Excel broke this phone number (it reads like 8.1E+11). Write it again.
note-phone-too-short = The phone number has only { $digits } digits. Ask for it again.
note-phone-too-long = The phone number has { $digits } digits, too many. Are these two numbers?
note-phone-area-code-missing = The area code is missing. Add it, like 022.
note-phone-zero-missing = The 0 in front is missing; taken as a mobile number. Correct it if not.
note-phone-two-numbers = There are two numbers. The first is used; the second is { $second }.
note-phone-remark = The remark “{ $remark }” was taken off the number.
note-phone-cleaned = Quotes or spaces were dropped from the number.
note-phone-foreign = A number of another country. Make sure it is right.
note-phone-short-service = { $number } is a short service number, nobody's own. Kept as it is.

## Imported rows
note-nik-prefix-outside = The first six digits of the NIK are not this sub-district's: it was first issued elsewhere. That is fine; make sure the person lives here.
note-nik-shared = { $name ->
    [none] Two people of different names carry this NIK
    [masked] This NIK is also on record for somebody who is confidential
   *[other] This NIK is also on record for { $name }
}{ $row ->
    [none] {""}
   *[other] {" "}(see also row { $row })
}. Both are kept; check each ID card.
note-possible-same-person = Perhaps the same person{ $row ->
    [none] {" "}as one on record
   *[other] {" "}as in row { $row }
}: name and village are the same. Both are kept; decide whether they are one.
note-name-missing = The name is empty, so this row cannot be kept yet. Fill it in.
note-name-too-long = The name cell is too long for a name, so this row is not kept yet. Correct the name.
note-name-placeholder = The name is not known yet. Kept; replace it once the real name is known.
note-village-missing = The village is empty, so this row cannot be kept yet. Fill it in.
note-village-unset = This list has no village column. Kept without a village; pick one.
note-village-spelling = The village is written otherwise than its official name, but its meaning is clear. Nothing to do.
note-village-ambiguous = This village name can mean several, so the row cannot be kept yet. Pick the village.
note-village-not-in-district = This village is outside your sub-district, so the row is not kept. Add it yourself if it is handled here.
note-village-unknown = This village name is not known, so the row cannot be kept yet. Correct it or pick the village.
note-ppks-missing = The PPKS category is empty. Add it.
note-ppks-unknown = The PPKS category “{ $written }” is not known. The person is kept; pick the category.
note-ppks-ambiguous = “{ $written }” can mean several PPKS categories or must be made sure. The person is kept; pick the category.
note-ppks-age-out-of-range = An age of { $age } is outside the usual bounds of { $category }. Check the birth date or the category.
note-ppks-sex-mismatch = { $category } is usually for the other sex. Check the sex or the category.
note-disability-kind-missing = The kind of disability is not given. Add it: physical, intellectual, mental, sensory or multiple.
note-sex-missing = The sex is not given. Add it.
note-sex-unknown = The sex “{ $written }” cannot be read. Pick male or female.
note-quote-not-closed = The quotation mark that opens in row { $row } is not closed. It was read as a plain sign; check that row.
note-null-signs-dropped = The file holds null signs (NUL), first in row { $row }. They were dropped, all else was read; check that row.
note-formula-text-neutralized = This cell looks like an Excel formula and was not run. A number or date in it was not kept; write it again.
note-problem-missing = The problem is empty, so this report cannot be kept yet. Fill it in.
note-topic-missing = The topic is empty, so this session cannot be kept yet. Fill it in.
note-duplicate-report = Row { $row } already reports the same person and problem. Both are kept; join them if they are one.
note-likely-same-short-name = Perhaps the same organisation as another, with a short name. Check, and join them if they are one.
note-organization-kind-unknown = The kind “{ $written }” is not known and was kept as Other. Pick the right kind.
note-organization-village-unclear = The organisation's village is unclear and was left empty. Pick it if it is in this sub-district.
note-permit-expired = The licence (SIOP) has expired. Ask about its renewal.
note-not-checked-for-a-year = This organisation's data has not been checked for over a year. Contact it and update.
note-capacity-full = This organisation is full. Ask about its waiting list before referring.
note-organization-double = This organisation may be on record already: { $name }. Open that one before making a new one.
note-help-here = Serves this desa.
note-help-elsewhere = It serves another area: { $area }.
note-help-area-unknown = The area it serves is not on record; ask first.
note-help-closed = This organisation is closed or no longer active. Choose another one.
note-help-paused = This organisation has stopped for now. Telephone first.
note-help-service-paused = This service has stopped for now. Telephone first.
note-help-full = Full: ask about the waiting list.
note-help-room = { $room } places are left.
note-help-usual-kind = Its services are not on record; organisations of this kind usually can. Ask first.
note-help-other-services = This service is not among its services on record; organisations of this kind usually can. Ask first.
note-help-documents = Asked for: { $documents }.
note-help-permit = Its licence ended on { $day }.
note-help-stale = Last checked { $day }, more than a year ago. Telephone first.
note-help-never-checked = Never checked. Telephone first.
note-referral-contradicted = To be reviewed: { $why }. All that was told is kept; ask again which is right.
referral-contradiction-exclude = two reports exclude each other
referral-contradiction-before-sending = something is dated before the referral was sent
referral-contradiction-sent-twice = noted as sent more than once
referral-contradiction-never-sent = closed although it was never sent
note-referral-unreported = Not reported: { $steps }.
note-referral-waits = Waiting list: place { $position }, capacity { $capacity }, looked at again { $again }.
note-referral-no-consent = The client has not agreed to this referral yet. Ask first.
note-referral-scope = Consent for the case does not name referrals. Make sure that the client agrees to this organisation too.
note-referral-documents = Documents that the organisation asks for and that are missing: { $documents }.
note-referral-forward-open = Sent on, but the referral that comes of it is not there. Press r to make it.
note-referral-find-another = This organisation declined or is silent. Press w: who else can help.
note-referral-write-reminder = The answer is long overdue. Press g to write a reminder letter.
note-declared-total-mismatch = The number of participants written differs from the list ({ $listed } people). The list is used.
note-declared-sex-count-mismatch = The numbers of men and women written differ from the list (men { $male }, women { $female }). The list is used.
note-cells-beyond-headings = There is content to the right of the last heading, and it was not read. Give that column a heading; in CSV, put a value with a comma in quotation marks.
note-period-reversed = The period of the aid is written the wrong way round and was read from the earlier month. Check it if needed.
note-period-invalid = The period of the aid cannot be read. Write it like July - September 2026.
note-row-refused = This row cannot be kept yet. Check its content.
note-bin-purged = { $count } records have been in the bin for more than 30 days: their content was deleted for good.
note-clock-behind = The laptop's clock says { $today }, but the last change is dated { $last }. Set the laptop's date first; your data is safe.
note-clock-ahead = The laptop's clock says { $today }, long after the last change ({ $last }). Check the laptop's date; your data is safe.
note-demo = This is an example: everybody in it is invented, and all of it is gone when you close it. Its password is { $password }.
note-records-unreadable = { $count } records cannot be read by this version. They are kept; install a newer Simpul.
note-override-left-out = Your own entry for { $code } ({ $table }) no longer fits the catalogue and is not used. Change or remove it.
