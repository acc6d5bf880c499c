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
