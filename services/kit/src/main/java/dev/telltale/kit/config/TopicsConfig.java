package dev.telltale.kit.config;

/**
 * The topics of this tenant.
 *
 * @param prefix what their names begin with
 * @param partitions of every stream-keyed topic
 * @param replicas of every partition
 */
public record TopicsConfig(
        @Setting(doc = "What all topic and group names begin with; tenants share a cluster by different prefixes.", def = "telltale") String prefix,
        @Setting(doc = "Partitions of the stream-keyed topics, fixed when they are created.", def = "6") int partitions,
        @Setting(doc = "Copies of each partition.", def = "1") int replicas) {

    /** Refuses what the broker would refuse. */
    public TopicsConfig {
        Rules.check().given("prefix", prefix).between("partitions", partitions, 1, 10_000)
                .between("replicas", replicas, 1, 100).done();
    }
}
