package io.mailwarden.scanner.signs;

import io.mailwarden.scanner.content.Enclosure;
import io.mailwarden.scanner.content.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a ZIP file, or an Office document, which is one, says that it holds: the headers before its files and its list
 * at the end (APPNOTE.TXT 4.3.7 and 4.3.12), without unpacking anything, so that no bomb goes off.
 */
record ZipNames(List<String> names, boolean encrypted) {

    private static final int MAX_NAMES = 500;
    private static final byte[] LOCAL = {'P', 'K', 3, 4};
    private static final byte[] CENTRAL = {'P', 'K', 1, 2};

    private static final Set<String> PROGRAMS = Set.of(
            "exe", "scr", "com", "pif", "bat", "cmd", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1", "msi", "jar",
            "lnk", "cpl", "iso", "img", "vhd", "url", "chm", "dll", "xll", "apk");
    private static final Set<String> HARMLESS_BESIDE_SOURCES = Set.of("js", "bat", "cmd", "ps1", "dll", "com", "jar");
    private static final Set<String> ARCHIVES = Set.of("zip", "rar", "7z", "iso", "cab", "gz", "ace");
    private static final Set<String> PAGES = Set.of("html", "htm", "shtml", "svg", "mht");

    static ZipNames read(Enclosure file) {
        List<String> names = new ArrayList<>();
        boolean encrypted = headers(file, LOCAL, 6, 26, 30, names);
        encrypted |= headers(file, CENTRAL, 8, 28, 46, names);
        return new ZipNames(List.copyOf(names), encrypted);
    }

    private static boolean headers(
            Enclosure file, byte[] signature, int flagsAt, int lengthAt, int nameAt, List<String> names) {
        boolean encrypted = false;
        int end = names.size() + MAX_NAMES;
        for (int at = file.find(signature, 0); at >= 0 && names.size() < end; at = file.find(signature, at + 4)) {
            int flags = file.shortAt(at + flagsAt);
            int length = file.shortAt(at + lengthAt);
            if (length > 0 && length < 1000) {
                encrypted |= (flags & 1) != 0;
                names.add(Plain.lower(file.text(at + nameAt, length)));
            }
        }
        return encrypted;
    }

    void tell(Enclosure file, boolean told, SeenSigns findings) {
        boolean office = names.contains("[content_types].xml");
        if (names.stream().anyMatch(name -> name.endsWith("vbaproject.bin"))) {
            findings.add(Sign.MACRO, "document with macros: " + file.name());
        }
        if (encrypted) {
            findings.add(Sign.ENCRYPTED_ARCHIVE, "archive under a password: " + file.name());
            if (told) {
                findings.add(Sign.PASSWORD_IN_TEXT, "archive " + file.name() + ", and the text tells its password");
            }
        }
        if (!office && names.size() <= 2 * MAX_NAMES) {
            programs(file, findings);
        }
    }

    // A few files of which one runs; source code has scripts too, among many.
    private void programs(Enclosure file, SeenSigns findings) {
        boolean few = names.size() <= 10;
        for (String name : names) {
            String extension = name.substring(name.lastIndexOf('.') + 1);
            if (PROGRAMS.contains(extension) && (few || !HARMLESS_BESIDE_SOURCES.contains(extension))) {
                findings.add(Sign.PROGRAM, few ? 1 : 0.4, "program in " + file.name() + ": " + name);
            } else if (few && (ARCHIVES.contains(extension) || PAGES.contains(extension))) {
                findings.add(Sign.HTML_FILE, 0.6, "page or archive in " + file.name() + ": " + name);
            }
        }
    }
}
