package io.mailwarden.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"name\" \"Thunderbird\" \"version\" \"128.0\" | Thunderbird | 128.0 | ''",
                "(\"NAME\" \"iPhone Mail\" \"os\" \"iOS\" \"version\" \"15.4\") | iPhone Mail | 15.4 | iOS",
                "\"name\" \"K-9\" \"os\" NIL \"version\" \"6\" | K-9 | 6 | ''",
                "git-send-email 2.21.0 | git-send-email | 2.21.0 | ''",
                "laptop.example.org | laptop | '' | ''",
                "[192.0.2.1] | '' | '' | ''",
            })
    void readsWhatEventLinesHold(String raw, String family, String version, String system) {
        assertThat(Client.parse(raw)).isEqualTo(new Client(family, version, system));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(\"name\" \"Mac OS X Mail\" \"version\" \"16.0 (3696.80.1)\" \"os\" \"Mac OS X\") "
                        + "| Mac OS X Mail | 16.0 | macOS",
                "(\"name\" \"com.apple.email.maild\" \"version\" \"3826.300.87\" \"os\" \"iOS\" "
                        + "\"os-version\" \"18.2.1 (22C161)\" \"event\" NIL) | com.apple.email.maild | 3826.300.87 | iOS",
                "\"name\" \"Thunderbird\" \"version\" \"115.0\" \"vendor\" \"Mozilla\" | Thunderbird | 115.0 | ~~",
                "\"name\" \"com.android.email\" \"os\" \"android\" \"os-version\" \"9; PKQ1\" "
                        + "| com.android.email | ~~ | Android",
                "\"name\" \"Outlook\" \"os\" \"Windows NT 10.0\" | Outlook | ~~ | Windows",
                "\"name\" \"Reader\" \"version\" \"beta\" \"os\" \"Plan 9\" | Reader | ~~ | Plan 9",
            })
    void readsImapId(String raw, String family, String version, String system) {
        assertThat(Client.parse(raw)).isEqualTo(new Client(family, version, system));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla Thunderbird | Thunderbird | '' | ''",
                "Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101  Thunderbird/78.11.0 | Thunderbird | 78.11.0 | Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:102.0) Gecko/20100101 Thunderbird/102.13.0 "
                        + "| Thunderbird | 102.13.0 | Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:91.0) Gecko/20100101 Thunderbird/91.1.0 "
                        + "| Thunderbird | 91.1.0 | macOS",
                "Mozilla/5.0 (Windows NT 11.0; Win64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/95.0.4577 Safari/537.36 "
                        + "| Chrome | 95.0.4577 | Windows",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/95.0 Safari/537.36 Edg/95.0.1 "
                        + "| Edg | 95.0.1 | Windows",
                "Mozilla/5.0 (X11) | Mozilla | 5.0 | ''",
                "git-send-email 2.21.0.593.g511ec345e18 | git-send-email | 2.21.0.593 | ''",
                "Mutt/1.10.1 (2018-07-13) | Mutt | 1.10.1 | ''",
                "NeoMutt/20180716 | NeoMutt | 20180716 | ''",
                "K-9 Mail for Android | K-9 Mail | '' | Android",
                "Betterbird (Linux) | Betterbird | '' | Linux",
                "Apple Mail (2.3445.9.1) | Apple Mail | 2.3445.9.1 | macOS",
                "iPhone Mail (21G93) | iPhone Mail | 21 | iOS",
                "Claws Mail 4.1.1 (GTK 3.24.38; arm-unknown-linux-gnueabihf) | Claws Mail | 4.1.1 | Linux",
                "Evolution 3.30.5-1.1  | Evolution | 3.30.5 | ''",
                "AquaMail/1.30.1-1828 (build: 103001000) | AquaMail | 1.30.1 | ''",
                "Microsoft Outlook 16.0 | Microsoft Outlook | 16.0 | ''",
                "Microsoft Office Outlook, Build 10.0.5610 | Microsoft Office Outlook | 10.0.5610 | ''",
                "Mew version 6.9 on Emacs 29.4 | Mew | 6.9 | ''",
                "Open-Xchange Mailer v7.10.4-Rev21 | Open-Xchange Mailer | 7.10.4 | ''",
                "mu4e 1.5.8; emacs 27.2 | mu4e | 1.5.8 | ''",
                "b4 0.14.2 | b4 | 0.14.2 | ''",
                "Gnus/5.13 (Gnus v5.13) Emacs/26.1 (gnu/linux) | Gnus | 5.13 | Linux",
                "Some.Android.Mail/1.0+1234 (OS: 7.0; device: X) | Some.Android.Mail | 1.0 | Android",
                "Sendinblue | Sendinblue | '' | ''",
                "Bulk Sender **6f25191fe3314a6ba93b2b48** | Bulk Sender **#** | '' | ''",
            })
    void readsWhatProgramsCallThemselves(String raw, String family, String version, String system) {
        assertThat(Client.parse(raw)).isEqualTo(new Client(family, version, system));
    }

    @ParameterizedTest
    @CsvSource({
        "DESKTOP-ABC123,desktop-abc123",
        "WIN-8QJ2K1A3B4C,win-8qj2k1a3b4c",
        "MacBook-Pro.local,macbook-pro",
        "MacBook-Pro-91.local,macbook-pro-#",
        "Bobs-iPhone,Bobs-iPhone",
        "laptop7.dyn.example.net,laptop7",
        "BOX1.EXAMPLE.ORG,box1",
        "box1.fritz.box,box1",
        "box1,box1",
        "box2.corp.example,box2",
        "LAPTOP,laptop",
        "mail.example.org,mail.example.org",
        "mail2.example.org,mail2.example.org",
        "com.example.mail,com.example.mail",
        "p5badcf3e.dip0.example,#.dip0.example",
        "p5b2a7c31.dip0.example,#.dip0.example",
        "x4db5c3e2.dyn.example,#.dyn.example",
        "web-7f99c8d4b5-abcde,web-#-#",
        "web-6d4b75cb6d-hwxzc,web-#-#",
        "mail-out-6d4b75cb6d-x7k2p.mail.svc.cluster.local,mail-out-#-#",
        "node-exporter-x7k2p,node-exporter-#",
        "fv-az123-456,fv-az#-#",
        "fv-az9-34,fv-az#-#",
        "web-0,web-#",
        "python-build-01,python-build-#",
        "curlew.example.org,curlew",
        "deadbeef.example.org,deadbeef",
        "red-house.example.org,red-house",
        "ip-10-0-0-1.ec2.internal,ip-#-#-#-#.ec#.internal",
        "cpe-198-51-100-7.example.net,cpe-#-#-#-#.example.net",
        "3f2a9c0d1e4b,#",
        "6fa459ea-ee8a-3ca4-894e-db77e160355e,#",
    })
    void machineIsKnownByWhatDoesNotChangeWithItsAddress(String ehlo, String family) {
        assertThat(Client.ofEhlo(ehlo).family()).isEqualTo(family);
        assertThat(Client.parse(ehlo)).isEqualTo(Client.ofEhlo(ehlo));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[192.168.1.5]",
                "[IPv6:fe80::1]",
                "192.0.2.7",
                "2001:db8::1",
                "localhost",
                "LOCALHOST.localdomain",
                "report-20260521.txt",
                "report 2026-11-30.eml",
                "Letter.HTML",
                "message.json",
                ""
            })
    void anAddressIsNoClient(String ehlo) {
        assertThat(Client.ofEhlo(ehlo)).isEqualTo(Client.UNKNOWN);
    }

    @Test
    void readsImapIdFieldsInAnyLetterCase() {
        assertThat(Client.ofImapId(Map.of("Name", "Outlook", "VERSION", "16.0", "oS", "Windows")))
                .isEqualTo(new Client("Outlook", "16.0", "Windows"));
    }

    @Test
    void knowsNothingOfAClientThatSaysNothing() {
        assertThat(Client.ofImapId(Map.of()).isKnown()).isFalse();
        assertThat(Client.parse("").isKnown()).isFalse();
        assertThat(Client.ofEhlo("host").isKnown()).isTrue();
    }

    @Test
    void printsItsPartsOnce() {
        assertThat(new Client("Thunderbird", "", "Linux")).hasToString("Thunderbird Linux");
        assertThat(Client.UNKNOWN).hasToString("");
    }

    @Test
    void cutsHostileTextAndTakesOutItsControlCharacters() {
        Client client = Client.ofEhlo("evil\r\nINFO forged line\u001b[2J" + "x".repeat(1_000_000));

        assertThat(client.family()).hasSize(Client.MAX_LENGTH).startsWith("evil??info_forged_line?[2j");
        assertThat(client.toString().chars()).noneMatch(Character::isISOControl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\" ",
                "\"a\" \"",
                " ",
                "a ",
                "1 ",
                "a/1",
                "\0",
                "\r\n",
                "\"name\" ",
                " (",
                "0-",
                "f0",
                "x for mac",
                "a1-",
                "-1",
                "a.b",
                "-a1b2c3d4-a1b2c"
            })
    void readsAnyFloodInTime(String piece) {
        assertThatNoException().isThrownBy(() -> Client.parse(piece.repeat(200_000)));
    }
}
