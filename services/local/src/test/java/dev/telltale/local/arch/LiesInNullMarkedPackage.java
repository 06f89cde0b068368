package dev.telltale.local.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Holds for classes whose package has a package-info that is marked; generated Avro records are among them. */
final class LiesInNullMarkedPackage extends ArchCondition<JavaClass> {
    LiesInNullMarkedPackage() {
        super("lie in a package marked @NullMarked");
    }

    @Override
    public void check(JavaClass each, ConditionEvents events) {
        if (!each.getPackage().isAnnotatedWith(NullMarked.class)) {
            events.add(SimpleConditionEvent.violated(each, each.getName() + " lies in a package without @NullMarked"));
        }
    }
}
