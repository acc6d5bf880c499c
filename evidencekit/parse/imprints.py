"""Entries found to begin at what ends the one before: its publisher's place."""

import re

from evidencekit.parse.boundaries import Tokens
from evidencekit.parse.likeness import begins_with_people

# Cities with many publishers, as lists print them.
_CITY = re.compile(
    r"(?:Amsterdam|Barcelona|Basel|Berlin|Bern|Bonn|Boston|Brussels|Bruxelles"
    r"|Buenos\sAires|Cambridge|Cham|Chicago|Chichester|Copenhagen|Dordrecht|Frankfurt"
    r"|Geneva|Genève|Heidelberg|Hillsdale|Hoboken|Köln|Leipzig|Lisboa|London"
    r"|Los\sAngeles|Madrid|Mahwah|Milano|Montréal|München|Munich|New\sYork|Oxford|Paris"
    r"|Philadelphia|Porto\sAlegre|Princeton|Reading|Rio\sde\sJaneiro|Roma|San\sDiego"
    r"|San\sFrancisco|Santiago|São\sPaulo|Singapore|Stockholm|Stuttgart|Sydney|Tokyo"
    r"|Toronto|Vienna|Washington|Wien|Zürich),?\s+",
)
# "Springer, New York": what may stand before the city, and is nobody's name.
_PUBLISHER = re.compile(r"[^\W\d_a-zß-ÿ][^.,;:()\d]{1,40},\s+")


def behind_imprint(tokens: Tokens, place: int) -> int:
    """Return the token at which people are named behind a publisher's city.

    "… statistical learning. | Springer, New York Roe T, …", "Springer, New | York Roe
    T": where lists end no entry in a full stop. `place` itself where none is printed
    there.
    """
    text, start = tokens.text, tokens.starts[place]
    city = _CITY.match(text, start) or _city_around(tokens, place)
    if not city:
        publisher = _PUBLISHER.match(text, start)
        if publisher and not begins_with_people(text, start):
            city = _CITY.match(text, publisher.end())
    if city and begins_with_people(text, city.end()):
        while tokens.starts[place] < city.end():
            place += 1
    return place


def _city_around(tokens: Tokens, place: int) -> re.Match[str] | None:
    """Return the city whose name goes on at `place`."""
    if not place:
        return None
    city = _CITY.match(tokens.text, tokens.starts[place - 1])
    return city if city and city.end() > tokens.ends[place] else None
