#!/usr/bin/env bash
# Apache James Mime4j 0.8.9, its MimeParameterMapping, decoders and body descriptors (another version: VERSION=…).
#
# Guess: it joins the sections of a long file name (RFC 2231) by their numbers and decodes each, takes filename* before filename, and
#        joins adjacent encoded words before it decodes them; comments in Content-Transfer-Encoding are no part of it.
# Seen:  sections are joined in the order of the header, only the first is decoded, filename and filename* are glued together, a plus
#        sign becomes a blank, a character split between two encoded words becomes two U+FFFD, and "base64 (x)" decodes nothing.
# Means: the ending of a file, the link in a text and the words of a subject are not what the recipient's program shows.
set -euo pipefail
version=${VERSION:-0.8.9}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.james</groupId>
      <artifactId>apache-mime4j-core</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Ask.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.util.MimeParameterMapping;

public class Ask {
    static String name(String... parameters) {
        MimeParameterMapping mapping = new MimeParameterMapping();
        for (String parameter : parameters) {
            String[] both = parameter.split("=", 2);
            mapping.addParameter(both[0], both[1]);
        }
        return mapping.getParameters().get("filename");
    }

    static String body(String message) throws Exception {
        MimeTokenStream tokens = new MimeTokenStream();
        tokens.parse(new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
        for (EntityState state = tokens.getState(); state != EntityState.T_BODY; state = tokens.next()) {}
        return new String(tokens.getDecodedInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(name("filename*0*=utf-8''%C3%9Cber", "filename*1*=%20alle.pdf"));
        System.out.println(name("filename*1=2026.pdf", "filename*0=report-"));
        System.out.println(name("filename=plain.pdf", "filename*=utf-8''%C3%9Cber.pdf"));
        System.out.println(name("filename*=utf-8''a+b.pdf"));
        System.out.println(DecoderUtil.decodeEncodedWords(
                "=?utf-8?B?UsM=?= =?utf-8?B?vGNrZnJhZ2U=?=", DecodeMonitor.SILENT));
        System.out.println(body("Content-Transfer-Encoding: base64 (x)\r\n\r\naGVsbG8=\r\n"));
    }
}
JAVA
javac -cp "lib/*" Ask.java
seen=$(java -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp "lib/*:." Ask | paste -sd '|')
echo "apache-mime4j-core $version, $(java -version 2>&1 | head -1)"
echo "expected: Über alle.pdf|report-2026.pdf|Über.pdf|a+b.pdf|Rückfrage|hello"
echo "seen:     $seen"
[ "$seen" = "Über%20alle.pdf|2026.pdfreport-|plain.pdfutf-8''%C3%9Cber.pdf|a b.pdf|R��ckfrage|aGVsbG8=" ]
