/** What every service shares: config, lifecycle, transactional loop, health, metrics. */
@NullMarked
package dev.telltale.kit;

import org.jspecify.annotations.NullMarked;
