package dev.telltale.load.mutants;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a file in one to four ways at once. The seed and the number of the file say all that was done to it. */
final class Mutator {
    private static final long STRIDE = 0x9e3779b97f4a7c15L;
    private static final int MOST_FLIPS = 200;
    private static final int LONGEST_RUN = 4096;
    private static final long[] EXTREMES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE,
        Integer.MIN_VALUE, 0xffffffffL, 0x7fff, 0x8000, 0xffff, 0x7f, 0x80, 0x01ffffff, 0x40000000};
    private static final int[] WIDTHS = {1, 2, 3, 4, 4, 4, 8};

    private final byte[] original;
    private final List<Integer> anchors;
    private final Random random;
    /** Whether headers are hit as often as everything else together; otherwise all bytes alike. */
    private final boolean atHeaders;
    private byte[] file;

    private Mutator(String name, byte[] original, long seed, int number) {
        this.original = original;
        this.anchors = Anchors.of(name, original);
        this.random = new Random(seed + STRIDE * number);
        this.atHeaders = random.nextInt(3) == 0;
        this.file = original.clone();
    }

    /** One of the ways. */
    private enum Way {
        FLIP_BITS, REPLACE_RUN, EXTREME_FIELDS, DUPLICATE, REMOVE, SWAP, TRUNCATE
    }

    /** The damaged file. */
    static byte[] mutate(String name, byte[] original, long seed, int number) {
        Mutator mutator = new Mutator(name, original, seed, number);
        // Each way is first in turn; what comes on top is up to chance.
        mutator.damage(Way.values()[number % Way.values().length]);
        for (int more = mutator.random.nextInt(6) - 2; more > 0; more--) {
            mutator.damage(Way.values()[mutator.random.nextInt(Way.values().length - 1)]);
        }
        return mutator.file;
    }

    private void damage(Way way) {
        switch (way) {
            case FLIP_BITS -> flipBits();
            case REPLACE_RUN -> replaceRuns();
            case EXTREME_FIELDS -> extremeFields();
            case DUPLICATE -> insert(somewhere(), block());
            case REMOVE -> remove(somewhere(), 1 + random.nextInt(LONGEST_RUN));
            case SWAP -> swap();
            case TRUNCATE -> file = Arrays.copyOf(file, 1 + random.nextInt(file.length));
        }
    }

    private void flipBits() {
        for (int i = 1 + random.nextInt(random.nextBoolean() ? 4 : MOST_FLIPS); i > 0; i--) {
            file[somewhere()] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        }
    }

    private void replaceRuns() {
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            int from = somewhere();
            int to = Math.min(file.length, from + 1 + random.nextInt(random.nextBoolean() ? 16 : LONGEST_RUN));
            switch (random.nextInt(3)) {
                case 0 -> Arrays.fill(file, from, to, (byte) 0);
                case 1 -> Arrays.fill(file, from, to, (byte) 0xff);
                default -> {
                    for (int at = from; at < to; at++) {
                        file[at] = (byte) random.nextInt();
                    }
                }
            }
        }
    }

    /** Sizes, counts, times and whatever else stands in headers becomes as small or large as it can be said to be. */
    private void extremeFields() {
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            // Behind the name of a box its fields lie at multiples of four bytes; elsewhere they lie anywhere.
            boolean field = random.nextInt(3) == 0;
            int at = anchors.get(random.nextInt(anchors.size()))
                    + (field ? Integer.BYTES * (1 + random.nextInt(5)) : random.nextInt(36) - Integer.BYTES);
            int width = field ? Integer.BYTES << random.nextInt(2) : WIDTHS[random.nextInt(WIDTHS.length)];
            long value = random.nextInt(4) == 0 ? random.nextLong() : EXTREMES[random.nextInt(EXTREMES.length)];
            boolean bigEndian = random.nextInt(4) > 0;
            for (int b = 0; b < width; b++) {
                int where = at + b;
                if (where >= 0 && where < file.length) {
                    file[where] = (byte) (value >>> (Byte.SIZE * (bigEndian ? width - 1 - b : b)));
                }
            }
        }
    }

    private void swap() {
        byte[] one = block();
        int to = random.nextInt(file.length);
        int length = Math.min(one.length, file.length - to);
        int from = random.nextInt(file.length - length + 1);
        byte[] other = Arrays.copyOfRange(file, to, to + length);
        System.arraycopy(file, from, file, to, length);
        System.arraycopy(other, 0, file, from, length);
    }

    private byte[] block() {
        int from = random.nextInt(file.length);
        return Arrays.copyOfRange(file, from, Math.min(file.length, from + 1 + random.nextInt(LONGEST_RUN)));
    }

    private void insert(int at, byte[] more) {
        byte[] longer = Arrays.copyOf(file, file.length + more.length);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(file, at, longer, at + more.length, file.length - at);
        file = longer;
    }

    private void remove(int at, int count) {
        int end = Math.min(file.length, at + count);
        if (at == 0 && end == file.length) {
            return;
        }
        byte[] rest = Arrays.copyOf(file, file.length - (end - at));
        System.arraycopy(file, end, rest, at, file.length - end);
        file = rest;
    }

    private int somewhere() {
        if (!atHeaders || random.nextBoolean()) {
            return random.nextInt(file.length);
        }
        int near = anchors.get(random.nextInt(anchors.size())) + random.nextInt(32);
        return Math.min(near, Math.min(file.length, original.length) - 1);
    }
}
