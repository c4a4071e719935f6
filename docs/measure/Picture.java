import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws what {@code bench --curves} wrote: above, what each threshold of the joint score finds and costs; below, each
 * detector, from its highest score at the left to its lowest, how many thieves it sees against how many owners.
 *
 * <p>Run: {@code java docs/measure/Picture.java curves.csv docs/images/curves.svg}.
 */
public final class Picture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 230;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int DRAWN = 12;
    private static final String[] COLOURS = {
        "#1f5fa8", "#b3421b", "#2b7a3d", "#7a3fa0", "#8a6d00", "#0f7f86", "#a3296b", "#4d5566", "#5c8a00", "#c2571a",
        "#3d4bb5", "#8c2f2f"
    };

    /** What one threshold finds and costs. */
    private record Point(double threshold, double owners, double spam, double quiet) {

        double thieves() {
            return (spam + quiet) / 2;
        }
    }

    private final StringBuilder svg = new StringBuilder();

    private static Map<String, List<Point>> read(Path file) throws IOException {
        Map<String, List<Point>> curves = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",");
            if (!fields[0].equals("history")) {
                curves.computeIfAbsent(fields[1], what -> new ArrayList<>())
                        .add(new Point(number(fields[2]), number(fields[5]), number(fields[6]), number(fields[7])));
            }
        }
        return curves;
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double y(int panel, double percent) {
        return panel * HEIGHT + TOP + (1 - percent / 100) * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void frame(int panel, String title, String below, String beside) {
        add("<text x='%d' y='%d' class='t'>%s</text>", LEFT, panel * HEIGHT + 22, title);
        add("<text x='%.0f' y='%.0f' class='m'>%s</text>", x(0.5), y(panel, 0) + 38, below);
        add("<text transform='translate(18 %.0f) rotate(-90)' class='m'>%s</text>", y(panel, 50), beside);
        for (int percent = 0; percent <= 100; percent += 20) {
            add(
                    "<path d='M%.1f %.1fH%.1f' class='g'/><text x='%d' y='%.1f' class='e'>%d %%</text>",
                    x(0), y(panel, percent), x(1), LEFT - 8, y(panel, percent) + 4, percent);
        }
    }

    private void line(List<double[]> points, String colour, String name, double nameY) {
        StringBuilder path = new StringBuilder();
        for (double[] point : points) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.length() == 0 ? "M" : "L", point[0], point[1]));
        }
        double[] last = points.get(points.size() - 1);
        add("<path d='%s' stroke='%s' class='c'/>", path, colour);
        add("<path d='M%.1f %.1fL%.1f %.1f' class='g'/>", last[0], last[1], x(1) + 6, nameY - 4);
        add("<text x='%.1f' y='%.1f' fill='%s'>%s</text>", x(1) + 10, nameY, colour, name);
    }

    private void joint(List<Point> joint) {
        frame(0, "Logins and sending together: what a threshold finds", "takeover.both-streams", "takeovers above it");
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            add("<text x='%.1f' y='%.1f' class='m'>%.1f</text>", x(tenth / 10.0), y(0, 0) + 18, tenth / 10.0);
        }
        List<double[]> spam = new ArrayList<>();
        List<double[]> quiet = new ArrayList<>();
        List<double[]> owners = new ArrayList<>();
        for (Point point : joint) {
            spam.add(new double[] {x(point.threshold()), y(0, point.spam())});
            quiet.add(new double[] {x(point.threshold()), y(0, point.quiet())});
            owners.add(new double[] {x(point.threshold()), y(0, Math.min(100, 10 * point.owners()))});
        }
        line(spam, COLOURS[0], "spamming", TOP + 20);
        line(quiet, COLOURS[1], "quiet", TOP + 44);
        line(owners, COLOURS[2], "owners, in 10 000 active days", TOP + 68);
    }

    private void detectors(Map<String, List<Point>> curves) {
        frame(
                1,
                "Each detector, from its highest score to its lowest",
                "owners in whom it ever fired, in 1000 active account-days (square roots)",
                "takeovers in which it fired");
        double most = curves.values().stream().flatMap(List::stream).mapToDouble(Point::owners).max().orElse(1);
        for (int step = 0; step <= 4; step++) {
            double owners = most * step * step / 16;
            add("<text x='%.1f' y='%.1f' class='m'>%.1f</text>", x(step / 4.0), y(1, 0) + 18, owners);
        }
        List<Map.Entry<String, List<Point>>> strongest = curves.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, List<Point>> one) ->
                                one.getValue().stream().mapToDouble(Point::thieves).max().orElse(0))
                        .reversed())
                .limit(DRAWN)
                .toList();
        int drawn = 0;
        for (Map.Entry<String, List<Point>> one : strongest) {
            List<double[]> points = new ArrayList<>();
            for (int i = one.getValue().size() - 1; i >= 0; i--) {
                Point point = one.getValue().get(i);
                points.add(new double[] {x(Math.sqrt(point.owners() / most)), y(1, point.thieves())});
            }
            line(points, COLOURS[drawn % COLOURS.length], one.getKey(), HEIGHT + TOP + 20 + 22 * drawn);
            drawn++;
        }
    }

    private String draw(Map<String, List<Point>> curves) {
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'>", WIDTH, 2 * HEIGHT);
        add("<title>What thresholds find and cost</title>");
        add("<style>text{font:13px sans-serif}.t{font-size:16px;font-weight:bold}.m{text-anchor:middle}"
                + ".e{text-anchor:end}.g{stroke:#ccc;fill:none}.c{fill:none;stroke-width:2}</style>");
        add("<rect width='%d' height='%d' fill='#fff'/>", WIDTH, 2 * HEIGHT);
        joint(curves.remove("joint"));
        curves.remove("takeover");
        detectors(curves);
        add("</svg>");
        return svg.toString();
    }

    public static void main(String[] files) throws IOException {
        if (files.length != 2) {
            System.err.println("expected two files: curves.csv, and the picture to write");
            System.exit(2);
        }
        Files.writeString(Path.of(files[1]), new Picture().draw(read(Path.of(files[0]))));
    }
}
