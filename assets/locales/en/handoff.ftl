## The handoff bundle: reading and checking

untrusted-no-bundle = There is no handoff bundle in { $part }. Choose a folder named like PCT01-000007, or the USB stick.
untrusted-several = There are several handoff bundles in { $part }. Choose one of the folders.
untrusted-unfinished = This bundle was not copied to the end. Ask the sender to copy it again until the screen says it is safe to unplug.
untrusted-unreadable = { $part } can't be read. Unplug the stick and plug it in again; if it still fails, ask for a new copy.
untrusted-too-large = { $part } is far larger than it should be. The bundle was not opened; contact the sender.
untrusted-unsafe-name = There is a dangerous file name in { $part }. The bundle was not opened; contact the sender.
untrusted-link = { $part } is a link to another place. The bundle was not opened; ask the sender for a new copy.
untrusted-program = There is a program or a shortcut inside this bundle: { $part }. Don't open it. Delete it, scan the stick for viruses, then try again.
untrusted-unlisted = { $part } is not part of this handoff bundle. Move it elsewhere, then try again.
untrusted-missing = { $part } is not there. Ask the sender for a new copy.
untrusted-changed = { $part } has changed since it was sent. Don't use it; ask the sender for a new copy.
untrusted-malformed = { $part } is damaged or not in its proper form. Ask the sender for a new copy.
untrusted-signature = The sender's signature does not match ({ $part }). Don't use it; ask the sender.
untrusted-newer = This bundle was made by a newer Simpul. Update Simpul on this computer, then try again.
untrusted-counts = The number of records in { $part } is not the one written on the cover. Don't use it; ask the sender for a new copy.
untrusted-cost = The lock on { $part } is not a reasonable one. The bundle was not opened; contact the sender.

open-wrong-passphrase = The passphrase does not match. Check the four words, or ask the sender again.

bundle-warning-leftover = { $part } was left by another computer. It is harmless and is not read.
bundle-warning-folder-renamed = The folder was renamed; it was { $part }. Its content is whole.

## Sealing

seal-id = The sender code must be 3 to 8 capital letters or digits, and the sequence 1 to 999999. Change it in Settings.
seal-contents = A record can't be put into the bundle. No sequence number was used; try again.
seal-random = The computer gives no random numbers. Restart the computer, then try again.
seal-key = The signing key on this computer can't be used. Restore it from a backup.
seal-seal = The bundle can't be sealed. Close other programs to free memory, then try again.
seal-workbook = The Excel file can't be locked. Close other programs to free memory, then try again.
seal-receipt = The receipt can't be made. No sequence number was used; try again.

## Writing to the stick

write-stage-writing = Writing to the stick
write-stage-reading-back = Reading it back to be sure
write-stage-verifying = Checking once more
write-done = Safe to unplug.

write-no-space = There is not enough space in { $path }. Delete other files on the stick or use another one, then copy again.
write-full = { $path } became full while copying. Free some space, then copy again.
write-read-only = { $path } can't be written to. Slide the small lock on the side of the stick, or use another stick.
write-denied = The computer does not allow writing to { $path }. Choose another folder or another stick.
write-gone = { $path } can't be reached any more. Plug the stick in again, then copy again.
write-read-back = { $path } reads back differently from what was written. The stick may be broken: use another one.
write-different = There is another bundle with the same number in { $path }. It was not overwritten; use another stick or move it first.
write-unsafe-name = The name { $path } can't be used on a stick. Report this to the makers of Simpul.
write-stopped = Copying was stopped. The bundle in { $path } is unfinished; copy again to finish it.
write-not-verified = The bundle in { $path } did not pass the last check. Copy again, or use another stick.
write-failed = Writing { $path } failed. Copy again; if it still fails, use another stick.

suspicion-autorun = There is an autorun.inf on this stick: the mark of a virus. It is not run. Scan the stick for viruses.
suspicion-shortcuts = There are shortcuts disguised as folders on this stick: the mark of a virus. Don't open them. Scan the stick for viruses.
suspicion-hidden-folders = There are hidden folders on this stick: a virus may have hidden them. Scan the stick for viruses.
suspicion-programs = There are programs on this stick. Simpul did not put them there: don't run them.

## The receipt (printed)

receipt-title = RECEIPT FOR A HANDOFF
receipt-sender = Sender (TKSK code)
receipt-recipient = Recipient
receipt-date = Date
receipt-profile = Content
receipt-profile-rekap = Summary (numbers only)
receipt-profile-redaksi = Redacted (names shortened)
receipt-profile-lengkap = Complete, for the district office
receipt-chain = Delivery number
receipt-fingerprint = Sender's key fingerprint
receipt-match-code = Match code
receipt-match-code-use = Compare this code with the one shown when the bundle is checked. If it differs, don't accept it.
receipt-kind = Kind of record
receipt-sent = Sent
receipt-withheld = Withheld
receipt-declaration = The bundle was handed over and received sealed.
receipt-kind-profiles = Worker's profile
receipt-kind-rules = Aid rules
receipt-kind-overrides = Local rules
receipt-kind-erasures = Erasures
receipt-kind-people = People
receipt-kind-households = Households
receipt-kind-cases = Cases
receipt-kind-needs = Needs
receipt-kind-assessments = Assessments
receipt-kind-plans = Plans
receipt-kind-conferences = Conferences
receipt-kind-visits = Visits
receipt-kind-follow-ups = Follow-ups
receipt-kind-sessions = Group sessions
receipt-kind-activities = Activities
receipt-kind-groups = Groups
receipt-kind-questions = Questions
receipt-kind-regulation-notes = Notes on regulations
receipt-kind-organizations = Organisations
receipt-kind-referrals = Referrals
receipt-kind-aid = Aid
receipt-kind-aid-decisions = Aid decisions
receipt-kind-psm = PSM reports
receipt-kind-handoffs = Handoffs
receipt-kind-attachments = Attachments
receipt-kind-refused-rows = Refused rows
receipt-kind-mismatches = To be matched
