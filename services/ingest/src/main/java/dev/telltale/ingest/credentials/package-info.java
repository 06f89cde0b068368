/**
 * Users, passwords and stream keys. A stream only names one; ingest reads it from its configuration or from a file, and nothing here
 * prints it.
 */
@NullMarked
package dev.telltale.ingest.credentials;

import org.jspecify.annotations.NullMarked;
