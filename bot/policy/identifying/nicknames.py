"""What people with a given name are called at home: Theodore is Teddy, Guadalupe is Lupe.

Knows nobody.
"""

from __future__ import annotations

from typing import Final

_CALLED: Final = """
abigail abby abbie gail|alexander alex xander|alexandra alex lexi|alejandra ale alex|alejandro ale alex
alfonso poncho|alberto beto|adriana adri|andrew andy drew|anthony tony|antonio tony tono|antonia tona
beatriz bety betty|benjamin ben benny benji|carolina caro|catalina cata|catherine cathy kate katie
charles charlie chuck|charlotte charlie lottie|christina chris tina|christopher chris topher
concepcion concha conchita|consuelo chelo|cristina cris|daniel dan danny dani|daniela dani|david dave davey
deborah deb debbie|dolores lola lolita|dominic dom|dorothy dot dottie|eduardo lalo eddie
edward eddie ted teddy|elizabeth liz lizzie beth betty|emily emmy|enrique quique kike|esmeralda esme
federico fede|fernanda fer|fernando fer nando|frances fran frannie|francisca paca
francisco paco pancho kiko frank|frederick fred freddy|gabriel gabe|gabriela gaby gabby|gerardo jerry
gilberto beto|graciela chela|gregory greg|guadalupe lupe lupita|guillermo memo|hortensia tencha
humberto beto|ignacio nacho|isabel isa chabela|isabella bella izzy|isaiah zay|jacob jake|jacqueline jackie
james jim jimmy jamie|javier javi|jennifer jen jenny|jeremiah jerry|jessica jess jessie|jesus chuy chucho
john johnny jack|jonathan jon|jose pepe chepe|josefina fina pepa|joseph joe joey|joshua josh
katherine kate katie kathy|kimberly kim|lawrence larry|leonard leo lenny|leticia lety|lillian lily
luis lucho|madison maddie|madeline maddie|manuel manny manolo|margaret maggie meg peggy|margarita mago
matthew matt matty|mauricio mau|mercedes meche|michael mike mikey|michelle shelly|mariana mari|maria mari
maricela mari|nathaniel nate nathan|nathan nate|natalia nati|natalie nat|nicholas nick nicky|nicolas nico
olivia liv livvy|pamela pam|patricia pat patty paty trish|patrick pat|peter pete|rafael rafa|ramon moncho
raymond ray|rebecca becky becca|refugio cuca cuco|ricardo ricky richi|richard rick ricky rich
robert bob bobby rob robbie|roberto beto|ronald ron ronnie|rosario chayo|salvador chava|samantha sam sammy
samuel sam sammy|santiago santi|sebastian sebas|sergio checo|soledad chole|socorro coco|stephanie steph
stephen steve stevie|steven steve stevie|susan sue susie|teresa tere|theodore ted teddy theo
thomas tom tommy|timothy tim timmy|valentina vale|veronica vero|vicente chente|victor vic
victoria vicky tori|vincent vinny vince|william bill billy willy|yolanda yoli|zachary zach zack|teodoro teo
gregorio goyo|luisa lucha|maria mari mary|eugenia gena|rosa rosy|carmen carmelita|carlos carlitos charly
arturo turo|agustin tin|anastasio tacho|alicia licha|amelia melia|angel angelito|angelica angie|aurora bora
bartolome bartolo|bernardo nayo|candelaria candy|celestino celes|domingo mingo|elena nena lena|emilio milo
esther tete|eulalia lala|felipe pipe|florencia flor|genoveva veva|gonzalo chalo|herminia mina|hilario lalo
irene nena|joaquin quino|julian juli|julia julita|lorenzo lencho|lourdes lulu|lucia lucy
magdalena magda malena|marcela chela|marcos marquitos|martin tincho|miguel mike migue|mercedes meche merche
monica moni|natividad nati|nicolasa nicha|pablo pablito|pedro perico|raul rulo|roberta beta|rodrigo rodri
rogelio royer|rosalia chalia|rosaura chagua|ruben rube|susana susy|tomas tomasito|urbano banito
virginia vicky|wilfredo willy|xiomara xio|abraham abe|albert bert|alfred alfie fred|allison allie
amanda mandy|angela angie|arthur art artie|barbara barb barbie|bradley brad|caroline carrie|cassandra cassie
clifford cliff|cynthia cindy|donald don donnie|douglas doug|eleanor ellie nora|ethan eth|eugene gene
evelyn evie|franklin frank|geraldine gerri|henry hank harry|jasmine jazz|jeffrey jeff|judith judy
kenneth ken kenny|kristina kris tina|lauren laurie|louis lou louie|marlene marly|martha marty
melissa missy mel|mildred millie|mitchell mitch|nancy nan|penelope penny|phillip phil|philip phil
randall randy|roger rog|russell russ|sandra sandy|sarah sadie|stanley stan|tabitha tabby|tamara tammy
terrence terry|theresa terry|vanessa nessa|walter walt|wesley wes
"""
AS_THINGS: Final = frozenset((
    "angelito", "barbie", "bora", "chava", "chela", "coco", "concha", "cuca", "cuco", "fina", "lala",
    "lena", "mago",
    "memo", "milo", "nacho", "patty", "pepa", "pepe", "perico", "poncho", "rosy", "stan", "tacho",
    "teddy", "tete",
    "tina", "vale",
))  # fmt: skip
"""Of these, the ones that are things too, though no list of common words has them all."""


def _both_ways() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for line in _CALLED.replace("\n", "|").split("|"):
        full, *short = line.split() or ("",)
        for name in short:
            names.setdefault(full, set()).add(name)
            names.setdefault(name, set()).add(full)
    return {name: frozenset(others) for name, others in names.items()}


NICKNAMES: Final = _both_ways()
"""For a name, small and without accents, what else the same person may be called."""
