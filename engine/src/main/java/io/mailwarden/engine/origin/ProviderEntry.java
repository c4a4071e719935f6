package io.mailwarden.engine.origin;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is read of an entry in an ASN database. Made by MaxMind's reader through reflection, hence public. */
public record ProviderEntry(@Nullable Long number, @Nullable String name) {

    @MaxMindDbConstructor
    public ProviderEntry(
            @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Long number,
            @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String name) {
        this.number = number;
        this.name = name;
    }

    Optional<Provider> provider() {
        return number == null ? Optional.empty() : Optional.of(Provider.of(number, name == null ? "" : name));
    }
}
