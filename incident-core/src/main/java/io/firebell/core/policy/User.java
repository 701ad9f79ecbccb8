package io.firebell.core.policy;

import io.firebell.core.notify.ChannelType;
import java.util.List;
import java.util.Optional;

/// Somebody who can be paged.
///
/// @param contacts how, in the order to try them; at least one, and one of a type at most
public record User(String name, List<Contact> contacts) {

  /// @throws IllegalArgumentException if there is no contact
  public User {
    contacts = List.copyOf(contacts);
    if (contacts.isEmpty()) {
      throw new IllegalArgumentException("a user should have a contact: " + name + " has none");
    }
  }

  public Optional<Contact> contact(ChannelType type) {
    return contacts.stream().filter(contact -> contact.type() == type).findFirst();
  }

  /// The way to try when `type` has failed.
  public Optional<Contact> contactAfter(ChannelType type) {
    for (int i = 0; i + 1 < contacts.size(); i++) {
      if (contacts.get(i).type() == type) {
        return Optional.of(contacts.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
