import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Measures how the main code is built, with nothing but a JDK 17: {@code java docs/measure/House.java [FOLDER]}, where
 * the folder is a checkout of any commit, and the working directory when none is named. {@code --check} measures a
 * made-up house of three files whose figures are known. It parses, and does not resolve: a name means what the file's
 * imports, its own types and its package say.
 */
public final class House {

    private static final int MOST_TYPES = 20;
    private static final int MOST_COMPONENTS = 8;
    private static final int MOST_PARAMETERS = 6;
    private static final int LONG_FILE = 300;
    private static final int FEW_WORDS = 4;
    private static final String ENGINE = "engine";

    /** A class, interface, enum or record; {@code name} is fully qualified, {@code owner} empty for a top-level one. */
    private record Type(
            String module, String pack, String name, String owner, Tree.Kind kind, Shape shape, List<String> above) {

        String simple() {
            return name.substring(name.lastIndexOf('.') + 1);
        }

        boolean topLevel() {
            return owner.isEmpty();
        }
    }

    /**
     * Of a type: whether it is public or sealed, its record components, and the words of its Javadoc's first sentence.
     */
    private record Shape(boolean open, boolean sealed, int components, int words) {}

    /** A method or constructor with a body. */
    private record Method(String name, int parameters, int lines) {}

    /** {@code x instanceof Type}: in which type's file, and the full name if it is one of ours. */
    private record Check(String file, String type) {}

    private final Path folder;
    private final List<Type> types = new ArrayList<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, Set<String>> namedByModule = new HashMap<>();
    private final Map<String, Integer> lines = new TreeMap<>();
    private int testLines;

