package dev.kycplatform.localstack.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What Maven's test reports of all modules say together.
 *
 * @param suites one for each class of tests
 * @param skipped in the order of the reports
 */
record TestReports(List<Suite> suites, List<Skipped> skipped) {
    private static final String ACCEPTANCE_MODULE = "acceptance-tests";

    /** Kinds of tests, by what they need or what they are about, and how long each may take by the clock. */
    enum Tier {
        UNIT(3),
        INTEGRATION(8),
        ACCEPTANCE(10),
        CHAOS(6),
        SECURITY(5);

        private final Duration atMost;

        Tier(long minutes) {
            atMost = Duration.ofMinutes(minutes);
        }

        /** @param name of a class */
        static Tier of(String name, boolean isOfServers, boolean isOfAcceptance) {
            if (name.endsWith("ChaosIT")) {
                return CHAOS;
            }
            if (name.endsWith("SecurityIT")) {
                return SECURITY;
            }
            if (isOfAcceptance) {
                return ACCEPTANCE;
            }
            return isOfServers ? INTEGRATION : UNIT;
        }
    }

    /** A class of tests, and when it was under way. */
    record Suite(Tier tier, int tests, int failed, int skipped, Instant from, Instant until) {}

    /**
     * Many classes' numbers.
     *
     * @param together each one's time added up
     * @param byTheClock what went by while at least one of them was under way
     */
    record Sum(int tests, int failed, int skipped, Duration together, Duration byTheClock) {}

    /** A test that did not run. */
    record Skipped(String test, String reason) {}

    /** Reads every module's reports, those written before the given time left out. */
    static TestReports under(Path root, Instant since) {
        List<Suite> suites = new ArrayList<>();
        List<Skipped> skipped = new ArrayList<>();
        for (Path module : modules(root)) {
            for (String kind : List.of("surefire", "failsafe")) {
                read(module, kind, since, suites, skipped);
            }
        }
        return new TestReports(List.copyOf(suites), List.copyOf(skipped));
    }

    Sum of(Tier tier) {
        List<Suite> own =
                suites.stream()
                        .filter(suite -> suite.tier() == tier)
                        .sorted(Comparator.comparing(Suite::from))
                        .toList();
        Duration together = Duration.ZERO;
        Duration byTheClock = Duration.ZERO;
        Instant seen = Instant.MIN;
        for (Suite suite : own) {
            together = together.plus(Duration.between(suite.from(), suite.until()));
            if (suite.until().isAfter(seen)) {
                Instant from = suite.from().isAfter(seen) ? suite.from() : seen;
                byTheClock = byTheClock.plus(Duration.between(from, suite.until()));
                seen = suite.until();
            }
        }
        return new Sum(
                own.stream().mapToInt(Suite::tests).sum(),
                own.stream().mapToInt(Suite::failed).sum(),
                own.stream().mapToInt(Suite::skipped).sum(),
                together,
                byTheClock);
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%n%-12s %8s %8s %8s %10s %10s %8s%n"
                        .formatted(
                                "tier",
                                "tests",
                                "failed",
                                "skipped",
                                "together",
                                "by clock",
                                "at most"));
        for (Tier tier : Tier.values()) {
            Sum sum = of(tier);
            text.append(
                    "%-12s %8d %8d %8d %8d s %8d s %6d s%n"
                            .formatted(
                                    tier.name().toLowerCase(Locale.ROOT),
                                    sum.tests(),
                                    sum.failed(),
                                    sum.skipped(),
                                    sum.together().toSeconds(),
                                    sum.byTheClock().toSeconds(),
                                    tier.atMost.toSeconds()));
        }
        text.append(
                skipped.isEmpty()
                        ? "%nNothing was skipped.%n".formatted()
                        : "%nSkipped:%n".formatted());
        for (Skipped test : skipped) {
            text.append("  %s%n      %s%n".formatted(test.test(), test.reason()));
        }
        return text.toString();
    }

    private static void read(
            Path module, String kind, Instant since, List<Suite> suites, List<Skipped> skipped) {
        Path directory = module.resolve("target").resolve(kind + "-reports");
        if (!Files.isDirectory(directory)) {
            return;
        }
        boolean isOfServers = kind.equals("failsafe");
        boolean isOfAcceptance = module.getFileName().toString().equals(ACCEPTANCE_MODULE);
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "TEST-*.xml")) {
            for (Path report : reports) {
                Instant written = Files.getLastModifiedTime(report).toInstant();
                if (written.isBefore(since)) {
                    continue;
                }
                Element suite = parse(report).getDocumentElement();
                Tier tier = Tier.of(suite.getAttribute("name"), isOfServers, isOfAcceptance);
                suites.add(suite(tier, suite, written));
                skipped.addAll(skippedIn(suite));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    /** A class's report is written when it ends. */
    private static Suite suite(Tier tier, Element suite, Instant written) {
        double seconds = Double.parseDouble(suite.getAttribute("time").replace(",", ""));
        return new Suite(
                tier,
                number(suite, "tests"),
                number(suite, "failures") + number(suite, "errors"),
                number(suite, "skipped"),
                written.minusMillis(Math.round(seconds * 1_000)),
                written);
    }

    private static List<Skipped> skippedIn(Element suite) {
        List<Skipped> found = new ArrayList<>();
        NodeList marks = suite.getElementsByTagName("skipped");
        for (int i = 0; i < marks.getLength(); i++) {
            if (marks.item(i) instanceof Element mark
                    && mark.getParentNode() instanceof Element test) {
                String name = test.getAttribute("name");
                String type = test.getAttribute("classname");
                found.add(new Skipped(name.isEmpty() ? type : type + "." + name, reason(mark)));
            }
        }
        return found;
    }

    /** In an attribute, or, of an assumption inside a test, in the first line of the trace. */
    private static String reason(Element mark) {
        String message = mark.getAttribute("message").strip();
        String trace = mark.getTextContent().strip().lines().findFirst().orElse("");
        String reason = message.isEmpty() ? trace.substring(trace.indexOf(' ') + 1) : message;
        return reason.isEmpty()
                ? "no reason given"
                : reason.replaceFirst("^Assumption failed: ", "");
    }

    private static int number(Element suite, String attribute) {
        String value = suite.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    private static Document parse(Path report) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(report.toFile());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + " is not a test report", e);
        }
    }

    /** Two levels: a module may hold another. */
    private static List<Path> modules(Path root) {
        List<Path> modules = children(root);
        List.copyOf(modules).forEach(module -> modules.addAll(children(module)));
        return modules;
    }

    private static List<Path> children(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        directory, entry -> Files.exists(entry.resolve("pom.xml")))) {
            entries.forEach(found::add);
            found.sort(Comparator.naturalOrder());
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }
}
