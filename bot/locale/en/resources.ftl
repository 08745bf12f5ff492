### Classes, groups and services of the agency's own list.

about-resource = find classes, groups and help

resource-topic = What would you like help with? Tap one, or write a word.
    .short = About
resource-which = Which one would you like to see?
    .short = Which
resource-phone = Phone: { $what }
resource-web = Website: { $what }
resource-address = Where: { $what }
resource-hours = When: { $what }
resource-languages = Languages: { $what }
resource-not-found = I find nothing with “{ $words }”. Try another word, or tap one below.
resource-gone = This is not in the list any more. You can ask your caseworker.
resource-none =
    Your agency has not given me a list of classes and help yet.
    You can ask your caseworker. They often know of something.
resource-none-nobody = Your agency has not given me a list of classes and help yet.
resource-none-desk =
    There is no list of classes and help yet.
    Whoever runs this bot can add one: “resources” in its settings names the file.
label-resource-help = Help me with this
label-resource-other = Look for more
resource-help-whom = Whom shall I ask?
    .short = Whom
resource-help-sure =
    I will tell { $caseworker } that you would like help with this:
    { $what }

    Is that all right?
    .short = All right
resource-not-asked = All right, I tell nobody.
header-line-resource = { $who } (only to you) would like help with this:

offer-resource =
    You said what got in the way the other day. That happens.
    I know of something that may help. Would you like to see it?
label-offer-resource = Show me
offer-name-resource = Classes and help

label-resource-parenting = Being a parent
label-resource-housing = A home
label-resource-food = Food
label-resource-transport = Rides
label-resource-health = Health
label-resource-recovery = Staying sober
label-resource-grief = Loss and grief
label-resource-work = Work
label-resource-school = School
label-resource-children = Child care
label-resource-money = Money
label-resource-safety = Being safe
label-resource-law = The law
