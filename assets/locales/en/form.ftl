form-save = Save
form-required = This must be filled in.
form-nothing-fits = Nothing fits. Delete some letters to see choices.
form-choice-count = { $at } of { $all }, arrows up and down to choose
form-mend-or-empty = Correct it or empty it, then save again.
form-hint-yes-no = y yes, n no
form-hint-pick = Type to search, space to see the choices.
form-hidden-matches = { $count } secret records fit and are not shown. Begin on the page of the person, or type the whole number, for example W-2026-0001-6.
form-hint-several = Type or press space to see the choices; space marks, Enter goes on.
form-more-rows = and { $count ->
    [one] 1 more row
   *[other] { $count } more rows
}
form-restricted = (restricted record)
form-hint-rows = Ctrl-D copies from the row above, Ctrl-X deletes the row. Several lines from Excel or a chat can be pasted at once.
form-nothing-to-repeat = Nothing to repeat: the field above is empty, and no such field was saved yet.
