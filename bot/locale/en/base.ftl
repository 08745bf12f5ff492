### What every part of the bot may need. Ids beginning with "label-" are words on buttons.

language-name = English

label-yes = Yes
label-no = No

# Shown when the agency has set no text of its own (emergency_text in its configuration).
emergency =
    This chat is not an emergency service.
    Is someone in danger right now? Call 911.
    Do you think of hurting yourself? Call or text 988, day or night.
