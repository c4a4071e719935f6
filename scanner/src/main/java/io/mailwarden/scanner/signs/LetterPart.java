package io.mailwarden.scanner.signs;

/**
 * What letters of fraud are made of, whatever story they tell. Each part is in honest letters, too, and says nothing
 * alone: {@link Letters} looks for several. Which words make a part is in wording.txt, in sections of the same name.
 */
enum LetterPart {
    /** Speaks to nobody in particular, or says how it came by the address of one that it does not know. */
    STRANGER,
    /** Says at length who it is. */
    INTRODUCTION,
    /** Wants an answer, and that is all it wants for now. */
    ANSWER,
    /** Hints at business, a fund to be shared, a gift, a loan, a job or an errand. */
    DEAL,
    /** Tells of illness, death or flight. */
    MISFORTUNE,
    /** Asks for name, address, telephone, occupation or identity card. */
    DETAILS,
    /** Promises secrecy, honesty, no risk or a blessing. */
    TRUST,
    /** Money that is counted in millions, or lies in boxes and vaults. */
    FORTUNE,
    /** Says that money was or will be taken, and what to do if that is not wanted. */
    CHARGE,
    /** Gives a number to be called. */
    CALL,
    /** Tells a name and a password with which to log in. */
    LOGIN
}
