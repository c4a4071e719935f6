package io.mailwarden.settings.james;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;

/**
 * The mailets of {@code mailetcontainer.xml}.
 *
 * @param file the file
 * @param all in the order of the file
 */
record Mailets(JamesXml file, List<MailetEntry> all) {

    /**
     * One mailet.
     *
     * @param processor the state whose processor it stands in
     * @param match its matcher, as written
     * @param type its class, as written
     * @param onException what James does when it throws, as written; empty when the file does not say
     * @param place file and line
     */
    record MailetEntry(String processor, String match, String type, String onException, String place) {}

    static Mailets of(JamesConf james) {
        JamesXml file = james.xml("mailetcontainer");
        List<MailetEntry> all = new ArrayList<>();
        for (HierarchicalConfiguration<ImmutableNode> processor :
                file.configuration().configurationsAt("processors.processor")) {
            for (HierarchicalConfiguration<ImmutableNode> mailet : processor.configurationsAt("mailet")) {
                all.add(new MailetEntry(
                        processor.getString("[@state]", ""),
                        mailet.getString("[@match]", ""),
                        mailet.getString("[@class]", ""),
                        mailet.getString("onMailetException", "").toLowerCase(Locale.ROOT),
                        file.place("mailet", all.size())));
            }
        }
        return new Mailets(file, List.copyOf(all));
    }

    List<MailetEntry> ofProcessor(String state) {
        return all.stream().filter(mailet -> mailet.processor().equals(state)).toList();
    }

    /** The line of the first mailet of that processor, which is where to look. */
    String place(String state) {
        return ofProcessor(state).stream().findFirst().map(MailetEntry::place).orElse(file.name());
    }
}
