package dev.kycplatform.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.kycplatform.contracts.signature.VendorSignature;
import dev.kycplatform.localstack.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that take without giving: whatever they hold or send, others are answered in time, on connections of their own. */
class HostileClientsSecurityIT {
    private static final int IDLE = 10_000;
    private static final int DRIPPING = 1_000;
    private static final int DRIPS = 20;
    private static final int DEEP = 20_000;

    /** No larger than a body may be. */
    private static final int LARGE = 60_000;

    private static final int BOMBS = 10;
    private static final int BOMB = 50_000_000;
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final FlowApp APP = FlowApp.register(Platform.stack());

    /** The two services that the outside world calls. */
    enum Front {
        INTAKE(Service.INTAKE, "/v1/job_status") {
            @Override
            String goodBody() {
                var partner = Platform.stack().partner();
                var timestamp = Instant.now().toString();
                return "{\"partner_id\":\"%s\",\"timestamp\":\"%s\",\"signature\":\"%s\",\"job_id\":\"none\",\"user_id\":\"none\"}"
                        .formatted(
                                partner.partnerId(),
                                timestamp,
                                VendorSignature.sign(
                                        partner.apiKey(), timestamp, partner.partnerId()));
            }

            @Override
            String goodAnswer() {
                return "\"code\":\"2313\"";
            }
        },
        FLOW(Service.FLOW, "/0.2/check_handle") {
            @Override
            String authorization() {
                return "Authorization: Bearer " + APP.token() + "\r\n";
            }

            @Override
            String goodBody() {
                return APP.about("user-" + UUID.randomUUID()).toString();
            }

            @Override
            String goodAnswer() {
                return "HTTP/1.1 200";
            }
        };

        private final Service service;
        private final String path;

        Front(Service service, String path) {
            this.service = service;
            this.path = path;
        }

        /** A header, for those who say in one who they are. */
        String authorization() {
            return "";
        }

        abstract String goodBody();

        abstract String goodAnswer();

        URI origin() {
            return Platform.stack().service(service).baseUrl();
        }
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void othersAreAnsweredBesideTenThousandIdleConnections(Front front) throws Exception {
        assumeTrue(
                ManagementFactory.getOperatingSystemMXBean()
                                instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() > IDLE + 2_000,
                "a process may not have so many connections here");
        var idle = new ArrayList<SocketChannel>();
        try {
            for (int i = 0; i < IDLE; i++) {
                idle.add(SocketChannel.open(address(front)));
            }

            assertIsAnswered(front);
        } finally {
            close(idle);
        }
        assertIsAnswered(front);
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void othersAreAnsweredBesideRequestsWhoseHeadsDripIn(Front front) throws Exception {
        assertOthersAreAnsweredBeside(front, head(front) + "X-Slow: ");
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void othersAreAnsweredBesideRequestsWhoseBodiesDripIn(Front front) throws Exception {
        assertOthersAreAnsweredBeside(
                front, head(front) + "Content-Length: 60000\r\n\r\n{\"a\":\"");
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void aBodyThatIsTooLargeIsRefusedBeforeItHasCome(Front front) throws Exception {
        assertThat(answer(front, head(front) + "Content-Length: 1000000000\r\n\r\n", new byte[0]))
                .startsWith("HTTP/1.1 413 ");
        assertIsAnswered(front);
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void oversizedPartsOfJsonAreRefusedAndHarmNobody(Front front) throws Exception {
        for (var oversized :
                List.of(
                        "{\"id_number\":" + "9".repeat(LARGE) + "}",
                        "{\"id_number\":1e999999999}",
                        "{\"id_number\":\"" + "9".repeat(LARGE) + "\"}",
                        "{\"" + "n".repeat(LARGE) + "\":1}",
                        "{\"partner_params\":{" + "\"a\":1,".repeat(LARGE / 6) + "\"a\":1}}")) {
            assertIsRefused(front, oversized.getBytes(StandardCharsets.UTF_8), "");
        }
        assertIsAnswered(front);
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void deeplyNestedJsonIsRefusedAndHarmsNobody(Front front) throws Exception {
        for (var nested :
                List.of(
                        "[".repeat(DEEP),
                        "[".repeat(DEEP) + "]".repeat(DEEP),
                        "{\"a\":".repeat(DEEP / 2) + "1" + "}".repeat(DEEP / 2),
                        "{\"partner_params\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}")) {
            assertIsRefused(front, nested.getBytes(StandardCharsets.UTF_8), "");
        }
        assertIsAnswered(front);
    }

    @ParameterizedTest
    @EnumSource(Front.class)
    void aBodyThatWouldUnpackToMuchIsNotUnpacked(Front front) throws Exception {
        var before = allocated(front);
        for (var encoding : List.of("gzip", "deflate")) {
            for (int i = 0; i < BOMBS / 2; i++) {
                assertIsRefused(front, bomb(), "Content-Encoding: " + encoding + "\r\n");
            }
        }

        assertThat(allocated(front) - before)
                .as("bytes the service has taken of its heap meanwhile")
                .isLessThan((double) BOMBS * BOMB / 2);
        assertIsAnswered(front);
    }

    /** Of many requests that begin so, a byte comes now and then. */
    private static void assertOthersAreAnsweredBeside(Front front, String beginning)
            throws IOException {
        var dripping = new ArrayList<SocketChannel>();
        try {
            for (int i = 0; i < DRIPPING; i++) {
                var connection = SocketChannel.open(address(front));
                connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connection.write(ByteBuffer.wrap(beginning.getBytes(StandardCharsets.US_ASCII)));
                dripping.add(connection);
            }
            for (int drip = 0; drip < DRIPS; drip++) {
                for (var connection : dripping) {
                    connection.write(ByteBuffer.wrap(new byte[] {'x'}));
                }
                assertIsAnswered(front);
            }
        } finally {
            close(dripping);
        }
    }

    private static void assertIsAnswered(Front front) throws IOException {
        assertThat(answer(front, front.goodBody().getBytes(StandardCharsets.UTF_8), ""))
                .as("the answer to somebody else")
                .contains(front.goodAnswer());
    }

    private static void assertIsRefused(Front front, byte[] body, String headers)
            throws IOException {
        assertThat(answer(front, body, headers)).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    }

    private static String answer(Front front, byte[] body, String headers) throws IOException {
        return answer(
                front,
                head(front)
                        + "Connection: close\r\n%sContent-Length: %d\r\n\r\n"
                                .formatted(headers, body.length),
                body);
    }

    private static String head(Front front) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n%s"
                .formatted(front.path, front.authorization());
    }

    /** On a connection of its own: one that is kept would be there already. Fails unless it comes in time. */
    private static String answer(Front front, String head, byte[] body) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address(front), Math.toIntExact(IN_TIME.toMillis()));
            socket.setSoTimeout(Math.toIntExact(IN_TIME.toMillis()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As much as a body may be packed, and a thousand times as much unpacked. */
    private static byte[] bomb() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":\"".getBytes(StandardCharsets.US_ASCII));
            gzip.write(new byte[BOMB]);
        }
        return packed.toByteArray();
    }

    /** All that was ever allocated, by the service's own count, which moves when its garbage is collected. */
    private static double allocated(Front front) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(front.origin().resolve("/q/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("jvm_gc_memory_allocated_bytes_total"))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static InetSocketAddress address(Front front) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), front.origin().getPort());
    }

    private static void close(List<SocketChannel> connections) throws IOException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
