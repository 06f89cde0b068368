/** Checks of the machine, the configuration and the cluster, each with a finding that a person can act on. */
@NullMarked
package dev.telltale.local.doctor;

import org.jspecify.annotations.NullMarked;
