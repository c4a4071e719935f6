package io.mailwarden.alert;

import com.google.common.net.HostAndPort;
import java.nio.file.Path;

/**
 * Which syslog server is told, and how.
 *
 * @param syslogAddress host and port of a syslog server; empty for none
 * @param syslogTransport how it is reached
 * @param syslogFormat what it understands
 * @param syslogCaFile certificates in PEM that its TLS certificate must come from; Java's own where there is no such file
 */
public record SyslogConfig(
        String syslogAddress, SyslogTransport syslogTransport, SyslogFormat syslogFormat, Path syslogCaFile) {

    public SyslogConfig {
        if (!syslogAddress.isEmpty()) {
            HostAndPort unused = address(syslogAddress);
        }
    }

    /** How a syslog server is reached. */
    public enum SyslogTransport {
        /** RFC 5426: may be lost without a sign. */
        UDP,
        /** RFC 6587, with octet counting. */
        TCP,
        /** RFC 5425. */
        TLS
    }

    /** What a syslog server understands; both come in the envelope of RFC 5424. */
    public enum SyslogFormat {
        /** Words and pairs of name and value. */
        RFC5424,
        /** The Common Event Format of ArcSight, which most SIEMs read. */
        CEF
    }

    /** Whether there is a syslog server. */
    public boolean present() {
        return !syslogAddress.isEmpty();
    }

    /** Host and port; throws IllegalArgumentException, saying what is expected, when it is none. */
    static HostAndPort address(String text) {
        try {
            HostAndPort address = HostAndPort.fromString(text).requireBracketsForIPv6();
            if (address.hasPort() && address.getPort() > 0 && !address.getHost().isBlank()) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("expected a host and a port such as siem.example.org:514", e);
        }
        throw new IllegalArgumentException("expected a host and a port such as siem.example.org:514");
    }
}
