# People, cases, families: what is asked, kept and erased.
command-consent = consent
command-client-copy = client's copy
command-ask-erasure = ask erasure
command-retain = keep longer
form-consent = Ask for consent
form-withdraw = Withdraw consent
form-ask-erasure = Request to erase
form-retain = Keep longer
action-consent-asked = consent noted
action-consent-withdrawn = consent withdrawn
action-retained = kept longer
action-erasure-asked = request to erase
refused-consent-withdrawn = The client has withdrawn consent to this case, so nothing of it may be sent. If the client agrees again, note that first on the page of the case with i.
refused-retain-past = That day is over. Give a day after today, or erase the data with Ctrl-E.
refused-erasure-refusal-needs-note = The request is refused, but the ground is not written. Give it under Note, for instance a legal duty to keep.
refused-copy-needs-password = This record is secret: the copy is made after the password. Press p on the person's page.
ask-client-copy = Make a copy of everything on record about this person, to hand over? The files are not locked, and making them is noted.
copy-title = Copy of records for the client
copy-written = Copy: { $path }, and the DOCX. Read it first: free notes may name others; delete the files once they are handed over.
copy-about = This is what is on record about { $name } on { $day }. What was told of others, and who reported, is left out.
copy-sessions = Guidance sessions attended
copy-passed-on = Passed on to
copy-passed-to-nobody = Never passed on in a full bundle.
copy-rights = If anything is wrong, ask for it to be corrected. You may also withdraw consent or ask for erasure (UU 27/2022).
audit-client-copy = copy for the client made
only-without-plan = without a plan
only-birthday = birthday that changes a category
only-retention-due = up for a look at what is kept
only-asks-erasure = asked to be erased
count-no-plan = { $count } cases without a plan
count-birthday = { $count } birthdays change a category
count-retention = { $count } up for a retention look
count-erasure = { $count } asked to be erased
agenda-family = { $name } family ({ $count })
field-case-withdrawn-on = Withdrawn on
field-case-withdrawn-by = Withdrawn by
field-case-withdrawal-reason = Why withdrawn
field-consent-state = What the client said
field-consent-by = Consent by
field-consent-on = Date
field-consent-means = How
field-consent-scope = Consents to
hint-consent-scope = Empty means for all purposes of the case.
field-withdrawal-on = Withdrawn on
field-withdrawal-by = Withdrawn by
field-withdrawal-reason = Reason
hint-withdrawal-reason = The client need not give a reason.
field-retain-until = Keep until
field-retain-reason = Reason
field-person-erasure-requests = Requests to erase
field-person-erasure-requests-on = Asked on
field-person-erasure-requests-by = Asked by
field-person-erasure-requests-reason = Reason
field-person-erasure-requests-decision = Decision
field-person-erasure-requests-decided-on = Decided on
field-person-erasure-requests-note = Note
field-person-keep-until = Kept until
field-person-keep-reason = Why kept
field-finish-also = Done with it
hint-finish-also = Other follow-ups of this family. Space picks.
field-postpone-also = Put off with it
hint-postpone-also = Other follow-ups of this family. Space picks.
field-visit-finishes = Finishes
hint-visit-finishes = Follow-ups of this family that the visit finishes. Space picks.
note-birthday-leaves = On { $day } the age becomes { $age } and leaves the usual bounds of { $category }. Prepare the next category or programme.
note-birthday-reaches = On { $day } the age becomes { $age }, where { $category } begins. Ask whether it applies.
note-erasure-granted = Erasing was granted (asked on { $day }). Press Ctrl-E to erase.
note-retention-due = The time for keeping was over on { $day }. If it is still needed, press m and say why; if not, erase with Ctrl-E.
usage-withdraw = The client takes back the consent to a case
usage-withdraw-case = A case
usage-withdraw-by = Who takes the consent back
usage-withdraw-reason = The reason, where one is given
usage-client-copy = Everything that is kept about a person, to hand to that person
usage-client-copy-id = A person
usage-client-copy-format = pdf or docx; both when absent
usage-client-copy-paper = a4 or f4; the one of the settings when absent
usage-client-copy-to = Folder for the files
usage-client-copy-reveal = Also of somebody who is secret; noted in the trail
usage-ask-erasure = Somebody asked that a person be erased, or that is decided
usage-ask-erasure-id = A person
usage-ask-erasure-by = Who asks
usage-ask-erasure-reason = The reason, where one is given
usage-ask-erasure-decision = waiting, granted or refused; a request that waits is decided by it
usage-ask-erasure-note = On what ground it was decided
usage-retain = Keep a person longer than usual
usage-retain-id = A person
usage-retain-until = Until when; as long again as is usual when absent
usage-retain-reason = The reason
note-consent-withdrawn = Consent withdrawn{ $day ->
    [none] {""}
   *[other] {" "}on { $day }
}{ $by ->
    [none] {""}
   *[other] {" "}by { $by }
}{ $reason ->
    [none] {""}
   *[other] : { $reason }
}. Nothing may be sent.
note-erasure-asked = The request to erase{ $by ->
    [none] {""}
   *[other] {" "}by { $by }
} of { $day } is not decided. Press h.
usage-finish-also = Another follow-up of the family that is done with it
hint-case-basis = Where consent is the only ground, records without “sharing with social office” stay out of bundles.
