"""Containers as styles abbreviate them: registered, else word by word."""

import re

from evidencekit.model import Item
from evidencekit.normalize import plain

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DROPPED_WORDS = """
    a an and the of for in on to at by from with de la le les du des der die das und für
    et y e del el los las di da do dos & en och og van het
"""
_DROPPED = frozenset(_DROPPED_WORDS.split())
# Common words of journal titles and their abbreviation by ISO 4.
_TABLE = """
academy=acad advances=adv agricultural=agric agriculture=agric american=am analysis=anal
analytical=anal annals=ann annual=annu applications=appl applied=appl archives=arch
arthritis=arthritis association=assoc astronomy=astron astrophysical=astrophys
behavior=behav behavioral=behav biochemical=biochem biochemistry=biochem
biological=biol biology=biol biomedical=biomed biophysical=biophys
biotechnology=biotechnol botany=bot brazilian=braz british=br bulletin=bull canadian=can
cancer=cancer cardiology=cardiol cell=cell cellular=cell chemical=chem chemistry=chem
child=child chinese=chin clinical=clin clinics=clin cognitive=cogn college=coll
communications=commun comparative=comp computational=comput computer=comput
computers=comput conference=conf conservation=conserv contemporary=contemp
critical=crit current=curr dental=dent dermatology=dermatol development=dev
developmental=dev diabetes=diabetes digital=digit disease=dis diseases=dis drug=drug
ecological=ecol ecology=ecol economic=econ economics=econ education=educ
educational=educ electrical=electr electronic=electron electronics=electron
endocrinology=endocrinol energy=energy engineering=eng environment=environ
environmental=environ epidemiology=epidemiol ethics=ethics european=eur
evolution=evol evolutionary=evol experimental=exp family=fam food=food forensic=forensic
frontiers=front gastroenterology=gastroenterol general=gen genetics=genet
geography=geogr geological=geol geology=geol geophysical=geophys gynecology=gynecol
health=health hematology=hematol history=hist human=hum immunology=immunol
industrial=ind infection=infect infectious=infect information=inf
institute=inst instruments=instrum intelligence=intell internal=intern
international=int investigation=invest journal=j language=lang law=law letters=lett
magnetic=magn management=manag marine=mar materials=mater mathematical=math
mathematics=math mechanical=mech mechanics=mech medical=med medicine=med mental=ment
metabolism=metab methods=methods microbiology=microbiol molecular=mol national=natl
natural=nat neurology=neurol neuroscience=neurosci new=new nuclear=nucl nursing=nurs
nutrition=nutr nutritional=nutr obstetrics=obstet oncology=oncol optical=opt
optics=opt organic=org orthopaedic=orthop pathology=pathol pediatrics=pediatr
pediatric=pediatr perspectives=perspect pharmaceutical=pharm pharmacology=pharmacol
philosophy=philos philosophical=philos physical=phys physics=phys physiology=physiol
plant=plant policy=policy political=polit practice=pract proceedings=proc
progress=prog psychiatry=psychiatry psychology=psychol psychological=psychol
public=public quarterly=q radiology=radiol rehabilitation=rehabil report=rep reports=rep
reproductive=reprod research=res respiratory=respir review=rev reviews=rev royal=r
science=sci sciences=sci scientific=sci social=soc society=soc sociology=sociol
soil=soil solid=solid statistical=stat statistics=stat structural=struct studies=stud
surgery=surg surgical=surg system=syst systems=syst technology=technol
therapeutic=ther therapy=ther toxicology=toxicol transactions=trans tropical=trop
university=univ urology=urol veterinary=vet water=water zeitschrift=z zoology=zool
"""
_ISO = dict(entry.split("=") for entry in _TABLE.split())


def dotted(item: Item) -> str:
    """Return the container abbreviated by ISO 4, with its full stops."""
    return " ".join(_dotted(word) for word in bare(item).split())


def bare(item: Item) -> str:
    """Return the container abbreviated as MEDLINE does, without full stops."""
    short = plain(item.container_title_short or "")
    whole = item.container_title or ""
    if item.type != "article-journal":
        return whole
    if short and short.lower() != whole.lower():
        return " ".join(short.replace(".", " ").split())
    words = _WORD.findall(whole)
    # A letter at the end is a section: "Physics Letters A".
    kept = [w for w in words[:-1] if w.lower() not in _DROPPED or w == "A"]
    words = kept + words[-1:]
    if len(words) < 2:
        return whole
    return " ".join(_abbreviated(word) for word in words)


def _abbreviated(word: str) -> str:
    short = _ISO.get(word.lower(), word)
    return short[:1].upper() + short[1:] if short != word else word


def _dotted(word: str) -> str:
    shortened = word.lower() in _SHORT and word.lower() not in _ISO
    return word + "." if shortened else word


_SHORT = frozenset(_ISO.values()) - {k for k, v in _ISO.items() if k == v}
