"""References to newspaper items, laws, reports and pages: tagged sets hold few.

Most begin with no person: with an organisation, a newspaper, a country or the title. A
list prints them in its own way, so they are made for the list: `Press` holds the few
forms that one list uses.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

# Daily and weekly papers, agencies and portals.
_PAPERS = (
    "The New York Times", "The Guardian", "The Times", "Washington Post", "Le Monde",
    "The Wall Street Journal", "Los Angeles Times", "Chicago Tribune", "The Economist",
    "Financial Times", "The Independent", "The Daily Telegraph", "The Irish Times",
    "The Globe and Mail", "Toronto Star", "The Hindu", "Times of India", "Dawn",
    "The Sydney Morning Herald", "The Age", "Mail & Guardian", "Daily Nation",
    "Haaretz", "Al Jazeera", "BBC News", "CNN", "Reuters", "Associated Press",
    "Bloomberg", "Time", "Newsweek", "The Atlantic", "The New Yorker", "USA Today",
    "Der Spiegel", "Die Zeit", "Süddeutsche Zeitung", "Frankfurter Allgemeine Zeitung",
    "Die Welt", "taz", "Neue Zürcher Zeitung", "Der Standard", "Le Figaro",
    "Libération", "L’Express", "La Croix", "Les Échos", "Le Temps", "El País",
    "El Mundo", "ABC", "La Vanguardia", "El Universal", "La Jornada", "Reforma",
    "El Tiempo", "El Espectador", "La Tercera", "El Mercurio", "El Comercio",
    "La República", "El Nacional", "La Prensa", "La Razón", "El Observador",
    "La Voz del Interior", "Los Andes", "Perfil", "Tiempo Argentino",
    "Folha de S. Paulo", "O Estado de S. Paulo", "O Globo", "Jornal do Brasil", "Veja",
    "Correio Braziliense", "Zero Hora", "Carta Capital", "Valor Econômico", "G1", "UOL",
    "Público", "Diário de Notícias", "Expresso", "Corriere della Sera", "La Stampa",
    "De Volkskrant", "NRC Handelsblad", "Dagens Nyheter", "Aftenposten", "Politiken",
    "Gazeta Wyborcza", "The Lancet News", "STAT", "Nature News", "Science News",
)  # fmt: skip
BODIES = (
    "World Health Organization", "World Bank", "United Nations", "UNESCO", "UNICEF",
    "European Commission", "European Medicines Agency", "OECD", "Amnesty International",
    "International Labour Organization", "Food and Agriculture Organization", "IPCC",
    "National Institutes of Health", "National Research Council", "Statistics Canada",
    "U.S. Census Bureau", "U.S. Department of Health and Human Services", "NASA",
    "NICE", "Department for Education", "Office for National Statistics",
    "Public Health England", "National Institute for Health and Care Excellence",
    "American Cancer Society", "Australian Bureau of Statistics",
    "Royal College of Physicians", "Oxfam", "IUCN", "Statistisches Bundesamt",
    "Robert Koch-Institut", "Umweltbundesamt", "Destatis",
    "Bundesministerium für Gesundheit", "Deutsche Forschungsgemeinschaft", "INSEE",
    "Ministère de la Santé", "Conseil de l’Europe", "Haute Autorité de Santé", "CEPAL",
    "Ministerio de Salud", "Instituto Nacional de Estadística", "INEGI", "CONACYT",
    "Organización Panamericana de la Salud", "Banco Central", "Defensoría del Pueblo",
    "Ministério da Saúde", "Instituto Brasileiro de Geografia e Estatística", "CAPES",
    "Secretaria de Estado da Educação", "Universidade de São Paulo", "Fiocruz",
    "ANVISA", "Empresa Brasileira de Pesquisa Agropecuária",
    "Conselho Nacional de Saúde", "CNPq", "R Core Team", "The MathWorks", "IBM Corp.",
    "StataCorp", "Esri", "Pew Research Center", "Institute of Medicine",
    "Human Rights Watch", "Greenpeace", "Transparency International",
    "Working Group on Air Quality", "Expert Panel on Nutrition", "Task Force on Ageing",
    "Joint Committee on Standards", "Study Group on Growth", "Advisory Board on Energy",
)  # fmt: skip
_STATES = (
    "BRASIL", "ARGENTINA", "PORTUGAL", "MÉXICO", "CHILE", "COLOMBIA", "SÃO PAULO",
    "Brasil", "Argentina", "Perú", "España", "France", "Deutschland", "United States",
    "European Union", "United Kingdom", "Canada", "India", "South Africa",
)  # fmt: skip
_PLACES = (
    "London", "Geneva", "New York", "Washington, DC", "Paris", "Berlin", "Bonn",
    "Madrid", "Buenos Aires", "Argentina", "Brasília", "São Paulo", "Rio de Janeiro",
    "Lisboa", "Bogotá", "Ciudad de México", "Santiago", "Lima", "Montevideo", "Roma",
    "Wien", "Ottawa", "Delhi",
)  # fmt: skip
_SECTIONS = (
    "Politics", "Economy", "Opinion", "Sports", "Science", "Health", "World news",
    "Política", "Economia", "Economía y finanzas", "Cultura", "Opinião", "Cotidiano",
    "Sociedad", "Mundo", "Deportes", "Kultur", "Wirtschaft", "Société", "Sciences",
    "Caderno 2", "Section B", "Print", "Editorial", "Interview", "Letter", "p. 4",
    "p. A12",
)  # fmt: skip
_OPEN = (
    "in press", "forthcoming", "unpublished", "in preparation", "submitted", "undated",
    "n.d.", "s.d.", "s.f.", "mimeo", "manuscript", "reference missing",
    "to be completed", "no longer online", "sin fecha", "im Druck", "à paraître",
    "no prelo", "personal archive",
)  # fmt: skip
_MONTHS = (
    ("January", "February", "March", "April", "May", "June", "July", "August",
     "September", "October", "November", "December"),
    ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.",
     "Nov.", "Dec."),
    ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
     "Dec"),
    ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
     "septiembre", "octubre", "noviembre", "diciembre"),
    ("ene.", "feb.", "mar.", "abr.", "mayo", "jun.", "jul.", "ago.", "sep.", "oct.",
     "nov.", "dic."),
    ("jan.", "fev.", "mar.", "abr.", "maio", "jun.", "jul.", "ago.", "set.", "out.",
     "nov.", "dez."),
    ("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto",
     "setembro", "outubro", "novembro", "dezembro"),
    ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
     "Oktober", "November", "Dezember"),
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
     "septembre", "octobre", "novembre", "décembre"),
)  # fmt: skip
_DAYS = (
    "{k} {m} {y}", "{k} {m} {y}", "{k} {m}, {y}", "{m} {k}, {y}", "{m} {k}, {y}",
    "{k} de {m} de {y}", "{k}. {m} {y}", "{m} {y}", "{k}/{n}/{y}", "{k}/{n}/{z}",
    "{k}-{n}-{y}", "{k}.{n}.{y}", "{y}-{n}-{k}", "{y} {m} {k}", "{y}, {m} {k}",
)  # fmt: skip

# {A} authors as the list prints them, {C} a title whose first words are in capitals,
# {O} an organisation, {B} the same in capitals, {N} a newspaper, {S} a state, {t} a
# title, {d} a date, {y} a year, {P} a place, {p} pages, {n} a number, {s} a section,
# {u} an address, {x} what stands where something is wanting.
_CAPITALS = (
    "{A}{t}. {N}, {P}, {d}. {s}.", "{A}{t}. {N}, {d}. {s}.", "{A}{t}. {N}, {d}.",
    "{A}{t}. {N}, {P}, {d}, p. {p}.", "{A}{t}. Disponível em: {u}. Acesso em: {d}.",
    "{C}. {N}, {P}, {d}. {s}.", "{C}. {N}, {d}. {s}.", "{C}. {N}, {d}.",
    "{C}. {N}. {d}.", "{C}. {N}. {d}. Disponível em: {u}",
    "{C}. Disponível em: <{u}>. Acesso em: {d}.", "{C}. {P}: {O}, {y}.", "{C}. {u}",
    "{C}. {N}, {P}, n. {n}, {d}.", "{B}. {t}. {P}: {O}, {y}.", "{B}. {t}. {P}, {y}.",
    "{B}. {t}. {d}. Disponible en: {u}",
    "{B}. {t}. Disponível em: {u}. Acesso em: {d}.", "{B}. {t}. {N}, {P}, {d}.",
    "{S}. Lei nº {n}, de {d}. {t}. Diário Oficial da União, {P}, {d}.",
    "{S}. Decreto n. {n}, de {d}. {t}. {P}, {y}.",
    "{S}. Ley {n} de {y}. {t}. {P}, {y}.",
    "{S}. Ministério da Saúde. {t}. {P}: {O}, {y}.", "{S}. {O}. {t}. {P}, {y}.",
)  # fmt: skip
_YEAR_SECOND = (
    "{O}. ({y}). {t}. {P}: {O}.", "{O}. ({y}). {t}. {u}", "{O} ({y}). {t}. {P}.",
    "{O} ({y}) {t}. {P}: {O}.", "{O} ({y}): {t}. {P}.", "{O}, {y}. {t}. {O}, {P}.",
    "{O}. {y}. {t}. {P}, {p} p.", "{O} - {t}. {y}. {P}.", "{O} {y}. {t}. {u}.",
    "{t}. ({y}, May 3). {N}, p. {p}.", "{t}. ({y}). {N}. Retrieved from {u}",
    "{N}. ({y}, 4 June). {t}. {u}", "{N} ({y}) {t}. {d}.", "{O}. (n.d.). {t}. {u}",
    "{O}. (n.d.). {t}. Retrieved {d}, from {u}", "{A}{t}. {N}, p. {p}.",
    "{A}{t}. {N}. {u}", "{A}{t}. {N}, {d}.", "{S}. ({y}). {t} Act, No. {n}.",
    "{t} Act, {n} U.S.C. § {p} ({y}).",
)  # fmt: skip
_YEAR_LAST = (
    "{O}. {t}. {P}: {O}; {y}.", "{O}. {t}. {P}; {y}.", "{O}. {t}. {y}.",
    "{O}. {t}. {u}.",
    "{O}. {t} [Internet]. {P}: {O}; {y} [cited {d}]. Available from: {u}",
    "{O}. {t}. {y}. {u}. Accessed {d}.", "{O}. {t}. {P}: {O}; {y}. p. {p}.",
    "{t}. {N}. {d}:{p}.", "{t}. {N}. {d}. {u}", "{t}. {N}, {d}.",
    "{t} [{x}]. {N}. {d}.", "{t}. {P}: {O}; {y}.", "{t}. {y}. {u}",
    "{t}. {u}. Accessed {d}.", "{A}{t}. {N}. {d}.", "{A}{t}. {N}. {d};Sect. {s}:{p}.",
    "{A}{t}. {N}, {d}. {u}", "{O}: {t}. {P}: {O}, {y}.", "{O}: {t}. {y}.",
    "{O}: {t}. {N}. {d}.", "{O}: {t}. {u}", "{O} {t}. {P}; {y}", "{O}, {t}, {P}, {y}.",
    "{S}. {t}. Law {n} of {d}. {P}; {y}.",
    "Regulation (EU) {n}/{n} of {d} on {t}. OJ L {p}, {d}.",
    "{t} Act {y}. {P}: {O}; {y}.",
)  # fmt: skip
_NEWS = (
    "{N}, {d}.", "{N}, {d}", "{N}, {d}, p. {p}.", "{N}, {d}, {p}.", "{N} ({P}), {d}.",
    "{N} {d}", "{N}, {d}. {s}.", "{N}, {d} {x}", "{N}, {d}. {x}", "{N}, no. {n}, {d}.",
    "{O}, {y} {x}", "{O}, {d}.", "{O}, {d} {x}.", "“{t},” {N}, {d}, {p}.",
    "“{t}.” {N}, {d}.", "“{t}.” {N}, {d}. {u}.", "‘{t}’, {N}, {d}.", "„{t}“, {N}, {d}.",
    "« {t} », {N}, {d}.", "{A}“{t},” {N}, {d}.", "{A}‘{t}’, {N}, {d}, p. {p}.",
    "{A}{t}, {N}, {d}, p. {p}.", "{t}, {N}, {d}.", "{O}, {t} ({P}, {y}).",
    "{O}, {t}, {P}, {y}.", "{A}{t}, {x}.", "{A}{t}. {x}", "{t}, {N}, {d}, {u} [{d}]",
)  # fmt: skip


_AROUND = ' .,:;"“”‘’«»„'  # what a title brings along from where it was printed


@dataclass(frozen=True, slots=True)
class Made:
    """A reference that was made, and the place of the title in it."""

    text: str
    title: tuple[int, int]


class Press:
    """Makes references in the few forms that one list uses.

    `heads` are the authors of its other references as they are printed, up to the
    title; `titles` are titles of works.
    """

    def __init__(
        self, rng: random.Random, heads: Sequence[str], titles: Sequence[str]
    ) -> None:
        self._rng, self._titles = rng, titles
        self._heads = [head for head in heads if head]
        own = self._forms()
        self._own = rng.choices(own, k=rng.choice((1, 2, 4, 8)))
        self._papers = rng.sample(_PAPERS, rng.choice((3, 8, 30)))
        self._bodies = rng.sample(BODIES, rng.choice((6, 20, 60)))
        self._day = rng.choice(_DAYS)
        self._months = rng.choice(_MONTHS)
        self._spaced = rng.random() < 0.12
        self._stopped = rng.random() < 0.8

    def _forms(self) -> tuple[str, ...]:
        rng = self._rng
        letters = [c for head in self._heads for c in head[:6] if c.isalpha()]
        if rng.random() < 0.25:
            return _NEWS
        if rng.random() < 0.15:
            return _CAPITALS + _YEAR_SECOND + _YEAR_LAST + _NEWS
        if sum(map(str.isupper, letters)) > 0.8 * len(letters) > 0:
            return _CAPITALS
        dated = sum(bool(re.search(r"(1[89]|20)\d\d", head)) for head in self._heads)
        return _YEAR_SECOND if dated > len(self._heads) / 2 else _YEAR_LAST

    def reference(self) -> Made:
        """Return one more reference."""
        rng = self._rng
        form = rng.choice(self._own)
        text = re.sub(r"\{(\w)\}", lambda match: self._value(match[1]), form)
        if self._spaced:
            text = re.sub(r"(?<=[a-z])([.,:]) (?=\w)", r" \1 ", text)
        if not self._stopped:
            text = text.rstrip(".")
        text = re.sub(r"([.?!])\.(?=\s|$)", r"\1", text)
        start = text.find("\0")
        if start < 0:
            end = re.search(r"[,.(:]|\d|$", text)
            place = end.start() if end else len(text)
            return Made(text, (place, place))
        first, _, rest = text.partition("\0")
        title, _, rest = rest.partition("\1")
        return Made(first + title + rest, (start, start + len(title)))

    def _value(self, key: str) -> str:
        rng = self._rng
        match key:
            case "A":
                return rng.choice(self._heads) if self._heads else ""
            case "t":
                return f"\0{self._title()}\1"
            case "C":
                return f"\0{_capital_led(self._title(), rng)}\1"
            case "O":
                return self._body()
            case "B":
                return self._body().upper()
            case "N":
                return rng.choice(self._papers)
            case "S":
                return rng.choice(_STATES)
            case "P":
                return rng.choice(_PLACES)
            case "d":
                return self._date()
            case "y":
                return (
                    f"{rng.randint(1930, 2024)}{rng.choice(('', '', '', '', 'a', 'b'))}"
                )
            case "s":
                return rng.choice(_SECTIONS)
            case "u":
                return self._address()
            case "x":
                return rng.choice(_OPEN)
            case "p":
                start = rng.randint(1, 400)
                return rng.choice((str(start), f"{start}-{start + rng.randint(1, 30)}"))
            case _:
                return str(rng.randint(2, 13_000))

    def _title(self) -> str:
        rng = self._rng
        words = rng.choice(self._titles).strip(_AROUND).split()
        most = rng.choice((4, 6, 9, 14, 30))
        return " ".join(words[:most]).strip(_AROUND)

    def _body(self) -> str:
        rng = self._rng
        body = rng.choice(self._bodies)
        short = "".join(word[0] for word in body.split() if word[0].isupper())
        if len(short) < 3 or rng.random() < 0.6:
            return body
        return rng.choice(
            (short, f"{body} ({short})", f"{short} - {body}", f"[{short}] {body}",
             f"{short} ({body})", f"{body} [{short}]")
        )  # fmt: skip

    def _date(self) -> str:
        rng = self._rng
        day, number, year = (
            rng.randint(1, 28),
            rng.randint(1, 12),
            rng.randint(1950, 2024),
        )
        return self._day.format(
            k=day, m=self._months[number - 1], n=number, y=year, z=f"{year % 100:02d}"
        )

    def _address(self) -> str:
        rng = self._rng
        paper = rng.choice(self._papers).lower()
        host = "".join(c for c in paper if c.isascii() and c.isalpha())
        words = re.findall(r"[a-z]+", self._title().lower())[:6]
        path = rng.choice(
            ("-".join(words), str(rng.randint(1, 10**6)), "/".join(words))
        )
        scheme = rng.choice(("https://", "http://", "https://www.", "www."))
        return f"{scheme}{host}.com/{path}"


def _capital_led(title: str, rng: random.Random) -> str:
    """Return `title` as a list prints it in place of an author: "THE END of …"."""
    words = title.split()
    count = 2 if len(words[0]) < 4 else rng.choice((1, 1, 1, 2))
    return " ".join([*(word.upper() for word in words[:count]), *words[count:]])
