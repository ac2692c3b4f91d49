# Aid: overlaps, the untouched, matching.

aid-no-rule = No rule yet, ask the Dinas
aid-close-by = close together
aid-method-kk = same family card
aid-method-nik = same NIK
aid-method-record = same person or family on record
aid-method-name = maybe: same name and village, to be confirmed
untouched-sum = Untouched: { $households } families with a complete family card ({ $cards } appear in no card column, { $reached } of them were reached by lists without cards), and { $alone } people without a complete card.
untouched-maybe = maybe reached

list-aid-decision = Aid decisions
empty-aid-decision = No decision about aid that meets yet.
action-aid-decided = decision about aid
receipt-kind-aid-decisions = Aid decisions
action-aid-matched = receiver of aid matched
form-match = match
form-decide = decide
field-aid-match-person = Receiver
refused-aid-does-not-meet = These two do not meet, so there is nothing to decide.
