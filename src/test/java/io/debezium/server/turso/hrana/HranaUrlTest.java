package io.debezium.server.turso.hrana;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class HranaUrlTest {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
        "libsql://menu-acme.turso.io, true, menu-acme.turso.io, 443, '', https://menu-acme.turso.io",
        "LIBSQL://menu-acme.turso.io/, true, menu-acme.turso.io, 443, '', https://menu-acme.turso.io",
        "libsql://localhost:8080?tls=0, false, localhost, 8080, '', http://localhost:8080",
        "libsql://localhost:8443?tls=1, true, localhost, 8443, '', https://localhost:8443",
        "https://db.example:444/dev/acme/, true, db.example, 444, /dev/acme, https://db.example:444",
        "http://turso_db, false, turso_db, 80, '', http://turso_db",
        "http://[::1]:8080, false, ::1, 8080, '', http://[::1]:8080",
        "' http://127.0.0.1:8080 ', false, 127.0.0.1, 8080, '', http://127.0.0.1:8080",
    })
    void urlsAreReadAsUsersWriteThem(String url, boolean tls, String host, int port, String path, String description) {
        HranaUrl read = HranaUrl.parse(url);

        assertThat(read).isEqualTo(new HranaUrl(tls, host, port, path, null));
        assertThat(read.description()).isEqualTo(description);
    }

    @Test
    void theTokenIsTakenOutOfTheUrlAndOutOfSight() {
        HranaUrl url = HranaUrl.parse("libsql://menu.turso.io?authToken=s%2Bcr+t&tls=1");

        assertThat(url.token()).isEqualTo("s+cr+t");
        assertThat(url.toString()).isEqualTo(url.description()).isEqualTo("https://menu.turso.io");
    }

    @Test
    void anEmptyTokenIsNone() {
        assertThat(HranaUrl.parse("libsql://menu.turso.io?authToken=").token()).isNull();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(delimiter = '|', textBlock = """
        wss://menu.turso.io?authToken=SECRET     | write libsql:// in place of wss://
        ws://localhost:8080                      | write http:// in place of ws://
        file:///tmp/a.db                         | write http://<host>:<port>
        turso://menu.turso.io                    | write libsql://
        postgres://SECRET@menu.turso.io          | write libsql://
        menu.turso.io                            | write libsql://
        localhost:8080                           | write libsql://
        SECRET SECRET                            | write libsql://
        ''                                       | write libsql://
        libsql://SECRET:SECRET@menu.turso.io     | set auth.token
        libsql://menu.turso.io?jwt=SECRET        | leave it out
        libsql://menu.turso.io?SECRET            | leave it out
        libsql://menu.turso.io?tls=1&tls=1       | has tls twice
        libsql://menu.turso.io?tls=no            | neither 0 nor 1
        libsql://menu.turso.io?tls=0             | has ?tls=0 and no port
        https://menu.turso.io?tls=0              | contradicts itself
        http://localhost:8080?tls=1              | contradicts itself
        libsql://menu.turso.io#SECRET            | leave out the #
        libsql:///menu                           | has no host
        https://:443                             | has no host
        https://menu.turso.io:                   | wrong port
        https://menu.turso.io:99999              | 1 to 65535
        https://menu.turso.io/v2/pipeline        | leave out /v2/pipeline
        https://menu.turso.io?authToken=%SECRET  | is not a URL
        """)
    void whatCannotBeUsedIsRefusedWithAdviceAndWithoutSecrets(String url, String advice) {
        assertThatThrownBy(() -> HranaUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The Turso URL")
                .hasMessageContaining(advice)
                .message()
                .doesNotContain("SECRET");
    }
}
