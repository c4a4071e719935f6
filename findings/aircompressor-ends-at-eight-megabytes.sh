#!/usr/bin/env bash
# aircompressor 2.0.3, zstd in plain Java, reading what zstd's own library (zstd-jni 1.5.7-6) wrote: 20 MB of log lines.
#
# Guess: a stream is a stream: ZstdInputStream reads what any level and option of zstd wrote, and throws IOException when it
#        cannot, as InputStream says.
# Seen:  levels to 19 are read. With --long, or a level above 19, the window is larger than 8 MB, and the first read throws
#        MalformedInputException, which is unchecked: a catch of IOException lets it pass. A stream that ends early throws
#        IOException, not EOFException.
# Means: catch both, and tell the user that the file is fine and how it was packed, or use the native library.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.airlift</groupId>
      <artifactId>aircompressor</artifactId>
      <version>2.0.3</version>
    </dependency>
    <dependency>
      <groupId>com.github.luben</groupId>
      <artifactId>zstd-jni</artifactId>
      <version>1.5.7-6</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Read.java <<'JAVA'
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

public class Read {
    public static void main(String[] args) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < 20_000_000; i++) {
            text.append("May  3 06:00:00 mail dovecot: line ").append(i * 2654435761L).append('\n');
        }
        byte[] log = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] usual = packed(log, 3, 0);
        System.out.print(read(usual) + " " + read(packed(log, 19, 0)) + " " + read(packed(log, 3, 27)) + " "
                + read(Arrays.copyOf(usual, usual.length / 2)));
    }

    private static byte[] packed(byte[] log, int level, int window) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (com.github.luben.zstd.ZstdOutputStream out = new com.github.luben.zstd.ZstdOutputStream(bytes)) {
            out.setLevel(level);
            if (window > 0) {
                out.setLong(window);
            }
            out.write(log);
        }
        return bytes.toByteArray();
    }

    private static String read(byte[] packed) {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes().length >= 20_000_000 ? "read" : "short";
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
    }
}
JAVA
javac -cp "lib/*" Read.java
seen=$(java -Xmx1g -cp "lib/*:." Read)
echo "aircompressor 2.0.3, $(java -version 2>&1 | head -1)"
echo "expected (level 3, level 19, --long=27, cut): read read read EOFException"
echo "seen: $seen"
[ "$seen" = "read read MalformedInputException IOException" ]