    private House(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("--check")) {
            check();
            return;
        }
        House house = new House(Path.of(arguments.length == 0 ? "" : arguments[0]).toRealPath());
        house.read();
        house.report().forEach((what, value) -> System.out.println("| " + what + " | " + value + " |"));
        house.lists().forEach((what, values) -> System.out.println("\n" + what + ":\n  " + String.join("\n  ", values)));
    }

    private void read() throws IOException {
        Map<Path, String> moduleOf = new TreeMap<>();
        try (Stream<Path> modules = Files.list(folder)) {
            for (Path module : modules.filter(one -> Files.isRegularFile(one.resolve("pom.xml"))).toList()) {
                sources(module.resolve("src/main/java")).forEach(file -> moduleOf.put(file, "" + module.getFileName()));
                testLines += sources(module.resolve("src/test/java")).stream().mapToInt(House::count).sum();
            }
        }
        parse(moduleOf);
    }

    private static List<Path> sources(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    private static int count(Path file) {
        try (Stream<String> all = Files.lines(file)) {
            return (int) all.count();
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private void parse(Map<Path, String> moduleOf) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    new PrintWriter(Writer.nullWriter()),
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(moduleOf.keySet()));
            DocTrees docs = DocTrees.instance(task);
            List<Reader> readers = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                lines.put(folder.relativize(file).toString(), count(file));
                Reader reader = new Reader(moduleOf.get(file), unit, docs);
                reader.scan(unit, null);
                readers.add(reader);
            }
            Map<String, Type> byName = types.stream().collect(Collectors.toMap(Type::name, type -> type, (a, b) -> a));
            readers.forEach(reader -> reader.resolve(byName));
        }
    }

    /** Reads one file. */
    private final class Reader extends TreePathScanner<Void, Void> {

        private final String module;
        private final CompilationUnitTree unit;
        private final DocTrees docs;
        private final String pack;
        private final Map<String, String> imports = new HashMap<>();
        private final List<String> owners = new ArrayList<>();
        private final List<String> tested = new ArrayList<>();
        private final Map<Type, List<String>> unresolved = new HashMap<>();

        Reader(String module, CompilationUnitTree unit, DocTrees docs) {
            this.module = module;
            this.unit = unit;
            this.docs = docs;
            this.pack = String.valueOf(unit.getPackageName());
        }

        @Override
        public Void visitImport(ImportTree tree, Void unused) {
            String name = tree.getQualifiedIdentifier().toString();
            imports.put(name.substring(name.lastIndexOf('.') + 1), name);
            namedByModule.computeIfAbsent(module, key -> new HashSet<>()).add(name);
            return null;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
            namedByModule.computeIfAbsent(module, key -> new HashSet<>()).add(tree.toString());
            return super.visitMemberSelect(tree, unused);
        }

        @Override
        public Void visitClass(ClassTree tree, Void unused) {
            if (tree.getSimpleName().length() == 0) {
                return super.visitClass(tree, unused);
            }
            String owner = owners.isEmpty() ? "" : owners.get(owners.size() - 1);
            String name = (owner.isEmpty() ? pack : owner) + "." + tree.getSimpleName();
            Type type = new Type(module, pack, name, owner, tree.getKind(), shape(tree, owner), new ArrayList<>());
            types.add(type);
            unresolved.put(type, above(tree));
            owners.add(name);
            super.visitClass(tree, unused);
            owners.remove(owners.size() - 1);
            return null;
        }

        private Shape shape(ClassTree tree, String owner) {
            Set<Modifier> modifiers = tree.getModifiers().getFlags();
            boolean inInterface = types.stream()
                    .anyMatch(type -> type.name().equals(owner) && type.kind() == Tree.Kind.INTERFACE);
            int components = tree.getKind() != Tree.Kind.RECORD
                    ? 0
                    : (int) tree.getMembers().stream()
                            .filter(member -> member instanceof VariableTree field
                                    && !field.getModifiers().getFlags().contains(Modifier.STATIC))
                            .count();
            boolean open = modifiers.contains(Modifier.PUBLIC) || inInterface;
            return new Shape(open, modifiers.contains(Modifier.SEALED), components, words());
        }

        // Of the first sentence; -1 without any Javadoc.
        private int words() {
            String doc = docs.getDocComment(getCurrentPath());
            if (doc == null) {
                return -1;
            }
            String sentence = doc.strip().replaceAll("(?s)(?<=[.!?])\\s.*|\\n\\s*(@|<p>).*", "");
            return sentence.split("\\s+").length;
        }

        private List<String> above(ClassTree tree) {
            List<String> names = new ArrayList<>();
            tree.getImplementsClause().forEach(one -> names.add(plain(one)));
            if (tree.getExtendsClause() != null) {
                names.add(plain(tree.getExtendsClause()));
            }
            return names;
        }

        private static String plain(Tree type) {
            return type.toString().replaceAll("<.*", "");
        }

        @Override
        public Void visitMethod(MethodTree tree, Void unused) {
            boolean made = docs.getSourcePositions().getEndPosition(unit, tree) < 0;
            // The canonical constructor of a record has the parameters that its components are.
            boolean canonical = tree.getReturnType() == null
                    && getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
            if (tree.getBody() != null && !made && !canonical && !owners.isEmpty()) {
                methods.add(new Method(
                        owners.get(owners.size() - 1) + "." + tree.getName(), tree.getParameters().size(), lines(tree)));
            }
            return super.visitMethod(tree, unused);
        }

        private int lines(MethodTree tree) {
            SourcePositions positions = docs.getSourcePositions();
            long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree.getBody()));
            long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree.getBody()));
            return (int) Math.max(1, last - first - 1);
        }

        @Override
        public Void visitInstanceOf(InstanceOfTree tree, Void unused) {
            PatternTree pattern = tree.getPattern();
            tested.add(plain(pattern instanceof BindingPatternTree bound ? bound.getVariable().getType() : tree.getType()));
            return super.visitInstanceOf(tree, unused);
        }

        void resolve(Map<String, Type> known) {
            unresolved.forEach((type, names) -> names.forEach(name -> type.above().add(full(name, type.name(), known))));
            String file = unresolved.keySet().stream().filter(Type::topLevel).map(Type::name).findFirst().orElse(pack);
            tested.forEach(name -> checks.add(new Check(file, full(name, file + ".x", known))));
        }

        // Nested here or further out, imported, of the same package, or as it is written.
        private String full(String name, String within, Map<String, Type> known) {
            int dot = name.indexOf('.');
            String head = dot < 0 ? name : name.substring(0, dot);
            String tail = dot < 0 ? "" : name.substring(dot);
            for (int end = within.length(); end > 0; end = within.lastIndexOf('.', end - 1)) {
                String there = within.substring(0, end) + "." + head;
                if (known.containsKey(there)) {
                    return there + tail;
                }
            }
            return imports.getOrDefault(head, head) + tail;
        }
    }

    private Map<String, String> report() {
        Map<String, String> report = new LinkedHashMap<>();
        Map<String, Long> packages = count(types, Type::topLevel, Type::pack);
        long full = packages.values().stream().filter(size -> size > MOST_TYPES).count();
        report.put("packages with more than " + MOST_TYPES + " types", full + " of " + packages.size()
                + ", the fullest " + packages.values().stream().max(Comparator.naturalOrder()).orElse(0L));
        openShare().forEach((module, share) -> report.put("public share of top-level types, " + module, share));
        report.put("engine types used by other modules", used().size() + " of " + engineTypes().size() + " public ones");
        report.put("records with more than " + MOST_COMPONENTS + " components", "" + wide().size());
        report.put("methods with more than " + MOST_PARAMETERS + " parameters", "" + overloaded().size());
        report.put("method body, lines p50/p90/p99/max", tail(methods.stream().map(Method::lines).toList(), 50, 90, 99));
        report.put("file, lines p50/p90/max", tail(lines.values(), 50, 90));
        report.put("files over " + LONG_FILE + " lines", "" + lines.values().stream().filter(n -> n > LONG_FILE).count());
        report.put("simple names of more than one type", "" + twice().size());
        List<Type> open = types.stream().filter(type -> type.shape().open()).toList();
        long few = open.stream().filter(House::tellsNothing).count();
        report.put("public types with at most " + FEW_WORDS + " words to begin with", few + " of " + open.size());
        int main = lines.values().stream().mapToInt(Integer::intValue).sum();
        report.put("lines of tests : main", "%d : %d = %.2f".formatted(testLines, main, (double) testLines / main));
        sealedChecks().forEach((root, where) -> report.put(
                "instanceof on " + root, where.values().stream().mapToLong(n -> n).sum() + " in " + where.size() + " files"));
        return report;
    }

    private Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        lists.put("Packages by types", count(types, Type::topLevel, Type::pack).entrySet().stream()
                .filter(pack -> pack.getValue() > MOST_TYPES)
                .map(pack -> pack.getValue() + " " + pack.getKey())
                .toList());
        lists.put("Engine types used by other modules", List.copyOf(used()));
        lists.put("Records with many components", wide());
        lists.put("Methods with many parameters", overloaded());
        lists.put("Longest files", lines.entrySet().stream()
                .filter(file -> file.getValue() > LONG_FILE)
                .map(file -> file.getValue() + " " + file.getKey())
                .toList());
        lists.put("Names of more than one type", twice().entrySet().stream()
                .map(name -> name.getValue() + " " + name.getKey())
                .toList());
        lists.put("Public types that begin with few words", types.stream()
                .filter(type -> type.shape().open() && tellsNothing(type))
                .map(Type::name)
                .sorted()
                .toList());
        sealedChecks().forEach((root, where) -> lists.put("instanceof on " + root, where.entrySet().stream()
                .map(file -> file.getValue() + " " + file.getKey())
                .toList()));
        return lists;
    }

    private static boolean tellsNothing(Type type) {
        return type.shape().words() <= FEW_WORDS;
    }

    private static <T> Map<String, Long> count(Collection<T> all, Predicate<T> which, Function<T, String> by) {
        return all.stream().filter(which).collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    private Map<String, String> openShare() {
        Map<String, Long> all = count(types, Type::topLevel, Type::module);
        Map<String, Long> open = count(types, type -> type.topLevel() && type.shape().open(), Type::module);
        Map<String, String> shares = new TreeMap<>();
        all.forEach((module, size) -> {
            long few = open.getOrDefault(module, 0L);
            shares.put(module, "%d of %d, %d %%".formatted(few, size, Math.round(100.0 * few / size)));
        });
        return shares;
    }

    private Set<String> engineTypes() {
        return types.stream()
                .filter(type -> type.module().equals(ENGINE) && type.topLevel() && type.shape().open())
                .map(Type::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> used() {
        Set<String> used = new TreeSet<>();
        Set<String> all = engineTypes();
        namedByModule.forEach((module, names) -> {
            if (!module.equals(ENGINE)) {
                // What is nested, and what is static, counts for the type that has it.
                for (String name : names) {
                    for (String part = name; part.contains("."); part = part.substring(0, part.lastIndexOf('.'))) {
                        if (all.contains(part)) {
                            used.add(part);
                        }
                    }
                }
            }
        });
        return used;
    }

    private List<String> wide() {
        return types.stream()
                .filter(type -> type.shape().components() > MOST_COMPONENTS)
                .map(type -> type.shape().components() + " " + type.name())
                .toList();
    }

    private List<String> overloaded() {
        return methods.stream()
                .filter(method -> method.parameters() > MOST_PARAMETERS)
                .map(method -> method.parameters() + " " + method.name())
                .toList();
    }

    private Map<String, Long> twice() {
        Map<String, Long> names = new TreeMap<>(count(types, type -> true, Type::simple));
        names.values().removeIf(times -> times < 2);
        return names;
    }

    private static String tail(Collection<Integer> values, int... percents) {
        List<Integer> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "none";
        }
        StringBuilder tail = new StringBuilder();
        for (int percent : percents) {
            tail.append(sorted.get((sorted.size() - 1) * percent / 100)).append('/');
        }
        return tail.append(sorted.get(sorted.size() - 1)).toString();
    }

    /** By sealed type: by file, how many instanceof ask for it or for what is below it. */
    private Map<String, Map<String, Long>> sealedChecks() {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        for (Type root : types.stream().filter(type -> type.shape().sealed()).toList()) {
            Set<String> below = new HashSet<>(Set.of(root.name()));
            while (types.stream().anyMatch(type -> type.above().stream().anyMatch(below::contains) && below.add(type.name()))) {
                // Until nothing is below that was not before.
            }
            Map<String, Long> where = count(checks, check -> below.contains(check.type()), Check::file);
            found.put(root.name().replace("io.mailwarden.", ""), where);
        }
        return found;
    }

    private static void check() throws IOException {
        Path made = Files.createTempDirectory("house").toRealPath();
        write(made.resolve("engine/src/main/java/a/Fact.java"),
                "package a;\n/** What it is about, said in words. */\npublic sealed interface Fact {\n"
                        + "  /** Yes. */ record Yes(int a, int b, int c, int d, int e, int f, int g, int h, int i)"
                        + " implements Fact {}\n  record No() implements Fact {}\n}\n");
        write(made.resolve("engine/src/main/java/a/Hidden.java"),
                "package a;\nfinal class Hidden {\n  boolean is(Fact f) {\n    return f instanceof Fact.Yes y && y.a() > 0;\n"
                        + "  }\n}\n");
        write(made.resolve("other/src/main/java/b/User.java"),
                "package b;\nimport a.Fact;\nclass User {\n  class Hidden {}\n"
                        + "  void m(int a, int b, int c, int d, int e, int f, int g) {\n    new Object();\n  }\n}\n");
        House house = new House(made);
        house.read();
        Map<String, String> report = house.report();
        require(report, "packages with more than 20 types", "0 of 2, the fullest 2");
        require(report, "public share of top-level types, engine", "1 of 2, 50 %");
        require(report, "engine types used by other modules", "1 of 1 public ones");
        require(report, "records with more than 8 components", "1");
        require(report, "methods with more than 6 parameters", "1");
        require(report, "method body, lines p50/p90/p99/max", "1/1/1/1");
        require(report, "simple names of more than one type", "1");
        require(report, "public types with at most 4 words to begin with", "2 of 3");
        require(report, "instanceof on a.Fact", "1 in 1 files");
        System.out.println("as expected");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Path module = file;
        while (!module.endsWith("src")) {
            module = module.getParent();
        }
        Files.writeString(module.resolveSibling("pom.xml"), "<project/>");
    }

    private static void require(Map<String, String> report, String what, String expected) {
        if (!expected.equals(report.get(what))) {
            throw new AssertionError(what + ": expected " + expected + ", was " + report.get(what));
        }
    }
}
