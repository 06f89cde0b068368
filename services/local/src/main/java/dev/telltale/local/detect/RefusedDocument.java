package dev.telltale.local.detect;

/**
 * What `telltale detect --json` says of a file that cannot be judged, in the place where its document would stand: no
 * verdict at all is not the verdict "inconclusive".
 *
 * @param source the file as named on the command line
 * @param error why, in one line
 */
public record RefusedDocument(String source, String error) {}
