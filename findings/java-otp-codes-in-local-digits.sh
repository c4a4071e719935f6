#!/usr/bin/env bash
# java-otp 0.4.0, the library for one-time passwords (RFC 4226, RFC 6238), on a machine whose language is Arabic.
#
# Guess: generateOneTimePasswordString answers what an authenticator program shows: six ASCII digits (RFC 4226, 5.3).
# Seen:  it formats by the JVM's default locale: in Egypt's Arabic the code is of Arabic-Indic digits, which equals no code
#        that anybody can type, so that every sign-in fails; the number of generateOneTimePassword is right everywhere.
# Means: compare numbers, or pass Locale.ROOT.
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
      <groupId>com.eatthepath</groupId>
      <artifactId>java-otp</artifactId>
      <version>0.4.0</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib

cat > Code.java <<'JAVA'
import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;

public class Code {
    public static void main(String[] args) throws Exception {
        // The secret and the time of RFC 6238, appendix B; its code of eight digits ends with these six.
        SecretKeySpec key = new SecretKeySpec("12345678901234567890".getBytes(StandardCharsets.US_ASCII), "HmacSHA1");
        Instant time = Instant.ofEpochSecond(1111111109);
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        String plain = codes.generateOneTimePasswordString(key, time);
        System.out.print(plain.matches("[0-9]{6}") + " " + codes.generateOneTimePassword(key, time) + " "
                + codes.generateOneTimePasswordString(key, time, Locale.ROOT));
    }
}
JAVA
javac -cp "lib/*" Code.java

ask() { java -Duser.language="$1" -Duser.country="$2" -cp "lib/*:." Code; }
english=$(ask en US)
arabic=$(ask ar EG)
echo "java-otp 0.4.0, $(java -version 2>&1 | head -1)"
echo "expected: ASCII digits wherever it runs"
echo "seen (ASCII digits, number, with Locale.ROOT): en-US $english; ar-EG $arabic"
[ "$english" = "true 81804 081804" ] && [ "$arabic" = "false 81804 081804" ]
