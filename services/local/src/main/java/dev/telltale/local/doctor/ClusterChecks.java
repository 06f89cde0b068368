package dev.telltale.local.doctor;

import dev.telltale.kit.ServiceContext;
import dev.telltale.schemas.Topic;

import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The broker and the registry that the configuration names. */
public final class ClusterChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private ClusterChecks() {}

    /** Whether a broker answers, and has our topics. */
    public static Finding broker(ServiceContext context) {
        String address = context.config().kafka().bootstrapServers();
        Admin admin = context.kafka().admin("doctor");
        try {
            Set<String> names = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return names.contains(context.kafka().topics().of(Topic.STREAMS))
                    ? Finding.ok("broker", address + " has our topics")
                    : Finding.warning("broker",
                            address + " answers but has no topics of ours yet; `telltale up` makes them");
        } catch (TimeoutException | ExecutionException away) {
            return Finding.warning("broker", "nobody answers at " + address + "; `telltale up` starts one");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Finding.warning("broker", "interrupted");
        } finally {
            // A plain close would wait half a minute for a broker that does not answer.
            admin.close(Duration.ZERO);
        }
    }

    /** Whether each registry answers. */
    public static Finding registry(ServiceContext context) {
        String addresses = context.config().registry().url();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (String address : Arrays.asList(addresses.split(",", -1))) {
                int status = client.send(
                        HttpRequest.newBuilder(URI.create(address.strip() + "/subjects")).timeout(PATIENCE).build(),
                        HttpResponse.BodyHandlers.discarding()).statusCode();
                if (status != 200) {
                    return Finding.warning("registry", address + " answers with status " + status);
                }
            }
            return Finding.ok("registry", addresses);
        } catch (IOException | IllegalArgumentException away) {
            return Finding.warning("registry", "nobody answers at " + addresses + "; `telltale up` starts one");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Finding.warning("registry", "interrupted");
        }
    }
}
