"""How people say in English when something is. Words only: the rules are in ``bot.dates.rules``."""

from __future__ import annotations

from bot.dates.grammar import Speech, words

_ONES = words("one two three four five six seven eight nine")
_TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty | fourty",
    50: "fifty",
    60: "sixty",
    75: "seventy five",
    90: "ninety",
}
_FIRST = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

NUMBERS = (
    dict(enumerate(_ONES + _TEENS, 1))
    | _TENS
    | {ten + n: f"{words(_TENS[ten])[0]} {one}" for ten in (20, 30, 40, 50) for n, one in enumerate(_ONES, 1)}
)
ORDINALS = (
    dict(enumerate(_FIRST, 1))
    | {20 + n: f"twenty {one}" for n, one in enumerate(_FIRST[:9], 1)}
    | {30: "thirtieth", 31: "thirty first"}
)

PHRASES = {
    # Which day
    "D0": "today | 2day | tdy | todays | today's",
    "D0 NIGHT": "tonight | tonite | 2nite | 2night | tonigt | this night",
    "D0 MORNING": "this morning",
    "D0 AFTERNOON": "this afternoon",
    "D0 EVENING": "this evening",
    "D1": "tomorrow | tmrw | tmr | tmw | tmrow | tomo | tmorow | tomoro | 2morrow | 2moro | 2mrw | 2morow",
    "D2": "day after tomorrow | the day after tomorrow | day after tmrw",
    "THIS": "this | this coming | coming | the coming | upcoming",
    "NEXT": "next | nxt | nex",
    "LATER": "week",  # "friday week"; without a weekday before it, no rule has a use for it
    "NEXTWEEK": "next week | nxt week | next wk | nxt wk | the following week | the week after this",
    "THISWEEK": "this week",
    "WEEKEND": "weekend | this weekend | the weekend | this wkend | wknd | wkend",
    "NEXT WEEKEND": "next weekend",
    # Series
    "WEEKLY": "every {weekday} | each {weekday} | evry {weekday} | every {weekdays} | evry {weekdays}"
    " | weekly | every week | each week | every 1 week | once a week",
    "BIWEEKLY": "every other {weekday} | evry other {weekday} | every othr {weekday}"
    " | every other {weekdays} | every other week | evry other week | every 2 weeks | every two weeks"
    " | evry 2 weeks | evry two weeks | every 2 wks | every fortnight | fortnightly | once every two weeks"
    " | once every 2 weeks | alternate {weekdays}",
    "UNTIL": "until | untill | til | till | through | thru | up to | ending",
    "STARTING": "starting | starting on | starting from | beginning | beginning on | as of | start",
    # What only looks like a day's name: no rule knows this sign.
    "ELSE": "good friday | black friday | we sat | i sat | you sat | u sat | they sat"
    " | he sat | she sat | sat there | sat here",
    # What time
    "AT": "at | @ | around | round | about | abt | at about | at around | approx",
    "MORNING": "morning | in the morning | in morning | in the am | mornin | in the mornin",
    "AFTERNOON": "afternoon | in the afternoon | in afternoon | after school | afterschool | after work"
    " | aftrnoon",
    "EVENING": "evening | in the evening | in evening",
    "NIGHT": "night | at night | in the night | nite | at nite",
    "NOON": "noon | midday | 12 noon | twelve noon",
    "MIDNIGHT": "midnight | 12 midnight | twelve midnight",
    "OCLOCK": "oclock | o clock | o'clock | sharp",
    "PLUS30": "half past | half after",
    "PLUS15": "quarter past | quarter after | a quarter past | a quarter after",
    "MINUS15": "quarter to | quarter till | quarter til | quarter of | a quarter to | a quarter till",
    "PAST": "past | minutes past",
    "BEFORE": "minutes to",
    "AND30": "and a half | n a half | n half | & a half | and half | and 1/2 | and a 1/2",
    # How long
    "MIN": "minute | minutes | min | mins | minuts | minits",
    "HOUR": "hour | hours | hr | hrs | hours long | hour long | hrs long",
    "1 HOUR": "an hour | a hour | a full hour | an hr",
    "30 MIN": "half an hour | half hour | a half hour | half a hour | 1/2 an hour | 1/2 hour"
    " | half an hr | half hr",
    "15 MIN": "quarter of an hour | a quarter of an hour | quarter hour | a quarter hour",
    "45 MIN": "three quarters of an hour | 3/4 of an hour | 3/4 hour | three quarters of a hour",
    "OR": "or",
    "FOR": "for",
    # How far ahead
    "IN": "in | within",
    "DAYS": "day | days",
    "1 DAYS": "a day",
    "WEEKS": "weeks | wks | wk",
    "1 WEEKS": "a week | one week | 1 week | 1 wk | a wk",
    "FROM": "from | frm",
    "FROM D0": "from now",
    "1 WEEKS FROM": "week from | wk from",
    "OF": "of",
    "THE": "the",
    "AND": "and",
    "DASH": "-",
    "TO": "to",
    # Days with a name; those that move are the nth weekday of a month, counted from its end below zero.
    "MO12 25": "christmas | christmas day | xmas | xmas day | x mas",
    "MO12 24": "christmas eve | xmas eve | day before christmas | the day before christmas",
    "MO12 31": "new years eve | new year eve",
    "MO1 1": "new years day | new year day",
    "MO7 4": "independence day",
    "MO10 31": "halloween",
    "MO2 14": "valentines day | valentine's | valentine day",
    "MO6 19": "juneteenth",
    "NTH11.3.4": "thanksgiving | thanksgiving day | turkey day",
    "NTH9.0.1": "labor day",
    "NTH5.0.-1": "memorial day",
    "NTH5.6.2": "mothers day | mother's day",
    "NTH6.6.3": "fathers day | father's day",
}

