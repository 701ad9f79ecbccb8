package io.firebell.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class IncidentTextTest {

  @Test
  void theListOfAlertsSaysThatItIsNotAllOfThem() throws Exception {
    assertThat(shown("{'firing': 250, 'unlisted': 0, 'alertsTruncated': true}"))
        .contains("\n  … and more: 250 firing in all\n");
    assertThat(shown("{'firing': 100250, 'unlisted': 250, 'alertsTruncated': true}"))
        .contains(
            "\n  … and more: 100250 firing in all, 250 only counted since the list is full\n");
    assertThat(shown("{'firing': 2, 'unlisted': 0, 'alertsTruncated': false}"))
        .doesNotContain("and more");
  }

  private static String shown(String json) throws Exception {
    return IncidentText.show(JsonMapper.builder().build().readTree(json.replace('\'', '"')));
  }
}
