package dev.telltale.ingest.guard;

/** What the guard says of an address. */
public sealed interface Admission permits Destination, Admission.Refused, Admission.Unknown {

    /** It may not be dialled. */
    record Refused(String reason) implements Admission {}

    /** It cannot be said now: its name has no address. */
    record Unknown(String reason) implements Admission {}
}
