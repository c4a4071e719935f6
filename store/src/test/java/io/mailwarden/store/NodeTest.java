package io.mailwarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

    @TempDir
    private Path directory;

    @Test
    void keepsItsNameAndNumber() {
        String name;
        try (Node node = Node.open(directory)) {
            name = node.name();
            assertThat(node.isNew()).isTrue();
            node.number(7);
        }
        try (Node node = Node.open(directory)) {
            assertThat(node.name()).isEqualTo(name);
            assertThat(node.number()).isEqualTo(7);
            assertThat(node.isNew()).isFalse();
        }
    }

    @Test
    void folderIsForOneProcess() {
        Node first = Node.open(directory);
        try (first) {
            assertThatThrownBy(() -> Node.open(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another process");
        }
        Node.open(directory).close();
    }

    @Test
    void anotherNameIsKeptToo() {
        String name;
        try (Node node = Node.open(directory)) {
            String before = node.name();
            node.rename();
            name = node.name();
            assertThat(name).isNotEqualTo(before);
        }
        try (Node node = Node.open(directory)) {
            assertThat(node.name()).isEqualTo(name);
        }
    }

    @Test
    void damagedFileIsANewNode() throws IOException {
        Files.writeString(directory.resolve("node"), "x".repeat(1000));

        try (Node node = Node.open(directory)) {
            assertThat(node.isNew()).isTrue();
        }
    }
}
