package dev.interlude.notifier.access;

import java.util.Set;

/**
 * Who shows a token.
 *
 * @param name as the audit log has it
 * @param apps whose state it may write; empty: any
 */
public record Holder(String name, Set<Scope> scopes, Set<String> apps) {

    public Holder {
        scopes = Set.copyOf(scopes);
        apps = Set.copyOf(apps);
    }

    /** Someone who may do everything. */
    public static Holder ofEverything(String name) {
        return new Holder(name, Set.of(Scope.values()), Set.of());
    }

    public boolean mayRead() {
        return scopes.contains(Scope.READ);
    }

    public boolean mayWrite(String app) {
        return scopes.contains(Scope.WRITE) && (apps.isEmpty() || apps.contains(app));
    }
}
