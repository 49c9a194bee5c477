package dev.sallyport.fluent;

import dev.sallyport.declaration.Place;
import dev.sallyport.declaration.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of something that was said by a call.
 *
 * @param text the call, for example {@code egressTo(ledger)}
 * @param owner what it was called on, for example {@code workload orders}; empty if on nothing
 */
record Call(String text, String owner) implements Place {

  @Override
  public String describe() {
    return owner.isEmpty() ? text : text + " of " + owner;
  }

  /** A call with texts as arguments, for example {@code labels("app=orders", "tier=backend")}. */
  static String text(String method, List<String> arguments) {
    StringBuilder text = new StringBuilder(method).append('(');
    for (int i = 0; i < arguments.size(); i++) {
      text.append(i == 0 ? "\"" : ", \"").append(arguments.get(i)).append('"');
    }
    return text.append(')').toString();
  }

  /** Each text, at this place. */
  List<Text> texts(List<String> values) {
    List<Text> texts = new ArrayList<>();
    for (String value : values) {
      texts.add(new Text(value, this));
    }
    return texts;
  }

  /** A list with more at its end. */
  static <T> List<T> concat(List<T> some, List<T> more) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
