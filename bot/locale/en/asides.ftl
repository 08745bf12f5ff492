### Short questions about words that are not on their way yet. The words are shown, so that it is clear which.

where-to =
    “{ $words }”

    Who should get this?
own-room-to =
    “{ $words }”

    Here you talk with me alone, so I have sent this to nobody.
    To write to others, go to the room you share with them.
desk-where-to =
    “{ $words }”

    Who should get this?
chat-or-answer-to =
    “{ $words }”

    Is this your answer to my question? Or should I pass it on?
line-or-all-to =
    “{ $words }”

    Who should get this?
# It tells of the reader's own yes only: what the other said is not for the reader.
not-yet-to =
    { $own ->
        [missing] You have not said yes to { $who } yet. You can do that in { $prefix }settings.
       *[given] You cannot write to { $who } yet. It takes a yes from both sides.
    }

    Shall I keep your words until then?
only-some-to =
    This goes to { $reach }.
    It cannot go to { $missing } yet.

    What would you like to do?
kept-to =
    You kept these words:
    “{ $words }”

    Would you like to send them now?
    .short = What to do
kept-changed = Please write it the way you want it now.
    .short = New words

kept-more = You kept something else, too.

words-kept =
    I keep your words for you.
    When you can write to each other, I ask you again before they go.
words-deleted = Deleted. Nothing was sent.
words-unanswered =
    You wrote something { $days } days ago. I asked you what to do with it, and got no answer.
    It was not sent, and it is gone now.
words-sent = All right, it is on its way.
words-empty = There were no words in that. Please write it again.
