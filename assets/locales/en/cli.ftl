# Commands without a screen.

cli-password = Password:
cli-password-new = New password:
cli-password-again = Once more:
cli-passphrase = Bundle passphrase (four words):
cli-password-file = The password file { $path } is missing or can't be read.
    .next = Check its name, or run without --password-file to type the password.
cli-password-file-large = The file { $path } is too large for a password.
    .next = Use a file that holds only the password.
cli-password-file-text = The file { $path } is not text.
    .next = Use a text file that holds only the password.
cli-password-short = The password is too short: at least { $length } letters or digits.
    .next = Use a longer one, four words for example.
cli-password-differs = The two passwords differ.
    .next = Run it again and type the same twice.
cli-password-changed = The password is changed. The recovery code stays valid.
cli-no-terminal = The password can't be asked: there is no terminal.
    .next = Give --password-file FILE, or set SIMPUL_PASSWORD_FILE.
cli-no-terminal-passphrase = The bundle's passphrase can't be asked for here. Write it into a file and give --passphrase-file FILE.
cli-stopped = Stopped. Nothing was changed.
cli-no-screen = The screen can't be opened: { $reason }
    .next = Run Simpul in a terminal window, or use a command such as `simpul agenda`.
cli-no-data-folder = The data folder is not known.
    .next = Give --data DIR, or set SIMPUL_DATA.
cli-broken = Simpul stopped because of a mistake in the program ({ $place }). What was saved is safe. Run it again; if it happens again, report the text in brackets.

cli-language-unknown = There is no language “{ $written }”.
    .next = Choose id or en.
cli-day-unreadable = The date “{ $written }” can't be read.
    .next = Write year-month-day, 2026-11-24 for example.
cli-month-unreadable = The month “{ $written }” can't be read.
    .next = Write year-month, 2026-11 for example.
cli-not-yet = { $what }: not in this version yet.
    .next = Run `simpul --help` to see what there is.
cli-kind-unknown = There is no kind of record “{ $written }”. There are: { $kinds }.
    .next = Choose one of: { $kinds }.
cli-kind-own = Simpul itself makes { $kind }; this command can't write them.
cli-about-needed = For { $kind } it must be said whose they are.
cli-several = --several is for needs and plans of a case only, not for { $kind }.
    .next = Give --about with a case number or a person's id.
cli-id-unreadable = “{ $written }” is not a record's id, or a digit is mistyped.
    .next = Write a number such as K-2026-0042-7, or an id such as person:01J…; `simpul list` shows them.
cli-id-unknown = There is no record with the number { $written }.
    .next = Look for it with `simpul search`.
cli-id-binned = The record { $written } is in the bin.
    .next = Numbers are never used again, so no other record of this laptop has it.
cli-id-ambiguous = The number { $written } fits more than one record: { $fitting }.
    .next = Write the number with the sender's code before it, or use the id behind the = sign.
cli-in-bin = (in the bin)
cli-id-other-kind = { $written } is a { $found }, not a { $wanted }.
cli-missing = Empty: { $fields }.
cli-data-is-file = { $path } is a file, not a folder.
    .next = Give --data DIR: a folder, it may not exist yet.
cli-settle-unknown = This person has no warning “{ $code }”. There is: { $codes }.
cli-settle-nothing = There is no warning “{ $code }”: this person has none.
cli-erase-what = { $who }: { $list }.
cli-erase-yes = This would be erased for good: { $who }: { $list }. Nothing is erased yet.
    .next = If that is right, run it again with --yes. It can't be undone.
cli-chat-no-text = { $file } is no text file. Save the messages as plain text (UTF-8).
cli-chat-count = { $read } reports read: { $taken } saved, { $known } on record, { $open } incomplete.
cli-village-unknown = There is no village “{ $written }” in this sub-district.
cli-saved-unknown = No filter is kept as “{ $written }” in this list.
    .next = There are: { $names }.
cli-template-written = Empty sheet: { $path }. Fill it in with Excel, then simpul import.
cli-list-hidden = { $count } secret records left out by the filter; --reveal takes them in.
cli-sort-unknown = There is no order “{ $written }” in this list.
    .next = Choose one of: { $sorts }.
cli-list-unknown = There is no kind of list “{ $written }”.
    .next = Choose one of: { $lists }.
cli-report-unknown = There is no report “{ $written }” in this version.
    .next = There are: { $reports }.
cli-format-unknown = There is no file format “{ $written }”.
    .next = Choose one of: { $formats }.
cli-form-secret = { $id } is secret. Repeat with --reveal if it must be printed; that is noted in the trail.
cli-profile-unknown = There is no bundle profile “{ $written }”.
    .next = Choose one of: { $profiles }.
cli-file-unreadable = The file { $path } is missing or can't be read.
cli-area-level = { $written } is not the code of a kecamatan.
    .next = Use the Kemendagri code of a kecamatan, 32.04.30 for example.
