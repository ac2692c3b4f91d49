# Backups, restoring, the trail, and erasing for good.

command-back-up = back up
command-restore = restore
command-bring-back = undo restore
command-compact = tidy data
command-go-on-incomplete = go on
command-trail = trail
command-trail-kind = pick kind
command-trail-period = pick period
command-erase = erase for good
command-go-backups = Backups

work-proving = Checking the backup
work-restoring = Restoring
leaving-title = Closing Simpul
leaving-hint = Any key: leave now. What was saved stays safe.

## Today
count-drafts = { $count } unfinished drafts
count-backup = { $count } days without a backup elsewhere
foot-backup = Last backup { $day }, in { $place } (Ctrl-B).
foot-no-backup = Never backed up outside this laptop (Ctrl-B).

## The backup screen
backups-title = Backups
backups-last = Last backup outside this laptop: { $day }, in { $place }.
backups-never = There is no backup outside this laptop.
backups-overdue = ! { $days } days ago. If the laptop breaks or is lost, everything since then is lost too. Press c.
backups-size = The data take { $size }.
backups-bloated = Room can be given back: press r.
backups-incomplete = Press p to restore from a backup, or l to go on with what can be read.
backups-set-aside = Other data was set aside by a restore or by undoing one: b exchanges it with the present data.
backups-here = Backups on this laptop
backups-none-here = None yet. They are made every day by themselves, and before large work.
column-made = Made
column-save = Save
column-size = Size
backup-damaged = damaged, of no use
backup-is-newest = whole, holds everything
backup-is-proven = whole
ask-bring-back = Exchange the present data with the data set aside? The present data is not lost: it is set aside instead. The password is asked for afterwards.
ask-go-on-incomplete = Go on with what can be read? The damaged data is set aside and can be brought back with b. Enter again what is lost afterwards.

## Copying it elsewhere
backup-begins = The backup is made, copied, and read back.
backup-whole = The backup is complete, was read back and matches.
backup-about = It takes { $size } and holds everything up to save number { $seq }.
backup-advice = It is locked with your password. Keep the stick away from the laptop, and remember the password or the recovery code. Enter goes back.
backup-retry = The backup is not done. Mend the stick or plug it in again, then press Enter to try again. Esc picks another place.

## Bringing it back
files-back-up = Backups > Pick a place
files-restore = Backups > Restore
files-restore-hint = Pick the stick, then the backup file (its name ends in .bak). Nothing is replaced yet: you see first what it holds.
restore-title = Restore
restore-ask = Type your password, then Enter. For a backup of another laptop or an old one: the password of the time it was made. Forgotten? Press F2 to use the recovery code.
restore-ask-code = Type the recovery code from your paper, then Enter. F2 goes back to the password.
restore-proving = All of the backup is being checked, please wait...
restore-whose = Backup of { $name }, Kec. { $area }, made { $at }, up to save number { $seq }. It was checked and is whole.
restore-column-then = backup
restore-column-now = now
restore-counts-all = These numbers count every record, also those thrown away or taken back.
restore-loses = ! { $count } changes after that backup are not in it.
restore-loses-nothing = Nothing was changed after that backup.
restore-other-store = ! This is not a backup of the data that are open now. All of them are replaced.
restore-sets-aside = The data of now are not deleted but set aside, and can be brought back from the backup screen.
restore-outside = If there are data on this laptop already, they are not deleted but set aside, and can be brought back from the backup screen.
restore-go-on = Enter uses this backup. Esc cancels, nothing changes.
restore-new-password = Make a new password, twice. Enter uses this backup. Esc cancels.
restore-undone-locked = Exchanged: the data set aside are in use now. Type their password.
note-restored = The data were restored from a backup. Those from before are set aside; to go back: Ctrl-B, then b.

## The trail
trail-title = Trail
trail-of-record = Trail of this record
trail-whole = The trail is whole: { $count } linked entries, none changed or removed.
trail-broken = ! The trail is broken from { $at } on: an entry was changed or removed outside Simpul. Keep a backup, then report it.
trail-filter = Kind: { $kind }   Period: { $period }
trail-all-kinds = all
trail-ever = all
trail-days = last { $days } days
trail-empty = There is no such entry. Press f for another kind, or o for another period.
trail-gone = { $kind }, no longer there
trail-and-others = { $count } records: { $name }, ...
column-at = When
column-happened = What happened
column-about-whom = About

## Erasing for good
erase-title = Erase for good
erase-goes = Erased: { $list }.
erase-for-good = ! Also from the history, the drafts and all backups on this laptop. It can't be undone, and the recovery code changes.
erase-stays = What stays: one count without a name (village, sex, categories, number of cases, the ground).
erase-nowhere-else = It was never copied outside this laptop.
erase-more-places = and { $count } more places; all are in the trail and under Handoffs.
erase-reason = Ground, no names
erase-password = Type your Simpul password, because this can't be undone.
erase-code-changed = It is erased. The old recovery code opens nothing any more.
erase-end = Enter goes back to Today.

## Settings
settings-backups = Backups and restoring
settings-trail = Trail: who opened and changed what, and when
recovery-renewed = The new recovery code is valid. Throw the old paper away.

## Help
help-backups = A backup is a copy of all records, locked with your password. Simpul makes one on this laptop every day; press c to copy it to a stick, at least once a week, so that it is still there when the laptop breaks or is lost. Enter or p restores from a backup, b undoes the last restore, r gives room back. When data is damaged and there is no backup, l goes on with what can still be read.
help-restore = Picks a backup and uses it on this laptop. It is checked and shown first: whose it is, when it was made, how many records it holds. The data of now are not deleted but set aside, and can be brought back from the backup screen with b.
help-trail = The trail notes what was changed, which confidential records were opened, and what was copied elsewhere. Every entry is tied to the one before, so that a trail somebody changed shows. It holds nothing of the records themselves. Looking at it is not noted.
help-erase = Erases a person or a case for good, when that person asks for it. Type the ground without a name, then the password. The recovery code changes: write the new one down. Copies on sticks and at the Dinas are out of reach; they are named, delete them yourself.
