package io.mailwarden.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Changes XML files, keeping their comments. */
final class XmlFile {

    private XmlFile() {}

    static void edit(Path file, Consumer<Document> change) throws IOException {
        try {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            change.accept(document);
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (SAXException | ParserConfigurationException | TransformerException e) {
            throw new IOException("cannot change " + file, e);
        }
    }

    /** All elements of that name, or all for {@code *}, as they are before any change. */
    static Stream<Element> all(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList().stream();
    }

    static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .filter(child -> parent.equals(child.getParentNode()))
                .toList()
                .stream();
    }

    static void setChild(Element parent, String name, String text) {
        Element child = children(parent, name).findFirst().orElseGet(() ->
                (Element) parent.appendChild(parent.getOwnerDocument().createElement(name)));
        child.setTextContent(text);
    }
}