cli-set-shape = “{ $written }” can't be read.
    .next = Write the field's name, an equals sign, the content: --set name="Siti Aminah".
cli-set-rows = The field { $field } is a small table.
    .next = Use --json-set { $field }='[…]'.
cli-field-unknown = There is no field “{ $field }”.
    .next = There are: { $fields }.
cli-choice-unknown = “{ $written }” is not a choice of the field { $field }.
    .next = There are: { $choices }.
cli-json-unreadable = The JSON for the field { $field } can't be read or has another shape.
cli-organization-unclear = { $count } organisations fit “{ $written }”.
    .next = Write the whole name, or its id; `simpul list organizations` shows them.
cli-seat-unknown = There is no participant number { $seat }; the list holds { $seats }.
cli-send-purpose = A full bundle must say what it is for.
    .next = Give --purpose, for example --purpose "monthly report".
cli-send-recipient = No recipient was named.
    .next = Give --recipient.

cli-masked = (secret)
cli-masked-hint = This record is secret. Use --reveal to open it; the opening is noted.
cli-init-done = Data of Kecamatan { $area } made in { $data }. Sender code: { $sender }.
cli-init-code = Recovery code:
cli-init-keep = Write it on paper and keep it apart from the laptop. It is not shown again, and opens the data when the password is forgotten.

cli-import-file = File { $file }:
cli-import-left = Sheet { $sheet } was not read: { $why }
cli-import-headings = Repeated headings that were skipped: { $count }
cli-import-counts = { $file }: { $read } rows read = { $new } new + { $same } same + { $changed } changed + { $duplicate } duplicate + { $conflict } in conflict + { $refused } refused.
cli-import-row = Refused: sheet { $sheet }, row { $row }: { $message }
cli-import-warning = { $count } rows: { $message }
cli-receive-counts = { $bundle }: { $read } records read = { $new } new + { $same } same + { $changed } changed + { $conflict } in conflict + { $refused } not taken.
cli-receive-dry-run = Nothing is saved yet: this was a check. Without --dry-run it is taken in.
cli-receive-key-new = Sender { $sender } is new here. Fingerprint: { $fingerprint }. Compare it with the paper receipt; if it differs, call the sender.
cli-receive-key-known = The fingerprint of { $sender } is the same as before: { $fingerprint }.
cli-receive-key-accepted = New key of { $sender } accepted: { $fingerprint }. Noted in the trail.

cli-agenda-overdue = overdue
cli-agenda-today = today
cli-agenda-soon = soon
cli-agenda-counts = { $overdue } overdue, { $today } today, { $soon } within 7 days; { $stalled } referrals stalled.
cli-duplicates-count = { $count } pairs that may be one person, one family, or share a NIK.

cli-report-village = Desa/Kelurahan
cli-report-sum = Sum
cli-report-people = { $people } people with a certain category; { $undecided } people whose category is undecided.
cli-report-as-of = Note: these figures are as of { $day }. Those of other months are not kept apart.
cli-report-written = The report is written to { $path }.
cli-backup-path = Backup file: { $path }
cli-restore-undo = To undo it: simpul restore --undo

cli-send-sealing = Sealing
cli-send-id = Bundle { $id }, number { $chain } for this recipient.
cli-send-path = Place: { $path }
cli-send-waits = Bundle { $id } is sealed and waits. Copy it with: simpul copy { $id } --to DIR
cli-send-waited = { $id } was sealed before and not yet copied; it holds the same, so the number stays.
cli-send-passphrase = Bundle passphrase: { $passphrase }
cli-send-match = Match code: { $code }
cli-send-count = { $kind }: { $sent } sent, { $withheld } withheld
cli-verify-good = { $id }: whole and signed.
cli-verify-sender = From { $sender } to { $recipient }.
cli-verify-date = { $date }, number { $chain } of its chain.
cli-verify-fingerprint = Sender's key fingerprint: { $fingerprint }

cli-saved = Saved: { $id } (save { $save }).
cli-unchanged = Nothing changed.
cli-field-note = { $field }: { $note }
cli-related = Related:
cli-history = History:

cli-overlap-count = { $count } families or people receive more than one aid; { $open } to look at.
cli-overlap-item = { $result }: { $name }, { $village }: { $a } and { $b }, { $when } ({ $how }). { $why }.
cli-list-row = Row { $row }: { $name }, { $village }: { $result }. Has already: { $near }. Other rows of the same family: { $twins }.
cli-list-count = { $read } rows read: { $asked } to look at, { $first } never received, { $refused } unreadable. Nothing is saved.
cli-list-change = { $program }, { $before } → { $now }: { $new } new, { $gone } gone, { $changed } changed, { $same } as before.
cli-list-change-none = No programme has two lists to compare yet.
cli-letter-unmarked = { $count } participants were not marked as present or absent yet; these minutes are not complete.
cli-close-open = Still open in this case: { $open }.
