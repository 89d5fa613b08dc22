package dev.interlude.publisher.github.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.PublicKey;
import java.util.Map;

/** An App at one owner, with what that owner has granted to it. */
public final class FakeInstallation {

    private static final long ID = 4711;

    private final String app;
    private final PublicKey key;
    private final String account;
    private final Map<String, String> permissions;
    private boolean suspended;

    FakeInstallation(String app, PublicKey key, String account, Map<String, String> permissions) {
        this.app = app;
        this.key = key;
        this.account = account;
        this.permissions = permissions;
    }

    public long id() {
        return ID;
    }

    public FakeInstallation suspend() {
        suspended = true;
        return this;
    }

    String app() {
        return app;
    }

    PublicKey key() {
        return key;
    }

    String account() {
        return account;
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean has(Map.Entry<String, String> permission) {
        String had = permissions.getOrDefault(permission.getKey(), "");
        return had.equals("write") || had.equals(permission.getValue());
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", ID).put("app_id", 1).put("target_type", "Organization");
        json.putObject("account").put("login", account);
        ObjectNode list = json.putObject("permissions");
        permissions.forEach(list::put);
        return json.put("suspended_at", suspended ? "2026-11-01T00:00:00Z" : null);
    }
}
