package io.firebell.notifier.slack;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Lets no more of an answer through than Slack can have meant, and nothing that is no JSON object:
/// the client library reads the whole of it and fails on a document that is empty or `null`. A
/// refusal counts by its status, and the rest of it is not waited for.
final class BoundedAnswers implements Interceptor {

  private static final long LIMIT = 1024 * 1024;

  /// An answer that is no JSON object.
  static final class Unintelligible extends IOException {

    private static final long serialVersionUID = 1L;

    Unintelligible() {
      super("an answer of Slack's should be a JSON object");
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try (Response response = chain.proceed(chain.request())) {
      if (!response.isSuccessful()) {
        return response.newBuilder().body(ResponseBody.create("", null)).build();
      }
      ResponseBody beginning = response.peekBody(LIMIT);
      if (!beginning.source().peek().readUtf8().startsWith("{")) {
        throw new Unintelligible();
      }
      return response.newBuilder().body(beginning).build();
    }
  }
}
