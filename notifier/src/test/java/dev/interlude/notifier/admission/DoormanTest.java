package dev.interlude.notifier.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlude.notifier.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoormanTest {

    private static final OriginPolicy ANYONE = OriginPolicy.of(Set.of("*"));

    private final List<Limit> reached = new ArrayList<>();
    private final Gate gate = new Gate(100);
    private long nanos;

    @Test
    void oneAddressHasSoManyAndGetsThemBack() {
        Doorman doorman = doorman(new Limits(100, 2, 0, List.of()));

        Doorman.Decision first = doorman.admit(from("192.0.2.1"));
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Admitted.class);
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(doorman.admit(from("192.0.2.2"))).isInstanceOf(Doorman.Decision.Admitted.class);
        assertThat(reached).containsExactly(Limit.CONNECTIONS_PER_ADDRESS);

        Runnable leave = ((Doorman.Decision.Admitted) first).leave();
        leave.run();
        leave.run();
        assertThat(gate.inside()).isEqualTo(2);
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Admitted.class);
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
    }

    @Test
    void ipv6AddressesOfOneNetworkAreOneClient() {
        Doorman doorman = doorman(new Limits(100, 2, 0, List.of()));

        Doorman.Decision first = doorman.admit(from("2001:db8:0:7::1"));
        assertThat(doorman.admit(from("2001:db8:0:7:ffff:0:0:2"))).isInstanceOf(Doorman.Decision.Admitted.class);
        assertThat(doorman.admit(from("2001:DB8:0:7::3"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(doorman.admit(from("2001:db8:0:8::1"))).isInstanceOf(Doorman.Decision.Admitted.class);

        ((Doorman.Decision.Admitted) first).leave().run();
        assertThat(doorman.admit(from("2001:db8:0:7::4"))).isInstanceOf(Doorman.Decision.Admitted.class);
    }

    @Test
    void ipv4AddressIsOneClientHoweverItIsWritten() {
        Doorman doorman = doorman(new Limits(100, 1, 0, List.of()));

        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Admitted.class);
        assertThat(doorman.admit(from("::ffff:192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(doorman.admit(from("::ffff:192.0.2.2"))).isInstanceOf(Doorman.Decision.Admitted.class);
    }

    @Test
    void soManyComeInASecond() {
        Doorman doorman = doorman(new Limits(100, 0, 3, List.of()));

        for (int i = 0; i < 3; i++) {
            assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Admitted.class);
        }
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
        nanos += 400_000_000;
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Admitted.class);
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(reached).containsExactly(Limit.CONNECTION_RATE, Limit.CONNECTION_RATE);
    }

    @Test
    void fullHouseCountsNobodyTwice() {
        Doorman doorman = doorman(new Limits(1, 1, 0, List.of()));
        gate.makeRoomFor(1);

        Doorman.Decision first = doorman.admit(from("192.0.2.1"));
        assertThat(doorman.admit(from("192.0.2.2"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(reached).containsExactly(Limit.CONNECTIONS);

        ((Doorman.Decision.Admitted) first).leave().run();
        assertThat(doorman.admit(from("192.0.2.2"))).isInstanceOf(Doorman.Decision.Admitted.class);
    }

    @Test
    void shutGateIsNoLimit() {
        Doorman doorman = doorman(Limits.ofConnections(10));
        gate.shut();

        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(reached).isEmpty();
    }

    @Test
    void otherRulesHoldFromTheNextArrivalOn() {
        Doorman doorman = doorman(Limits.ofConnections(10));
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Admitted.class);

        doorman.adopt(OriginPolicy.of(Set.of("https://shop.example.com")), Limits.ofConnections(1));

        assertThat(doorman.admit(new Arrival("https://evil.example.com", "hub", "192.0.2.1")))
                .isInstanceOf(Doorman.Decision.Forbidden.class);
        assertThat(doorman.admit(from("192.0.2.1"))).isInstanceOf(Doorman.Decision.Busy.class);
        assertThat(reached).containsExactly(Limit.ORIGIN, Limit.CONNECTIONS);
    }

    private Doorman doorman(Limits limits) {
        return new Doorman(ANYONE, limits, gate, () -> nanos, reached::add);
    }

    private static Arrival from(String address) {
        return new Arrival(null, "hub.example.com", address);
    }
}
