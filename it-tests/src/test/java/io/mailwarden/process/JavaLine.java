package io.mailwarden.process;

import io.mailwarden.server.JamesHome;
import io.mailwarden.testkit.TestTime;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * How Java is called for a James of its own.
 *
 * @param options before the name of the class
 * @param classPath where James is
 * @param environment variables to set
 */
public record JavaLine(List<String> options, String classPath, Map<String, String> environment) {

    private static final Map<Path, JavaLine> MADE = new HashMap<>();

    public JavaLine {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    private JavaLine(List<String> options, String classPath) {
        this(options, classPath, Map.of());
    }

    /** With these options and this process's own class path. */
    public static JavaLine of(String... options) {
        return new JavaLine(List.of(options), System.getProperty("java.class.path"));
    }

    /**
     * For starts that are as quick as can be, when there are many: little compilation, and James's classes from an
     * archive, which is made by a start and an orderly stop of the given home when this process asks for the first
     * time.
     *
     * @param folder where the archive is made
     */
    public static JavaLine quick(Path folder, JamesHome home) throws IOException {
        synchronized (MADE) {
            JavaLine made = MADE.get(folder);
            if (made == null) {
                made = make(folder, home);
                MADE.put(folder, made);
            }
            return made;
        }
    }

    private static JavaLine make(Path folder, JamesHome home) throws IOException {
        Files.createDirectories(folder);
        Path archive = folder.resolve("classes.jsa").toAbsolutePath();
        Files.deleteIfExists(archive);
        List<String> options =
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xlog:cds=off");
        String classPath = jarsOnly(folder);
        JavaLine making = new JavaLine(options, classPath).with("-XX:ArchiveClassesAtExit=" + archive);
        try (JamesProcess process = JamesProcess.launch(home, making, TestTime.ahead())) {
            process.awaitReady();
            process.stop();
        }
        return new JavaLine(options, classPath).with("-XX:SharedArchiveFile=" + archive);
    }

    /** With one more option. */
    public JavaLine with(String option) {
        List<String> more = new ArrayList<>(options);
        more.add(option);
        return new JavaLine(more, classPath, environment);
    }

    /** With an environment variable. */
    public JavaLine withVariable(String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return new JavaLine(options, classPath, more);
    }

    /** An archive of classes knows no folders. */
    private static String jarsOnly(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (!Files.isDirectory(path)) {
                jars.add(path.toString());
            } else {
                jars.add(pack(path, folder.resolve("classes-" + jars.size() + ".jar"))
                        .toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar.toAbsolutePath();
    }
}
