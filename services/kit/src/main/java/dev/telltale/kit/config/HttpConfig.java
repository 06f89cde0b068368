package dev.telltale.kit.config;

/**
 * Where health and metrics are served.
 *
 * @param host address to bind
 * @param port 0 takes any free one
 */
public record HttpConfig(
        @Setting(doc = "Address on which health and metrics are served; loopback unless set.", def = "127.0.0.1") String host,
        @Setting(doc = "Port of health and metrics; 0 takes a free one.", def = "0") int port) {

    /** Refuses a port that is none. */
    public HttpConfig {
        Rules.check().given("host", host).between("port", port, 0, 65_535).done();
    }
}
