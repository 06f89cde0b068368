/** Topics read as tables: the latest value per key, whole and then for ever. */
@NullMarked
package dev.telltale.kit.tables;

import org.jspecify.annotations.NullMarked;
