### A caseworker sets up what is in her care: families, children, homes, and circles of their people.

about-families = your families
about-family = look at a family, or a new one
about-child = look at a child, or a new one
about-home = look at a home, or a new one

families-family =
    Your families:
    { $families }

    Which one would you like to see?
families-one = { $name }: { $where }
families-at = { $children } ({ $home })
families-and = { $first }; { $more }
families-none = no child yet
families-empty = There is no family here yet. You can make one with “family”.

family-first =
    What is the family called? You can name the children with it.
    For example: Vega: Luz March 2 2018, Leo
family-family =
    Which family? Pick one, or write the name of a new one.
    You can name the children with it. For example: Vega: Luz March 2 2018, Leo
    .short = Family
family-children =
    What are the children of the family { $family } called? With a comma between them.
    You can add the birth date. For example: Luz March 2 2018, Leo
    .short = Children
family-sure =
    There is no family { $family } here yet. Shall I write it down like this?

    { $children }
family-sure-alone = There is no family { $family } here yet. Shall I write it down, with no child for now?
family-title = Family { $name }
family-no-children = No child is written down yet.
family-made = Done. The family { $name } is in your care now.
children-made = Done. Family { $name }: { $children }
family-taken = There is a family { $name } here already. Nothing has changed.
family-not-yours = This family is not in your care. Nothing has changed.
setup-left = All right. I have written nothing down.

child-child =
    Which child? Pick one, or write the names of new ones.
    You can add the birth date. For example: Luz March 2 2018, Leo
    .short = Child
child-family = Family { $family }
child-which-family = Which family does the child belong to?
    .short = Family
child-born = When was { $child } born? You can skip this.
    .short = Born
child-born-sure = Which day was { $child } born?
    .short = Born
child-home = Who does { $child } live with?
    .short = Home
child-since = Since which day is that so for { $children }? You can skip this.
    .short = Since
child-sure =
    Shall I write this down for the family { $family }?

    { $children }
    .short = Your yes
child-line = { $child } lives with { $home }.
child-line-born = { $child }, born { $born }, lives with { $home }.
child-line-since = { $child } lives with { $home } since { $since }.
child-line-all = { $child }, born { $born }, lives with { $home } since { $since }.
child-new-homes = This home is new: { $people }. You get a code to give.
child-parents = Parents: { $people }
child-taken = { $child } is in this family already. Please write a name that tells the children apart.
child-there = { $child } is in this family already. Nothing has changed.
child-twice = { $child } is there twice. Please write it again.
child-born-unclear = I do not know that birth date of { $child }. Please write it like this: March 2 2018
day-needs-year = I need the day, the month and the year. For example: March 2 2018
day-unclear = I do not know that day. Please write it like this: October 1 2026
day-future = That day is still to come. Please write one that has been.
label-families = Your families
label-circles = Circles
label-today = Today
label-not-all = Not all at once
label-add-child = Add a child
label-make-circle = Make a circle
label-look-at = { $name }
label-correct = Correct it
label-correct-name = The name { $name }
label-correct-born = The birth date
child-correct-what = What is not right about { $child }?
    .short = What
child-correct-name = What is the right name, in place of { $name }?
    .short = Name
child-correct-born = On which day was { $child } born?
    .short = Born
child-correct-sure =
    Shall I write { $new }, and not { $old }?

    Nobody is told. From now on it reads so in all places.
    What was sent before stays as it is.
    .short = Your yes
child-corrected = Done. It says { $new } now.
child-correct-here = { $name } is here, and can change the name under settings.
child-not-yours = This child is not in your care. Nothing has changed.
label-child-moves = Moves to another home

home-first = Who looks after children in the new home? The first name will do.
home-home = Which home? Pick one, or write who looks after children in a new one.
    .short = Home
home-sure =
    Shall I make a new home with { $name }?
    You get a code to give to { $name }.
    .short = Your yes
home-sure-more =
    Shall I put { $name } in the home of { $people }?
    You get a code to give to { $name }. { $name } is in no circle by that.
home-title = The home of { $people }
home-no-children = No child lives here.
home-made = Done. { $name } has a home here now. With “child” you can say who lives there.
home-joined = Done. { $name } is in the home of { $people } now, and in no circle yet.
home-there = { $name } is in this home already. Nothing has changed.
home-not-yours = This home is not in your care. Nothing has changed.
home-unknown = I know no home with { $name }. Please pick one, or “A new home”.
label-add-caregiver = Add a caregiver
label-add-to-circle = Into circle { $children }

## Circles

label-new-circle = A new circle
circle-new-typed = new { $children }
circle-children = Which children is the new circle about?
    .short = Children
circle-parents =
    Which parents of { $children } shall be in it? With a comma between the names.
    { $people } is in it in any case.
    .short = Parents
circle-others = Who else shall be in the circle about { $circle }? With a comma between the names.
    .short = Others
circle-which-person = You know somebody called { $name } already. Who is meant?
    .short = Who
circle-role = Who is { $name } here?
    .short = Role
circle-whose = Whose parent is { $name }?
    .short = Parent of
circle-phase = How shall the circle about { $children } begin?
    .short = Beginning
label-circle-open = Open at once
label-circle-watch = I watch along
label-circle-hold = I look first
circle-begins-open = What they write arrives at once.
circle-begins-watch = What they write arrives at once, and you read along.
circle-begins-hold = For seven days you look at each message first.
circle-sure =
    A circle about { $children }:
    { $people }

    { $begins } Who is here is asked for a yes to each other. I make codes for new ones.

    May they all share one chat? If there is an order, or fear, or if you are not sure, make two circles.
    .short = Your yes
circle-sure-more =
    To come into the circle about { $children }:
    { $people }

    All in it learn of this, and are asked for a yes to each other. New ones get a code.

    May they all share one chat? If there is an order, or fear, or if you are not sure: no.
circle-who = • { $name }, { $what }
circle-who-new = • { $name }, { $what } – new here
circle-parent-of = parent of { $children }
circle-by-phone = Reached by phone: { $people }. Your yes is theirs, so please ask first.
label-circle-more = Add someone else
label-circle-add = Add someone
circle-made = Done. The circle about { $children } is there, with { $people }.
circle-added = Done. In the circle about { $children } now: { $names }
circle-comes =
    { $names } will be here for { $children } too.
    You choose if you would like to write to each other. There is no hurry.
circle-is-in = { $name } is in it already. Please write only who comes too. Somebody else needs another name.
circle-there = { $name } is in this circle already. Nothing has changed.
circle-name-taken = Two in this circle would be called { $name }, and nobody could tell them apart. Nothing has changed.
circle-alone = A circle takes two people at least. Nothing has changed.
circle-apart =
    { $one } and { $other } may have no contact. So they can share no circle.
    Please make a circle for each of them. Nothing has changed.
circle-shared = { $people } share a circle about { $children } already. Nothing has changed.
label-permission-for = Permission for { $name }
