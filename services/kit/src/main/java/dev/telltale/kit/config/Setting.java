package dev.telltale.kit.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a component of a configuration record is for. Its key is the path of component names in kebab case under
 * {@code telltale.}: {@code kafka.bootstrapServers} is {@code telltale.kafka.bootstrap-servers}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** One sentence for whoever sets it. */
    String doc();

    /** The default as one would write it in a file; optional values, lists and maps begin empty. */
    String def() default "";

    /** Whether its value is never to be shown. */
    boolean secret() default false;
}
