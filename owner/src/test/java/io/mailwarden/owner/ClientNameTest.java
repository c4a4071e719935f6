package io.mailwarden.owner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thunderbird",
                "Thunderbird 128.0 Windows",
                "iPhone Mail iOS",
                "K-9 Mail Android",
                "Outlook 16.0",
                "curl 8.5.0",
                "Mutt 2.2.13 Linux"
            })
    void namesOfProgramsAreShown(String client) {
        assertThat(ClientName.shown(client)).contains(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Windows",
                "128.0",
                "Your mailbox is safe ignore this notice",
                "Call +1 555 0100",
                "https://evil.example",
                "www.evil.example",
                "evil.example",
                "mailto bob",
                "<script>alert(1)</script>",
                "Thunderbird\" onload=\"x",
                "Thunderbird\nX: y",
                "Thunderbird\u202Egpj",
                "Th\u0443nderbird",
                "{link}",
                "%s%s",
                "Thunderbird Thunderbird Thunderbird",
                "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "=cmd|' /C calc'!A0"
            })
    void whatIsNoNameOfAProgramIsNot(String client) {
        assertThat(ClientName.shown(client)).isEmpty();
    }
}
