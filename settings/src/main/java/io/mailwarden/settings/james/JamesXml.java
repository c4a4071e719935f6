package io.mailwarden.settings.james;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.commons.configuration2.convert.DisabledListDelimiterHandler;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.commons.configuration2.io.FileHandler;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.xml.sax.SAXParseException;

/**
 * One XML file of James's, as James reads it, with the lines on which its elements begin.
 *
 * @param name such as {@code smtpserver.xml}
 * @param configuration what it says, without its root element
 * @param elements all its elements in the order of the file
 */
record JamesXml(String name, HierarchicalConfiguration<ImmutableNode> configuration, List<Element> elements) {

    /**
     * An element.
     *
     * @param name its name
     * @param line on which its start tag ends, counted from 1
     */
    record Element(String name, int line) {}

    static JamesXml empty(String name) {
        return new JamesXml(name, new XMLConfiguration(), List.of());
    }

    static JamesXml parse(String name, byte[] bytes) {
        XMLConfiguration configuration = new XMLConfiguration();
        configuration.setListDelimiterHandler(new DisabledListDelimiterHandler());
        try {
            new FileHandler(configuration).load(new ByteArrayInputStream(bytes));
            return new JamesXml(name, configuration, elements(bytes));
        } catch (ConfigurationException | XMLStreamException e) {
            throw new UnreadableFile(name, reason(e), e);
        }
    }

    // Commons Configuration says "Error parsing null"; what the parser said is below.
    private static String reason(Exception error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SAXParseException at) {
                return String.format(
                        Locale.ROOT,
                        "line %d, column %d: %s",
                        at.getLineNumber(),
                        at.getColumnNumber(),
                        at.getMessage());
            }
        }
        return String.valueOf(error.getMessage());
    }

    private static List<Element> elements(byte[] bytes) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
        List<Element> elements = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                elements.add(
                        new Element(reader.getLocalName(), reader.getLocation().getLineNumber()));
            }
        }
        reader.close();
        return List.copyOf(elements);
    }

    /** "smtpserver.xml, line 31": the n-th element of that name, counted from 0; the file alone when there is none. */
    String place(String element, int n) {
        return elements.stream()
                .filter(one -> one.name().equals(element))
                .skip(n)
                .findFirst()
                .map(one -> String.format(Locale.ROOT, "%s, line %d", name, one.line()))
                .orElse(name);
    }
}
