### What each command is for, as messengers show it beside the text field.

about-settings = change language, name or quiet hours
about-who = who is here, who reads
about-help = what you can do here
about-menu = your buttons
about-switch = choose whom you write to
about-undo = take your last message back
about-caseworker = write only to your caseworker
about-leave = leave this chat
about-queue = what waits for you
about-approve = let a message pass
about-decline = send a message back
about-pause = stop a conversation for now
about-resume = let a paused conversation go on
about-invite = make a code for someone
about-people = everyone in your care
about-say = write to a whole circle
about-digest = what your day brings
about-announce = write to several circles
about-note = keep a note for yourself
about-link = use another phone or app
about-reissue = a new code for a lost phone
about-freeze = stop all for a stolen phone
