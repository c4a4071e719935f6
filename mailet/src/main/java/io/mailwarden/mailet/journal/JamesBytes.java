package io.mailwarden.mailet.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.james.blob.api.BlobId;
import org.apache.james.blob.api.BlobStoreDAO;
import org.apache.james.blob.api.BucketName;
import org.apache.james.blob.api.ObjectNotFoundException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Bytes in a bucket of their own in James's blob store. Through its inner side: the outer one, where it stores equal
 * blobs once, deletes nothing (DeDuplicationBlobStore), and its garbage collection looks at James's own bucket only.
 * Thread-safe.
 */
public final class JamesBytes implements JournalBytes {

    private static final BucketName BUCKET = BucketName.of("mailwarden-journal");

    private final BlobStoreDAO blobs;
    private final BlobId.Factory ids;

    public JamesBytes(BlobStoreDAO blobs, BlobId.Factory ids) {
        this.blobs = blobs;
        this.ids = ids;
    }

    @Override
    public void save(String name, InputStream message) throws IOException {
        block(() -> blobs.save(BUCKET, ids.from(name), message));
    }

    @Override
    public boolean appends() {
        return false;
    }

    @Override
    public void append(String name, long offset, List<byte[]> bytes) throws IOException {
        throw new IOException("a blob store appends nothing to " + name);
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        try {
            return Optional.of(blobs.read(BUCKET, ids.from(name)));
        } catch (ObjectNotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new IOException("the blob store did not answer", e);
        }
    }

    @Override
    public void remove(Collection<String> names) throws IOException {
        block(() -> blobs.delete(BUCKET, names.stream().map(ids::from).toList()));
    }

    private static void block(Supplier<Publisher<Void>> work) throws IOException {
        try {
            Mono.from(work.get()).block();
        } catch (RuntimeException e) {
            throw new IOException("the blob store did not answer", e);
        }
    }
}
