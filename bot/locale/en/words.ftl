### The words beside names, the lines above messages, and how people, circles and phases are called.

word-mom = mom
word-dad = dad
word-parent = parent
word-foster-mom = foster mom
word-foster-dad = foster dad
word-caregiver = caregiver
word-grandmother = grandmother
word-grandfather = grandfather
word-supporter = supporter
word-youth = teen
word-caseworker = caseworker
word-supervisor = supervisor

# Fills the place of the readers' names where nobody is named yet.
reader-caseworker = your caseworker

header = { $name } · { $word }
header-with-children = { $name } · { $children }'s { $word }
header-in-circle = { $who } – about { $circle }
header-caseworker = { $name } · caseworker
header-line = { $who } (only to you)
header-only-you = { $name } (only to you)
header-waits-hold = Waits for you: { $who } – about { $circle }
header-repeat = { $who } (maybe a second time)
header-changed = { $who } (changed)

circle-with-people = { $children } ({ $people })
person-in-circle = { $name } ({ $circle })

phase-introduction = getting to know each other
phase-open = open
phase-watched = open, you are with them
phase-paused = paused
phase-after-reunification = children are home
phase-closed = closed

state-invited = invited, not here yet
state-joining = on the first screens
state-joined = here
state-left = has left
state-frozen = stopped for safety
state-unreachable = cannot be reached now
header-told-to = { $who } – told to { $caseworker }, { $day }
header-please-tell = Please tell { $name }: { $who }
state-by-phone = by phone
