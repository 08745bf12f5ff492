### The caseworker's day, her words to several circles, and what she keeps for herself.

## What the day brings

digest-title =
    Good day, { $name }.
    { $day }
digest-quiet =
    Good day, { $name }.
    { $day }: nothing waits for you, and nothing is planned for the week. Have a good day!
digest-codes =
    Please keep these codes. They show later if what is on record today was changed.
    { $lines }
digest-code = { $family }: { $code }
digest-section =
    { $title }
    { $lines }
digest-needs = ▪ Needs you
digest-good = ▪ Went well
digest-people = ▪ May need you
digest-coming = ▪ Is coming
digest-alert = Not yet seen: { $people } may be in danger.
digest-waits =
    { $count ->
        [one] One thing waits for you.
       *[other] { $count } things wait for you.
    }
digest-urgent =
    { $count ->
        [one] One of them cannot wait past today.
       *[other] { $count } of them cannot wait past today.
    }
digest-late =
    { $count ->
        [one] One has waited for more than { $hours } hours.
       *[other] { $count } have waited for more than { $hours } hours.
    }
digest-more = … and { $count } more
digest-names-more = { $count } more
digest-went =
    { $count ->
        [one] One meeting took place.
       *[other] { $count } meetings took place.
    }
digest-went-how = { $what }: { $how }
digest-agreed =
    { $count ->
        [one] Both homes agreed on one part of the plan: { $children }
       *[other] Both homes agreed on { $count } parts of the plan: { $children }
    }
digest-unreachable = Cannot be reached right now ({ $count }): { $people }
digest-not-here = Not here yet ({ $count }): { $people }
digest-ends = What { $who } may do with { $children } ends on { $day }
digest-ahead =
    { $count ->
        [one] One meeting in the next seven days.
       *[other] { $count } meetings in the next seven days.
    }
digest-one = { $when }: { $what }

## To several circles

announce-circles = Who should hear it? Tick the circles, then go on.
    .short = Circles
announce-words = What would you like to say to them?
    .short = Words
announce-sure =
    This goes to all in the circles about:
    { $circles }

    “{ $words }”

    Each circle hears it by itself, and of no other. Shall I send it?
    .short = Your yes
announce-done =
    { $count ->
        [one] On its way to one circle:
       *[other] On its way to { $count } circles:
    }
    { $circles }

## Notes

note-about = What is the note about?
    .short = About
note-of-family = Family { $family }
note-what =
    { $count ->
        [one] There is one note about { $name }.
       *[other] There are { $count } notes about { $name }.
    }
    What would you like to do?
    .short = What
note-words =
    What shall I keep about { $name }?
    No family reads it, and it goes with nothing that they get.
    .short = Note
note-done = I have kept your note about { $name }.
note-none = There is no note about { $name }.
note-title = Your notes about { $name }. It is noted that you read them.
note-one =
    { $number }. { $name }, { $at }:
    { $words }
note-gone = This note is not there any more.
note-delete-sure =
    Delete this note?

    Nobody can bring it back. It stays on record that there was one.
note-deleted = The note is deleted.
