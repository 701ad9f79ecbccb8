package io.firebell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firebell.notifier.kit.HttpServer;
import io.firebell.notifier.kit.HttpServer.Response;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Dns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.0.0.1",
        "10.255.255.255",
        "100.100.100.200",
        "127.0.0.1",
        "127.1.2.3",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.168.1.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2001:0:7f00:1::1",
        "2002:7f00:1::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void whatIsNotPublicIsOutOfReach(String address) {
    assertThat(Reach.parse("public").includes(InetAddress.ofLiteral(address))).isFalse();
    assertThat(Reach.parse("any").includes(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "169.253.1.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.1.1",
        "223.255.255.255",
        "64:ff9b::101:101",
        "2606:4700::1111",
        "2a00:1450::1"
      })
  void whatIsPublicIsWithinReach(String address) {
    assertThat(Reach.parse("public").includes(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void networksCanBeAllowedBesides() {
    Reach reach = Reach.parse("public,10.1.0.0/15,192.168.7.7,fd00:1::/33");

    assertThat(List.of("10.0.0.1", "10.1.0.0", "10.1.255.255", "10.2.0.0", "192.168.7.7"))
        .map(InetAddress::ofLiteral)
        .map(reach::includes)
        .containsExactly(true, true, true, false, true);
    assertThat(List.of("192.168.7.8", "fd00:1:7fff::1", "fd00:1:8000::1", "1.1.1.1"))
        .map(InetAddress::ofLiteral)
        .map(reach::includes)
        .containsExactly(false, true, false, true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "10.0.0.0/8",
        "public,",
        "public,localhost",
        "public,10.0.0.0/33",
        "public,10.0.0.0/",
        "public,10.0.0.0/-1",
        "public,10/8",
        "any,public",
        "public, 10.0.0.0/8"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Reach.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameThatHasAnotherAddressThanBeforeIsLookedAtWhenItIsConnectedTo() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    Dns rebinding =
        _ -> {
          String address = lookups.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1";
          return List.of(InetAddress.ofLiteral(address));
        };
    try (HttpServer server = new HttpServer(_ -> new Response(200, Map.of(), ""));
        JsonPost post =
            new JsonPost(
                LIMIT, LIMIT, Reach.parse("public,127.0.0.2"), rebinding, InstantSource.system())) {
      URI url = URI.create("http://hook.example.com:" + server.port());
      assertThat(rebinding.lookup("hook.example.com"))
          .containsExactly(InetAddress.ofLiteral("127.0.0.2"));

      assertThat(post.send(url, Map.of(), new byte[0]))
          .isEqualTo(new Answer.Refused("is at no address that may be reached"));
      assertThat(server.requests()).isEmpty();
    }
  }
}