# Nothing here may turn a sentence round: no "not", "but", "before", "after", "cancel" or "can't".
FILLERS = """
 prefer | i prefer | id prefer | i would prefer | ideally | like | actually | hopefully | any chance
 | i say | would that be ok | would that be okay | could we make it | can we make it | lets go with
 | go with | id say | best time is | best day is | sorry | how does | sound | sounds
 | what do you think about | wdyt | looks good | thinking about | i was thinking about | would be ok
 | would be okay | is that ok with you | is that alright | may be | might be | lets shoot for | shoot for
 | lets try | try | see him | see her | see them | see the kids | to see him | to see her | that is | thats
 | thats good | thats fine | thats perfect | be | be good | be ok | hi | hey | hello | hiya | good morning
 | good afternoon | good evening | morning all | yes | yeah | yep | yea | ya | yup | sure | ok | okay | k
 | oh | so | well | um | uh | hmm | maybe | perhaps | probably | prob | please | pls | plz | plse | thanks
 | thank you | thx | ty | tysm | thank u | on | onn | lets | let us | lets do | lets say | lets make it
 | let's try | say | do | how about | how abt | hows | how bout | how is | what about | what abt
 | wat about | can we do | can we | can we say | could we | could we do | can we meet | could we meet
 | we can | we can do | we could do | we could | i can | i can do | i could do | i could | can you do
 | could you do | can u do | can do | shall we say | would like | i would like | id like | i'd like
 | we would like | i want | i think | i guess | i was thinking | i am thinking | thinking | im thinking
 | i am free | im free | we are free | i'm available | im available | i am available | free | available
 | do you have | is | it is | its | it's | would | would be | would be best | would be good | would be great
 | would be perfect | would be nice | will be | would work | will work | might work | may work | could work
 | should work | works | works best | works great | works well | work | is fine | is good | is great
 | is ok | is okay | is perfect | is best | fine | good | great | perfect | best | better | is better
 | works better | ok with you | ok with u | if thats ok | if that's okay | if possible | if thats good
 | if that works | if it works | does that work | does it work | would that work | that works | is that ok
 | is that okay | is that good | does | does it | for me | for us | for him | for her | for them | for you
 | for u | for everyone | for all | for the kids | for everybody | with me | with us | with you | meet
 | to meet | meeting | the meeting | visit | the visit | a visit | our visit | my visit | his visit
 | her visit | call | a call | the call | our call | video call | phone call | visitation | appointment
 | appt | dropoff | drop off | pickup | pick up | pick him up | pick her up | or so | about | roughly | ish
 | schedule | schedule it for | schedule for | make it | make it for | set it for | we meet | then | also
 | for about | for around | just | only | exactly | thatd be great | that'd be good | that would be great
 | lol | u | you | we | me | it | that | good for me | good for us | work for you | work for u
 | work for us | work for me | work for him | work for her | alright | right | cool | sounds good
 | i'm good with | im good with | if you can | if u can | is it ok | is it okay | a good time | good time
 | good day | a good day | as well | plan on | planning on | planning for | plan for | see you | see u
 | see ya | see you on | date | time | day is | length | start time | it will be | it'll be | it would be
 | itll be | which is | starts at | starting at | start at | begin at | beginning at | starts | total
 | in total | altogether
"""

ENGLISH = Speech(
    phrases=PHRASES,
    weekdays=(
        "",
        "tues | teusday | tusday | tuesdy",
        "weds | wedns | wendsday | wensday | wednsday | wednesdy",
        "thur | thurs | thr | thursdy",
        "fri | frday | firday | fridy",
        "satur | satuday",
        "sundy",
    ),
    plurals=words("mondays tuesdays wednesdays thursdays fridays saturdays sundays"),
    months={2: "febuary | feburary", 4: "aprl", 8: "agust", 9: "sept", 10: "octber"},
    numbers=NUMBERS,
    ordinals=ORDINALS,
    fillers=FILLERS,
    attached={
        "st": "#",
        "nd": "#",
        "rd": "#",
        "th": "#",
        "m": "MIN",
        "p": "PM",
        "a": "AM",
        "pm": "PM",
        "am": "AM",
    },
    greetings=frozenset({"hi", "hey", "hello"}),
    introductions=frozenset({"its", "im", "this is", "it is", "i am"}),
    often_misspelled="tomorrow | tonight | afternoon | evening | morning | weekend | thanksgiving | christmas"
    " | minutes | every | quarter | midnight | oclock | halloween | until | hours | today",
    never_a_slip=frozenset(
        {"match", "money", "sunny", "yours", "never", "very", "sever", "marched", "marches", "monty", "toady"}
    ),
)
