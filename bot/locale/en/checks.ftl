### Short questions before words go out: danger, contacts, words that hurt, another child in a picture.

safety-to =
    “{ $words }”

    Are you safe? { $help }

    { $told }
    Who should read your words? If you do not answer, they go only to { $caseworker }.
safety-told = I have told { $caseworker } that you may need help.
safety-told-away = I cannot reach { $caseworker } right now. I keep trying, and I ask whoever stands in.
safety-noticed = I have told your caseworker that you may need help. Are you safe?
safety-noticed-away = Are you safe? I cannot reach your caseworker right now. I keep trying, and I ask whoever stands in.
identifiers-to =
    This has { $kinds } in it: { $found }
    So I have not sent it. That keeps everybody safe.

    What should I do?
identifier-phone = a number
identifier-email = an email address
identifier-address = a place
identifier-handle = an account name
identifier-link = a link
identifier-name = a name I must not pass on
kindness-to =
    “{ $words }”

    You asked me to check. This may hurt. Shall I send it like this?
other-child-to =
    You want to send { $what }.

    Is another child in it? A child of another family must not be seen.
other-child-kept = Then I have not sent it. Thank you for looking. You can send another one.
check-again = All right. It was not sent. Write it again the way you want.

edit-safety = Your new words go only to { $caseworker }. For the others, your old words stay.
edit-identifiers = There is a number, a place or a name in your new words. So your old words stay as they are. Please change it again, or write a new message.
edit-kindness = You asked me to check. Your new words may hurt, so your old ones stay. To send the new ones all the same, write them as a new message.

alert-danger =
    { $name } may be in danger. Something { $name } just wrote speaks of it.
    Please look after { $name } now. I am asking who should read the words.
alert-danger-words =
    { $name } may be in danger. Something { $name } just wrote speaks of it.
    Please look after { $name } now. You get the words with this.
alert-again =
    { $name } may be in danger. I told you at { $at } and nobody has answered yet.
    Please look after { $name } now.
alert-unseen =
    { $name } may be in danger. I told { $caseworker } at { $at } and have no answer yet.
    Please look after { $name } now.
alert-seen-done = Thank you. { $name } is told that you have seen it.
alert-seen-before = Thank you. Somebody has seen to { $name } already.
alert-seen-told = { $name } has seen that you may need help.

label-without = Send without it
label-ask = Ask { $name }
label-send-as-is = Send it like this
label-no-other = No, send it
label-another = Yes, another child
label-seen = I have seen it
