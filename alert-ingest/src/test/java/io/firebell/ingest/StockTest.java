package io.firebell.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who gets how much of what there is.
class StockTest {

  private static int takeAll(Stock stock, String tenant) {
    int taken = 0;
    while (stock.tryTake(tenant, 1, false)) {
      taken++;
    }
    return taken;
  }

  @Test
  void whoIsAloneHasAllOfIt() {
    Stock stock = new Stock(10);
    assertThat(stock.tryTake("acme", 10, true)).isTrue();
    assertThat(stock.tryTake("acme", 1, true)).isFalse();
    stock.giveBack("acme", 10);
    assertThat(stock.tryTake("acme", 10, true)).isTrue();
  }

  @Test
  void aFloodHasHalfOfItAndThereIsAlwaysSomeForTheNext() {
    Stock stock = new Stock(256);
    assertThat(takeAll(stock, "flood")).isEqualTo(128);
    assertThat(takeAll(stock, "second")).isEqualTo(64);
    assertThat(takeAll(stock, "third")).isEqualTo(32);
    assertThat(stock.tryTake("quiet", 1, false)).isTrue();
  }

  @Test
  void whoeverFloodsComesDownToTheSameShareAsTheNextOne() {
    Stock stock = new Stock(300);
    int first = takeAll(stock, "first");
    int second = takeAll(stock, "second");
    for (int i = 0; i < 300; i++) {
      stock.giveBack("first", 1);
      first--;
      second += takeAll(stock, "second");
      first += takeAll(stock, "first");
    }
    assertThat(first).isBetween(99, 101);
    assertThat(second).isBetween(99, 101);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "100, 1, false", "50, 100, true", "50, 101, false", "99, 2, true"})
  void whatIsGivenBackIsThereAgain(int one, int two, boolean fits) {
    Stock stock = new Stock(200);
    assertThat(stock.tryTake("acme", one, false)).isTrue();
    assertThat(stock.tryTake("acme", two, false)).isEqualTo(fits);
    stock.giveBack("acme", one);
    if (fits) {
      stock.giveBack("acme", two);
    }
    assertThat(stock.tryTake("other", 200, true)).isTrue();
  }
}
