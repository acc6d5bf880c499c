"""Closed classes of English words that sentences are told apart by."""

# Words of a heading that stand in lower case between its capitalised ones.
FUNCTION_WORDS = frozenset(
    [
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into"),
        *("is", "it", "its", "like", "not", "of", "on", "or", "over", "so", "than"),
        *(
            "that",
            "the",
            "their",
            "to",
            "up",
            "via",
            "vs",
            "vs.",
            "when",
            "with",
            "your",
        ),
        *("you", "we", "our", "be", "are", "do", "does", "can", "how", "what", "why"),
    ]
)
# Words that open English sentences and seldom stand capitalised elsewhere.
OPENERS = frozenset(
    [
        *("The", "This", "These", "That", "Those", "A", "An", "There", "It", "Its"),
        *("He", "She", "They", "We", "You", "Your", "Our", "Their", "His", "Her", "My"),
        *("In", "On", "At", "For", "From", "With", "Without", "By", "To", "As", "Of"),
        *("After", "Before", "During", "Among", "Between", "Through", "Under", "Over"),
        *("If", "When", "While", "Whether", "Because", "Since", "Although", "Though"),
        *("Even", "Once", "Until", "Unless", "Despite", "Given", "Due", "And", "But"),
        *("Or", "Yet", "So", "Nor", "Some", "Many", "Most", "Several", "Few", "All"),
        *("Both", "Each", "Every", "Either", "Neither", "Other", "Another", "Such"),
        *("One", "Two", "Three", "No", "Not", "Only", "More", "Less", "However"),
        *("Therefore", "Thus", "Hence", "Moreover", "Furthermore", "Additionally"),
        *("Also", "Finally", "First", "Second", "Third", "Next", "Then", "Here", "Now"),
        *(
            "Today",
            "Recently",
            "Currently",
            "Indeed",
            "Instead",
            "Overall",
            "Similarly",
        ),
        *("Conversely", "Interestingly", "Importantly", "Notably", "Unfortunately"),
        *("Generally", "Specifically", "Sometimes", "Often", "Usually", "Typically"),
        *("How", "What", "Why", "Where", "Who", "Which", "Is", "Are", "Do", "Does"),
        *("Can", "Studies", "Research", "Researchers", "According", "People", "Using"),
        *("Read", "Hearing", "Having", "Being", "Taking", "Working", "Knowing"),
    ]
)


def word_set(*lines: str) -> frozenset[str]:
    """Return the words of `lines`, which are apart by spaces."""
    return frozenset(" ".join(lines).split())


# Words that any sentence of an article may have: they tie it to nothing.
STOP_WORDS = word_set(
    "a about above after again against all also although among an and any are as at",
    "be because been before being below between both but by can could did do does",
    "doing down due during each either especially et al etc even few for from",
    "further had has have having he her here his how however i if in into is it its",
    "itself just less many may me might more most much must my no nor not now of",
    "off on once one only or other our out over own per same she should since so",
    "some such than that the their them then there therefore these they this those",
    "though through thus to too two under until up upon us use used using very via",
    "was we well were what when where whether which while who whom why will with",
    "within without would you your study studies research results shown show shows",
    "found based related including included associated different several new paper",
)
