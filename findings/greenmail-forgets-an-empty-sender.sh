#!/usr/bin/env bash
# GreenMail 2.1.5, the mail server of many integration tests: mail with an empty sender (RFC 5321 4.5.5), as bounces, holiday
# replies and notices of servers have.
#
# Guess: "MAIL FROM:<>" is accepted, and the message arrives like any other.
# Seen:  it is answered with 250, and each recipient after it with 503, as if no sender had been named: the message never
#        arrives. A server that has an empty sender's message refused drops it, since nobody is there to be told; so the test
#        waits, and no log says why.
# Means: tests of such mail look into a mailbox of the server under test, or use another sink.
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
      <groupId>com.icegreen</groupId>
      <artifactId>greenmail</artifactId>
      <version>2.1.5</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Ask.java <<'JAVA'
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;

public class Ask {
    public static void main(String[] args) throws Exception {
        GreenMail server = new GreenMail(ServerSetup.SMTP.dynamicPort());
        server.start();
        for (String sender : new String[] {"<bob@example.org>", "<>"}) {
            try (Socket socket = new Socket("127.0.0.1", server.getSmtp().getPort())) {
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
                in.readLine();
                ask(socket, in, "HELO here.example");
                System.out.print(ask(socket, in, "MAIL FROM:" + sender) + "/");
                System.out.print(ask(socket, in, "RCPT TO:<carol@example.org>") + " ");
            }
        }
        server.stop();
    }

    private static String ask(Socket socket, BufferedReader in, String line) throws Exception {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes());
        out.flush();
        String answer = in.readLine();
        while (answer.charAt(3) == '-') {
            answer = in.readLine();
        }
        return answer.substring(0, 3);
    }
}
JAVA
javac -cp "lib/*" Ask.java
seen=$(java -cp "lib/*:." Ask 2>/dev/null)
echo "greenmail 2.1.5, $(java -version 2>&1 | head -1)"
echo "expected (answer to the sender/answer to the recipient, a sender with a name first): 250/250 250/250"
echo "seen: $seen"
[ "$seen" = "250/250 250/503 " ]
