package io.mailwarden.scanner.signs;

import io.mailwarden.engine.response.scan.Surroundings;
import io.mailwarden.scanner.content.Enclosure;
import io.mailwarden.scanner.content.ParsedMessage;
import io.mailwarden.scanner.content.Plain;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is attached: what it is called, and what it is. Nothing is unpacked. */
final class AttachedFiles implements Check {

    // What Windows runs when it is opened (Microsoft's list of types that Outlook blocks), disk images, and shortcuts.
    private static final Set<String> PROGRAMS = Set.of(
            "exe",
            "scr",
            "com",
            "pif",
            "bat",
            "cmd",
            "js",
            "jse",
            "vbs",
            "vbe",
            "wsf",
            "wsh",
            "hta",
            "ps1",
            "msi",
            "msp",
            "jar",
            "lnk",
            "cpl",
            "reg",
            "iso",
            "img",
            "vhd",
            "vhdx",
            "url",
            "scf",
            "chm",
            "application",
            "appref-ms",
            "msix",
            "appx",
            "xll",
            "dll",
            "apk",
            "library-ms",
            "search-ms",
            "settingcontent-ms",
            "ace",
            "one");
    private static final Set<String> PAGES = Set.of("html", "htm", "shtml", "xhtml", "mht", "mhtml", "svg", "xht");
    private static final Set<String> DOCUMENTS = Set.of(
            "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif", "rtf", "zip",
            "csv");
    private static final Set<String> ARCHIVES =
            Set.of("zip", "rar", "7z", "gz", "tgz", "tar", "cab", "arj", "lzh", "z", "xz", "bz2", "r00");

    private static final int MOST_READ = 5000;
    private static final char RIGHT_TO_LEFT = '\u202E';

    private static final Pattern LATER_SCRIPT = Pattern.compile(
            "(?i)<script|atob\\(|unescape\\(|eval\\(|fromcharcode|window\\.location|document\\.write|http-equiv=.?refresh|onload=|onerror=");
    private static final Pattern LATER_FORM = Pattern.compile("(?i)<form|type=.?password");

    // A password that is told in the text, folded.
    private static final Phrases PASSWORDS = new Phrases(List.of(
            "password",
            "passcode",
            "pass code",
            "the code is",
            "pin code",
            "passwort",
            "kennwort",
            "mot de passe",
            "contrasena",
            "clave",
            "senha",
            "wachtwoord",
            "haslo",
            "parola d ordine"));

    @Override
    public void look(ParsedMessage message, Surroundings surroundings, SeenSigns findings) {
        boolean told = !message.enclosures().isEmpty() && tellsPassword(message);
        for (Enclosure file : message.enclosures()) {
            name(file, findings);
            contents(file, told, findings);
        }
        if (message.htmlFiles().passwordFields() > 0) {
            findings.add(Sign.ACTIVE_HTML_FILE, "attached page asks for a password");
        }
        onlyDocument(message, findings);
    }

    private static boolean tellsPassword(ParsedMessage message) {
        String seen = message.seen().substring(0, Math.min(message.seen().length(), MOST_READ));
        return !PASSWORDS
                .in(Plain.words(message.envelope().subject() + ' ' + seen))
                .isEmpty();
    }

    private static void name(Enclosure file, SeenSigns findings) {
        String extension = file.extension();
        boolean program = PROGRAMS.contains(extension);
        boolean page = PAGES.contains(extension) || file.type().equals("text/html");
        if (program) {
            findings.add(Sign.PROGRAM, "attached program: " + file.name());
        }
        if (documentBefore(file.name()) && (program || page || ARCHIVES.contains(extension))) {
            findings.add(Sign.DOUBLE_EXTENSION, program ? 1 : 0.5, "attachment with two endings: " + file.name());
        }
        if (file.name().indexOf(RIGHT_TO_LEFT) >= 0) {
            findings.add(Sign.DOUBLE_EXTENSION, "attachment whose name is turned around: " + file.name());
        }
        if (page) {
            page(file, findings);
        }
    }

    private static boolean documentBefore(String name) {
        String[] parts = Plain.lower(name).split("\\.");
        return parts.length >= 3 && DOCUMENTS.contains(parts[parts.length - 2].strip());
    }

    private static void page(Enclosure file, SeenSigns findings) {
        String text = file.text(0, 256 * 1024);
        boolean active =
                LATER_SCRIPT.matcher(text).find() || LATER_FORM.matcher(text).find();
        findings.add(
                active ? Sign.ACTIVE_HTML_FILE : Sign.HTML_FILE,
                "attached page" + (active ? " with a script or a form" : "") + ": " + file.name());
    }

    private static void contents(Enclosure file, boolean told, SeenSigns findings) {
        if (file.startsWith('M', 'Z') && file.contains("DOS mode")) {
            boolean openly = PROGRAMS.contains(file.extension());
            findings.add(openly ? Sign.PROGRAM : Sign.DISGUISED_TYPE, "attached program: " + file.name());
        } else if (file.startsWith('P', 'K', 3, 4)) {
            ZipNames.read(file).tell(file, told, findings);
        } else if (file.startsWith(0xD0, 0xCF, 0x11, 0xE0)) {
            compound(file, told, findings);
        } else if (file.startsWith('%', 'P', 'D', 'F')) {
            pdf(file, told, findings);
        } else {
            others(file, told, findings);
        }
    }

    private static void others(Enclosure file, boolean told, SeenSigns findings) {
        boolean archive = file.startsWith('R', 'a', 'r', '!') || file.startsWith('7', 'z', 0xBC, 0xAF);
        if (archive && told) {
            findings.add(Sign.PASSWORD_IN_TEXT, "archive " + file.name() + ", and the text tells a password");
        }
        if (file.startsWith('{', '\\', 'r', 't') && (file.contains("\\objdata") || file.contains("objupdate"))) {
            findings.add(Sign.MACRO, "document with something packed into it: " + file.name());
        }
    }

    // OLE2: names of its storages are written wide.
    private static void compound(Enclosure file, boolean told, SeenSigns findings) {
        if (file.containsWide("_VBA_PROJECT") || file.containsWide("_VBA_PROJECT_CUR")) {
            findings.add(Sign.MACRO, "document with macros: " + file.name());
        }
        if (file.containsWide("EncryptedPackage")) {
            findings.add(Sign.ENCRYPTED_ARCHIVE, "document under a password: " + file.name());
            if (told) {
                findings.add(Sign.PASSWORD_IN_TEXT, "document " + file.name() + ", and the text tells its password");
            }
        }
    }

    private static void pdf(Enclosure file, boolean told, SeenSigns findings) {
        if (file.contains("/Encrypt") && told) {
            findings.add(Sign.PASSWORD_IN_TEXT, "document " + file.name() + ", and the text tells its password");
        }
        if (file.contains("/JavaScript") || file.contains("/Launch") || file.contains("/EmbeddedFile")) {
            findings.add(Sign.ACTIVE_DOCUMENT, "document that runs something: " + file.name());
        }
    }

    // The message is in the attachment, where programs do not read it.
    private static void onlyDocument(ParsedMessage message, SeenSigns findings) {
        int words = message.words();
        if (words > 25) {
            return;
        }
        message.enclosures().stream()
                .filter(file -> DOCUMENTS.contains(file.extension()) || ARCHIVES.contains(file.extension()))
                .filter(file ->
                        !file.type().startsWith("image/") && !file.extension().equals("txt"))
                .findFirst()
                .ifPresent(file -> findings.add(
                        Sign.DOCUMENT_ONLY, words <= 15 ? 1 : 0.5, words + " words, the rest is in " + file.name()));
    }
}
