"""What stands before and after a reference list on a page, and lists of web pages."""

import random

FIRST = (
    "Theresa",
    "Ana",
    "Mark",
    "Joanna",
    "Priya",
    "Wei",
    "Samuel",
    "Ingrid",
    "Carlos",
    "Fatima",
    "Peter",
    "Louise",
    "Amir",
    "Grace",
    "Tomasz",
    "Elena",
    "Hannah",
    "Oliver",
    "Nadia",
    "Victor",
)
LAST = (
    "Bennett",
    "Okafor",
    "Lindgren",
    "Castillo",
    "Nowak",
    "Patel",
    "Moreau",
    "Haddad",
    "Fischer",
    "Sullivan",
    "Ito",
    "Rossi",
    "Andersen",
    "Kowalska",
    "Mbeki",
    "Alvarez",
    "Thornton",
    "Weiss",
    "Dubois",
    "Rahman",
)
DEGREES = (
    "MD",
    "PhD",
    "RD",
    "AMFT",
    "LCSW",
    "MS, RDN",
    "PharmD",
    "MPH",
    "RN",
    "PsyD",
    "DO",
)
ROLES = (
    "health writer",
    "licensed counselor",
    "science journalist",
    "registered dietitian",
    "board-certified internist",
    "freelance editor",
    "clinical psychologist",
    "fitness coach",
    "senior editor",
    "neurologist",
    "family physician",
)
TOPICS = (
    "sleep",
    "anxiety",
    "back pain",
    "migraine",
    "type 2 diabetes",
    "heart failure",
    "asthma",
    "grief",
    "panic attacks",
    "vitamin D",
    "high blood pressure",
    "stress",
    "eczema",
    "chronic pain",
    "bipolar disorder",
    "celiac disease",
    "weight loss",
    "iron deficiency",
    "insomnia",
    "osteoporosis",
    "stroke",
    "depression",
    "ADHD",
)
SITES = (
    "The Daily Remedy",
    "HealthHarbor",
    "WellMinded",
    "Body & Mind Weekly",
    "Clinic Notes",
    "MedGuide",
    "Vital Reads",
    "CareCompass",
    "The Pulse Desk",
    "Healthy Hours",
)
BODIES = (
    "National Institute of Mental Health",
    "Centers for Disease Control and Prevention",
    "Mayo Clinic",
    "Cleveland Clinic",
    "World Health Organization",
    "MedlinePlus",
    "American Psychological Association",
    "National Health Service",
    "Johns Hopkins Medicine",
    "American Heart Association",
    "U.S. Food and Drug Administration",
    "StatPearls",
    "National Alliance on Mental Illness",
    "Harvard Health Publishing",
    "Arthritis Foundation",
    "Office of Dietary Supplements",
    "American Academy of Dermatology",
    "UpToDate",
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_KINDS = (
    "What to know about {t}",
    "Understanding {t}",
    "{T}",
    "Living with {t}: a guide",
    "{T}: Symptoms & causes",
    "Facts about {t}",
    "{T} treatment",
    "Talking about {t}",
    "How is {t} diagnosed?",
    "Preventing {t}",
    "Statistics about {t}",
    "{T} fact sheet",
)
_BOILERPLATE = (
    "{site} relies on peer-reviewed studies, academic institutions and medical "
    "associations.",
    "We avoid tertiary references and only cite trusted organizations.",
    "Our writers link to primary research wherever they can.",
    "You can learn how we check our facts in our editorial policy.",
    "All of our articles are read by a physician before they are published.",
    "{site} uses recent, high-quality evidence to back what its articles say.",
    "Click on a number to go back to the text.",
    "Show all",
    "Hide",
    "View all references",
    "Read about our process to see how we keep our pages correct and current.",
    "This article has been cited by other articles in PMC.",
    "Expand",
    "Loading…",
    "The following works were consulted for this page.",
)
_AFTER = (
    "By {first} {last}, {degree} {first} {last} is a {role} who covers {t} for {site}. "
    "{She} studied at the University of {last2} and has written for many outlets.",
    "{first} {last}, {degree} is a {role} based in Chicago. {She} enjoys hiking "
    "and cooking.",
    "Written by {first} {last}",
    "Medically reviewed by {first} {last}, {degree} on May 4, 2021",
    "Reviewed by {first} {last}, {degree}",
    "Fact checked by {first} {last}",
    "About the author {first} {last} is a {role} with ten years of experience in {t}.",
    "Was this article helpful? Yes No",
    "Was this helpful?",
    "Thank you for your answer!",
    "Share this article",
    "Share Tweet Email Print",
    "Facebook Twitter LinkedIn",
    "Copy link",
    "Related articles What is {t}? How {t} affects the body",
    "Read this next 8 tips for {t}",
    "More in {t}",
    "Trending Can you treat {t} at home?",
    "You may also like {T} in older people",
    "Sign up for our weekly newsletter",
    "Subscribe to get health tips in your inbox.",
    "Privacy Policy Terms of Service Contact us",
    "© {year} {site}. All rights reserved.",
    "Copyright {year} {site} Media Inc.",
    "Advertisement",
    "Our team Careers Press Advertise",
    "This page is for information only and is no substitute for advice from your "
    "doctor.",
    "Last reviewed on March 3, {year}",
    "Last updated: 12 June {year}",
    "Back to top",
    "How we reviewed this article: Our experts watch the field and we update our "
    "articles.",
    "See our editorial process Meet our team",
    "Give feedback Report a problem",
    "Current version Mar 3, {year} By {first} {last} Edited by {first2} {last2}",
    "Author contributions {first} {last} designed the study and wrote the "
    "manuscript. All "
    "authors read and approved the final version.",
    "Acknowledgements We thank the patients and the staff of the clinic for "
    "their help.",
    "Funding This work was supported by the National Science Foundation under "
    "grant 12345.",
    "Competing interests The authors declare that they have no competing interests.",
    "Ethics approval The study was approved by the local committee.",
    "Publisher's note The publisher remains neutral with regard to claims in maps.",
    "Appendix A. Search strategy We searched the databases for the terms listed "
    "in Table 1.",
    "Supplementary material The data are available with the online version of "
    "this article.",
    "Received 12 May {year}; accepted 3 July {year}; published online 1 August {year}.",
    "Categories: {T} | Health | Hidden categories: Articles with short description",
    "External links Official website {T} at Curlie",
    "This page was last edited on 3 May {year}.",
    "Table 1. Characteristics of the patients Age 45.2 (12.1) Female 61% Male 39%",
    "Figure 2. Change of the score over twelve weeks in both groups.",
    "Correspondence to {first} {last}, Department of Medicine, University of {last2}.",
    "Comments (12) Please log in to leave a comment.",
    "Next article",
    "Download PDF",
    "Get help now If you are in crisis, call 988 to reach a trained counselor.",
    "Tags: {t}, health, research",
    "Topics {T} Nutrition Fitness",
    "Follow us on Instagram",
)
_PROSE = (
    "If you think you have {t}, talk to your doctor before you change anything.",
    "In most people, {t} gets better with time and the right support.",
    "We found that {t} was more common in women than in men.",
    "These results suggest that {t} should be screened for in primary care.",
    "However, the evidence for this is limited and more research is needed.",
    "Try to keep a diary and note what makes your {t} worse.",
    "According to a study of 2019, people with {t} sleep less than others.",
    "It may help to ask a friend or a family member to come with you.",
    "The study has limitations, among them its small sample.",
    "In conclusion, exercise was associated with fewer symptoms of {t} (p < 0.01).",
    "Remember that you are not alone, and that help is available.",
)


def _filled(pattern: str, rng: random.Random) -> str:
    topic = rng.choice(TOPICS)
    return pattern.format(
        site=rng.choice(SITES),
        first=rng.choice(FIRST),
        last=rng.choice(LAST),
        first2=rng.choice(FIRST),
        last2=rng.choice(LAST),
        degree=rng.choice(DEGREES),
        role=rng.choice(ROLES),
        t=topic,
        T=topic[0].upper() + topic[1:],
        She=rng.choice(("She", "He", "They")),
        year=rng.randint(2005, 2024),
    )


def head(rng: random.Random) -> list[str]:
    """Return what stands between a heading, or prose, and the first entry."""
    if rng.random() < 0.5:
        return [_filled(p, rng) for p in rng.sample(_BOILERPLATE, rng.randint(1, 3))]
    return [_filled(p, rng) for p in rng.sample(_PROSE, rng.randint(1, 4))]


def tail(rng: random.Random) -> list[str]:
    """Return what stands after the last entry."""
    pieces = [_filled(p, rng) for p in rng.sample(_AFTER, rng.randint(1, 7))]
    if rng.random() < 0.3:
        pieces += [_filled(p, rng) for p in rng.sample(_PROSE, rng.randint(1, 5))]
    return pieces


def web_page(rng: random.Random, style: str) -> tuple[str, str]:
    """Return a reference to a web page, often without author or year, and its title."""
    topic = rng.choice(TOPICS)
    title = rng.choice(_KINDS).format(t=topic, T=topic[0].upper() + topic[1:])
    body = rng.choice(BODIES)
    year, month = rng.randint(2008, 2024), rng.choice(_MONTHS)
    day, other = rng.randint(1, 28), rng.choice(_MONTHS)
    dates = (
        f"{other} {day}, {year}",
        f"{day} {other} {year}",
        f"{day} {other[:3]} {year}",
    )
    date = rng.choice(dates)
    url = (
        "https://www." + "".join(c for c in body.lower() if c.isalpha())[:12] + ".org/"
    )
    url += topic.replace(" ", "-")
    if style == "apa":
        issued = rng.choice((f"({year}, {month} {day})", "(n.d.)", f"({year})"))
        found = rng.choice((f" {url}", f" Retrieved {date}, from {url}", ""))
        return f"{body}. {issued}. {title}.{found}", title
    end = rng.choice(
        (
            "",
            "",
            f" Published {date}.",
            f" Updated {date}.",
            f" {year}.",
            f" {url}.",
            f" {url}. Accessed {date}.",
            f" Accessed {date}. {url}",
            f" Published {month} {day}, {year}. Accessed {date}. {url}",
            f" Available at: {url}. Accessed {date}",
            f" {url} [Accessed {date}].",
            f" {year} {url}. Accessed {date}.",
        )
    )
    first, second = (body, title) if rng.random() < 0.65 else (title, body)
    return f"{first}. {second}.{end}".replace("?.", "?"), title
