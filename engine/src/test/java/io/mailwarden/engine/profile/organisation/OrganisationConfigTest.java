package io.mailwarden.engine.profile.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mailwarden.engine.event.Account;
import io.mailwarden.engine.profile.organisation.OrganisationConfig.DomainGroups;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrganisationConfigTest {

    private static DomainGroups groups(List<List<String>> groups) {
        return new DomainGroups(new OrganisationConfig(groups));
    }

    @Test
    void anAccountBelongsToItsDomainOrToTheGroupOfIt() {
        DomainGroups groups = groups(List.of(List.of("Example.org", "example.com"), List.of("a.test", "b.test")));

        assertThat(groups.of(new Account("bob@example.com"))).isEqualTo("example.org");
        assertThat(groups.of(new Account("bob@example.org"))).isEqualTo("example.org");
        assertThat(groups.of(new Account("bob@b.test"))).isEqualTo("a.test");
        assertThat(groups.of(new Account("bob@c.test"))).isEqualTo("c.test");
        assertThat(groups.of(new Account("bob@sub.example.com"))).isEqualTo("sub.example.com");
        assertThat(groups.of(new Account("bob"))).isEmpty();
        assertThat(DomainGroups.NONE.of(new Account("bob@example.com"))).isEqualTo("example.com");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> groups(List.of(List.of("example.org"))))
                .hasMessage("expected at least two domains in each group, such as example.org, example.com; not "
                        + "[example.org]");
        assertThatThrownBy(() -> groups(List.of(List.of("a.test", "b.test"), List.of("c.test", "A.test"))))
                .hasMessage("expected each domain once; twice is a.test");
        for (String wrong : List.of("bob@example.org", "*", "", " ", "a b", "a\nb", "x".repeat(300))) {
            assertThatThrownBy(() -> groups(List.of(List.of("a.test", wrong))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("expected domains such as example.org, not ");
        }
    }
}
