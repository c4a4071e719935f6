#!/usr/bin/env bash
# Spark 2.9.4, the router below James's WebAdmin, on a machine whose language is Turkish.
#
# Guess: a route for OPTIONS answers wherever the JVM runs; HTTP methods are ASCII tokens (RFC 9110, 9.1).
# Seen:  Spark lower-cases the method by the JVM's default locale before it looks for the route. In Turkish (and Azeri)
#        "OPTIONS" becomes "optıons" with a dotless i, which is no method that Spark knows: 404. GET and POST have no I.
# Means: a browser on another origin fails its CORS preflight against such a server. Start it with -Duser.language=en.
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
      <groupId>com.sparkjava</groupId>
      <artifactId>spark-core</artifactId>
      <version>2.9.4</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Ask.java <<'JAVA'
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import spark.Service;

public class Ask {
    public static void main(String[] args) throws Exception {
        Service server = Service.ignite().ipAddress("127.0.0.1").port(0);
        server.get("/x", (request, response) -> "got");
        server.options("/x", (request, response) -> "options");
        server.awaitInitialization();
        for (String method : new String[] {"GET", "OPTIONS"}) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/x"))
                    .method(method, BodyPublishers.noBody())
                    .build();
            System.out.print(method + "=" + HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode() + " ");
        }
        server.stop();
        server.awaitStop();
    }
}
JAVA
javac -cp "lib/*" Ask.java

ask() { java -Duser.language="$1" -cp "lib/*:." Ask 2>/dev/null; }
english=$(ask en)
turkish=$(ask tr)
echo "spark-core 2.9.4, $(java -version 2>&1 | head -1)"
echo "expected, in every language: GET=200 OPTIONS=200"
echo "seen, English: $english"
echo "seen, Turkish: $turkish"
[ "$english" = "GET=200 OPTIONS=200 " ] && [ "$turkish" = "GET=200 OPTIONS=404 " ]
