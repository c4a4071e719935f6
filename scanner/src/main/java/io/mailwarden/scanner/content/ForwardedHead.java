package io.mailwarden.scanner.content;

import java.util.Set;

/**
 * The head of a message that programs put into the text before what they forward: who wrote it, when or to whom, and its
 * subject, in lines or, in HTML, one after the other. Of Gmail, Outlook, Thunderbird, Apple Mail and their like in the eight
 * languages that the scanner speaks.
 */
final class ForwardedHead {

    private static final Set<String> FROM = Set.of(
            "from",
            "von",
            "absender",
            "de",
            "expéditeur",
            "remitente",
            "remetente",
            "da",
            "mittente",
            "van",
            "afzender",
            "od",
            "nadawca");
    private static final Set<String> SUBJECT =
            Set.of("subject", "betreff", "objet", "sujet", "asunto", "assunto", "oggetto", "onderwerp", "temat");
    // The last word of each: "Envoyé le", "Enviado el", "Enviada em".
    private static final Set<String> WHEN_OR_TO = Set.of(
            "date",
            "sent",
            "to",
            "datum",
            "gesendet",
            "an",
            "envoyé",
            "le",
            "à",
            "pour",
            "fecha",
            "enviado",
            "el",
            "em",
            "para",
            "data",
            "inviato",
            "a",
            "verzonden",
            "aan",
            "wysłano",
            "wysłane",
            "do");
    private static final int LONGEST_NAME = 12;

    // From its first line to its last; the list of those whom it was sent to may be long.
    private static final int LONGEST = 2000;
    private static final int NOWHERE = -LONGEST - 1;

    private ForwardedHead() {}

    static boolean in(String text) {
        int from = NOWHERE;
        int subject = NOWHERE;
        int whenOrTo = NOWHERE;
        for (int colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
            String name = nameBefore(text, colon);
            from = FROM.contains(name) ? colon : from;
            subject = SUBJECT.contains(name) ? colon : subject;
            whenOrTo = WHEN_OR_TO.contains(name) ? colon : whenOrTo;
            // In any order: Thunderbird begins with the subject.
            if (colon - Math.min(from, Math.min(subject, whenOrTo)) <= LONGEST) {
                return true;
            }
        }
        return false;
    }

    // The word that the colon follows, or a blank, or the mark of what was bold: "*Von:*", "De :".
    private static String nameBefore(String text, int colon) {
        int end = colon;
        end -= end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\u00A0') ? 1 : 0;
        end -= end > 0 && text.charAt(end - 1) == '*' ? 1 : 0;
        int begin = end;
        while (begin > 0 && end - begin <= LONGEST_NAME && Character.isLetterOrDigit(text.charAt(begin - 1))) {
            begin--;
        }
        return Plain.lower(text.substring(begin, end));
    }
}
