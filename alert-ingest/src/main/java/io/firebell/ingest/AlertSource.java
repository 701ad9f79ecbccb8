package io.firebell.ingest;

import io.firebell.core.alert.Alert;
import java.time.Instant;
import java.util.List;

/// A way in which some monitoring system writes its alerts.
public sealed interface AlertSource permits AlertmanagerSource, NativeSource {

  /// What a payload holds.
  ///
  /// @param alerts those that are good
  /// @param complaints what is wrong with the others
  record Parsed(List<Alert> alerts, List<Complaint> complaints) {
    public Parsed {
      alerts = List.copyOf(alerts);
      complaints = List.copyOf(complaints);
    }
  }

  /// Why a part of a payload is not accepted.
  ///
  /// @param path where, as in `$[3].labels`
  /// @param message what is wrong there; cut if it repeats much of the payload
  record Complaint(String path, String message) {

    private static final int LONGEST_MESSAGE = 300;

    public Complaint {
      message =
          message.length() <= LONGEST_MESSAGE
              ? message
              : message.substring(0, LONGEST_MESSAGE) + "…";
    }

    @Override
    public String toString() {
      return path + ": " + message;
    }
  }

  /// Reads a payload.
  ///
  /// @param tenant whose alerts they are
  /// @param now when they are received
  /// @throws MalformedPayloadException if it is not JSON at all
  Parsed parse(byte[] payload, String tenant, Instant now) throws MalformedPayloadException;
}
