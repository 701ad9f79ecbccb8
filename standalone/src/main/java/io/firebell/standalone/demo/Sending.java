package io.firebell.standalone.demo;

/// One alert, sent once: it fires, or it is over.
record Sending(Symptom symptom, int instance, boolean fires) {}
