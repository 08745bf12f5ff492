### What does not pass, and why. Each says that nothing went out and what would help.

unsupported-document = I cannot pass on this kind of file. It can hold names that you do not see. Please write it in words.
unsupported-sticker = I cannot pass on stickers yet. Please write it in words, or send an emoji.
unsupported-animation = I cannot pass on moving pictures yet. Please write it in words, or send an emoji.
unsupported-location = I do not pass on where you are. That keeps you safe. Please write it in words.
unsupported-contact = I do not pass on contact cards. They show a name and a number. Please write it in words.
unsupported-poll = I cannot pass on polls. Please ask it in words.
unsupported-forward = I do not pass on forwarded messages. They can show who wrote them. Please write it in your own words.
unsupported-story = I cannot pass on stories. Please write it in words.
unsupported-reaction = Nobody sees your reaction here. Please write a word, or send an emoji.
unsupported-undecryptable = Your message came locked. I could not open it, so it was not sent. Please send it again.
unsupported-other = I cannot pass that on, so it was not sent. Please write it in words.
