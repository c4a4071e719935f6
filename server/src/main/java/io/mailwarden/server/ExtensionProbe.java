package io.mailwarden.server;

import javax.inject.Inject;
import org.apache.james.utils.ClassName;
import org.apache.james.utils.GuiceGenericLoader;
import org.apache.james.utils.GuiceProbe;

/** Looks into the extensions of a James that runs in this process. Thread-safe. */
final class ExtensionProbe implements GuiceProbe {

    private final GuiceGenericLoader extensions;

    @Inject
    ExtensionProbe(GuiceGenericLoader extensions) {
        this.extensions = extensions;
    }

    /** An object of that class, as James makes it for itself: the one that there is, if there is one. */
    Object object(String className) {
        try {
            return extensions.instantiate(new ClassName(className));
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("no extension has the class " + className, e);
        }
    }
}
