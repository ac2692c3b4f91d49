# Tables of facts and areas.

catalog-fault-unreadable = This line cannot be read.
catalog-fault-cell-count = This line does not have as many entries as there are columns.
catalog-fault-missing-column = This column does not exist.
catalog-fault-empty = This entry is still empty.
catalog-fault-not-a-number = This must be a whole number, not negative.
catalog-fault-not-a-date = This must be a date, for example 2026-11-24.
catalog-fault-unknown-code = This code is not in the list.
catalog-fault-duplicate = This entry is written twice.
catalog-fault-reversed = The end is smaller than the beginning.
catalog-fault-fixed-column = This column is the code of the entry and cannot be changed.
catalog-fault-unknown-table = This table does not exist.
catalog-fault-unknown-entry = This entry is not in the table.

area-fault-empty = No area code was given.
area-fault-not-digits = An area code has only digits and dots, for example 32.04.30.
area-fault-wrong-length = An area code has 2 digits (province), 4 (regency or city), 6 (sub-district) or 10 (village).
area-fault-bps-subdistrict = This is a BPS code of a sub-district (7 digits). Use the Kemendagri code of 6 digits, for example 32.04.30.
area-fault-bps-village = This is a BPS code of a village. BPS numbers differently; use the Kemendagri code, for example 32.04.30.2001.
area-fault-unknown = No area has this code.
