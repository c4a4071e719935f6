#!/usr/bin/env bash
# Spark 2.9.4, the router below James's WebAdmin: what an after filter knows of the answer.
#
# Guess: in a filter that runs after a route, response.body() is what the route answered, or never is.
# Seen:  it is what the route returned when that was a String; when it was bytes or a stream it is null, though the client gets
#        the same answer.
# Means: whatever looks at answers there, such as WebAdmin's log of them, passes over downloads; and a route that answers bytes
#        is seen by nobody.
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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import spark.Service;

public class Ask {
    public static void main(String[] args) throws Exception {
        Service server = Service.ignite().ipAddress("127.0.0.1").port(0);
        server.get("/text", (request, response) -> "answer");
        server.get("/bytes", (request, response) -> "answer".getBytes());
        server.get("/stream", (request, response) -> new ByteArrayInputStream("answer".getBytes()));
        server.after((request, response) -> response.header("seen", String.valueOf(response.body())));
        server.awaitInitialization();
        for (String path : new String[] {"text", "bytes", "stream"}) {
            var answer = HttpClient.newHttpClient().send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/" + path)).build(),
                    BodyHandlers.ofString());
            System.out.print(path + "=" + answer.body() + "/" + answer.headers().firstValue("seen").orElse("") + " ");
        }
        server.stop();
        server.awaitStop();
    }
}
JAVA
javac -cp "lib/*" Ask.java
seen=$(java -cp "lib/*:." Ask 2>/dev/null)
echo "spark-core 2.9.4, $(java -version 2>&1 | head -1)"
echo "expected: each path with the same after the slash"
echo "seen (what the client got/what the filter saw): $seen"
[ "$seen" = "text=answer/answer bytes=answer/null stream=answer/null " ]
